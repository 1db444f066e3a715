//! Markdown into the tree; the HTML in it goes through [`super::html`].

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::html;
use super::tree::{Builder, Element, Node, Syntax};

/// Reads a cleaned description.
pub(super) fn read(text: &str) -> Vec<Node> {
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    reader.flush();
    reader.builder.finish()
}

#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    html: String,
    indented: Option<String>,
    in_head: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        if let (Some(code), Event::Text(text)) = (&mut self.indented, &event) {
            code.push_str(text);
            return;
        }
        if !matches!(event, Event::Html(_)) {
            self.flush();
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.builder.push(Node::Text(text.into_string())),
            Event::Code(text) => self.builder.push(Node::Code(text.into_string())),
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(text) => html::read(&text, &mut self.builder),
            Event::SoftBreak => self.builder.push(Node::Text("\n".to_owned())),
            Event::HardBreak => self.builder.push(Node::Break),
            Event::Rule => self.builder.push(Node::Rule),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.builder.push(Node::Text(text.into_string()));
            }
            Event::TaskListMarker(done) => {
                self.builder
                    .push(Node::Text(if done { "☑ " } else { "☐ " }.to_owned()));
            }
        }
    }

    /// HTML comes in pieces of lines; it is read when all of a block is there.
    fn flush(&mut self) {
        let html = std::mem::take(&mut self.html);
        if !html.is_empty() {
            html::read(&html, &mut self.builder);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented = Some(String::new()),
            Tag::TableHead => {
                self.in_head = true;
                self.builder.open(Element::Row, Syntax::Markdown);
            }
            tag => match self.element(tag) {
                Some(element) => self.builder.open(element, Syntax::Markdown),
                None => self.builder.push(Node::Separator),
            },
        }
    }

    fn element(&self, tag: Tag<'_>) -> Option<Element> {
        Some(match tag {
            Tag::Heading { level, .. } => Element::Heading(level as u8),
            Tag::BlockQuote(_) => Element::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => Element::Pre(language.into_string()),
            Tag::List(start) => Element::List(start),
            Tag::Item => Element::Item,
            Tag::Table(_) => Element::Table,
            Tag::TableRow => Element::Row,
            Tag::TableCell => Element::Cell(self.in_head),
            Tag::Emphasis | Tag::Strikethrough => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                Element::Link(dest_url.into_string())
            }
            _ => return None,
        })
    }

    fn end(&mut self, tag: TagEnd) {
        let element = match tag {
            TagEnd::Heading(_) => Element::Heading(1),
            TagEnd::BlockQuote(_) => Element::Quote,
            TagEnd::CodeBlock => return self.end_code(),
            TagEnd::List(_) => Element::List(None),
            TagEnd::Item => Element::Item,
            TagEnd::Table => Element::Table,
            TagEnd::TableHead => {
                self.in_head = false;
                Element::Row
            }
            TagEnd::TableRow => Element::Row,
            TagEnd::TableCell => Element::Cell(false),
            TagEnd::Emphasis | TagEnd::Strikethrough => Element::Emphasis,
            TagEnd::Strong => Element::Strong,
            TagEnd::Link | TagEnd::Image => Element::Link(String::new()),
            _ => return self.builder.push(Node::Separator),
        };
        self.builder.close(&element, Syntax::Markdown);
    }

    /// Indented lines inside an open HTML list or table are that HTML, laid out with blank lines, and no code.
    fn end_code(&mut self) {
        match self.indented.take() {
            Some(text)
                if self.builder.inside_html_block() && text.trim_start().starts_with('<') =>
            {
                html::read(&text, &mut self.builder);
            }
            Some(text) => {
                self.builder
                    .open(Element::Pre(String::new()), Syntax::Markdown);
                self.builder.push(Node::Text(text));
                self.builder
                    .close(&Element::Pre(String::new()), Syntax::Markdown);
            }
            None => self
                .builder
                .close(&Element::Pre(String::new()), Syntax::Markdown),
        }
    }
}
