//! The path of a place in JSON text.

/// The path of the value that ends at a line and column, as `serde_json` counts them (from 1; bytes): `users[3].id`.
///
/// Found by reading the text again up to that place, so that decoding itself keeps no track and costs nothing extra.
pub(super) fn locate(text: &[u8], line: usize, column: usize) -> String {
    let places = places(text, line, column);
    display(places.iter().map(|place| &place.step))
}

/// The way to the value that ends at a line and column, from the outside in; empty for the text as a whole.
pub(super) fn places(text: &[u8], line: usize, column: usize) -> Vec<Place> {
    let start: usize = text
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    let end = start.saturating_add(column).min(text.len());
    let mut reader = Reader::default();
    for (index, byte) in text.iter().enumerate().take(end) {
        // A container that is itself the offending value is named, not entered.
        if index + 1 == end && matches!(byte, b'{' | b'[') && reader.text == Text::Outside {
            break;
        }
        reader.read(index, *byte);
    }
    reader.places()
}

/// Steps as text: `users[3].id`.
pub(super) fn display<'s>(steps: impl Iterator<Item = &'s Step>) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
    path
}

/// A value inside an object or an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The step from what holds it.
    pub(super) step: Step,
    /// Where the text of the value begins, space before it included.
    pub(super) start: usize,
}

/// A step into an object or an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A key, as written between its quotes.
    Key(String),
    /// An index, from 0.
    Index(usize),
}

/// A level of nesting.
enum Level {
    /// An object, with the key that was read last and where its value begins, once that is known.
    Object(Vec<u8>, Option<usize>),
    /// An array, with the index of the current element and where it begins.
    Array(usize, usize),
}

/// Follows JSON text byte by byte; broken text gives a less exact path, nothing worse.
#[derive(Default)]
struct Reader {
    levels: Vec<Level>,
    text: Text,
    /// The next string is a key.
    expects_key: bool,
}

/// What the next byte belongs to.
#[derive(Default, PartialEq)]
enum Text {
    #[default]
    Outside,
    /// A string that is a key.
    Key,
    /// Another string.
    Value,
    /// A key, behind a backslash.
    EscapedKey,
    /// Another string, behind a backslash.
    EscapedValue,
}

impl Reader {
    fn read(&mut self, index: usize, byte: u8) {
        match (&self.text, byte) {
            (Text::Outside, _) => self.read_outside(index, byte),
            (Text::Key | Text::Value, b'"') => self.text = Text::Outside,
            (Text::Value, b'\\') => self.text = Text::EscapedValue,
            (Text::Key | Text::EscapedKey, _) => {
                self.text = match (&self.text, byte) {
                    (Text::Key, b'\\') => Text::EscapedKey,
                    _ => Text::Key,
                };
                if let Some(Level::Object(key, _)) = self.levels.last_mut() {
                    key.push(byte);
                }
            }
            (Text::Value | Text::EscapedValue, _) => self.text = Text::Value,
        }
    }

    fn read_outside(&mut self, index: usize, byte: u8) {
        match (byte, self.levels.last_mut()) {
            (b'"', _) => self.open_string(),
            (b'{', _) => {
                self.levels.push(Level::Object(Vec::new(), None));
                self.expects_key = true;
            }
            (b'[', _) => {
                self.levels.push(Level::Array(0, index + 1));
                self.expects_key = false;
            }
            (b'}' | b']', _) => {
                self.levels.pop();
                self.expects_key = false;
            }
            (b':', Some(Level::Object(_, start))) => *start = Some(index + 1),
            (b',', Some(Level::Array(element, start))) => {
                *element += 1;
                *start = index + 1;
            }
            (b',', Some(Level::Object(_, start))) => {
                *start = None;
                self.expects_key = true;
            }
            _ => {}
        }
    }

    fn open_string(&mut self) {
        self.text = if self.expects_key {
            Text::Key
        } else {
            Text::Value
        };
        if let (true, Some(Level::Object(key, _))) = (self.expects_key, self.levels.last_mut()) {
            key.clear();
        }
        self.expects_key = false;
    }

    /// Where it stands; an object of which no value has begun is named alone.
    fn places(&self) -> Vec<Place> {
        let place = |level: &Level| match level {
            Level::Object(_, None) => None,
            Level::Object(key, Some(start)) => Some(Place {
                step: Step::Key(String::from_utf8_lossy(key).into_owned()),
                start: *start,
            }),
            Level::Array(index, start) => Some(Place {
                step: Step::Index(*index),
                start: *start,
            }),
        };
        self.levels.iter().filter_map(place).collect()
    }
}
