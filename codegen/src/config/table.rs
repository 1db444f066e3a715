//! A strict reader of one TOML table: it remembers which keys were asked for, so that the rest are faults.

use std::{ops::Range, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Error;
use crate::diagnostic::{SourceError, suggestion};

/// The file that values are read from.
#[derive(Debug)]
pub(super) struct Source<'s> {
    pub(super) path: &'s Path,
    pub(super) text: &'s str,
}

impl Source<'_> {
    /// A fault at `span`.
    pub(super) fn error(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Error {
        Error::Invalid(Box::new(SourceError {
            path: self.path.to_owned(),
            text: self.text.to_owned(),
            span,
            message: message.into(),
            help,
        }))
    }
}

/// One table of the file.
#[derive(Debug)]
pub(super) struct Table<'t> {
    source: &'t Source<'t>,
    entries: &'t DeTable<'t>,
    /// The header as the user wrote it, for messages.
    header: &'static str,
    span: Range<usize>,
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) fn new(
        source: &'t Source<'t>,
        header: &'static str,
        table: &'t DeTable<'t>,
        span: Range<usize>,
    ) -> Self {
        Self {
            source,
            entries: table,
            header,
            span,
            known: Vec::new(),
        }
    }

    /// The value of `key`, which counts as known from now on.
    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.entries.get(key)
    }

    /// The value of `key` read by `read`, or a fault that says what was expected.
    fn typed<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&'t DeValue<'t>) -> Option<T>,
    ) -> Result<Option<Spanned<T>>, Error> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        match read(value.get_ref()) {
            Some(read) => Ok(Some(Spanned::new(value.span(), read))),
            None => Err(self.mismatch(key, expected, value)),
        }
    }

    fn mismatch(&self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) -> Error {
        let found = value.get_ref().type_str();
        self.source.error(
            value.span(),
            format!("`{key}` must be {expected}, not {} {found}", article(found)),
            None,
        )
    }

    pub(super) fn string(&mut self, key: &'static str) -> Result<Option<Spanned<&'t str>>, Error> {
        self.typed(key, "a string", DeValue::as_str)
    }

    pub(super) fn boolean(&mut self, key: &'static str) -> Result<Option<bool>, Error> {
        Ok(self
            .typed(key, "`true` or `false`", DeValue::as_bool)?
            .map(Spanned::into_inner))
    }

    pub(super) fn strings(&mut self, key: &'static str) -> Result<Vec<Spanned<&'t str>>, Error> {
        const EXPECTED: &str = "an array of strings";
        let Some(array) = self.typed(key, EXPECTED, DeValue::as_array)? else {
            return Ok(Vec::new());
        };
        let element = |value: &'t Spanned<DeValue<'t>>| match value.get_ref().as_str() {
            Some(text) => Ok(Spanned::new(value.span(), text)),
            None => Err(self.mismatch(key, EXPECTED, value)),
        };
        array.into_inner().iter().map(element).collect()
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Result<Option<T>, Error> {
        let Some(word) = self.string(key)? else {
            return Ok(None);
        };
        if let Some((_, value)) = choices.iter().find(|(name, _)| name == word.get_ref()) {
            return Ok(Some(*value));
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let message = format!("`{}` is not a value of `{key}`", word.get_ref());
        Err(self.source.error(
            word.span(),
            message,
            Some(suggestion(word.get_ref(), &names)),
        ))
    }

    /// The members of a table whose keys are free, all strings.
    pub(super) fn pairs(
        &mut self,
        key: &'static str,
    ) -> Result<Vec<(String, Spanned<&'t str>)>, Error> {
        let Some(table) = self.typed(key, "a table", DeValue::as_table)? else {
            return Ok(Vec::new());
        };
        let pair = |(name, value): (&Spanned<_>, &'t Spanned<DeValue<'t>>)| {
            let name: &std::borrow::Cow<'_, str> = name.get_ref();
            match value.get_ref().as_str() {
                Some(text) => Ok((name.to_string(), Spanned::new(value.span(), text))),
                None => Err(self.mismatch(name, "a string", value)),
            }
        };
        table.into_inner().iter().map(pair).collect()
    }

    pub(super) fn table(
        &mut self,
        key: &'static str,
        header: &'static str,
    ) -> Result<Option<Table<'t>>, Error> {
        let source = self.source;
        let table = self.typed(key, &format!("a table: `{header}`"), DeValue::as_table)?;
        Ok(table.map(|table| Table::new(source, header, table.get_ref(), table.span())))
    }

    pub(super) fn tables(
        &mut self,
        key: &'static str,
        header: &'static str,
    ) -> Result<Vec<Table<'t>>, Error> {
        let (source, expected) = (self.source, format!("an array of tables: `{header}`"));
        let Some(array) = self.typed(key, &expected, DeValue::as_array)? else {
            return Ok(Vec::new());
        };
        let table = |value: &'t Spanned<DeValue<'t>>| match value.get_ref().as_table() {
            Some(table) => Ok(Table::new(source, header, table, value.span())),
            None => Err(self.mismatch(key, &expected, value)),
        };
        array.into_inner().iter().map(table).collect()
    }

    /// The bytes of its header.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// A fault of the table as a whole, shown at its header.
    pub(super) fn error(&self, message: impl Into<String>, help: Option<String>) -> Error {
        self.source.error(self.span.clone(), message, help)
    }

    /// Ends the reading: to be called when every key was asked for.
    ///
    /// # Errors
    ///
    /// When the table has a key that was not asked for.
    pub(super) fn finish(&self) -> Result<(), Error> {
        let unknown = self
            .entries
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !self.known.contains(&key.get_ref().as_ref()));
        let Some(key) = unknown.min_by_key(|key| key.span().start) else {
            return Ok(());
        };
        let place = if self.header.is_empty() {
            String::new()
        } else {
            format!(" in `{}`", self.header)
        };
        let message = format!("unknown key `{}`{place}", key.get_ref());
        Err(self.source.error(
            key.span(),
            message,
            Some(suggestion(key.get_ref(), &self.known)),
        ))
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    }
}
