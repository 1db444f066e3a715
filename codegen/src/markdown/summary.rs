//! The first sentence.

use super::block::{Block, Inline};

/// Abbreviations whose period ends no sentence.
const ABBREVIATIONS: [&str; 10] = [
    "e.g.", "i.e.", "etc.", "vs.", "No.", "no.", "cf.", "approx.", "incl.", "resp.",
];

/// Takes the first sentence out of the first paragraph, with a final period. Headings before it go when nothing else
/// is left for them to head. A page that starts with a heading and has no such paragraph gives the heading.
pub(super) fn take(blocks: &mut Vec<Block>) -> Vec<Inline> {
    let headings = blocks
        .iter()
        .take_while(|block| matches!(block, Block::Heading(..) | Block::Rule))
        .count();
    let Some(Block::Paragraph(line)) = blocks.get_mut(headings) else {
        return match blocks.first() {
            Some(Block::Heading(..)) => match blocks.remove(0) {
                Block::Heading(_, line) => ended(line),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
    };
    let (sentence, rest) = split(std::mem::take(line));
    if rest.is_empty() {
        blocks.remove(headings);
        if blocks.len() == headings {
            blocks.clear();
        }
    } else {
        *line = rest;
    }
    ended(sentence)
}

/// Splits a line behind its first sentence.
fn split(line: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let mut sentence = Vec::new();
    let mut pieces = line.into_iter();
    for piece in pieces.by_ref() {
        match piece {
            Inline::Break => break,
            Inline::Text(text) => match end_of_sentence(&text) {
                Some(end) => {
                    let (own, behind) = text.split_at(end);
                    sentence.push(Inline::Text(own.to_owned()));
                    let mut rest: Vec<Inline> = pieces.collect();
                    let behind = behind.trim_start();
                    if !behind.is_empty() {
                        rest.insert(0, Inline::Text(behind.to_owned()));
                    }
                    return (sentence, rest);
                }
                None => sentence.push(Inline::Text(text)),
            },
            piece => sentence.push(piece),
        }
    }
    (sentence, pieces.collect())
}

/// Where the first sentence of a text ends: behind `.`, `!` or `?` before white space, when no lower-case word follows.
fn end_of_sentence(text: &str) -> Option<usize> {
    let ends = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?'))
        .map(|(at, c)| at + c.len_utf8());
    ends.filter(|end| {
        let (own, behind) = text.split_at(*end);
        let word = own
            .rsplit(' ')
            .next()
            .unwrap_or_default()
            .trim_start_matches('(');
        let next = behind.trim_start().chars().next();
        behind.starts_with(' ')
            && next.is_none_or(|next| !next.is_lowercase())
            && !ABBREVIATIONS.contains(&word)
            && !(word.len() == 2 && word.starts_with(|c: char| c.is_alphanumeric()))
    })
    .min()
}

/// Gives a sentence its final period.
fn ended(mut line: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(last)) = line.last_mut() {
        let kept = last
            .trim_end()
            .trim_end_matches([':', ',', ';', '-', '–', ' ']);
        last.truncate(kept.len());
        if last.is_empty() {
            line.pop();
        }
    }
    match line.last_mut() {
        None => {}
        Some(Inline::Text(last)) if last.ends_with(['.', '!', '?', '…', '。']) => {}
        Some(Inline::Text(last)) => last.push('.'),
        Some(Inline::Emphasis(inner) | Inline::Strong(inner)) if ends_sentence(inner) => {}
        Some(_) => line.push(Inline::Text(".".to_owned())),
    }
    line
}

fn ends_sentence(line: &[Inline]) -> bool {
    matches!(line.last(), Some(Inline::Text(text)) if text.ends_with(['.', '!', '?']))
}
