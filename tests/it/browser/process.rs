//! Programs that tell on standard output where they listen, and end with the test.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::process::Child;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;

/// A child that is killed when it is dropped.
pub(super) struct Process {
    child: Child,
    output: Option<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts a program and waits for the line in which `read` finds what it is looking for.
    pub(super) fn start<T>(command: &mut Command, read: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut process = Self { child, output: None };
        let output = process.output.insert(BufReader::new(process.child.stdout.take().unwrap()));
        let found = output.by_ref().lines().find_map(|line| read(&line.unwrap()));
        assert!(found.is_some(), "{command:?} ended before it was ready");
        (process, found.unwrap())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // An error means that it has already ended.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
