//! What the desk for tips is opened with, and the mark that tells whether the last stop was clean.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Config;
use crate::config::Tips;
use crate::desk::Opening;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::sandbox::demo;
use crate::sandbox::world::personas;
use crate::sealing;
use crate::sealing::AgeSealer;
use crate::sealing::Cost;
use crate::sealing::SealingSecret;
use crate::system::SystemClock;
use crate::tips::Escrow;
use crate::tips::Handler;
use crate::tips::Handlers;

/// The mark of a running bot. A clean stop removes it.
const MARK: &str = "berjalan";

/// Whether the last run took leave, and that this one hasn't yet.
pub(super) struct Running {
    mark: Option<PathBuf>,
    begun: bool,
    /// Whether the last run ended without taking leave of those who were writing.
    pub(super) was_killed: bool,
}

impl Running {
    /// Looks whether the last run left its mark in a data folder.
    pub(super) fn look(data: &Path) -> Self {
        let mark = data.join(MARK);
        let was_killed = mark.exists();
        Self { mark: Some(mark), begun: false, was_killed }
    }

    /// For a run that keeps nothing: what is in memory only can't be left behind.
    pub(super) fn without_traces() -> Self {
        Self { mark: None, begun: false, was_killed: false }
    }

    /// Leaves the mark, before the first update is taken.
    pub(super) fn begin(&mut self) {
        let Some(mark) = &self.mark else { return };
        self.begun = true;
        let folder = mark.parent().unwrap_or(Path::new("."));
        let marked = fs::write(mark, "").and_then(|()| fs::File::open(folder)?.sync_all());
        if marked.is_err() {
            tracing::warn!(
                "the mark of a running bot could not be left; after a crash it is not known as such"
            );
        }
    }

    /// Takes the mark away again. Where none was left, that of an earlier crash stays.
    pub(super) fn leave(self) {
        let mark = self.mark.filter(|_| self.begun);
        if mark.is_some_and(|mark| fs::remove_file(mark).is_err()) {
            tracing::warn!(
                "the mark of a running bot could not be removed; the next start passes for one after a crash"
            );
        }
    }
}

/// Returns what the desk for tips is opened with; `None` while the tip menu stays closed.
pub(super) fn of(
    config: &Config,
    secret: SealingSecret,
    running: &Running,
    clock: Arc<dyn Clock>,
) -> Option<Opening> {
    match &config.tips {
        Tips::Open(handlers) => Some(opening(config, handlers.clone(), secret, running, clock)),
        Tips::NoHandler => None,
        Tips::NoEscrow => {
            tracing::warn!("the tip menu stays closed: the configuration has [[penerima]] but no [cadangan]");
            None
        }
    }
}

/// Returns what the sandbox opens it with: its own personas, unless the configuration names handlers.
pub(super) fn of_sandbox(config: &Config, secret: SealingSecret, running: &Running) -> Option<Opening> {
    let handlers = match &config.tips {
        Tips::Open(handlers) => Some(handlers.clone()),
        Tips::NoHandler | Tips::NoEscrow => demo_handlers(),
    };
    handlers.map(|handlers| opening(config, handlers, secret, running, Arc::new(SystemClock)))
}

fn opening(
    config: &Config,
    handlers: Handlers,
    secret: SealingSecret,
    running: &Running,
    clock: Arc<dyn Clock>,
) -> Opening {
    Opening {
        handlers,
        sealer: Arc::new(AgeSealer::new(secret, Cost::REAL)),
        clock,
        bounds: config.bounds,
        hours_east: config.hours_east,
        unclean: running.was_killed,
    }
}

fn demo_handlers() -> Option<Handlers> {
    let handler = Handler {
        role: "Inspektorat (demo)".to_owned(),
        chat: ChatId(personas::persona("penerima")?.chat_id),
        key: sealing::recipient(demo::demo_handler_key())?,
    };
    let escrow = Escrow {
        role: "Sekretaris Daerah (demo)".to_owned(),
        key: sealing::recipient(demo::demo_escrow_key())?,
    };
    Handlers::new(vec![handler], escrow)
}
