//! Files of multipart forms.

use std::fmt;
use std::path::Path;

use bytes::Bytes;

#[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
use super::upload::Source;

/// A file to send: its name, its bytes or where they come from and, when it is known, its content type.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub(super) name: String,
    pub(super) content: Bytes,
    pub(super) content_type: Option<String>,
    /// What is read while it is sent, after the content.
    #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
    pub(super) source: Option<Source>,
}

impl File {
    /// A file with the given name and content.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            content: content.into(),
            content_type: None,
            #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
            source: None,
        }
    }

    /// Sets the content type; without one the request says `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Reads a file; its name is the last part of the path.
    ///
    /// # Errors
    ///
    /// Those of [`std::fs::read`].
    pub fn read(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        Ok(Self::new(name_of(path), std::fs::read(path)?))
    }

    /// A file that is read while it is sent; its name is the last part of the path.
    ///
    /// A call with such a file is sent only once: no retries, and redirects are given to the caller.
    ///
    /// # Errors
    ///
    /// When there is no such file.
    #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
    pub fn open(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        Ok(Self {
            source: Some(disk::source(path)?),
            ..Self::new(name_of(path), Bytes::new())
        })
    }

    /// A file whose content is a stream, which `open` makes when the file is sent.
    ///
    /// With the length of every file known the request has a `Content-Length`, else it is sent in chunks. A call with such
    /// a file is sent only once: no retries, and redirects are given to the caller.
    #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
    pub fn stream<S>(
        name: impl Into<String>,
        length: Option<u64>,
        open: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self
    where
        S: futures_core::Stream<Item = std::io::Result<Bytes>> + Send + 'static,
    {
        Self {
            source: Some(Source::new(length, move || Box::pin(open()))),
            ..Self::new(name, Bytes::new())
        }
    }

    /// Whether there is something to send, as far as it is known before it is read.
    pub(super) fn has_content(&self) -> bool {
        #[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
        if self.source.is_some() {
            return true;
        }
        !self.content.is_empty()
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's content; empty when it is read while it is sent.
    pub fn content(&self) -> &Bytes {
        &self.content
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new("", content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new("", content)
    }
}

/// Files on disk that are read while they are sent.
#[cfg(all(feature = "stream", not(target_arch = "wasm32")))]
mod disk {
    use std::fs;
    use std::io::{self, Read};
    use std::path::Path;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use futures_core::Stream;
    use tokio::sync::mpsc;

    use super::super::upload::Source;

    /// The bytes that a file has now.
    pub(super) fn source(path: &Path) -> io::Result<Source> {
        let length = fs::metadata(path)?.len();
        let path = path.to_owned();
        Ok(Source::new(Some(length), move || {
            Box::pin(FromDisk::open(&path, length))
        }))
    }

    /// Pieces of a file, read by a thread of its own that waits until they are wanted.
    struct FromDisk(mpsc::Receiver<io::Result<Bytes>>);

    impl FromDisk {
        const PIECE: usize = 64 << 10;

        fn open(path: &Path, length: u64) -> Self {
            let (send, receive) = mpsc::channel(2);
            let (path, refused) = (path.to_owned(), send.clone());
            let thread = std::thread::Builder::new().name("upload".to_owned());
            let started = thread.spawn(move || {
                let mut file = match fs::File::open(path) {
                    Ok(file) => file.take(length),
                    Err(error) => return drop(send.blocking_send(Err(error))),
                };
                loop {
                    let mut piece = Vec::with_capacity(Self::PIECE);
                    let read = (&mut file).take(Self::PIECE as u64).read_to_end(&mut piece);
                    let (is_last, piece) = match read {
                        Ok(0) => return,
                        Ok(_) => (false, Ok(Bytes::from(piece))),
                        Err(error) => (true, Err(error)),
                    };
                    // Nobody wants more when the call has ended.
                    if send.blocking_send(piece).is_err() || is_last {
                        return;
                    }
                }
            });
            if let Err(error) = started {
                // There is room: nothing was sent yet.
                let _ = refused.try_send(Err(error));
            }
            Self(receive)
        }
    }

    impl Stream for FromDisk {
        type Item = io::Result<Bytes>;

        fn poll_next(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Self::Item>> {
            self.0.poll_recv(context)
        }
    }
}
