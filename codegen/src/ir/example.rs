//! The collection's own values, as typed literals.

use super::Template;

/// A value that fits the type of the field that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// JSON null.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, as written; or what stands in its place with bare `{{variables}}`.
    Number(String),
    /// Text with `{{variables}}` as written in the collection; they are filled when the example is made.
    Text(String),
    /// What the collection has in the place of a value and is none of the type: an importer's placeholder
    /// (`<integer>`), or what stands in `url.variable` for a segment `:name`. Only examples use it.
    Raw(String),
    /// A bare `{{variable}}` in JSON, which may hold any JSON value. Only examples use it.
    Bare(String),
    /// Text with settings of the client.
    Template(Template),
    /// A list.
    List(Vec<Literal>),
    /// An object, a map or a variant of alternatives; members in order, by wire name.
    Object(Vec<(String, Literal)>),
    /// Files; one without a name is a file that nobody has chosen.
    Files(Vec<FileExample>),
}

/// A file that a collection names; what it holds is known only where the collection has that too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileExample {
    /// The path, as the collection has it.
    pub path: String,
    /// The name that is sent.
    pub name: String,
    /// The type that Postman sends: the collection's, else that of the path.
    pub content_type: Option<String>,
    /// The content in base64 with `{{variables}}`, where the collection has it in place of a path.
    pub content: Option<String>,
}

impl FileExample {
    /// The name of the file at a path, of Windows too; slashes at the end are none of it.
    pub fn name_of(path: &str) -> &str {
        let path = path.trim_end_matches(['/', '\\']);
        path.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

impl Literal {
    /// Whether it says what it stands for, without variables and files.
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Null | Self::Boolean(_) => true,
            Self::Number(text) | Self::Text(text) => !text.contains("{{"),
            Self::Raw(_) | Self::Bare(_) | Self::Template(_) | Self::Files(_) => false,
            Self::List(list) => list.iter().all(Self::is_plain),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_plain()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FileExample;

    #[test]
    fn a_file_is_named_by_the_end_of_its_path() {
        let paths = [
            "a.png",
            "/a/b.png",
            "C:\\a\\b.png",
            "C:/a\\b.png",
            "/a/b/",
            "/",
            "",
        ];
        let names = ["a.png", "b.png", "b.png", "b.png", "b", "", ""];
        assert_eq!(paths.map(FileExample::name_of), names);
    }
}
