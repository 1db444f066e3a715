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
        if index + 1 == end && matches!(byte, b'{' | b'[') && !reader.in_string {
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
    in_string: bool,
    escaped: bool,
    in_key: bool,
    expects_key: bool,
}

impl Reader {
    fn read(&mut self, byte: u8) {
        if self.in_string {
            self.read_string(byte);
            return;
        }
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
        self.in_string = true;
        self.in_key = self.expects_key;
        self.expects_key = false;
        if let (true, Some(Level::Object(key))) = (self.in_key, self.levels.last_mut()) {
            key.clear();
        }
    }

    fn read_string(&mut self, byte: u8) {
        match byte {
            b'"' if !self.escaped => self.in_string = false,
            _ => {
                if let (true, Some(Level::Object(key))) = (self.in_key, self.levels.last_mut()) {
                    key.push(byte);
                }
                self.escaped = byte == b'\\' && !self.escaped;
            }
        }
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
