//! Sends announcements: at most once to each chat, below Telegram's limits, never through the outbox,
//! which would repeat what was in flight at a kill.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use futures::future::join_all;
use teloxide::Bot;
use tokio::time;
use tokio_util::sync::CancellationToken;

use crate::conversation::StateChange;
use crate::curation::announcement::Posted;
use crate::desk::Desk;
use crate::desk::Posting;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::Pending;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::telegram::call;
use crate::telegram::call::Trouble;
use crate::telegram::outbound::Said;
use crate::telegram::outbox::Outbox;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;
use crate::texts::Message;

/// How often it is looked whether something is to be sent.
const LOOK: Duration = Duration::from_secs(1);

/// Chats that are written to at once: as many are uncertain after a kill.
const TOGETHER: usize = 10;

/// Between two messages: 20 a second. Telegram takes 30 over all chats, and answers need theirs.
const SPACING: Duration = Duration::from_millis(50);

/// The first pause after trouble; each further one in a row is twice as long.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest pause after trouble.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Sends whatever there is to send, until the stop; what is in hand then is brought to an end.
pub(super) async fn announce<S: Store>(
    bot: Bot,
    desk: Arc<Desk<S>>,
    store: Arc<S>,
    outbox: Outbox<S>,
    stop: CancellationToken,
) {
    let mut announcer = Announcer { bot, desk, store, outbox, troubles: 0 };
    let mut settled = false;
    while !stop.is_cancelled() {
        let round = announcer.round(&mut settled).await;
        // What was begun and couldn't be noted is looked for again.
        settled = settled && round.is_ok();
        let pause = round.unwrap_or_else(|_| {
            tracing::warn!("announcements wait: the data folder cannot be written");
            LONGEST_PAUSE
        });
        tokio::select! {
            () = stop.cancelled() => return,
            () = time::sleep(pause) => {}
        }
    }
}

struct Announcer<S> {
    bot: Bot,
    desk: Arc<Desk<S>>,
    store: Arc<S>,
    outbox: Outbox<S>,
    /// Attempts in a row that met trouble.
    troubles: u32,
}

/// What came of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Attempt {
    posted: Posted,
    /// How long to wait before the next one, if there is trouble; `None` leaves it to the troubles so far.
    trouble: Option<Option<Duration>>,
}

impl<S: Store> Announcer<S> {
    /// Sends to the next few; returns how long to wait then.
    async fn round(&mut self, settled: &mut bool) -> Result<Duration, StoreError> {
        if !*settled {
            self.desk.settle_interrupted().await?;
            *settled = true;
        }
        let together = if self.troubles > 0 { 1 } else { TOGETHER };
        let Some((posting, message)) = self.desk.next_posting(together).await? else {
            self.tell().await?;
            return Ok(LOOK);
        };
        let attempts = self.post(&posting, &message).await;
        let outcomes: Vec<_> = attempts.iter().map(|(chat, attempt)| (*chat, attempt.posted)).collect();
        self.desk.note_posted(&posting, &outcomes).await?;
        for (chat, _) in outcomes.iter().filter(|(_, posted)| *posted == Posted::Gone) {
            let forget = Change { chat: *chat, state: StateChange::Forget, deliveries: Vec::new() };
            self.store.commit(forget).await?;
        }
        Ok(self.pause_after(attempts.iter().filter_map(|(_, attempt)| attempt.trouble).next()))
    }

    /// Writes to several chats, one shortly after the other, until there is trouble.
    async fn post(&self, posting: &Posting, message: &Message) -> Vec<(ChatId, Attempt)> {
        let trouble = Mutex::new(false);
        let all = (0_u32..).zip(&posting.chats).map(|(place, chat)| {
            let trouble = &trouble;
            async move {
                time::sleep(SPACING.saturating_mul(place)).await;
                if *trouble.lock().unwrap_or_else(PoisonError::into_inner) {
                    return (*chat, Attempt { posted: Posted::Waits, trouble: None });
                }
                let attempt = attempt(&self.bot, *chat, message).await;
                if attempt.trouble.is_some() {
                    *trouble.lock().unwrap_or_else(PoisonError::into_inner) = true;
                }
                (*chat, attempt)
            }
        });
        join_all(all).await
    }

    fn pause_after(&mut self, trouble: Option<Option<Duration>>) -> Duration {
        let Some(asked) = trouble else {
            self.troubles = 0;
            return SPACING;
        };
        let own = PAUSE.saturating_mul(2_u32.saturating_pow(self.troubles)).min(LONGEST_PAUSE);
        self.troubles = self.troubles.saturating_add(1);
        asked.unwrap_or(own)
    }

    /// Tells a sender of the end: committed first, so that it isn't lost.
    async fn tell(&self) -> Result<(), StoreError> {
        let Some((ended, chat, message)) = self.desk.untold()? else { return Ok(()) };
        if let Some(chat) = chat {
            let delivery = Delivery::Send { message, reply_to: None };
            let deliveries = vec![delivery.clone()];
            let places = self.store.commit(Change { chat, state: StateChange::Keep, deliveries }).await?;
            let pending = places.into_iter().map(|id| Pending { id, chat, delivery: delivery.clone() });
            self.outbox.enqueue(pending.collect());
        }
        self.desk.note_told(&ended).await
    }
}

/// Asks Telegram once, and tells what is known of it then.
async fn attempt(bot: &Bot, chat: ChatId, message: &Message) -> Attempt {
    let result = call::make(bot, "sendMessage", &Said::new(chat, message)).await;
    let never_arrived = match &result {
        Err(Trouble::Unanswered { never_arrived }) => *never_arrived,
        Err(trouble) => trouble.is_unknown(),
        Ok(_) => false,
    };
    let of = |posted, trouble| Attempt { posted, trouble };
    match outcome(result) {
        Outcome::Taken(_) => of(Posted::Sent, None),
        Outcome::Gone => of(Posted::Gone, None),
        Outcome::Refused | Outcome::Moved(_) => of(Posted::Refused, None),
        Outcome::Pause(asked) => of(Posted::Waits, Some(Some(asked))),
        Outcome::Failed if never_arrived => of(Posted::Waits, Some(None)),
        Outcome::Failed => of(Posted::Uncertain, Some(None)),
    }
}
