//! The store on disk: readers go straight to sled, writers through a committer per database.

mod records;
mod tips;

use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::conversation::Counted;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::ports::Boxed;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::OutboxId;
use crate::ports::Pending;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::Trust;
use crate::ports::UpdateId;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::Part;
use crate::storage::chat;
use crate::storage::chat::Chat;
use crate::storage::chat::Table;
use crate::storage::chat::Writes;
use crate::storage::committer::Committer;
use crate::storage::database::prepare_folder;
use crate::storage::faq;
use crate::storage::faq::FaqBase;
use crate::storage::fresh::Fresh;
use crate::storage::last_week;
use crate::storage::secret;
use crate::storage::staging;
use crate::storage::tips as tip_rows;
use crate::storage::tips::Tips;
use crate::storage::trial::Trial;
use crate::storage::upkeep;
use crate::tips::Week;

/// Keeps everything in a data folder; dropping it waits until all that was committed is durable.
///
/// After a failed write every later one is refused, and so is the question what is still to be sent,
/// because memory may hold what the disk doesn't. What is remembered of chats can be read on.
pub struct SledStore<C> {
    // Dropped first: their threads use what stands below.
    chat_writer: Committer<Writes>,
    faq_writer: Committer<faq::Writes>,
    tips_writer: Committer<tip_rows::Writes>,
    chat: Arc<Chat>,
    faq: Arc<FaqBase>,
    tips: Arc<Tips>,
    fresh: Arc<Fresh>,
    trial: Trial,
    data: PathBuf,
    /// The week that the folder says it was last used in.
    noted: Mutex<Option<u32>>,
    clock: C,
}

impl<C> fmt::Debug for SledStore<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SledStore(…)")
    }
}

impl<C: Clock> SledStore<C> {
    /// Opens the data folder `data` with the secret file `secret`, or makes both at the first start.
    ///
    /// Whatever is wrong, nothing that is there is deleted or replaced.
    pub fn open(data: &Path, secret: &Path, clock: C) -> Result<Self, OpenError> {
        prepare_folder(data)?;
        staging::finish(data)?;
        let secret = secret::place(secret, data)?;
        if (tip_rows::are_there(data) || data.join("faq").exists()) && !secret.exists() {
            return Err(OpenError::SecretMissing);
        }
        let (database, chat) =
            open_chat(data, &secret, clock.now()).map_err(|error| error.within(Part::Chat))?;
        let chat = Arc::new(chat);
        let (written, mut sync) = (Arc::clone(&chat), database.syncing()?);
        let chat_writer =
            Committer::start("chat-committer", move |group| written.write(group).and_then(|()| sync()))?;
        let (database, faq) = open_faq(data, &chat).map_err(|error| error.within(Part::Faq))?;
        let faq = Arc::new(faq);
        let (written, mut sync) = (Arc::clone(&faq), database.syncing()?);
        let faq_writer =
            Committer::start("faq-committer", move |group| written.write(group).and_then(|()| sync()))?;
        let opened = Tips::open(data, chat.vault().master(), clock.now());
        let (tips, mut writer) = opened.map_err(|error| error.within(Part::Tips))?;
        let tips_writer = Committer::start("tips-committer", move |group| writer.settle(group))?;
        // A folder of an older version doesn't say when it was last used, but what is in it does.
        let used = last_week::last_week(data).or_else(|| faq.counters.last_week().max(tips.last_week()));
        used.into_iter().for_each(|week| clock.remember(week));
        let (fresh, trial) = (Arc::default(), Trial::in_folder(data));
        let (data, noted) = (data.to_owned(), Mutex::new(last_week::last_week(data)));
        Ok(Self { chat_writer, faq_writer, tips_writer, chat, faq, tips, fresh, trial, data, noted, clock })
    }

    /// Removes what goes by time.
    async fn let_go(&self, now: Timestamp) -> Result<usize, StoreError> {
        self.turn_keys().await?;
        let mut removed = 0;
        for table in Table::ALL {
            removed += self.sweep(table).await?;
        }
        removed += self.purge_counts().await?;
        Ok(removed + upkeep::let_tips_go(self, Week::from(now)).await?)
    }

    /// Notes that the folder is used in this week, unless nobody can tell which that is.
    fn note_week(&self, trust: Trust, now: Timestamp) {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(trust, Trust::Doubtful | Trust::Returned) || *noted == Some(now.week()) {
            return;
        }
        self.clock.remember(now.week());
        match last_week::note(&self.data, now.week()) {
            Ok(()) => *noted = Some(now.week()),
            Err(_) => tracing::warn!("the week could not be noted: the data folder cannot be written"),
        }
    }

