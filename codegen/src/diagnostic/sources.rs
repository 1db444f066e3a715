//! Findings with their line and column. The source texts are read again here, only when something is reported.

use std::{collections::BTreeMap, fs, ops::Range, path::PathBuf};

use super::{
    Code, Diagnostic, Diagnostics, DocumentId, Documents, Lines, Place, Position, Severity,
    locate::locate,
};

/// The texts of the documents that findings point into.
#[derive(Debug, Default)]
pub struct Sources {
    texts: BTreeMap<DocumentId, Source>,
}

#[derive(Debug)]
struct Source {
    path: PathBuf,
    /// Empty when the file cannot be read any more.
    text: String,
}

/// A finding and where it stands.
#[derive(Debug, Clone)]
pub struct Located<'d> {
    /// The finding.
    pub diagnostic: &'d Diagnostic,
    /// The file; empty for a document that is unknown.
    pub path: PathBuf,
    /// The text of the file.
    pub text: &'d str,
    /// The bytes of the text that it is about.
    pub span: Range<usize>,
    /// Where the span begins.
    pub position: Position,
}

impl Located<'_> {
    /// Whether it is more than a note.
    pub fn is_warning(&self) -> bool {
        self.diagnostic.code.severity() == Severity::Warning
    }
}

impl Sources {
    /// Reads every document that a finding points into.
    pub fn read(diagnostics: &Diagnostics, documents: &Documents) -> Self {
        let places = diagnostics.iter().map(|diagnostic| &diagnostic.place);
        Self::of(places, documents)
    }

    /// The file, the line and the column of each place.
    pub fn positions(places: &[&Place], documents: &Documents) -> Vec<(PathBuf, Position)> {
        let sources = Self::of(places.iter().copied(), documents);
        let mut found = vec![(PathBuf::new(), Position { line: 1, column: 1 }); places.len()];
        for (id, source) in &sources.texts {
            let (slots, pointers): (Vec<_>, Vec<&str>) = found
                .iter_mut()
                .zip(places)
                .filter(|(_, place)| place.document == *id)
                .map(|(slot, place)| (slot, place.pointer.as_str()))
                .unzip();
            let spans = locate(&source.path, &source.text, &pointers);
            let lines = Lines::new(&source.text);
            for (slot, span) in slots.into_iter().zip(spans) {
                *slot = (source.path.clone(), lines.position(span.start));
            }
        }
        found
    }

    fn of<'p>(places: impl Iterator<Item = &'p Place>, documents: &Documents) -> Self {
        let mut texts = BTreeMap::new();
        for place in places {
            let id = place.document;
            texts.entry(id).or_insert_with(|| {
                let path = documents
                    .get(id)
                    .map(|document| document.path.clone())
                    .unwrap_or_default();
                let text = fs::read(&path)
                    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                    .unwrap_or_default();
                Source { path, text }
            });
        }
        Self { texts }
    }

    /// The findings with their places: one pass over each text. In the order of discovery.
    pub fn locate<'d>(&'d self, diagnostics: &'d Diagnostics) -> Vec<Located<'d>> {
        let mut located: Vec<(usize, Located<'d>)> = Vec::with_capacity(diagnostics.len());
        for (id, source) in &self.texts {
            let of_document =
                |(_, diagnostic): &(usize, &Diagnostic)| diagnostic.place.document == *id;
            let found: Vec<(usize, &Diagnostic)> =
                diagnostics.iter().enumerate().filter(of_document).collect();
            let pointers: Vec<&str> = found
                .iter()
                .map(|(_, diagnostic)| diagnostic.place.pointer.as_str())
                .collect();
            let spans = locate(&source.path, &source.text, &pointers);
            let lines = Lines::new(&source.text);
            located.extend(
                found
                    .into_iter()
                    .zip(spans)
                    .map(|((order, diagnostic), span)| {
                        let position = lines.position(span.start);
                        (
                            order,
                            Located {
                                diagnostic,
                                path: source.path.clone(),
                                text: &source.text,
                                span,
                                position,
                            },
                        )
                    }),
            );
        }
        located.sort_by_key(|(order, _)| *order);
        located.into_iter().map(|(_, located)| located).collect()
    }
}

/// How many findings of one rule are shown before the rest is only counted.
const SHOWN: usize = 3;

/// The first findings of each rule, and of how many more there are, by rule.
pub fn first_of_each_rule<'l, 'd>(
    located: impl IntoIterator<Item = &'l Located<'d>>,
) -> (Vec<&'l Located<'d>>, BTreeMap<Code, usize>) {
    let (mut seen, mut more) = (BTreeMap::<Code, usize>::new(), BTreeMap::new());
    let mut first = Vec::new();
    for located in located {
        let code = located.diagnostic.code;
        let count = seen.entry(code).or_default();
        *count += 1;
        if *count <= SHOWN {
            first.push(located);
        } else {
            *more.entry(code).or_default() += 1;
        }
    }
    (first, more)
}
