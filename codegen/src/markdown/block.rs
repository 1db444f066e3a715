//! The tree as blocks and inlines: what a page of Markdown can hold.

use super::prose;
use super::tree::{Element, Node};

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading, with the level as read.
    Heading(u8, Vec<Inline>),
    /// Code, with the language as read.
    Code(String, String),
    /// A list; ordered ones have a first number.
    List(Option<u64>, Vec<Vec<Self>>),
    /// A quotation.
    Quote(Vec<Self>),
    /// A table: rows of cells, the first row being the head.
    Table(Vec<Vec<Vec<Inline>>>),
    /// A thematic break.
    Rule,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Inline {
    /// Text, not escaped; white space is single spaces.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Self>),
    /// Strong emphasis.
    Strong(Vec<Self>),
    /// A link to an absolute address.
    Link(String, Vec<Self>),
    /// A line break.
    Break,
}

/// The blocks of a page: a line break between paragraphs starts a new one.
pub(super) fn blocks(nodes: Vec<Node>) -> Vec<Block> {
    Shaper {
        page: true,
        ..Shaper::default()
    }
    .shape(nodes)
}

#[derive(Debug, Default)]
struct Shaper {
    /// Outside lists, quotations and tables.
    page: bool,
    blocks: Vec<Block>,
    line: Vec<Node>,
    /// Items that stand in no list.
    items: Vec<Vec<Block>>,
    /// Rows that stand in no table.
    rows: Vec<Vec<Vec<Inline>>>,
}

impl Shaper {
    fn shape(mut self, nodes: Vec<Node>) -> Vec<Block> {
        for node in nodes {
            self.node(node);
        }
        self.end_strays();
        self.blocks
    }

    fn node(&mut self, node: Node) {
        match node {
            Node::Separator => self.end_line(),
            Node::Break if self.page => self.end_line(),
            Node::Rule => self.push(Block::Rule),
            Node::Element(Element::Hidden, _) => {}
            Node::Element(Element::Heading(level), nodes) => {
                let heading = inlines(nodes);
                if !heading.is_empty() {
                    self.push(Block::Heading(level, heading));
                }
            }
            Node::Element(Element::Pre(language), nodes) => self.code(language, &nodes),
            Node::Element(Element::List(start), nodes) => {
                let items = items(nodes);
                if !items.is_empty() {
                    self.push(Block::List(start, items));
                }
            }
            Node::Element(Element::Quote, nodes) => {
                let quoted = Self::default().shape(nodes);
                if !quoted.is_empty() {
                    self.push(Block::Quote(quoted));
                }
            }
            Node::Element(Element::Table, nodes) => {
                let rows = rows(nodes);
                if !rows.is_empty() {
                    self.push(Block::Table(rows));
                }
            }
            Node::Element(Element::Item, nodes) => {
                self.end_line();
                self.items.push(Self::default().shape(nodes));
            }
            Node::Element(Element::Row, nodes) => {
                self.end_line();
                self.rows.extend(row(nodes));
            }
            Node::Element(Element::Cell(_), nodes) => {
                for node in nodes {
                    self.node(node);
                }
            }
            Node::Element(element, nodes) if nodes.iter().any(holds_block) => {
                self.spread(&element, nodes);
            }
            node => self.line.push(node),
        }
    }

    /// Emphasis or a link around whole blocks goes into each of them.
    fn spread(&mut self, element: &Element, nodes: Vec<Node>) {
        for node in nodes {
            if holds_block(&node) {
                self.node(node);
            } else {
                self.line.push(Node::Element(element.clone(), vec![node]));
            }
        }
    }

    fn code(&mut self, language: String, nodes: &[Node]) {
        let text = plain(nodes);
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let first = lines.iter().position(|line| !line.is_empty());
        let last = lines.iter().rposition(|line| !line.is_empty());
        if let (Some(first), Some(last)) = (first, last) {
            let kept: Vec<&str> = lines.into_iter().take(last + 1).skip(first).collect();
            self.push(Block::Code(language, kept.join("\n")));
        }
    }

    fn push(&mut self, block: Block) {
        self.end_strays();
        self.blocks.push(block);
    }

