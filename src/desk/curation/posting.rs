//! Announcements, as they go out: who is next, what came of it, and the end.
//!
//! Whatever goes out is marked as begun, durably, before Telegram is asked. What is found so marked after
//! a stop is counted as uncertain and never sent again.

use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::curation::Author;
use crate::curation::Kept;
use crate::curation::announcement;
use crate::curation::announcement::Announcement;
use crate::curation::announcement::AnnouncementId;
use crate::curation::announcement::Posted;
use crate::curation::announcement::Progress;
use crate::curation::announcement::Sending;
use crate::curation::audit::AuditRow;
use crate::curation::audit::Deed;
use crate::curation::record::Write;
use crate::desk::curation::CurationDesk;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::Message;
use crate::texts::curation::announce as texts;

/// How often a write is tried that somebody else was faster than.
const ATTEMPTS: usize = 20;

/// Rows that are changed at once while something is wound up.
const SLICE: usize = 200;

/// What is to be sent now: everything is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Which announcement.
    pub announcement: AnnouncementId,
    /// To whom.
    pub chats: Vec<ChatId>,
}

impl<S: Records> CurationDesk<S> {
    /// Counts as uncertain what a stop interrupted. Only for before anything is sent.
    pub(in crate::desk) async fn settle_interrupted(&self) -> Result<(), StoreError> {
        let begun: Vec<Sending> = self.store.all_kept()?;
        let begun: Vec<Sending> = begun.into_iter().filter(|sending| sending.begun).collect();
        for slice in begun.chunks(SLICE) {
            for id in
                slice.iter().map(|sending| sending.announcement).collect::<std::collections::BTreeSet<_>>()
            {
                let of_it = slice.iter().filter(|sending| sending.announcement == id);
                let outcomes: Vec<_> = of_it.map(|sending| (sending.chat, Posted::Uncertain)).collect();
                self.note_posted(id, &outcomes).await?;
            }
        }
        Ok(())
    }

    /// Marks who is next, at most so many, and returns them; brings to an end what has nobody left.
    pub(in crate::desk) async fn next_posting(
        &self,
        most: usize,
    ) -> Result<Option<(Posting, Message)>, StoreError> {
        for _ in 0..ATTEMPTS {
            let all: Vec<Announcement> = self.store.all_kept()?;
            self.wind_up(&all).await?;
            let Some(running) = announcement::running(&all) else { return Ok(None) };
            let chats = self.take_waiting(running.id, most)?;
            if chats.is_empty() {
                if self.finish(running).await? {
                    return Ok(None);
                }
                continue;
            }
            if self.store.apply(marks(running, &chats)).await? {
                let message = texts::announced(&self.agency, &running.text);
                return Ok(Some((Posting { announcement: running.id, chats }, message)));
            }
            // Somebody left, or it was stopped: look anew who waits.
            self.waiting().clear();
        }
        Err(StoreError::Unwritable)
    }

    /// Notes what came of it, chat by chat.
    pub(in crate::desk) async fn note_posted(
        &self,
        id: AnnouncementId,
        outcomes: &[(ChatId, Posted)],
    ) -> Result<(), StoreError> {
        for _ in 0..ATTEMPTS {
            let before: Option<Announcement> = self.store.kept(&id.key())?;
            let runs = before.as_ref().is_some_and(|before| before.state == Progress::Running);
            let mut writes: Vec<Write> =
                outcomes.iter().flat_map(|(chat, posted)| ends(*chat, id, *posted, runs)).collect();
            if let Some(before) = before {
                let posted: Vec<Posted> = outcomes.iter().map(|(_, posted)| *posted).collect();
                writes.push(before.after(&posted, false).put_over(&before));
            }
            if self.store.apply(writes).await? {
                let again = outcomes.iter().filter(|(_, posted)| *posted == Posted::Waits);
                self.waiting().extend(again.map(|(chat, _)| *chat));
                return Ok(());
            }
        }
        Err(StoreError::Unwritable)
    }

