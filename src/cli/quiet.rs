//! Keeps what people write out of logs, panics and core dumps.

use std::io;
use std::io::Write;
use std::panic;

use rustix::process;
use tracing::Level;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Logs Netral's own events to standard error, whatever the environment says.
///
/// Other crates don't pass: at their finer levels they print addresses, which hold the token.
pub(super) fn logs(verbosity: u8) {
    let level = match verbosity {
        0 => Level::WARN,
        1 => Level::INFO,
        _ => Level::DEBUG,
    };
    let lines = fmt::layer().with_writer(io::stderr).without_time().with_target(false);
    let _set_once = tracing_subscriber::registry()
        .with(lines.with_filter(Targets::new().with_target("netral", level)))
        .try_init();
}

/// Tells where a panic happened but not what it says: that may be somebody's words.
pub(super) fn panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
        let _nobody_listens =
            writeln!(io::stderr(), "netral: gangguan internal di {}", place.unwrap_or_default());
    }));
}

/// Switches core dumps and tracing by other processes off.
pub(super) fn memory() {
    let none = process::Rlimit { current: Some(0), maximum: Some(0) };
    let no_core = process::setrlimit(process::Resource::Core, none);
    let no_dump = process::set_dumpable_behavior(process::DumpableBehavior::NotDumpable);
    if no_core.is_err() || no_dump.is_err() {
        tracing::warn!("core dumps could not be switched off");
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::thread;

    /// Tells this test that it is the process that is going to panic.
    const CHILD: &str = "NETRAL_TEST_PANIC";

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test's child process learns what it is from it")]
    fn a_panic_says_where_it_was_and_nothing_of_what_it_says() {
        if std::env::var_os(CHILD).is_some() {
            super::panics();
            let words = String::from_utf8(vec![107, 101, 110, 97, 114, 105]).unwrap();
            assert!(thread::spawn(move || panic!("{words}")).join().is_err());
            return;
        }
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "cli::quiet::tests::a_panic_says_where_it_was_and_nothing_of_what_it_says"])
            .args(["--nocapture"])
            .env(CHILD, "1")
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        let said = [child.stdout, child.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(child.status.success() && said.contains("gangguan internal di src/cli/quiet.rs:"), "{said}");
        assert!(!said.contains("kenari"), "{said}");
    }
}
