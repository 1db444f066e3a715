//! A sign of life while a run takes long.

use std::{
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How long a run may take in silence.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says every two seconds that work goes on, until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to wait, in a run that goes on since `start`; says nothing where nobody watches.
    pub(super) fn of(start: Instant, is_watched: bool) -> Self {
        let running = is_watched.then(|| {
            let (stop, stopped) = mpsc::channel();
            let thread = thread::spawn(move || {
                while stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    anstream::eprintln!("still generating after {} s", start.elapsed().as_secs());
                }
            });
            (stop, thread)
        });
        Self { running }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            thread.join().ok();
        }
    }
}
