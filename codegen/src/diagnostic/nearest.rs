//! What a user may have meant by a word.

/// The one of `words` that is most like what was written, unless none is: a third of its letters may differ. Case does not
/// count.
pub(crate) fn nearest<'w>(
    written: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    let written = written.to_lowercase();
    let distances = words.into_iter().map(|word| {
        let distance = strsim::damerau_levenshtein(&written, &word.to_lowercase());
        (distance, word)
    });
    let near = distances.filter(|(distance, word)| *distance <= word.len().max(3) / 3);
    near.min().map(|(_, word)| word)
}

/// Advice to who wrote a word that is none of `words`: the nearest of them, or all.
pub(crate) fn suggestion(written: &str, words: &[&str]) -> String {
    match nearest(written, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("known here: `{}`", words.join("`, `")),
    }
}
