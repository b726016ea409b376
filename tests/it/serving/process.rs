//! A running `netral serve`.

use std::fs;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::time::Duration;

use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;
use tokio::task;
use tokio::time;

/// A process that ends with the test.
pub(crate) struct Serving {
    child: Child,
}

impl Serving {
    pub(crate) fn start(mut command: Command) -> Self {
        Self { child: command.spawn().unwrap() }
    }

    /// Ends it without a chance to clean up.
    pub(crate) fn kill(mut self) {
        self.dies();
    }

    /// The same, where it is still to be spoken of.
    pub(crate) fn dies(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and returns how it did.
    ///
    /// # Panics
    /// When it doesn't end in time.
    pub(crate) async fn terminate(self, patience: Duration) -> ExitStatus {
        kill_process(self.pid(), Signal::TERM).unwrap();
        self.ended(patience).await
    }

    /// Closes its terminal, as it were.
    pub(crate) fn hang_up(&self) {
        kill_process(self.pid(), Signal::HUP).unwrap();
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it doesn't end in time.
    pub(crate) async fn ended(self, patience: Duration) -> ExitStatus {
        let pid = self.pid();
        let ended = task::spawn_blocking(move || {
            let mut waiting = self;
            waiting.child.wait().unwrap()
        });
        match time::timeout(patience, ended).await {
            Ok(status) => status.unwrap(),
            Err(_) => {
                kill_process(pid, Signal::KILL).unwrap();
                panic!("it did not end within {patience:?}");
            }
        }
    }

    /// Whether it runs.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// What the kernel says about it in a file of `/proc`.
    pub(crate) fn told_by_the_kernel(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory it ever held, in bytes.
    pub(crate) fn peak_memory(&self) -> usize {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // An error means that it has already ended.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
