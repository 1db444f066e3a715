//! The tree for people.

use super::Node;

/// The tree as text, one line a node; names and words of the collection stay on their line.
pub fn text(node: &Node) -> String {
    let mut out = String::new();
    line(node, &mut out);
    children(node, "", &mut out);
    out
}

fn children(node: &Node, indent: &str, out: &mut String) {
    let last = node.children.len().saturating_sub(1);
    for (index, child) in node.children.iter().enumerate() {
        let (branch, below) = if index == last {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        out.push_str(indent);
        out.push_str(branch);
        line(child, out);
        children(child, &format!("{indent}{below}"), out);
    }
}

fn line(node: &Node, out: &mut String) {
    let mut line = format!("{}{}", node.kind.word(), node.name);
    if let Some(type_name) = &node.type_name {
        line.push_str(": ");
        line.push_str(type_name);
    }
    if let Some(presence) = node.presence {
        line.push_str(", ");
        line.push_str(presence);
    }
    if !node.evidence.is_empty() {
        line.push_str("  # ");
        line.push_str(&node.evidence.join(" "));
    }
    out.extend(
        line.chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .chain(['\n']),
    );
}
