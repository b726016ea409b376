//! What the desk for tips is opened with, and the mark that tells whether the last stop was clean.

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Config;
use crate::config::Tips;
use crate::desk::Opening;
use crate::ports::ChatId;
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

/// Says that the bot runs, for as long as it lives; [`leave`](Self::leave) says that it stopped cleanly.
pub(super) struct Running {
    file: Option<PathBuf>,
    /// Whether the last run ended without taking leave.
    pub(super) was_killed: bool,
}

impl Running {
    /// Marks a data folder as in use by a running bot.
    pub(super) fn mark(data: &Path) -> io::Result<Self> {
        let file = data.join(MARK);
        let was_killed = file.exists();
        fs::write(&file, "")?;
        fs::File::open(data)?.sync_all()?;
        Ok(Self { file: Some(file), was_killed })
    }

    /// Marks nothing: what is in memory only can't be left behind.
    pub(super) fn unmarked() -> Self {
        Self { file: None, was_killed: false }
    }

    /// Takes the mark away.
    pub(super) fn leave(self) {
        if let Some(file) = self.file
            && fs::remove_file(file).is_err()
        {
            tracing::warn!(
                "the mark of a running bot could not be removed; the next start is taken for one after a crash"
            );
        }
    }
}

/// Returns what the desk for tips is opened with; `None` while the tip menu stays closed.
pub(super) fn of(config: &Config, secret: SealingSecret, running: &Running) -> Option<Opening> {
    match &config.tips {
        Tips::Open(handlers) => Some(opening(config, handlers.clone(), secret, running)),
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
    handlers.map(|handlers| opening(config, handlers, secret, running))
}

fn opening(config: &Config, handlers: Handlers, secret: SealingSecret, running: &Running) -> Opening {
    Opening {
        handlers,
        sealer: Arc::new(AgeSealer::new(secret, Cost::REAL)),
        clock: Arc::new(SystemClock),
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
