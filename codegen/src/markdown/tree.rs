//! The tree between reading and writing, with a builder that accepts tags in any order.

/// A node, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element with its content.
    Element(Element, Vec<Self>),
    /// Text, not escaped.
    Text(String),
    /// Code inside a line.
    Code(String),
    /// A line break within a paragraph.
    Break,
    /// The end of a paragraph, and nothing else.
    Separator,
    /// A thematic break.
    Rule,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Element {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list; ordered ones have a first number.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row; `true` for a heading.
    Cell(bool),
    /// A block of code with its language.
    Pre(String),
    /// Code inside a line, from HTML.
    Code,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// A link with its target.
    Link(String),
    /// Content that is never shown, such as a script.
    Hidden,
}

/// Which syntax opened an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Markdown: always well nested.
    Markdown,
    /// HTML: in any order.
    Html,
}

/// Deepest nesting; elements beyond it are dropped and their content kept.
const DEEPEST: usize = 16;

/// Builds a tree from tags as they come.
#[derive(Debug, Default)]
pub(super) struct Builder {
    done: Vec<Node>,
    open: Vec<(Element, Syntax, Vec<Node>)>,
    too_deep: usize,
}

impl Builder {
    /// Opens an element. An HTML item, row or cell first closes an open one of its kind, as browsers do.
    pub(super) fn open(&mut self, element: Element, syntax: Syntax) {
        if syntax == Syntax::Html {
            match element {
                Element::Item => {
                    self.close_within(&element, |outer| matches!(outer, Element::List(_)));
                }
                Element::Row => {
                    self.close_within(&element, |outer| matches!(outer, Element::Table));
                }
                Element::Cell(_) => {
                    self.close_within(&element, |outer| {
                        matches!(outer, Element::Row | Element::Table)
                    });
                }
                _ => {}
            }
        }
        if self.open.len() >= DEEPEST {
            self.too_deep += usize::from(syntax == Syntax::Markdown);
        } else {
            self.open.push((element, syntax, Vec::new()));
        }
    }

    /// Closes the innermost element of this kind and everything inside it. An HTML tag reaches no element outside the
    /// Markdown that it stands in.
    pub(super) fn close(&mut self, element: &Element, syntax: Syntax) {
        if syntax == Syntax::Markdown && self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let reach = match syntax {
            Syntax::Markdown => 0,
            Syntax::Html => self
                .open
                .iter()
                .rposition(|(_, by, _)| *by == Syntax::Markdown)
                .map_or(0, |at| at + 1),
        };
        let matching = self
            .open
            .iter()
            .rposition(|(open, by, _)| *by == syntax && same_kind(open, element));
        if let Some(at) = matching.filter(|at| *at >= reach) {
            self.close_down_to(at);
        }
    }

    /// Adds a node without content.
    pub(super) fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            Some((_, _, nodes)) => nodes.push(node),
            None => self.done.push(node),
        }
    }

    /// Whether HTML is open that holds blocks: lists and tables.
    pub(super) fn inside_html_block(&self) -> bool {
        self.open.iter().any(|(element, syntax, _)| {
            *syntax == Syntax::Html
                && matches!(
                    element,
                    Element::List(_)
                        | Element::Item
                        | Element::Table
                        | Element::Row
                        | Element::Cell(_)
                )
        })
    }

    /// The tree; what is still open is closed.
    pub(super) fn finish(mut self) -> Vec<Node> {
        self.close_down_to(0);
        self.done
    }

    fn close_within(&mut self, element: &Element, is_outer: impl Fn(&Element) -> bool) {
        let outer = self
            .open
            .iter()
            .rposition(|(open, by, _)| *by == Syntax::Markdown || is_outer(open));
        let own = self
            .open
            .iter()
            .rposition(|(open, _, _)| same_kind(open, element));
        if let Some(own) = own.filter(|own| outer.is_none_or(|outer| *own > outer)) {
            self.close_down_to(own);
        }
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            if let Some((element, _, nodes)) = self.open.pop() {
                self.push(Node::Element(element, nodes));
            }
        }
    }
}

fn same_kind(one: &Element, other: &Element) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
