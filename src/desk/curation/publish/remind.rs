//! Tells authors that the waiting time of their proposal is over, and approvers what waits for them.

use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::coordinates::ChatId;
use crate::coordinates::Timestamp;
use crate::curation::Act;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::publishing::free_at;
use crate::curation::publishing::may_agree;
use crate::desk::curation::CurationDesk;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::curation::publish as texts;

/// Seconds between two looks at what waits.
const PAUSE: u64 = 60;

impl<S: Records> CurationDesk<S> {
    /// Returns what is to be said to authors whose waiting time has just ended: once, and once more after a
    /// restart.
    pub(in crate::desk::curation) fn reminders(&self) -> Vec<(ChatId, Vec<Word>)> {
        let now = self.clock.now();
        let mut reminded = self.bench.reminded.lock().unwrap_or_else(PoisonError::into_inner);
        let (told, last) = &mut *reminded;
        if now.0 < last.0.saturating_add(PAUSE) {
            return Vec::new();
        }
        *last = now;
        // What can't be read now is looked at again in a minute.
        let drafts: Vec<Draft> = self.store.all_kept().unwrap_or_default();
        let mut words = Vec::new();
        for draft in drafts {
            let Some(free) = self.just_free(&draft, now) else { continue };
            if !told.contains(&(draft.id, free)) {
                told.push((draft.id, free));
                words.extend(self.reminder(&draft));
            }
        }
        words
    }

    /// Reminds those who may agree of what waits for them: at the first look after each start, as what was said
    /// of a proposal may have been lost with the process, and then once a day.
    ///
    /// # Errors
    /// When nothing can be read; then the next look does it.
    pub(in crate::desk::curation) fn remind_approvers(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        if *self.reminded_on() == Some(now.day()) {
            return Ok(());
        }
        let mut drafts: Vec<Draft> = self.store.all_kept()?;
        drafts.retain(|draft| draft.submitted.is_some());
        drafts.sort_by_key(|draft| (draft.submitted, draft.id));
        *self.reminded_on() = Some(now.day());
        for admin in self.roster().who_may(Act::Approve) {
            let theirs = drafts.iter().filter(|draft| may_agree(draft.author, admin));
            let theirs: Vec<Draft> = theirs.cloned().collect();
            if let Some(chat) = admin.chat.filter(|_| !theirs.is_empty()) {
                let message = texts::waiting(&theirs, now, self.hours_east);
                self.due().push((chat, vec![Word::Send { message, trail: None, protected: false }]));
            }
        }
        Ok(())
    }

    fn reminded_on(&self) -> MutexGuard<'_, Option<u32>> {
        self.bench.approvers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn just_free(&self, draft: &Draft, now: Timestamp) -> Option<Timestamp> {
        let free = free_at(draft).filter(|free| *free <= now)?;
        self.others_who_agree(draft.author).is_empty().then_some(free)
    }

    fn reminder(&self, draft: &Draft) -> Option<(ChatId, Vec<Word>)> {
        let Author::Admin(id, _) = draft.author else { return None };
        let chat = self.roster().admin(id)?.chat?;
        Some((chat, vec![Word::Send { message: texts::free(draft), trail: None, protected: false }]))
    }
}
