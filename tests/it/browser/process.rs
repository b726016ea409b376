//! Programs that tell on standard output where they listen, and end with the test.

use std::io::BufRead;
use std::io::BufReader;
use std::process::Child;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;

/// A child that is killed when it is dropped.
pub(super) struct Process {
    child: Child,
    _output: BufReader<ChildStdout>,
}

impl Process {
    /// Starts a program and waits for the line in which `read` finds what it is looking for.
    pub(super) fn start<T>(command: &mut Command, read: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        loop {
            line.clear();
            let length = output.read_line(&mut line).unwrap();
            assert!(length > 0, "{command:?} ended before it was ready");
            if let Some(found) = read(&line) {
                return (Self { child, _output: output }, found);
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // An error means that it has already ended.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
