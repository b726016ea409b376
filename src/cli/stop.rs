//! Ctrl-C and SIGTERM ask for a graceful stop.

use tokio::signal;
use tokio::signal::unix;
use tokio::signal::unix::SignalKind;
use tokio_util::sync::CancellationToken;

/// Returns a token that is cancelled by Ctrl-C or SIGTERM.
pub(super) fn on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let asked = stop.clone();
    tokio::spawn(async move {
        match unix::signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(signal::ctrl_c().await),
        }
        asked.cancel();
    });
    stop
}