    /// Returns an announcement whose end its sender doesn't know yet, and where to tell.
    pub(in crate::desk) fn untold(
        &self,
    ) -> Result<Option<(Announcement, Option<ChatId>, Message)>, StoreError> {
        let all: Vec<Announcement> = self.store.all_kept()?;
        let Some(ended) = all.into_iter().find(Announcement::wants_telling) else { return Ok(None) };
        // While somebody still waits for what was stopped, it isn't over.
        let sendings: Vec<Sending> = self.store.all_kept()?;
        if sendings.iter().any(|sending| sending.announcement == ended.id) {
            return Ok(None);
        }
        let chat = match ended.author {
            Author::Admin(admin, _) => self.roster().admin(admin).and_then(|admin| admin.chat),
            Author::CommandLine => None,
        };
        let message = texts::progress(&ended);
        Ok(Some((ended, chat, message)))
    }

    /// Notes that the sender was told.
    pub(in crate::desk) async fn note_told(&self, ended: &Announcement) -> Result<(), StoreError> {
        let told = Announcement { told: true, ..ended.clone() };
        self.store.apply(vec![told.put_over(ended)]).await.map(drop)
    }

    /// Who waits for what was stopped gets nothing.
    async fn wind_up(&self, all: &[Announcement]) -> Result<(), StoreError> {
        if !all.iter().any(|ended| ended.state == Progress::Stopped && !ended.told) {
            return Ok(());
        }
        self.waiting().clear();
        let runs = announcement::running(all).map(|running| running.id);
        let sendings: Vec<Sending> = self.store.all_kept()?;
        let left: Vec<_> = sendings
            .into_iter()
            .filter(|sending| sending.waits() && Some(sending.announcement) != runs)
            .collect();
        for slice in left.chunks(SLICE) {
            // Whoever left at this moment is taken out by that; the next round sees to the others.
            self.store.apply(slice.iter().map(Sending::take_out).collect()).await?;
        }
        Ok(())
    }

    /// Says that it went out to everybody; `false` if something changed at the same time.
    async fn finish(&self, running: &Announcement) -> Result<bool, StoreError> {
        let done = running.after(&[], true);
        let deed = Deed::AnnouncementEnded {
            number: done.id.0,
            sent: done.tallies.sent,
            uncertain: done.tallies.uncertain,
        };
        let last: Option<AuditRow> = self.store.all_kept()?.pop();
        let row = AuditRow::after(last.as_ref(), self.clock.now(), done.author, deed);
        self.store.apply(vec![done.put_over(running), row.put_new()]).await
    }

    /// Takes some of those who wait; the store is looked through only when none is known.
    fn take_waiting(&self, id: AnnouncementId, most: usize) -> Result<Vec<ChatId>, StoreError> {
        if self.waiting().is_empty() {
            let all: Vec<Sending> = self.store.all_kept()?;
            let waiting = all.iter().filter(|sending| sending.announcement == id && sending.waits());
            *self.waiting() = waiting.map(|sending| sending.chat).collect();
        }
        let mut waiting = self.waiting();
        let rest = waiting.len().saturating_sub(most);
        Ok(waiting.split_off(rest))
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<ChatId>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Marks sendings as begun, provided that the announcement is still what it was.
fn marks(running: &Announcement, chats: &[ChatId]) -> Vec<Write> {
    let mark = |chat: &ChatId| {
        let waits = Sending { chat: *chat, announcement: running.id, begun: false };
        Sending { begun: true, ..waits.clone() }.put_over(&waits)
    };
    chats.iter().map(mark).chain([running.put_over(running)]).collect()
}

/// What an outcome writes about its chat.
fn ends(chat: ChatId, id: AnnouncementId, posted: Posted, runs: bool) -> Vec<Write> {
    let begun = Sending { chat, announcement: id, begun: true };
    match posted {
        Posted::Waits if runs => vec![Sending { begun: false, ..begun.clone() }.put_over(&begun)],
        Posted::Gone => vec![begun.take_out(), announcement::leaving(chat)],
        Posted::Sent | Posted::Uncertain | Posted::Refused | Posted::Waits => vec![begun.take_out()],
    }
}
