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
