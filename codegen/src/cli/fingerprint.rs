//! What a run is made from, as one digest: compared with the last run's before anything is parsed.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{config::Config, generator::Generated, postman};

/// Everything that the output follows from: this program, the options and the content of every input.
#[derive(Debug)]
pub(super) struct Fingerprint {
    digest: String,
    inputs: BTreeSet<PathBuf>,
    lock: Option<PathBuf>,
}

impl Fingerprint {
    /// Taken before the inputs are read for the run: what changes while the run goes on is then found by the next one.
    /// None where an input cannot be read, which the run tells better.
    pub(super) fn of(config: &Config) -> Option<Self> {
        let inputs = documents(config).ok()?;
        let mut hasher = Sha256::new();
        hasher.update(program()?);
        hasher.update(format!("{config:?} {}", config.output.has_own_code()));
        for path in &inputs {
            add(&mut hasher, path).ok()?;
        }
        let mut digest = String::new();
        for byte in hasher.finalize() {
            let _ = write!(digest, "{byte:02x}");
        }
        Some(Self {
            digest,
            inputs,
            lock: config.lock_file(),
        })
    }

    /// The digest as text, with that of the names that were given before. A run writes those names too, so they are
    /// added as they are now.
    pub(super) fn text(&self) -> String {
        let lock = self.lock.as_ref().and_then(|path| fs::read(path).ok());
        let lock = Sha256::digest(lock.unwrap_or_default());
        let mut text = format!("{} ", self.digest);
        for byte in lock {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Whether a run read nothing else.
    pub(super) fn covers(&self, generated: &Generated) -> bool {
        let mut documents = generated.documents.iter();
        documents.all(|document| self.inputs.contains(&document.path))
    }
}

/// The inputs that the configuration names, with the files below those that are folders.
fn documents(config: &Config) -> io::Result<BTreeSet<PathBuf>> {
    let mut documents = BTreeSet::new();
    for input in config.inputs() {
        documents.extend(postman::documents_of(input)?);
    }
    Ok(documents)
}

/// This very program: another build of the same version may emit something else.
fn program() -> Option<String> {
    let path = env::current_exe().ok()?;
    let metadata = path.metadata().ok()?;
    let (length, modified) = (metadata.len(), metadata.modified().ok()?);
    let version = env!("CARGO_PKG_VERSION");
    Some(format!(
        "{version} {} {length} {modified:?}\n",
        path.display()
    ))
}

/// Adds the name and the content of a file, told apart by their lengths; of a folder, the name.
fn add(hasher: &mut Sha256, path: &Path) -> io::Result<()> {
    let (name, metadata) = (path.as_os_str().as_encoded_bytes(), path.metadata()?);
    hasher.update(name.len().to_le_bytes());
    hasher.update(name);
    if metadata.is_dir() {
        return Ok(());
    }
    hasher.update(metadata.len().to_le_bytes());
    let mut file = File::open(path)?;
    let mut block = vec![0; 1 << 16];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(()),
            read => hasher.update(block.get(..read).unwrap_or_default()),
        }
    }
}
