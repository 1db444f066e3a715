//! The list of files that were written, with the hash of each.

use std::{collections::BTreeMap, fmt, fs, io, path::Path};

use sha2::{Digest, Sha256};

use super::{Error, RelativePath, path::PRIVATE};

/// The file's name below [`PRIVATE`].
pub(super) const FILE_NAME: &str = "manifest";

const HEADER: &str = "\
# Written by Postwright: the files that it made here, as `sha256sum` prints them.
# A file that has another sum was edited; Postwright does not overwrite it unless it is told to.
";

/// The SHA-256 of a text, line ends taken as `\n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hash([u8; 32]);

impl Hash {
    pub(super) fn of(content: &[u8]) -> Self {
        if !content.contains(&b'\r') {
            return Self(Sha256::digest(content).into());
        }
        let mut hasher = Sha256::new();
        for line in content.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_suffix(b"\r\n") {
                Some(text) => {
                    hasher.update(text);
                    hasher.update(b"\n");
                }
                None => hasher.update(line),
            }
        }
        Self(hasher.finalize().into())
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut hash = [0; 32];
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        for (index, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
        let digits = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
        let text: String = self.0.iter().flat_map(digits).collect();
        formatter.write_str(&text)
    }
}

/// What an earlier run wrote. A path can have several hashes after two branches were merged; each of them is ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<RelativePath, Vec<Hash>>,
}

impl Manifest {
    /// The manifest of `folder`; empty when there is none.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(PRIVATE).join(FILE_NAME);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(Self::default()),
            Err(error) => Err(Error::io("read", &path)(error)),
        }
    }

    /// Lines that are no entries, such as those that a merge leaves, say nothing; an entry whose path would leave the
    /// folder is none.
    fn parse(text: &str) -> Self {
        let mut manifest = Self::default();
        for line in text.lines() {
            if let Some((hash, path)) = line.split_once("  ")
                && let (Some(hash), Ok(path)) = (Hash::parse(hash), RelativePath::new(path))
            {
                manifest.insert(path, hash);
            }
        }
        manifest
    }

    pub(super) fn insert(&mut self, path: RelativePath, hash: Hash) {
        self.files.entry(path).or_default().push(hash);
    }

    /// The hashes that `path` was written with.
    pub(super) fn hashes(&self, path: &RelativePath) -> &[Hash] {
        self.files.get(path).map_or(&[], Vec::as_slice)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &RelativePath> {
        self.files.keys()
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HEADER)?;
        let mut entries = self
            .files
            .iter()
            .flat_map(|(path, hashes)| hashes.iter().map(move |hash| (path, hash)));
        entries.try_for_each(|(path, hash)| writeln!(formatter, "{hash}  {path}"))
    }
}
