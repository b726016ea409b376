//! What happens when the folder of the FAQ changes, while the bot runs or while it is stopped.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use serde::Deserialize;
use serde::Serialize;

use crate::curation::Act;
use crate::curation::Author;
use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::Kept;
use crate::curation::Revision;
use crate::curation::audit::AuditRow;
use crate::curation::audit::Deed;
use crate::curation::overlay::Overlay;
use crate::curation::overlay::Tag;
use crate::curation::record::Kind;
use crate::curation::revision::Digest;
use crate::curation::revision::Purpose;
use crate::curation::revision::digest;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::faq::Problem;
use crate::ports;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::curation::history as texts;
use crate::texts::curation::history::Folder;

/// Attempts to put a new base in force while others publish.
const ATTEMPTS: usize = 5;

/// What is known of the folder.
#[derive(Debug, Default)]
pub(super) struct Watched {
    /// What was wrong with it when admins were told last; empty while nothing is.
    told: Vec<Problem>,
    /// A base that still has to be put in force: somebody published on the one before at the same time.
    waiting: Option<Arc<Files>>,
    /// Whether the base was held against what it was before the start.
    looked_back: bool,
}

/// The base as it was last read, and the conflicts that editors were told of by then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct KnownBase {
    base: Digest,
    conflicts: BTreeSet<u32>,
}

impl KnownBase {
    const KEY: &'static str = "dasar";

    fn of(standing: &Standing) -> Self {
        let each = standing.base.iter().map(|(path, text)| format!("{path} {:?}\n", digest(text)));
        let conflicts = standing.conflicts.iter().map(|conflict| conflict.tag().0).collect();
        Self { base: digest(&each.collect::<String>()), conflicts }
    }
}

impl Kept for KnownBase {
    const KIND: Kind = Kind::Mark;

    fn key(&self) -> String {
        Self::KEY.to_owned()
    }
}

impl<S: Records> CurationDesk<S> {
    /// Puts another base in force, under the same revisions.
    ///
    /// # Errors
    /// When nothing can be read or written; then nothing happened.
    pub(in crate::desk) async fn rebase(&self, files: Files) -> Result<(), StoreError> {
        // What changed before the start isn't told as a change of now.
        self.look_back().await?;
        let base = Arc::new(files);
        let mut attempts = 0..ATTEMPTS;
        while attempts.next().is_some() {
            let before = self.newest().await?;
            match self.over(&before, Arc::clone(&base)).await {
                Some(Ok(standing)) => {
                    let is_new = before.base != standing.base;
                    if self.stands(&before, &standing) {
                        self.tell_of_folder(&before, &standing);
                        if is_new {
                            self.note_of_folder(Deed::FolderRead, Some(&KnownBase::of(&standing))).await?;
                        }
                        return self.absorb(&standing).await;
                    }
                }
                Some(Err(problems)) => return self.folder_is_broken(problems).await,
                None => return Ok(()),
            }
        }
        self.watched().waiting = Some(base);
        Ok(())
    }

    async fn over(&self, before: &Standing, base: Arc<Files>) -> Option<Result<Standing, Vec<Problem>>> {
        let (overlay, known) = (Overlay::clone(&before.overlay), Arc::clone(&before.reference));
        ports::done(&*self.workshop, move || Standing::over(base, overlay, &known)).await
    }

    /// Swaps what stands, unless somebody has published meanwhile.
    fn stands(&self, before: &Standing, standing: &Standing) -> bool {
        let mut now = self.standing.write().unwrap_or_else(PoisonError::into_inner);
        let is_same = now.head <= before.head;
        if is_same {
            *now = standing.clone();
            drop(now);
            self.clear_bench();
        }
        is_same
    }

    /// Notes that the base says by now what revisions said: from here on it rules there again.
    async fn absorb(&self, standing: &Standing) -> Result<(), StoreError> {
        let changes = standing.overlay.absorbed(&standing.base);
        if changes.is_empty() {
            return Ok(());
        }
        let revision = self.absorbing(standing, changes);
        // Where somebody publishes at the same time, the next reading notes it.
        if self.store.apply(vec![revision.put_new()]).await? {
            let overlay = Arc::new(standing.overlay.with(&revision));
            let mut now = self.standing.write().unwrap_or_else(PoisonError::into_inner);
            if now.head == standing.head {
                *now = Standing { overlay, head: revision.id, ..standing.clone() };
            }
        }
        Ok(())
    }

