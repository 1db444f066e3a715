//! Walks a document without holding it: folders are followed, each request is read into a small tree, converted and
//! dropped.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{
    super::{
        json::{MAX_NESTING, Tree, scalars},
        reader::{Reader, describe},
        value::truthy,
    },
    item::{read_folder, read_item},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    postman::Item,
};

/// How many folders may lie inside each other.
pub const MAX_FOLDERS: usize = 128;

/// A document's top level.
#[derive(Debug)]
pub(in crate::postman::read) enum Document {
    /// An object.
    Object(Box<Root>),
    /// Anything else.
    Other(Value),
}

/// The members of a document's top level, its items already read.
#[derive(Debug)]
pub(in crate::postman::read) struct Root {
    /// All members but `item` and `collection`.
    pub(in crate::postman::read) members: Map<String, Value>,
    /// `item`, when present.
    pub(in crate::postman::read) items: Option<Items>,
    /// `collection`, when present: the wrapper of Postman's API.
    pub(in crate::postman::read) wrapped: Option<Document>,
    /// Where it stands.
    pub(in crate::postman::read) place: Place,
}

/// The member `item`.
#[derive(Debug)]
pub(in crate::postman::read) enum Items {
    /// A list.
    List(Vec<Item>),
    /// Anything else.
    Other(Value),
}

/// Reads a document.
#[derive(Debug)]
pub(in crate::postman::read) struct RootSeed<'r> {
    pub(in crate::postman::read) reader: &'r mut Reader,
    pub(in crate::postman::read) place: Place,
}

impl RootSeed<'_> {
    #[allow(clippy::unused_self, reason = "the shape that the macro wants")]
    fn scalar(self, value: Value) -> Document {
        Document::Other(value)
    }
}

impl<'de> DeserializeSeed<'de> for RootSeed<'_> {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RootSeed<'_> {
    type Value = Document;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a collection")
    }

    scalars!();

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Document, A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Document::Other(Value::Array(Vec::new())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let Self { reader, place } = self;
        let mut root = Root {
            members: Map::new(),
            items: None,
            wrapped: None,
            place,
        };
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let inside = root.place.member(&key);
            match key.as_ref() {
                "item" => {
                    root.items = Some(map.next_value_seed(ItemsSeed {
                        reader,
                        place: inside,
                        depth: 0,
                    })?);
                }
                // The wrapper holds the collection itself, so it is not looked for twice.
                "collection" if root.place.pointer.is_empty() => {
                    root.wrapped = Some(map.next_value_seed(RootSeed {
                        reader,
                        place: inside,
                    })?);
                }
                _ => {
                    let value = read_member(&mut map, reader, &inside)?;
                    root.members.insert(key.into_owned(), value);
                }
            }
        }
        Ok(Document::Object(Box::new(root)))
    }
}

/// Reads a member that is no item.
fn read_member<'de, A: MapAccess<'de>>(
    map: &mut A,
    reader: &mut Reader,
    place: &Place,
) -> Result<Value, A::Error> {
    let mut too_deep = false;
    let value = map.next_value_seed(Tree::new(&mut too_deep))?;
    if too_deep {
        let message = format!("nested deeper than {MAX_NESTING} levels");
        reader.push(
            Diagnostic::new(Code::LimitReached, place.clone(), message)
                .instead("the deeper part is skipped"),
        );
    }
    Ok(value)
}

#[derive(Debug)]
struct ItemsSeed<'r> {
    reader: &'r mut Reader,
    place: Place,
    depth: usize,
}

impl ItemsSeed<'_> {
    #[allow(clippy::unused_self, reason = "the shape that the macro wants")]
    fn scalar(self, value: Value) -> Items {
        Items::Other(value)
    }
}

impl<'de> DeserializeSeed<'de> for ItemsSeed<'_> {
    type Value = Items;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Items, D::Error> {
        if self.depth < MAX_FOLDERS {
            return deserializer.deserialize_any(self);
        }
        deserializer.deserialize_ignored_any(IgnoredAny)?;
        let message = format!("folders nested deeper than {MAX_FOLDERS} levels");
        self.reader.push(
            Diagnostic::new(Code::LimitReached, self.place, message)
                .instead("the deeper items are skipped"),
        );
        Ok(Items::List(Vec::new()))
    }
}

impl<'de> Visitor<'de> for ItemsSeed<'_> {
    type Value = Items;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of items")
    }

    scalars!();

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Items, A::Error> {
        let mut items = Vec::new();
        for index in 0.. {
            match sequence.next_element_seed(ItemSeed {
                reader: self.reader,
                place: self.place.element(index),
                index,
                depth: self.depth,
            })? {
                Some(item) => items.extend(item),
                None => break,
            }
        }
        Ok(Items::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Items, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Items::Other(Value::Object(Map::new())))
    }
}

/// Reads one entry of a list of items; null and malformed ones are none.
#[derive(Debug)]
struct ItemSeed<'r> {
    reader: &'r mut Reader,
    place: Place,
    index: usize,
    depth: usize,
}

impl ItemSeed<'_> {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the shape that the macro wants"
    )]
    fn scalar(self, value: Value) -> Option<Item> {
        if !value.is_null() {
            let message = format!("an item is {}, not an object", describe(&value));
            self.reader
                .push(Diagnostic::new(Code::MalformedMember, self.place, message));
        }
        None
    }
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = Option<Item>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Item>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
    type Value = Option<Item>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an item")
    }

    scalars!();

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Option<Item>, A::Error> {
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.scalar(Value::Array(Vec::new())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Item>, A::Error> {
        let Self {
            reader,
            place,
            index,
            depth,
        } = self;
        let mark = reader.mark();
        let mut members = Map::new();
        let mut items = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let inside = place.member(&key);
            if key == "item" {
                items = Some(map.next_value_seed(ItemsSeed {
                    reader,
                    place: inside,
                    depth: depth + 1,
                })?);
            } else {
                let value = read_member(&mut map, reader, &inside)?;
                members.insert(key.into_owned(), value);
            }
        }
        let item = match items {
            Some(Items::List(items)) => {
                Item::Folder(Box::new(read_folder(&members, items, index, place, reader)))
            }
            Some(Items::Other(value)) if truthy(&value) => {
                let message = format!("the items of a folder are {}, not a list", describe(&value));
                reader.push(Diagnostic::new(
                    Code::MalformedMember,
                    place.member("item"),
                    message,
                ));
                Item::Folder(Box::new(read_folder(
                    &members,
                    Vec::new(),
                    index,
                    place,
                    reader,
                )))
            }
            _ => Item::Request(Box::new(read_item(&members, index, place, reader))),
        };
        reader.belongs_to(item.name(), mark);
        Ok(Some(item))
    }
}
