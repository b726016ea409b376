//! Ctrl-C, SIGTERM and a closed terminal ask for a graceful stop.

use std::fs;

use tokio::signal;
use tokio::signal::unix;
use tokio::signal::unix::SignalKind;
use tokio_util::sync::CancellationToken;

/// Returns a token that is cancelled by Ctrl-C, SIGTERM or SIGHUP.
///
/// Whoever was started so that a closed terminal doesn't matter (`nohup`) goes on when it closes.
pub(super) fn on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            () = arrival(SignalKind::terminate()) => {}
            () = arrival(SignalKind::hangup()), if !ignores_hang_ups() => {}
        }
        asked.cancel();
    });
    stop
}

/// Ends when a signal arrives; where it can't be heard, never.
async fn arrival(kind: SignalKind) {
    match unix::signal(kind) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

/// Whether the process was started with SIGHUP ignored: signal 1 is the lowest bit of the mask.
fn ignores_hang_ups() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}
