//! The Content-Type of a file, by its name.

/// A line for each media type, the type and the extensions of its files, as mime-db has them, which Postman asks.
const TYPES: &str = include_str!("media_types.txt");

/// The media type that Postman gives the file at this path; `None` when it does not know the extension.
pub fn media_type(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let of_line = |line: &'static str| {
        let mut words = line.split(' ');
        let media_type = words.next()?;
        words.any(|known| known == extension).then_some(media_type)
    };
    TYPES.lines().filter(|_| !stem.is_empty()).find_map(of_line)
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn types_are_those_of_mime_db() {
        assert_eq!(media_type("a/b.tar.YML"), Some("text/yaml"));
        assert_eq!(media_type("data.xml"), Some("application/xml"));
        assert_eq!(media_type("main.c"), Some("text/x-c"));
    }

    #[test]
    fn a_name_without_an_extension_has_no_type() {
        for path in ["json", "a.b/json", ".json", "json.", "a.unknown", "a.#", ""] {
            assert_eq!(media_type(path), None, "{path}");
        }
    }
}
