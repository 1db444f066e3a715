//! One run at a time in a folder.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use super::{Error, path::PRIVATE};

/// The lock of an output folder, held until it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Waits until no other run works in `folder`, which must have been prepared.
    ///
    /// The file stays when the lock is freed: removing it would let a waiting run hold a lock that no one else sees.
    /// Before it waits, it calls `waiting`.
    pub(super) fn acquire(folder: &Path, waiting: &dyn Fn(&Path)) -> Result<Self, Error> {
        let path = folder.join(PRIVATE).join("lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(Error::io("open", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting(folder);
                file.lock().map_err(Error::io("lock", &path))?;
            }
            Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
        Ok(Self { file })
    }

    /// Waits until no run writes to `folder`, and keeps others from it, without writing anything; `None` where there
    /// never was a run, or the system has no locks.
    pub(super) fn wait(folder: &Path) -> Option<Self> {
        let file = File::open(folder.join(PRIVATE).join("lock")).ok()?;
        file.lock_shared().ok()?;
        Some(Self { file })
    }
}

/// Released before the file is closed: a program that another thread is about to start has a copy of the file for a moment, and
/// the lock with it.
impl Drop for Lock {
    fn drop(&mut self) {
        // What cannot be unlocked is unlocked by the system when the file is closed.
        let _ = self.file.unlock();
    }
}
