//! The real binary, serving its page on this computer alone.

use std::process::Command;

use tempfile::TempDir;

use super::process::Process;

pub(super) struct Sandbox {
    _process: Process,
    _folder: TempDir,
    listen: String,
}

impl Sandbox {
    /// Starts on any free port.
    pub(super) fn start() -> Self {
        Self::start_at("127.0.0.1:0")
    }

    pub(super) fn start_at(listen: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
        command.args(["sandbox", "--listen", listen]).current_dir(folder.path());
        let (process, listen) = Process::start(&mut command, |line| {
            let (_, rest) = line.split_once("http://")?;
            Some(rest.split_once('/')?.0.to_owned())
        });
        Self { _process: process, _folder: folder, listen }
    }

    /// Host and port.
    pub(super) fn listen(&self) -> &str {
        &self.listen
    }

    pub(super) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.listen)
    }
}
