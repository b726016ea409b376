//! Files in and out: the FAQ as an archive, and archives and entries that admins send.
//!
//! What is sent is examined before anything is stored. What of it makes an FAQ becomes a draft, after the
//! one question that only a person can answer: what becomes of entries that a whole folder lacks, or where
//! an entry belongs that came alone.

pub(super) mod examination;
mod questions;

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::archive;
use crate::conversation::Place;
use crate::conversation::Preface;
use crate::conversation::Wording;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::FileChange;
use crate::curation::Kept;
use crate::curation::audit::Deed;
use crate::curation::button::files::Button;
use crate::curation::import::Trouble;
use crate::curation::revision::Purpose;
use crate::desk::FetchTrouble;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::files::examination::Examined;
use crate::desk::curation::files::examination::Examining;
use crate::desk::curation::files::examination::Ready;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::ports;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::curation::files as texts;

/// What its sender called a document. Only what admins send as a file of the FAQ is called anything:
/// nobody but this desk can read it.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(Zeroizing<String>);

impl FileName {
    /// Keeps a name.
    #[must_use]
    pub fn new(name: String) -> Self {
        Self(Zeroizing::new(name))
    }
}

impl<S: Records> CurationDesk<S> {
    /// What follows `/faq` and is about files; `false` if it is about something else.
    pub(super) fn files_command(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        word: &str,
    ) -> Result<bool, StoreError> {
        match word {
            "impor" | "import" if admin.role.may(Act::Edit) => self.files_menu(turn, admin),
            "ekspor" | "export" if admin.role.may(Act::Look) => self.export(turn, admin)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) async fn files_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        match button {
            Button::Menu => self.files_menu(turn, admin),
            Button::Export => self.export(turn, admin)?,
            Button::Keep(id) => self.settle_lacking(turn, admin, id, false).await?,
            Button::Retire(id) => self.settle_lacking(turn, admin, id, true).await?,
            Button::Groups(id, page) => self.ask_for_group(turn, id, page)?,
            Button::Group(id, group) => self.settle_group(turn, admin, id, &group).await?,
        }
        Ok(())
    }

    fn files_menu(&self, turn: &mut Turn<'_>, admin: &Admin) {
        let may_import = admin.role.may(Act::Edit);
        if may_import {
            turn.awaits(Awaiting::Files);
        }
        turn.show(texts::menu(may_import));
    }

    fn export(&self, turn: &mut Turn<'_>, admin: &Admin) -> Result<(), StoreError> {
        let standing = self.standing();
        let Some(content) = archive::pack(&standing.files) else {
            turn.show(texts::not_packed());
            return Ok(());
        };
        let (revision, entries) = (standing.head, standing.reference.faq.entries.len());
        let name = texts::archive_name(turn.now, self.hours_east, revision);
        turn.show(texts::exported(entries, revision));
        turn.say(Word::Document { name, content, caption: texts::archive_caption(revision) });
        self.note(turn, Author::Admin(admin.id, admin.role), Deed::Exported(revision))
    }

    /// Whether a file that came with this is wanted: an admin was asked for one, or it is called like one of
    /// an FAQ.
    pub(in crate::desk) fn wants_file(&self, incoming: &Incoming) -> bool {
        let roster = self.roster();
        let admin = roster.in_chat(incoming.chat).filter(|admin| admin.role.may(Act::Edit));
        let awaited = |admin: &Admin| {
            let session = self.session(admin).ok();
            session.is_some_and(|session| session.awaiting == Some(Awaiting::Files))
        };
        let called = incoming.circumstances.file_name.as_ref();
        let is_called = called.is_some_and(|name| name.0.ends_with(".md") || name.0.ends_with(".zip"));
        is_private_document(incoming) && admin.is_some_and(|admin| is_called || awaited(admin))
    }

    /// Takes in a file that was awaited; `false` if this is none.
    pub(super) async fn take_file(&self, turn: &mut Turn<'_>, admin: &Admin) -> Result<bool, StoreError> {
        if !self.wants_file(turn.incoming) {
            return Ok(false);
        }
        let circumstances = &turn.incoming.circumstances;
        let name = circumstances.file_name.as_ref().map(|name| name.0.to_string());
        match circumstances.file.as_ref().and_then(|file| file.content.as_ref()) {
            Some(Ok(content)) => self.take_in(turn, admin, name, content.to_vec()).await?,
            Some(Err(FetchTrouble::TooLarge)) => {
                let refusal = Trouble::Archive(archive::Refusal::TooLarge);
                self.refuse(turn, &[refusal]);
            }
            Some(Err(FetchTrouble::Unavailable)) | None => turn.show(texts::not_fetched()),
        }
        Ok(true)
    }

