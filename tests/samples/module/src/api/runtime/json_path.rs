//! The path of a place in JSON text.

/// The path of the value that ends at a line and column, as `serde_json` counts them (from 1; bytes).
///
/// Found by reading the text again up to that place, so that decoding itself keeps no track and costs nothing extra.
pub(super) fn locate(text: &[u8], line: usize, column: usize) -> String {
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
        reader.read(*byte);
    }
    reader.path()
}

/// A level of nesting.
enum Level {
    /// An object, with the key that was read last.
    Object(Vec<u8>),
    /// An array, with the index of the current element.
    Array(usize),
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
    fn read(&mut self, byte: u8) {
        match (&self.text, byte) {
            (Text::Outside, _) => self.read_outside(byte),
            (Text::Key | Text::Value, b'"') => self.text = Text::Outside,
            (Text::Key, b'\\') => self.text = Text::EscapedKey,
            (Text::Value, b'\\') => self.text = Text::EscapedValue,
            (Text::Key | Text::EscapedKey, _) => {
                self.text = Text::Key;
                if let Some(Level::Object(key)) = self.levels.last_mut() {
                    key.push(byte);
                }
            }
            (Text::Value | Text::EscapedValue, _) => self.text = Text::Value,
        }
    }

    fn read_outside(&mut self, byte: u8) {
        match byte {
            b'"' => self.open_string(),
            b'{' => {
                self.levels.push(Level::Object(Vec::new()));
                self.expects_key = true;
            }
            b'[' => {
                self.levels.push(Level::Array(0));
                self.expects_key = false;
            }
            b'}' | b']' => {
                self.levels.pop();
                self.expects_key = false;
            }
            b',' => match self.levels.last_mut() {
                Some(Level::Array(index)) => *index += 1,
                Some(Level::Object(_)) => self.expects_key = true,
                None => {}
            },
            _ => {}
        }
    }

    fn open_string(&mut self) {
        self.text = if self.expects_key {
            Text::Key
        } else {
            Text::Value
        };
        if let (true, Some(Level::Object(key))) = (self.expects_key, self.levels.last_mut()) {
            key.clear();
        }
        self.expects_key = false;
    }

    /// `users[3].id`; an object whose first key was not yet read is named alone.
    fn path(&self) -> String {
        let mut path = String::new();
        for level in &self.levels {
            match level {
                Level::Object(key) if key.is_empty() => {}
                Level::Object(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&String::from_utf8_lossy(key));
                }
                Level::Array(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
            }
        }
        path
    }
}
