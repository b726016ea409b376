//! The Telegram edge: takes updates, answers them, and acknowledges them only then.
//!
//! Reading order: [`serve`] wires it; `poll` takes updates and acknowledges them once handled;
//! `wire` and `inbound` read them; `lanes` keeps each chat in order; `work` hands them to the desk, `fetch`
//! brings their files; `outbox` speaks, by `outbound` and `direct`, and keeps what has to wait.

mod albums;
mod announcer;
mod call;
mod commands;
mod connect;
mod dated;
mod direct;
mod fetch;
mod inbound;
mod lanes;
mod letter;
mod line;
mod outbound;
mod outbox;
mod outcome;
mod poll;
mod reach;
mod window;
mod wire;
mod work;

pub use connect::ConnectError;
pub use connect::Connection;
pub use connect::connect;
pub use poll::Pulse;

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use teloxide::Bot;
use tokio::task::JoinHandle;
use tokio::time;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::ports::ChatId;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::telegram::fetch::Fetcher;
use crate::telegram::outbox::Outbox;
use crate::telegram::poll::Polling;
use crate::telegram::work::Worker;

/// How often counters are written and expired records removed.
const HOUSEKEEPING: Duration = Duration::from_secs(3600);

/// How often the desk is asked what is to be said unprompted.
const UNPROMPTED: Duration = Duration::from_secs(10);

/// How long a stop waits for answers in flight; what isn't delivered then waits in the outbox.
const FAREWELL: Duration = Duration::from_millis(1500);

/// How long it waits if there is something to say at the end, which waits nowhere.
const LAST_WORDS: Duration = Duration::from_secs(3);

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

/// Words for several chats.
type Due = Vec<(ChatId, Vec<Word>)>;

/// Serves until `stop` is cancelled: takes updates, answers them, keeps house.
///
/// `unclean` says that the last process ended without taking leave; `pulse` is called whenever Telegram
/// answered a poll.
///
/// # Errors
/// When the token is refused or the store can't be read.
pub async fn serve<S: Store>(
    connection: Connection,
    desk: Arc<Desk<S>>,
    store: Arc<S>,
    stop: CancellationToken,
    unclean: bool,
    pulse: Pulse,
) -> Result<(), ServeError> {
    desk.introduce(connection.username());
    if desk.begin().await.is_err() {
        tracing::warn!("the owners' roles could not be stored; they hold until the next start");
    }
    let outbox = Outbox::open(connection.bot.clone(), Arc::clone(&store));
    outbox.enqueue(store.pending()?);
    let fetcher = Fetcher::new(connection.bot.clone());
    let worker = Worker::new(Arc::clone(&desk), outbox.clone(), fetcher);
    let _detached = greet(connection.bot.clone(), &desk);
    let ending = stop.child_token();
    let announcing = tokio::spawn(announcer::announce(
        connection.bot.clone(),
        Arc::clone(&desk),
        Arc::clone(&store),
        outbox.clone(),
        ending.clone(),
    ));
    let polling = Polling::new(connection, Arc::clone(&store), worker, unclean, pulse);
    let rounds = [
        tokio::spawn(keep_house(Arc::clone(&desk), Arc::clone(&store))),
        tokio::spawn(speak_unprompted(outbox.clone(), UNPROMPTED, words_due(&desk))),
    ];
    let result = polling.run(&stop).await;
    rounds.iter().for_each(JoinHandle::abort);
    ending.cancel();
    let _uncertain_if_too_slow = time::timeout(FAREWELL, announcing).await;
    take_leave(&outbox, desk.farewell()).await;
    if desk.flush_counts().await.is_err() {
        tracing::warn!("counters of the last hour are lost: the data folder cannot be written");
    }
    result
}

/// Tells Telegram of the bot, and looks whether handlers have met it.
fn greet<S: Store>(bot: Bot, desk: &Desk<S>) -> JoinHandle<()> {
    let (handlers, menus) = (desk.handler_chats(), desk.menus());
    tokio::spawn(async move {
        commands::publish(&bot, !handlers.is_empty(), &menus).await;
        reach::warn_of_strangers(&bot, handlers).await;
    })
}

async fn keep_house<S: Store>(desk: Arc<Desk<S>>, store: Arc<S>) {
    let mut hourly = time::interval(HOUSEKEEPING);
    loop {
        hourly.tick().await;
        let done = [desk.flush_counts().await.is_ok(), store.purge().await.is_ok()];
        if done.contains(&false) {
            tracing::warn!("housekeeping failed: the data folder cannot be written");
        }
    }
}

fn words_due<S: Store>(desk: &Arc<Desk<S>>) -> impl Fn() -> BoxFuture<'static, Due> + Send + 'static {
    let desk = Arc::clone(desk);
    move || {
        let desk = Arc::clone(&desk);
        Box::pin(async move {
            let due = desk.words_due().await;
            if desk.turned_reports_away() {
                tracing::warn!("reports were turned away: their drafts fill the memory set aside for them");
            }
            due
        })
    }
}

async fn speak_unprompted<S: Store>(
    outbox: Outbox<S>,
    every: Duration,
    due: impl Fn() -> BoxFuture<'static, Due> + Send,
) {
    let mut rounds = time::interval(every);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        outbox.say_all(due().await);
    }
}

/// Says the last words and waits for what is in flight, but not for ever.
async fn take_leave<S: Store>(outbox: &Outbox<S>, words: Due) {
    let patience = if words.is_empty() { FAREWELL } else { LAST_WORDS };
    outbox.say_all(words);
    let _unsent_waits_in_the_outbox = time::timeout(patience, outbox.settled()).await;
}

#[cfg(test)]
mod tests;
