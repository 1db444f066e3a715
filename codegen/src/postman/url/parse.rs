//! A URL from text, by Postman's rules (its URL encoder's parser), which are not WHATWG's.

use super::{PathVariable, QueryEntry, Url, mask::mask_variables};

impl Url {
    /// Takes a URL apart. Characters inside `{{variables}}` are never syntax.
    ///
    /// White space before the text is dropped. The fragment starts at the first `#`, the query at the first `?` before
    /// it; before the query every `\` counts as `/`. The protocol ends at the first `://`, and any further slashes there
    /// are dropped. The path starts at the first `/`, the userinfo ends at the last `@`, the port follows the last `:`
    /// unless a `]` comes after it. Nothing is normalised or decoded. Segments that start with `:` become path
    /// variables without a value.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim_start_matches(|character: char| {
            character.is_whitespace() || character == '\u{feff}'
        });
        let mut rest = Masked::new(text);
        let mut url = Self {
            hash: rest.split_off('#').map(|hash| hash.text),
            ..Self::default()
        };
        if let Some(query) = rest.split_off('?') {
            url.query = query
                .split('&')
                .iter()
                .enumerate()
                .map(|(index, entry)| query_entry(entry, index))
                .collect();
        }
        rest.backslashes_to_slashes();
        url.protocol = rest.take_protocol();
        url.path = rest.split_off('/').map(|path| path.split('/'));
        url.variables = path_variables(url.path.as_deref().unwrap_or_default());
        url.userinfo = rest.take_userinfo();
        url.port = rest.take_port();
        url.host = rest.text;
        url
    }

    /// The query entries of a text such as `a=1&b`.
    pub(in crate::postman) fn parse_query(text: &str) -> Vec<QueryEntry> {
        text.split('&')
            .enumerate()
            .map(|(index, entry)| query_entry(entry, index))
            .collect()
    }
}

/// A piece of a URL with its variables hidden in `mask`, byte for byte.
#[derive(Debug, Clone, Default)]
struct Masked {
    text: String,
    mask: String,
}

impl Masked {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            mask: mask_variables(text),
        }
    }

    /// Cuts at `index`; gives what follows `skip` more bytes, keeps what is before.
    fn cut(&mut self, index: usize, skip: usize) -> Self {
        let after = Self {
            text: self.text.get(index + skip..).unwrap_or_default().to_owned(),
            mask: self.mask.get(index + skip..).unwrap_or_default().to_owned(),
        };
        self.text.truncate(index);
        self.mask.truncate(index);
        after
    }

    /// Cuts at the first `separator`; gives what follows it.
    fn split_off(&mut self, separator: char) -> Option<Self> {
        let index = self.mask.find(separator)?;
        Some(self.cut(index, separator.len_utf8()))
    }

    fn split(&self, separator: char) -> Vec<String> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (index, found) in self.mask.match_indices(separator) {
            parts.push(self.text.get(start..index).unwrap_or_default().to_owned());
            start = index + found.len();
        }
        parts.push(self.text.get(start..).unwrap_or_default().to_owned());
        parts
    }

    fn backslashes_to_slashes(&mut self) {
        let at: Vec<usize> = self
            .mask
            .match_indices('\\')
            .map(|(index, _)| index)
            .collect();
        for index in at {
            self.text.replace_range(index..=index, "/");
            self.mask.replace_range(index..=index, "/");
        }
    }

    fn take_protocol(&mut self) -> Option<String> {
        let index = self.mask.find("://")?;
        let mut after = self.cut(index, 3);
        let protocol = std::mem::take(&mut self.text);
        let slashes = after.mask.len() - after.mask.trim_start_matches('/').len();
        // `file:////path` keeps one slash: it has no host.
        let keep = usize::from(protocol.eq_ignore_ascii_case("file") && slashes > 0);
        *self = after.cut(slashes - keep, 0);
        Some(protocol).filter(|protocol| !protocol.is_empty())
    }

    fn take_userinfo(&mut self) -> Option<(String, String)> {
        let index = self.mask.rfind('@')?;
        let after = self.cut(index, 1);
        let mut user = std::mem::replace(self, after);
        let password = user.split_off(':').map(|password| password.text);
        Some((user.text, password.unwrap_or_default()))
    }

    fn take_port(&mut self) -> Option<String> {
        let index = self.mask.rfind(':')?;
        if self.mask.get(index..)?.contains(']') {
            return None;
        }
        Some(self.cut(index, 1).text)
    }
}

fn query_entry(text: &str, index: usize) -> QueryEntry {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (text, None),
    };
    QueryEntry {
        name: name.to_owned(),
        value,
        disabled: false,
        description: None,
        index,
    }
}

/// The path variables that a path names, each once.
fn path_variables(path: &[String]) -> Vec<PathVariable> {
    let mut variables: Vec<PathVariable> = Vec::new();
    for name in path
        .iter()
        .filter_map(|segment| path_variable_name(segment))
    {
        if !variables.iter().any(|variable| variable.name == name) {
            let index = variables.len();
            let name = name.to_owned();
            variables.push(PathVariable {
                name,
                value: None,
                description: None,
                kind: None,
                index,
            });
        }
    }
    variables
}

/// The name of the path variable that a segment is: `:id` and `:id.json` are `id`, `:id:cancel` is `id:cancel`; `None`
/// for `x:id`, `:` and `:.json`.
pub fn path_variable_name(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix(':')?;
    let name = name.split_once('.').map_or(name, |(name, _)| name);
    (!name.is_empty()).then_some(name)
}

/// What stands for the value of a path variable that has none: `{{:id}}`. The braces of a name that is a variable itself
/// (`:{{id}}`) go, because no name of a variable has any.
pub fn path_placeholder(name: &str) -> String {
    format!("{{{{:{}}}}}", name.replace(['{', '}'], ""))
}
