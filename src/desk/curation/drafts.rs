//! Drafts: what is open, whose it is, beginning one and giving one up.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::audit;
use crate::curation::browsing::Page;
use crate::curation::button::drafts::Button;
use crate::curation::button::drafts::Deed;
use crate::curation::editing;
use crate::curation::record::Kind;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::turn::After;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::faq::edit;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::curation::drafts as texts;
use crate::texts::curation::drafts::Reader;
use crate::texts::curation::drafts::Rights;

impl<S: Records> CurationDesk<S> {
    /// Follows a button of drafts.
    pub(super) async fn draft_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        turn.take_awaiting();
        match button {
            Button::List(page) => self.list_drafts(turn, admin, page),
            Button::Begin(entry) => self.edit_entry(turn, admin, &entry),
            Button::BeginAnyway(entry) => self.begin_edit(turn, admin, &entry),
            Button::Add => self.choose_topic(turn),
            Button::AddTo(group) => self.ask_title(turn, &group),
            Button::On(id, Deed::Recall) => self.recall(turn, admin, id),
            Button::On(id, deed) => match self.draft(id)? {
                Some(draft) => self.on_draft(turn, admin, &draft, deed),
                None => {
                    turn.show(texts::gone());
                    Ok(())
                }
            },
        }
    }

    pub(super) fn draft(&self, id: DraftId) -> Result<Option<Draft>, StoreError> {
        self.store.kept(&format!("{:08}", id.0))
    }

    pub(super) fn reader(&self, turn: &Turn<'_>, admin: &Admin) -> Reader {
        Reader { admin: admin.id, now: turn.now, hours_east: self.hours_east }
    }

    fn list_drafts(&self, turn: &mut Turn<'_>, admin: &Admin, page: usize) -> Result<(), StoreError> {
        let reader = self.reader(turn, admin);
        let mut drafts: Vec<Draft> = self.store.all_kept()?;
        drafts.sort_by_key(|draft| (!reader.owns(draft), std::cmp::Reverse(draft.at)));
        turn.show_long(texts::list(reader, &Page::of(&drafts, page)));
        Ok(())
    }

    /// Begins to edit an entry, unless somebody is at it already: then says so first.
    fn edit_entry(&self, turn: &mut Turn<'_>, admin: &Admin, id: &EntryId) -> Result<(), StoreError> {
        let standing = self.standing();
        let Some(entry) = standing.reference.faq.entry(id) else {
            turn.show(self.gone(&standing, id)?);
            return Ok(());
        };
        let path = edit::path(&entry.group, id);
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let at_it: Vec<&Draft> = drafts.iter().filter(|draft| editing::touches(draft, &path)).collect();
        if at_it.is_empty() {
            return self.begin_edit(turn, admin, id);
        }
        turn.show_long(texts::somebody_is_at_it(self.reader(turn, admin), entry, &at_it));
        Ok(())
    }

    /// Begins a draft of an entry's text as it stands now; an own draft of it is opened instead.
    fn begin_edit(&self, turn: &mut Turn<'_>, admin: &Admin, id: &EntryId) -> Result<(), StoreError> {
        let standing = self.standing();
        let entry = standing.reference.faq.entry(id);
        let path = entry.map(|entry| edit::path(&entry.group, id)).unwrap_or_default();
        let Some(text) = standing.files.get(&path) else {
            turn.show(self.gone(&standing, id)?);
            return Ok(());
        };
        let reader = self.reader(turn, admin);
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let is_own = |draft: &&Draft| reader.owns(draft) && editing::sheet(draft).is_some();
        if let Some(own) = drafts.iter().filter(is_own).find(|draft| editing::touches(draft, &path)) {
            return self.show_sheet(turn, admin, own, &[]);
        }
        let change = FileChange { path, before: Some(text.clone()), after: Some(text.clone()) };
        let draft = self.draft_of_entry(turn, admin, Purpose::Edit, change)?;
        self.show_sheet(turn, admin, &draft, &[])
    }

    /// Stores a new draft of one entry.
    pub(super) fn draft_of_entry(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        purpose: Purpose,
        change: FileChange,
    ) -> Result<Draft, StoreError> {
        let draft = Draft {
            id: self.next_draft(turn)?,
            author: Author::Admin(admin.id, admin.role),
            purpose,
            changes: vec![change],
            reason: None,
            at: turn.now,
            submitted: None,
        };
        turn.write(draft.put_new());
        Ok(draft)
    }

    fn on_draft(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        deed: Deed,
    ) -> Result<(), StoreError> {
        let is_own = self.reader(turn, admin).owns(draft);
        match deed {
            Deed::Open => self.open_draft(turn, admin, draft),
            Deed::TakeOver => self.take_over(turn, admin, draft),
            Deed::AskDiscard if self.rights(admin, draft).may_discard => {
                turn.show(texts::ask_discard(self.reader(turn, admin), draft));
                Ok(())
            }
            Deed::Discard if self.rights(admin, draft).may_discard => self.discard(turn, admin, draft),
            _ if is_own && editing::sheet(draft).is_some() => self.edit(turn, admin, draft, deed),
            _ => {
                turn.notice(&texts::not_yours(draft));
                self.look_at(turn, admin, draft);
                Ok(())
            }
        }
    }

    /// Shows a draft: to its author field by field, to others and as a whole with what it comes to.
    pub(super) fn open_draft(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
    ) -> Result<(), StoreError> {
        if self.reader(turn, admin).owns(draft) && editing::sheet(draft).is_some() {
            return self.show_sheet(turn, admin, draft, &[]);
        }
        self.look_at(turn, admin, draft);
        Ok(())
    }

    pub(super) fn look_at(&self, turn: &mut Turn<'_>, admin: &Admin, draft: &Draft) {
        let (reader, rights) = (self.reader(turn, admin), self.rights(admin, draft));
        turn.show_long(texts::look_at(reader, draft, rights));
    }

    /// What may be done with a draft besides editing it: one that nobody writes any more is everybody's.
    fn rights(&self, admin: &Admin, draft: &Draft) -> Rights {
        let author = match draft.author {
            Author::Admin(author, _) => self.roster().admin(author).cloned(),
            Author::CommandLine => None,
        };
        let serves = author.as_ref().is_some_and(|it| it.chat.is_some() && it.role.may(Act::Edit));
        let is_own = author.is_some_and(|author| author.id == admin.id);
        let may_discard = is_own || !serves || admin.role.may(Act::Approve);
        Rights { may_take_over: !serves && !is_own, may_discard }
    }

    fn take_over(&self, turn: &mut Turn<'_>, admin: &Admin, draft: &Draft) -> Result<(), StoreError> {
        if !self.rights(admin, draft).may_take_over {
            turn.notice(&texts::not_yours(draft));
            return self.open_draft(turn, admin, draft);
        }
        let author = Author::Admin(admin.id, admin.role);
        let taken = Draft { author, at: turn.now, submitted: None, ..draft.clone() };
        turn.write(taken.put_over(draft));
        self.note(turn, author, took_over(draft))?;
        self.open_draft(turn, admin, &taken)
    }

    fn discard(&self, turn: &mut Turn<'_>, admin: &Admin, draft: &Draft) -> Result<(), StoreError> {
        turn.write(draft.take_out());
        if let Some(session) = &mut turn.session {
            session.discarded = Some(draft.clone());
        }
        let author = Author::Admin(admin.id, admin.role);
        let deed = match draft.author {
            Author::Admin(other, _) if other != admin.id => audit::Deed::DiscardedOf(draft.id, other),
            _ => audit::Deed::Discarded(draft.id),
        };
        self.note(turn, author, deed)?;
        if let Some(chat) = self.chat_of(draft.author).filter(|_| !self.reader(turn, admin).owns(draft)) {
            turn.afterwards(After::Tell(chat, vec![said(texts::discarded_by(author, draft))]));
        }
        turn.show(texts::discarded(draft));
        Ok(())
    }

    /// Brings back the draft that this admin discarded last.
    fn recall(&self, turn: &mut Turn<'_>, admin: &Admin, id: DraftId) -> Result<(), StoreError> {
        if let Some(draft) = self.draft(id)? {
            return self.open_draft(turn, admin, &draft);
        }
        let discarded = turn.session.as_mut().and_then(|session| session.discarded.take());
        let Some(draft) = discarded.filter(|draft| draft.id == id) else {
            turn.show(texts::not_recalled());
            return Ok(());
        };
        turn.write(draft.put_new());
        self.note(turn, Author::Admin(admin.id, admin.role), audit::Deed::Recalled(draft.id))?;
        self.open_draft(turn, admin, &draft)
    }

    fn chat_of(&self, author: Author) -> Option<ChatId> {
        match author {
            Author::Admin(admin, _) => self.roster().admin(admin)?.chat,
            Author::CommandLine => None,
        }
    }

    /// Reminds each author once of drafts that nobody has worked on for a month. They are never deleted.
    pub(super) async fn remind_of_old_drafts(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let before: Option<Reminded> = self.store.kept(Reminded::KEY)?;
        let known = before.clone().unwrap_or_default();
        let after = known.with(&drafts, now);
        if after == known {
            return Ok(());
        }
        let write = before.as_ref().map_or_else(|| after.put_new(), |before| after.put_over(before));
        if !self.store.apply(vec![write]).await? {
            return Ok(());
        }
        for admin in self.roster().who_may(Act::Edit) {
            let reader = Reader { admin: admin.id, now, hours_east: self.hours_east };
            let is_new = |draft: &&Draft| reader.owns(draft) && after.is_new_since(&known, draft);
            let old: Vec<&Draft> = drafts.iter().filter(is_new).collect();
            if let Some(chat) = admin.chat.filter(|_| !old.is_empty()) {
                self.due().push((chat, vec![said(texts::reminder(&old))]));
            }
        }
        Ok(())
    }
}

fn took_over(draft: &Draft) -> audit::Deed {
    match draft.author {
        Author::Admin(other, _) => audit::Deed::TookOver(draft.id, other),
        Author::CommandLine => audit::Deed::TookOverImport(draft.id),
    }
}

pub(super) fn said(message: Message) -> Word {
    Word::Send { message, trail: None, protected: false }
}

/// Of which old drafts their authors were reminded, each with when it was last worked on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Reminded(BTreeMap<u32, u64>);

impl Kept for Reminded {
    const KIND: Kind = Kind::Mark;

    fn key(&self) -> String {
        Self::KEY.to_owned()
    }
}

impl Reminded {
    const KEY: &'static str = "draf-lama";

    /// Returns what it is after everybody was reminded of these; drafts that are gone are forgotten.
    fn with(&self, drafts: &[Draft], now: Timestamp) -> Self {
        let old = drafts.iter().filter(|draft| editing::is_old(draft, now));
        Self(old.map(|draft| (draft.id.0, draft.at.0)).collect())
    }

    fn is_new_since(&self, before: &Self, draft: &Draft) -> bool {
        self.0.get(&draft.id.0).is_some_and(|at| before.0.get(&draft.id.0) != Some(at))
    }
}
