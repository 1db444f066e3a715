//! Lists of values in prose.

use super::word::Word;

/// The values of a list that the first of `words` introduces: "one of a, b", "Valid provider names are `a`, `b`",
/// "Possible values: a | b", "either `a` or `b`", also as a bulleted list. Two values at least.
pub(super) fn list_after(words: &[Word<'_>]) -> Option<Vec<String>> {
    let (start, introduction) = introduction(words)?;
    let mut rest = words.get(start..)?;
    while let [first, after @ ..] = rest {
        let is_filler = [
            "the",
            "following",
            "these",
            "values",
            "value",
            "options",
            "either",
        ];
        if !(is_filler.iter().any(|filler| first.is(filler))
            || matches!(first, Word::Mark(':') | Word::Break))
        {
            break;
        }
        rest = after;
    }
    let is_bulleted = words
        .get(start..words.len() - rest.len())?
        .contains(&Word::Break);
    let values = items(rest, introduction, is_bulleted);
    (values.len() >= 2).then_some(values)
}

/// How much the words before a list say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Introduction {
    /// That a list of values follows, which may be plain words.
    Strong,
    /// That a list may follow: it is believed when the values are set as code.
    Weak,
}

/// How many words introduce a list, and how.
fn introduction(words: &[Word<'_>]) -> Option<(usize, Introduction)> {
    const STRONG: [&str; 7] = [
        "valid",
        "possible",
        "allowed",
        "accepted",
        "available",
        "supported",
        "permitted",
    ];
    match words {
        [one, of, ..] if one.is("one") && of.is("of") => Some((2, Introduction::Strong)),
        [first, ..] if STRONG.iter().any(|word| first.is(word)) => {
            let verb = words
                .iter()
                .take(6)
                .position(|word| word.is("are") || word.is("is") || *word == Word::Mark(':'))?;
            let is_one_phrase = words
                .get(1..verb)?
                .iter()
                .all(|word| matches!(word, Word::Plain(_) | Word::Code(_)));
            is_one_phrase.then_some((verb + 1, Introduction::Strong))
        }
        [can, be, ..] if (can.is("can") || can.is("may") || can.is("must")) && be.is("be") => {
            Some((2, Introduction::Weak))
        }
        [either, ..] if either.is("either") => Some((1, Introduction::Weak)),
        _ => None,
    }
}

/// The items from the start of `words` on, until something is no item. All are code, or all are plain words; of plain
/// words each must stand alone between separators, or there is no list. In a bulleted list the rest of a line explains.
fn items(words: &[Word<'_>], introduction: Introduction, is_bulleted: bool) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let is_code = match skip_bullet(words).first() {
        Some(Word::Code(_)) => true,
        Some(Word::Plain(_)) if introduction == Introduction::Strong => false,
        _ => return items,
    };
    let mut rest = words;
    loop {
        rest = skip_bullet(rest);
        let (item, after) = match rest {
            [Word::Code(item), after @ ..] if is_code => (*item, after),
            [Word::Plain(item), after @ ..] if !is_code => (*item, after),
            _ => return items,
        };
        if item.contains(['{', '*', '(']) {
            return Vec::new();
        }
        if !items.iter().any(|known| known == item) {
            items.push(item.to_owned());
        }
        let after = skip_parenthesis(after);
        rest = match separator(after) {
            Some(next) => next,
            None if is_bulleted || after.first() == Some(&Word::Break) => match next_line(after) {
                Some(next) => next,
                None => return items,
            },
            None => {
                let ends = matches!(after.first(), None | Some(Word::Mark(_)));
                return if is_code || ends { items } else { Vec::new() };
            }
        };
    }
}

/// What follows a comma, a bar, "and", "or", or a comma with one of these.
fn separator<'w, 't>(words: &'w [Word<'t>]) -> Option<&'w [Word<'t>]> {
    let is_conjunction = |word: &Word<'_>| word.is("or") || word.is("and");
    match words {
        [Word::Mark(',' | ';' | '|' | '/'), conjunction, rest @ ..]
            if is_conjunction(conjunction) =>
        {
            Some(rest)
        }
        [Word::Mark(',' | ';' | '|' | '/'), rest @ ..] => Some(rest),
        [conjunction, rest @ ..] if is_conjunction(conjunction) => Some(rest),
        _ => None,
    }
}

fn skip_bullet<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    match words {
        [Word::Mark('-' | '*' | '•'), rest @ ..] => rest,
        [Word::Break, rest @ ..] => skip_bullet(rest),
        _ => words,
    }
}

/// Skips an explanation in parentheses.
fn skip_parenthesis<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    match words {
        [Word::Mark('('), rest @ ..] => rest
            .iter()
            .position(|word| *word == Word::Mark(')'))
            .and_then(|close| rest.get(close + 1..))
            .unwrap_or(words),
        _ => words,
    }
}

/// The next line that starts with a bullet or with code.
fn next_line<'w, 't>(words: &'w [Word<'t>]) -> Option<&'w [Word<'t>]> {
    let end = words.iter().position(|word| *word == Word::Break)?;
    let line = words.get(end..)?;
    let start = line.iter().position(|word| *word != Word::Break)?;
    let line = line.get(start..)?;
    matches!(
        line.first(),
        Some(Word::Mark('-' | '*' | '•') | Word::Code(_))
    )
    .then_some(line)
}
