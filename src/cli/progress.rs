//! Tells on standard error how far long work has come, where a person watches.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

/// A line that grows: `melatih 3/11`.
pub(super) struct Progress {
    label: &'static str,
    done: usize,
    total: usize,
}

impl Progress {
    /// Begins.
    pub(super) fn start(label: &'static str, total: usize) -> Self {
        let progress = Self { label, done: 0, total };
        progress.show();
        progress
    }

    /// Counts one step.
    pub(super) fn advance(&mut self) {
        self.done += 1;
        self.show();
    }

    /// Clears the line.
    pub(super) fn end(self) {
        tell("\r\u{1b}[K");
    }

    fn show(&self) {
        tell(&format!("\r{} {}/{}", self.label, self.done, self.total));
    }
}

/// Nothing depends on whether it could be told.
fn tell(text: &str) {
    let mut error = io::stderr().lock();
    if error.is_terminal() {
        error.write_all(text.as_bytes()).and_then(|()| error.flush()).ok();
    }
}