    fn end_line(&mut self) {
        let line = inlines(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.end_lists();
            self.blocks.push(Block::Paragraph(line));
        }
    }

    fn end_strays(&mut self) {
        self.end_line();
        self.end_lists();
    }

    fn end_lists(&mut self) {
        let items: Vec<_> = std::mem::take(&mut self.items)
            .into_iter()
            .filter(|item| !item.is_empty())
            .collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(None, items));
        }
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.blocks.push(Block::Table(rows));
        }
    }
}

fn items(nodes: Vec<Node>) -> Vec<Vec<Block>> {
    let mut items = Vec::new();
    let mut stray = Vec::new();
    for node in nodes {
        if let Node::Element(Element::Item, nodes) = node {
            items.push(Shaper::default().shape(std::mem::take(&mut stray)));
            items.push(Shaper::default().shape(nodes));
        } else {
            stray.push(node);
        }
    }
    items.push(Shaper::default().shape(stray));
    items.retain(|item| !item.is_empty());
    items
}

fn rows(nodes: Vec<Node>) -> Vec<Vec<Vec<Inline>>> {
    nodes
        .into_iter()
        .filter_map(|node| match node {
            Node::Element(Element::Row, nodes) => row(nodes),
            _ => None,
        })
        .collect()
}

/// The cells of a row, unless all are empty.
fn row(nodes: Vec<Node>) -> Option<Vec<Vec<Inline>>> {
    let cells = nodes.into_iter().filter_map(|node| match node {
        Node::Element(Element::Cell(_), nodes) => Some(inlines(nodes)),
        _ => None,
    });
    let cells: Vec<Vec<Inline>> = cells.collect();
    cells.iter().any(|cell| !cell.is_empty()).then_some(cells)
}

fn holds_block(node: &Node) -> bool {
    match node {
        Node::Separator | Node::Rule => true,
        Node::Element(element, nodes) => match element {
            Element::Emphasis | Element::Strong | Element::Link(_) => nodes.iter().any(holds_block),
            Element::Code | Element::Hidden => false,
            _ => true,
        },
        Node::Text(_) | Node::Code(_) | Node::Break => false,
    }
}

/// Nodes as inlines: white space joined, words that need it set as code, blocks flattened into the line.
fn inlines(nodes: Vec<Node>) -> Vec<Inline> {
    let mut line = Vec::new();
    push_inlines(nodes, &mut line);
    prose::tidy(line)
}

fn push_inlines(nodes: Vec<Node>, line: &mut Vec<Inline>) {
    for node in nodes {
        match node {
            Node::Text(text) => match line.last_mut() {
                Some(Inline::Text(last)) => last.push_str(&text),
                _ => line.push(Inline::Text(text)),
            },
            Node::Code(text) => line.push(Inline::Code(text)),
            Node::Break => line.push(Inline::Break),
            Node::Separator | Node::Rule => line.push(Inline::Text(" ".to_owned())),
            Node::Element(Element::Hidden, _) => {}
            Node::Element(Element::Code | Element::Pre(_), nodes) => {
                line.push(Inline::Code(plain(&nodes)));
            }
            Node::Element(Element::Emphasis, nodes) => line.push(Inline::Emphasis(inlines(nodes))),
            Node::Element(Element::Strong, nodes) => line.push(Inline::Strong(inlines(nodes))),
            Node::Element(Element::Link(target), nodes) => {
                line.push(Inline::Link(target, inlines(nodes)));
            }
            Node::Element(_, nodes) => {
                push_inlines(vec![Node::Separator], line);
                push_inlines(nodes, line);
                push_inlines(vec![Node::Separator], line);
            }
        }
    }
}

/// The text of nodes, as it stands.
fn plain(nodes: &[Node]) -> String {
    let pieces = nodes.iter().map(|node| match node {
        Node::Text(text) | Node::Code(text) => text.clone(),
        Node::Break | Node::Separator => "\n".to_owned(),
        Node::Rule | Node::Element(Element::Hidden, _) => String::new(),
        Node::Element(_, nodes) => plain(nodes),
    });
    pieces.collect()
}
