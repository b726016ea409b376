//! Waits for a bot that is just starting: it holds the data folder before it answers over its socket.

use std::thread;
use std::time::Duration;

use crate::cli::failure::Failure;
use crate::cli::serve;
use crate::config::Config;
use crate::storage::OpenError;
use crate::storage::SledStore;
use crate::system::SystemClock;
use crate::texts::trouble;

/// How often, and how far apart, it is tried: ten seconds in all.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(250);

/// Tries until somebody answers or lets go of the data folder; says so if nobody does.
pub(super) fn until_answered<T>(
    config: &Config,
    mut attempt: impl FnMut() -> Result<Option<T>, Failure>,
) -> Result<T, Failure> {
    for _ in 0..TRIES {
        if let Some(answer) = attempt()? {
            return Ok(answer);
        }
        thread::sleep(PAUSE);
    }
    Err(Failure::Configuration(trouble::data_held(&config.data)))
}

/// Opens the data folder; `None` if another process holds it.
pub(super) fn opened(config: &Config) -> Result<Option<SledStore<SystemClock>>, Failure> {
    match SledStore::open(&config.data, &config.secret, SystemClock) {
        Ok(store) => Ok(Some(store)),
        Err(OpenError::Locked) => Ok(None),
        Err(error) => Err(serve::refused(&error, config)),
    }
}
