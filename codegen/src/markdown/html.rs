//! HTML into the tree: the tags that Postman's descriptions use, in any state of repair.

use super::tree::{Builder, Element, Node, Syntax};

/// Reads a piece of HTML: tags, text and entities.
pub(super) fn read(html: &str, builder: &mut Builder) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        push_text(text, builder);
        rest = match comment(tag) {
            Some(behind) => behind,
            None => {
                if let Some((parsed, behind)) = Tag::parse(tag) {
                    let whole = tag.strip_suffix(behind).unwrap_or(tag);
                    parsed.apply(whole, builder);
                    behind
                } else {
                    push_text("<", builder);
                    tag.strip_prefix('<').unwrap_or_default()
                }
            }
        };
    }
    push_text(rest, builder);
}

fn push_text(text: &str, builder: &mut Builder) {
    if !text.is_empty() {
        builder.push(Node::Text(decode(text)));
    }
}

/// What follows a comment, a declaration or CDATA.
fn comment(html: &str) -> Option<&str> {
    let (body, end) = match html.strip_prefix("<!--") {
        Some(body) => (body, "-->"),
        None => (
            html.strip_prefix("<!")
                .or_else(|| html.strip_prefix("<?"))?,
            ">",
        ),
    };
    Some(body.split_once(end).map_or("", |(_, behind)| behind))
}

/// A tag: its name in lower case, its attributes as written.
#[derive(Debug)]
struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag that `html` starts with, and what follows it.
    fn parse(html: &'a str) -> Option<(Self, &'a str)> {
        let inner = html.strip_prefix('<')?;
        let (closing, inner) = inner
            .strip_prefix('/')
            .map_or((false, inner), |inner| (true, inner));
        let length = inner
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(inner.len());
        let (name, rest) = inner.split_at(length);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = end_of_tag(rest)?;
        let (attributes, behind) = rest.split_at(end);
        let tag = Self {
            name: name.to_ascii_lowercase(),
            closing,
            attributes: attributes.trim_end_matches('/'),
        };
        Some((tag, behind.strip_prefix('>')?))
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some((before, behind)) = rest.split_once('=') {
            let key = before.split_whitespace().last().unwrap_or_default();
            let behind = behind.trim_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, following) = match quote {
                Some(quote) => behind.strip_prefix(quote)?.split_once(quote)?,
                None => behind
                    .split_once(char::is_whitespace)
                    .unwrap_or((behind, "")),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(decode(value));
            }
            rest = following;
        }
        None
    }

    fn apply(&self, whole: &str, builder: &mut Builder) {
        match self.name.as_str() {
            "br" => builder.push(Node::Break),
            "hr" => builder.push(Node::Rule),
            "img" => self.image(builder),
            "p" | "div" | "section" | "article" | "header" | "footer" | "dl" | "dt" | "dd"
            | "center" | "address" | "figure" | "figcaption" | "details" | "summary"
            | "caption" => builder.push(Node::Separator),
            name => match self.element(name) {
                Some(element) if self.closing => builder.close(&element, Syntax::Html),
                Some(element) => builder.open(element, Syntax::Html),
                None if DROPPED.contains(&name) => {}
                None => builder.push(Node::Code(whole.to_owned())),
            },
        }
    }

    fn element(&self, name: &str) -> Option<Element> {
        Some(match name {
            "h1" => Element::Heading(1),
            "h2" => Element::Heading(2),
            "h3" => Element::Heading(3),
            "h4" => Element::Heading(4),
            "h5" => Element::Heading(5),
            "h6" => Element::Heading(6),
            "ul" | "menu" => Element::List(None),
            "ol" => Element::List(Some(
                self.attribute("start")
                    .and_then(|start| start.parse().ok())
                    .unwrap_or(1),
            )),
            "li" => Element::Item,
            "blockquote" => Element::Quote,
            "table" => Element::Table,
            "tr" => Element::Row,
            "th" => Element::Cell(true),
            "td" => Element::Cell(false),
            "pre" => Element::Pre(self.attribute("class").unwrap_or_default()),
            "code" | "kbd" | "samp" | "tt" | "var" => Element::Code,
            "em" | "i" | "cite" | "dfn" => Element::Emphasis,
            "strong" | "b" => Element::Strong,
            "a" => Element::Link(self.attribute("href").unwrap_or_default()),
            "script" | "style" | "head" | "title" | "template" | "noscript" | "svg" => {
                Element::Hidden
            }
            _ => return None,
        })
    }

    fn image(&self, builder: &mut Builder) {
        let alt = self
            .attribute("alt")
            .filter(|alt| !alt.trim().is_empty())
            .unwrap_or_else(|| "image".to_owned());
        builder.open(
            Element::Link(self.attribute("src").unwrap_or_default()),
            Syntax::Html,
        );
        builder.push(Node::Text(alt));
        builder.close(&Element::Link(String::new()), Syntax::Html);
    }
}

/// Tags of HTML that add nothing to text. Any other unknown tag is a placeholder that someone wrote (`<user-id>`).
const DROPPED: [&str; 43] = [
    "abbr", "acronym", "area", "aside", "audio", "base", "bdi", "bdo", "big", "body", "button",
    "canvas", "col", "colgroup", "data", "del", "embed", "fieldset", "font", "form", "html",
    "iframe", "input", "ins", "label", "legend", "link", "main", "mark", "meta", "nav", "object",
    "q", "s", "small", "span", "strike", "sub", "sup", "tbody", "tfoot", "thead", "u",
];

/// Where the `>` of a tag stands; quoted attributes may hold others.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Text with its entities decoded; unknown ones stay as they are.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        decoded.push_str(before);
        let name = entity.get(1..).unwrap_or_default();
        let end = name
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'))
            .unwrap_or(name.len());
        let (name, behind) = name.split_at(end);
        if let Some(c) = character(name).filter(|c| !c.is_control()) {
            decoded.push(c);
            rest = behind.strip_prefix(';').unwrap_or(behind);
        } else {
            decoded.push('&');
            rest = entity.get(1..).unwrap_or_default();
        }
    }
    decoded + rest
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let number =
            hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16));
        return number.ok().and_then(char::from_u32);
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "middot" => '·',
        "rarr" => '→',
        "larr" => '←',
        "times" => '×',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        "deg" => '°',
        "euro" => '€',
        "pound" => '£',
        "sect" => '§',
        _ => return None,
    })
}
