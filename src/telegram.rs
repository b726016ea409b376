//! The Telegram edge: takes updates, answers late, delivers what is committed.
//!
//! Reading order: [`serve`] wires it; `poll` takes updates and acknowledges them once handled;
//! `wire` and `inbound` read them; `lanes` keeps each chat in order; `outbox` and `outbound` deliver.

mod call;
mod commands;
mod connect;
mod direct;
mod fetch;
mod inbound;
mod lanes;
mod line;
mod outbound;
mod outbox;
mod outcome;
mod poll;
mod window;
mod wire;
mod work;

pub use connect::ConnectError;
pub use connect::Connection;
pub use connect::connect;
pub use poll::Pulse;

use std::sync::Arc;
use std::time::Duration;

use tokio::time;
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::telegram::fetch::Fetcher;
use crate::telegram::outbox::Outbox;
use crate::telegram::poll::Polling;
use crate::telegram::work::Worker;

/// How often counters are written and expired records removed.
const HOUSEKEEPING: Duration = Duration::from_secs(3600);

/// How long a stop waits for answers in flight; what isn't delivered then waits in the outbox.
const FAREWELL: Duration = Duration::from_millis(1500);

/// Why serving ended without being asked to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// Telegram no longer accepts the token.
    #[error("Telegram refuses the token")]
    TokenRefused,
    /// What is stored can't be read.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Serves until `stop` is cancelled: takes updates, answers them, keeps house.
///
/// `pulse` is called whenever Telegram answered a poll.
///
/// # Errors
/// When the token is refused or the store can't be read.
pub async fn serve<S: Store>(
    connection: Connection,
    desk: Arc<Desk<S>>,
    store: Arc<S>,
    stop: CancellationToken,
    pulse: Pulse,
) -> Result<(), ServeError> {
    desk.introduce(connection.username());
    let outbox = Outbox::open(connection.bot.clone(), Arc::clone(&store));
    outbox.enqueue(store.pending()?);
    let fetcher = Fetcher::new(connection.bot.clone());
    let worker = Worker::new(Arc::clone(&desk), Arc::clone(&store), outbox.clone(), fetcher);
    let menu = connection.bot.clone();
    tokio::spawn(async move { commands::publish(&menu).await });
    let polling = Polling::new(connection, Arc::clone(&store), worker, pulse);
    let housekeeping = tokio::spawn(keep_house(Arc::clone(&desk), Arc::clone(&store)));
    let result = polling.run(&stop).await;
    housekeeping.abort();
    let _unsent_waits_in_the_outbox = time::timeout(FAREWELL, outbox.settled()).await;
    if desk.flush_counts().await.is_err() {
        tracing::warn!("counters of the last hour are lost: the data folder cannot be written");
    }
    result
}

async fn keep_house<S: Store>(desk: Arc<Desk<S>>, store: Arc<S>) {
    let mut hourly = time::interval(HOUSEKEEPING);
    loop {
        hourly.tick().await;
        if desk.flush_counts().await.is_err() || store.purge().await.is_err() {
            tracing::warn!("housekeeping failed: the data folder cannot be written");
        }
    }
}
