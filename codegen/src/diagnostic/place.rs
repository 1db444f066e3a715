//! Places in the inputs: a document and a JSON pointer into it.

use std::path::PathBuf;

/// Which input document, as an index into [`Documents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DocumentId(pub u32);

/// A place in an input: line and column are computed from it only when something is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The document.
    pub document: DocumentId,
    /// The JSON pointer (RFC 6901) into the document; for YAML, of the equivalent JSON.
    pub pointer: String,
}

impl Place {
    /// The root of a document.
    pub fn root(document: DocumentId) -> Self {
        Self {
            document,
            pointer: String::new(),
        }
    }

    /// The place of the member `key` below this one.
    #[must_use]
    pub fn member(&self, key: &str) -> Self {
        let mut pointer = String::with_capacity(self.pointer.len() + key.len() + 1);
        pointer.push_str(&self.pointer);
        pointer.push('/');
        for character in key.chars() {
            match character {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                other => pointer.push(other),
            }
        }
        Self {
            document: self.document,
            pointer,
        }
    }

    /// The place of the element `index` below this one.
    #[must_use]
    pub fn element(&self, index: usize) -> Self {
        Self {
            document: self.document,
            pointer: [&self.pointer, "/", &index.to_string()].concat(),
        }
    }
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it was read from.
    pub path: PathBuf,
}

/// The input files of a run, in the order of reading. Texts are read again when a place is printed, so that a run
/// without findings does not keep them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    list: Vec<Document>,
}

impl Documents {
    /// Adds a file and gives its number.
    pub fn add(&mut self, path: PathBuf) -> DocumentId {
        let id = DocumentId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Document { path });
        id
    }

    /// The file with that number.
    pub fn get(&self, id: DocumentId) -> Option<&Document> {
        self.list.get(id.0 as usize)
    }

    /// Takes over the files of another run, and says by how much their numbers grew.
    pub fn append(&mut self, other: Self) -> u32 {
        let offset = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.extend(other.list);
        offset
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = &Document> {
        self.list.iter()
    }
}