    async fn sweep(&self, table: Table) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let mut removed = 0;
        let mut from = Some(Vec::new());
        while let Some(row) = from {
            let chat = Arc::clone(&self.chat);
            let swept = self.chat_writer.run(move |group| chat.sweep(group, table, &row, now)).await?;
            removed += swept.removed;
            from = swept.next;
        }
        Ok(removed)
    }
}

fn open_chat(data: &Path, secret: &Path, now: Timestamp) -> Result<(Database, Chat), OpenError> {
    let database = Database::open(&data.join("chat"))?;
    let chat = Chat::open(&database, secret, now)?;
    Ok((database, chat))
}

fn open_faq(data: &Path, chat: &Chat) -> Result<(Database, FaqBase), OpenError> {
    let database = Database::open(&data.join("faq"))?;
    let faq = FaqBase::open(&database, chat.vault())?;
    Ok((database, faq))
}

impl<C: Clock> Store for SledStore<C> {
    fn load(&self, chat: ChatId) -> Result<Option<State>, StoreError> {
        match self.fresh.get(chat) {
            Some(state) => Ok(Some(state)),
            None => self.chat.load(chat, self.clock.now()),
        }
    }

    async fn commit(&self, change: Change) -> Result<Vec<OutboxId>, StoreError> {
        if change.state != StateChange::Keep {
            self.fresh.forget(change.chat);
        }
        let (chat, now) = (Arc::clone(&self.chat), self.clock.now());
        self.chat_writer.run(move |group| chat.commit(group, change, now)).await
    }

    fn remember(&self, chat: ChatId, state: State) -> Boxed<'static, Result<(), StoreError>> {
        let (kept, now) = (Arc::clone(&self.chat), self.clock.now());
        let fresh = Arc::clone(&self.fresh);
        let place = fresh.put(chat, state.clone());
        let change = Change { chat, state: StateChange::Put(state), deliveries: Vec::new() };
        let handed = self.chat_writer.run_along(move |group| kept.commit(group, change, now));
        Box::pin(async move {
            let durable = match handed {
                Ok(durable) => durable.await.map_err(|_| StoreError::Closed).and_then(|it| it.map(drop)),
                Err(error) => Err(error),
            };
            fresh.settle(chat, place);
            durable
        })
    }

    fn try_update(&self, update: UpdateId) -> Result<u8, StoreError> {
        self.trial.of(update)
    }

    fn stop_trying(&self) -> Result<(), StoreError> {
        self.trial.end()
    }

    fn pending(&self) -> Result<Vec<Pending>, StoreError> {
        self.chat_writer.check()?;
        self.chat.pending(self.clock.now())
    }

    async fn delivered(&self, done: Vec<OutboxId>) -> Result<(), StoreError> {
        let write = move |group: &mut Writes| {
            chat::delivered(group, &done);
            Ok(())
        };
        self.chat_writer.run(write).await
    }

    async fn count(&self, counts: Vec<(Counted, u64)>) -> Result<(), StoreError> {
        let (faq, now) = (Arc::clone(&self.faq), self.clock.now());
        self.faq_writer.run(move |group| faq.counters.add(&mut group.counts, counts, now)).await
    }

    fn counts(&self) -> Result<Vec<(Counted, u64)>, StoreError> {
        self.faq.counters.totals()
    }

    fn weekly_counts(&self) -> Result<Vec<(u32, Counted, u64)>, StoreError> {
        self.faq.counters.weekly()
    }

    async fn purge(&self) -> Result<usize, StoreError> {
        let (trust, now) = (self.clock.trust(), self.clock.now());
        self.note_week(trust, now);
        let removed = if upkeep::may_go_by_time(trust) { self.let_go(now).await? } else { 0 };
        self.wipe_records().await?;
        upkeep::make_removals_physical(self).await?;
        Ok(removed)
    }

    fn hear_date(&self, date: Timestamp) {
        self.clock.hear(date);
        // The next start must not believe a clock that is known to be wrong by now.
        if self.clock.trust() == Trust::Contradicted {
            self.note_week(Trust::Contradicted, self.clock.now());
        }
    }

    fn trust(&self) -> Trust {
        self.clock.trust()
    }
}