    fn absorbing(&self, standing: &Standing, changes: Vec<FileChange>) -> Revision {
        Revision {
            id: standing.head.next(),
            at: self.clock.now(),
            author: Author::CommandLine,
            approver: None,
            purpose: Purpose::Settle,
            reason: None,
            bases: standing.overlay.bases(&standing.base, Purpose::Settle, &changes),
            changes,
        }
    }

    /// Hears that the folder can't be read: the last good FAQ stays, and admins are told once.
    ///
    /// # Errors
    /// When that can't be noted in the audit.
    pub(in crate::desk) async fn folder_is_broken(&self, problems: Vec<Problem>) -> Result<(), StoreError> {
        let message = texts::folder_broken(&problems);
        let is_known = std::mem::replace(&mut self.watched().told, problems.clone()) == problems;
        if is_known {
            return Ok(());
        }
        self.tell_editors(&message);
        self.note_of_folder(Deed::FolderRefused, None).await
    }

    fn tell_of_folder(&self, before: &Standing, now: &Standing) {
        if !std::mem::take(&mut self.watched().told).is_empty() {
            self.tell_editors(&texts::folder(Folder::Mended));
        }
        self.tell_of_conflicts(&KnownBase::of(before), now);
        if now.fallen.difference(&before.fallen).next().is_some() {
            self.tell_of_fallen(now);
        }
    }

    fn tell_of_conflicts(&self, known: &KnownBase, now: &Standing) {
        let is_new = |Tag(tag): Tag| !known.conflicts.contains(&tag);
        let news = now.conflicts.iter().filter(|conflict| is_new(conflict.tag())).count();
        if news > 0 {
            self.tell_editors(&texts::folder(Folder::Conflicts(news)));
        }
    }

    /// Once after each start: where the base isn't what it was when the bot stopped, notes that and tells
    /// editors of conflicts that are new. A command that only looks in never comes here.
    ///
    /// # Errors
    /// When nothing can be read or written; then the next look does it.
    pub(super) async fn look_back(&self) -> Result<(), StoreError> {
        if self.watched().looked_back {
            return Ok(());
        }
        let standing = self.standing();
        let (now, before) = (KnownBase::of(&standing), self.store.kept::<KnownBase>(KnownBase::KEY)?);
        match &before {
            Some(before) if before.base == now.base => {}
            Some(_) => self.note_of_folder(Deed::FolderRead, Some(&now)).await?,
            None => drop(self.store.apply(vec![now.put()]).await?),
        }
        self.watched().looked_back = true;
        if before.as_ref().is_none_or(|before| before.base != now.base) {
            self.tell_of_conflicts(&before.unwrap_or_default(), &standing);
        }
        Ok(())
    }

    /// Tells editors of revisions that can't be used on this base.
    pub(super) fn tell_of_fallen(&self, standing: &Standing) {
        let fallen: Vec<String> = standing.fallen.iter().cloned().collect();
        if !fallen.is_empty() {
            self.tell_editors(&texts::fallen(&fallen));
        }
    }

    fn tell_editors(&self, message: &Message) {
        let roster = self.roster();
        let chats = roster.who_may(Act::Edit).filter_map(|admin| admin.chat);
        let word = || Word::Send { message: message.clone(), trail: None, protected: false };
        self.due().extend(chats.map(|chat| (chat, vec![word()])));
    }

    /// Notes what became of the folder, and what is known of it by now, also where others act meanwhile.
    async fn note_of_folder(&self, deed: Deed, known: Option<&KnownBase>) -> Result<(), StoreError> {
        let mut attempts = 0..ATTEMPTS;
        while attempts.next().is_some() {
            let row = AuditRow::after(
                self.last_row()?.as_ref(),
                self.clock.now(),
                Author::CommandLine,
                deed.clone(),
            );
            let writes = [row.put_new()].into_iter().chain(known.map(Kept::put)).collect();
            if self.store.apply(writes).await? {
                return Ok(());
            }
        }
        Err(StoreError::Unwritable)
    }

    /// Puts a base in force that came while somebody published.
    pub(super) async fn catch_up(&self) {
        let waiting = self.watched().waiting.take();
        if let Some(base) = waiting {
            // What can't be done now is done when the folder is read next.
            drop(self.rebase(Files::clone(&base)).await);
        }
    }

    /// Keeps a base for later that a publication has just passed over.
    pub(super) fn keep_base(&self, base: &Arc<Files>) {
        self.watched().waiting = Some(Arc::clone(base));
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
