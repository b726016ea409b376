//! The real binary, serving its page on this computer alone.

use std::path::Path;
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
        Self::start_in(tempfile::tempdir().unwrap(), listen, &[])
    }

    /// Starts over what somebody kept before in the data folder, beside which the secret file is.
    pub(super) async fn start_over(keep: impl AsyncFnOnce(&Path, &Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        keep(&folder.path().join("data"), &folder.path().join("netral.secret")).await;
        Self::start_in(folder, "127.0.0.1:0", &["--data", "data"])
    }

    fn start_in(folder: TempDir, listen: &str, options: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
        command.args(["sandbox", "--listen", listen]).args(options).current_dir(folder.path());
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
