//! How far a stage is, and how long it will take.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often a line is written where it cannot be overwritten.
const SELDOM: Duration = Duration::from_secs(15);

/// The progress of one stage, on standard error.
pub(crate) struct Progress {
    stage: &'static str,
    total: usize,
    started: Instant,
    state: Mutex<State>,
}

struct State {
    done: usize,
    written: Instant,
}

impl Progress {
    /// A stage with so many steps.
    pub(crate) fn new(stage: &'static str, total: usize) -> Self {
        let started = Instant::now();
        Self {
            stage,
            total,
            started,
            state: Mutex::new(State {
                done: 0,
                written: started,
            }),
        }
    }

    /// One step more is done.
    pub(crate) fn step(&self) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        state.done += 1;
        let is_terminal = io::stderr().is_terminal();
        if !is_terminal && state.written.elapsed() < SELDOM {
            return;
        }
        state.written = Instant::now();
        let line = line(self.stage, state.done, self.total, self.started.elapsed());
        let mut stderr = io::stderr().lock();
        let _ = if is_terminal {
            write!(stderr, "\r\x1b[K{line}")
        } else {
            writeln!(stderr, "{line}")
        };
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let start = if io::stderr().is_terminal() {
            "\r\x1b[K"
        } else {
            ""
        };
        let seconds = self.started.elapsed().as_secs();
        eprintln!("{start}{:<10} {:>5} in {seconds} s", self.stage, self.total);
    }
}

/// `compile  12 of 38, 95 s left`: what is left takes as long a step as what is done.
fn line(stage: &str, done: usize, total: usize, elapsed: Duration) -> String {
    let share = f64::from(u32::try_from(done.max(1)).unwrap_or(u32::MAX));
    let rest = f64::from(u32::try_from(total.saturating_sub(done)).unwrap_or(u32::MAX));
    let left = elapsed.as_secs_f64() / share * rest;
    format!("{stage:<10} {done:>5} of {total}, {left:.0} s left")
}

#[cfg(test)]
mod tests {
    use super::line;
    use std::time::Duration;

    #[test]
    fn the_rest_takes_as_long_as_what_is_done() {
        let text = line("compile", 10, 30, Duration::from_secs(5));
        assert_eq!(text, "compile       10 of 30, 10 s left");
    }
}
