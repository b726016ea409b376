//! A test in a process of its own, so that its log, its output and its temporary files can be searched.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Names the folder for the process, which is the test once more.
const FOLDER: &str = "NETRAL_TEST_PRIVACY_FOLDER";

/// Where the process writes what it says: standard output, standard error and the log at its finest.
const LOG: &str = "keluaran.log";

/// Runs a test once more in a process of its own and waits for its end; `None` in that process itself.
///
/// # Panics
/// When it fails there.
pub(super) fn run(test: &str) -> Option<PathBuf> {
    if let Some(folder) = folder() {
        log_everything();
        return Some(folder);
    }
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("tmp")).unwrap();
    let log = File::create(folder.path().join(LOG)).unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, folder.path())
        .env("TMPDIR", folder.path().join("tmp"))
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .status();
    let log = fs::read_to_string(folder.path().join(LOG)).unwrap();
    let end: Vec<&str> = log.lines().rev().take(60).collect();
    assert!(status.unwrap().success(), "{}", end.into_iter().rev().collect::<Vec<_>>().join("\n"));
    assert!(log.contains("1 passed"), "the test ran");
    None
}

/// What the process has said so far.
pub(super) fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join(LOG)).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the process learns its folder from it")]
fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Logs whatever Netral says at any level; in service other crates don't get to log either.
fn log_everything() {
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let all = Targets::new().with_target("netral", LevelFilter::TRACE).with_target("it", LevelFilter::TRACE);
    tracing_subscriber::registry().with(lines.with_filter(all)).init();
}