    async fn take_in(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        name: Option<String>,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        let standing = self.newest().await?;
        let examining = Examining { files: Arc::clone(&standing.files), faq: standing.reference };
        let examined = ports::done(&*self.workshop, move || examining.of_file(name.as_deref(), &bytes)).await;
        match examined {
            None => turn.show(texts::broke_down()),
            Some(Examined::Refused(troubles)) => self.refuse(turn, &troubles),
            Some(Examined::Same) => turn.show(texts::nothing_new()),
            Some(Examined::Homeless { id, title, text }) => {
                self.keep_homeless(turn, admin, id, title, text)?
            }
            Some(Examined::Ready(ready)) => self.keep_ready(turn, admin, *ready).await?,
        }
        Ok(())
    }

    fn refuse(&self, turn: &mut Turn<'_>, troubles: &[Trouble]) {
        let lines: Vec<String> = troubles.iter().map(texts::trouble).collect();
        self.list(turn, &lines, texts::refused);
    }

    /// Shows a list as far as a phone shows it well, and hands out the whole as a text file.
    fn list(
        &self,
        turn: &mut Turn<'_>,
        lines: &[String],
        message: impl Fn(&[String], usize) -> crate::texts::Message,
    ) {
        let (shown, rest) = lines.split_at(lines.len().min(texts::LISTED));
        turn.show_long(message(shown, rest.len()));
        if !rest.is_empty() {
            let content = lines.join("\n").into_bytes();
            let (name, caption) = (texts::LIST_NAME.to_owned(), texts::list_caption(lines.len()));
            turn.say(Word::Document { name, content, caption });
        }
    }

    /// Asks for what only a person can say, or goes on to the preview.
    async fn keep_ready(&self, turn: &mut Turn<'_>, admin: &Admin, ready: Ready) -> Result<(), StoreError> {
        let Ready { comparison, retiring, summary, problems } = ready;
        if !problems.is_empty() && problems.iter().any(crate::faq::Problem::is_error) {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            self.list(turn, &lines, texts::unfit);
            return Ok(());
        }
        turn.take_awaiting();
        let reason = caption(turn.incoming);
        if retiring.is_empty() {
            turn.show_long(texts::summary(&summary, problems.len()));
            return self.begin(turn, admin, Purpose::Import, comparison.changes, reason).await;
        }
        let changes = comparison.changes.into_iter().chain(retiring).collect();
        let draft = self.new_draft(turn, admin, changes, reason)?;
        turn.show_long(texts::lacking(draft.id, &summary));
        Ok(())
    }

    fn keep_homeless(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: EntryId,
        title: Option<String>,
        text: String,
    ) -> Result<(), StoreError> {
        turn.take_awaiting();
        let change = FileChange { path: format!("{id}.md"), before: None, after: Some(text) };
        let reason = caption(turn.incoming);
        let draft = self.new_draft(turn, admin, vec![change], reason)?;
        let groups = &self.standing().reference.faq.groups;
        turn.show(texts::homeless(draft.id, title.as_deref().unwrap_or(id.as_str()), groups, 0));
        Ok(())
    }

    fn new_draft(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        changes: Vec<FileChange>,
        reason: Option<String>,
    ) -> Result<Draft, StoreError> {
        let author = Author::Admin(admin.id, admin.role);
        let (id, at) = (self.next_draft(turn)?, turn.now);
        let draft = Draft { id, author, purpose: Purpose::Import, changes, reason, at, submitted: None };
        turn.write(draft.put_new());
        self.note(turn, author, Deed::Imported(id))?;
        Ok(draft)
    }
}

fn is_private_document(incoming: &Incoming) -> bool {
    let file = incoming.circumstances.file.as_ref();
    incoming.place == Place::Private && file.is_some_and(|file| !file.photo)
}

/// What an admin wrote under a file is why it comes.
fn caption(incoming: &Incoming) -> Option<String> {
    match &incoming.happening {
        Happening::Said { text, wording: Wording::Special(Preface::Caption) } => Some(text.trim().to_owned()),
        _ => None,
    }
}
