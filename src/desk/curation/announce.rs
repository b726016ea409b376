//! Announcements, as those who write them see it: text, preview, confirmation, progress, stop.

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Kept;
use crate::curation::announcement;
use crate::curation::announcement::Announcement;
use crate::curation::announcement::AnnouncementId;
use crate::curation::announcement::LONGEST;
use crate::curation::announcement::LastAnnouncement;
use crate::curation::announcement::Progress;
use crate::curation::announcement::Sending;
use crate::curation::announcement::Subscriber;
use crate::curation::audit::Deed;
use crate::curation::button::announce::Button;
use crate::curation::record::Kind;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::announce as texts;

impl<S: Records> CurationDesk<S> {
    /// Shows what goes out, what wasn't sent, or asks for a text.
    pub(super) fn announcements(&self, turn: &mut Turn<'_>, admin: &Admin) -> Result<(), StoreError> {
        let all: Vec<Announcement> = self.store.all_kept()?;
        match (announcement::running(&all), draft_of(&all, admin)) {
            (Some(running), _) => turn.show(texts::progress(running)),
            (None, Some(draft)) => turn.show(texts::unsent(draft)),
            (None, None) => self.ask_for_text(turn, &all)?,
        }
        Ok(())
    }

    pub(super) fn announce_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: &Button,
    ) -> Result<(), StoreError> {
        drop(turn.take_awaiting());
        let all: Vec<Announcement> = self.store.all_kept()?;
        match button {
            Button::Menu => self.announcements(turn, admin)?,
            Button::Write => self.write_announcement(turn, admin, &all)?,
            Button::Preview(id) => match own_draft(&all, *id, admin) {
                Some(draft) => self.preview_announcement(turn, draft)?,
                None => turn.show(how_it_stands(&all, *id)),
            },
            Button::Ask(id) => match own_draft(&all, *id, admin) {
                Some(draft) => turn.show(texts::confirm(draft, self.subscribers()?.len())),
                None => turn.show(how_it_stands(&all, *id)),
            },
            Button::Send(id) => match own_draft(&all, *id, admin) {
                Some(draft) => self.send_announcement(turn, admin, &all, draft)?,
                None => turn.show(how_it_stands(&all, *id)),
            },
            Button::Discard(id) => match own_draft(&all, *id, admin) {
                Some(draft) => {
                    turn.write(draft.take_out());
                    turn.show(texts::discarded());
                }
                None => turn.show(how_it_stands(&all, *id)),
            },
            Button::Progress(id) => turn.show(how_it_stands(&all, *id)),
            Button::Stop(id) => self.stop_announcement(turn, admin, &all, *id)?,
        }
        Ok(())
    }

    /// Takes the text that was awaited.
    pub(super) fn announcement_written(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        text: &str,
    ) -> Result<(), StoreError> {
        let text = text.trim();
        let length = text.chars().count();
        if length > LONGEST {
            turn.show(texts::too_long(length));
            turn.awaits(Awaiting::Announcement);
            return Ok(());
        }
        let all: Vec<Announcement> = self.store.all_kept()?;
        let author = Author::Admin(admin.id, admin.role);
        let known: Option<LastAnnouncement> = self.store.kept(&LastAnnouncement(0).key())?;
        let last = LastAnnouncement(
            all.iter().map(|other| other.id.0).chain(known.map(|last| last.0)).max().unwrap_or(0),
        );
        let draft = Announcement::draft(last, author, text.to_owned(), turn.now);
        let next = LastAnnouncement(draft.id.0);
        turn.write(known.map_or_else(|| next.put_new(), |known| next.put_over(&known)));
        all.iter().filter(|old| is_draft_of(old, admin)).for_each(|old| turn.write(old.take_out()));
        turn.write(draft.put_new());
        self.preview_announcement(turn, &draft)
    }

    /// Whether a text can still become another: it wasn't taken, or nothing has become of it.
    pub(super) fn may_rewrite(&self, turn: &Turn<'_>, admin: &Admin) -> Result<bool, StoreError> {
        let awaited = turn.session.as_ref().and_then(|session| session.awaiting.as_ref());
        let is_awaited = awaited == Some(&Awaiting::Announcement);
        Ok(is_awaited || draft_of(&self.store.all_kept::<Announcement>()?, admin).is_some())
    }

    fn ask_for_text(&self, turn: &mut Turn<'_>, all: &[Announcement]) -> Result<(), StoreError> {
        let last = all.iter().rev().find(|last| matches!(last.state, Progress::Done | Progress::Stopped));
        turn.show(texts::write(self.subscribers()?.len(), last));
        turn.awaits(Awaiting::Announcement);
        Ok(())
    }

    fn write_announcement(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        all: &[Announcement],
    ) -> Result<(), StoreError> {
        match draft_of(all, admin) {
            Some(draft) => {
                turn.show(texts::rewrite(&draft.text));
                turn.awaits(Awaiting::Announcement);
                Ok(())
            }
            None => self.ask_for_text(turn, all),
        }
    }

    /// Shows it exactly as people get it, and below that what can become of it.
    fn preview_announcement(&self, turn: &mut Turn<'_>, draft: &Announcement) -> Result<(), StoreError> {
        turn.keep_tapped();
        turn.show(texts::announced(&self.agency, &draft.text));
        turn.show(texts::asking(draft, self.subscribers()?.len()));
        Ok(())
    }

    fn send_announcement(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        all: &[Announcement],
        draft: &Announcement,
    ) -> Result<(), StoreError> {
        if let Some(running) = announcement::running(all) {
            turn.show(texts::busy(running));
            return Ok(());
        }
        if !self.store.records(Kind::Sending)?.is_empty() {
            turn.show(texts::winding_up(draft));
            return Ok(());
        }
        let subscribers = self.subscribers()?;
        if subscribers.is_empty() {
            turn.show(texts::asking(draft, 0));
            return Ok(());
        }
        let count = u32::try_from(subscribers.len()).unwrap_or(u32::MAX);
        let started = draft.started(count, turn.now);
        announcement::outdated(all).into_iter().for_each(|old| turn.write(old.take_out()));
        turn.write(started.put_over(draft));
        for subscriber in subscribers {
            // Whoever leaves meanwhile gets nothing: then the turn is decided anew.
            turn.write(subscriber.put_over(&subscriber));
            let chat = subscriber.chat;
            turn.write(Sending { chat, announcement: draft.id, begun: false }.put_new());
        }
        let author = Author::Admin(admin.id, admin.role);
        self.note(turn, author, Deed::Announced(draft.id.0, count))?;
        turn.show(texts::progress(&started));
        Ok(())
    }

    fn stop_announcement(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        all: &[Announcement],
        id: AnnouncementId,
    ) -> Result<(), StoreError> {
        let Some(running) = announcement::running(all).filter(|running| running.id == id) else {
            turn.show(how_it_stands(all, id));
            return Ok(());
        };
        let stopped = running.stopped(turn.now);
        turn.write(stopped.put_over(running));
        self.note(turn, Author::Admin(admin.id, admin.role), Deed::AnnouncementStopped(id.0))?;
        turn.show(texts::progress(&stopped));
        Ok(())
    }

    fn subscribers(&self) -> Result<Vec<Subscriber>, StoreError> {
        self.store.all_kept()
    }
}

fn draft_of<'a>(all: &'a [Announcement], admin: &Admin) -> Option<&'a Announcement> {
    all.iter().rev().find(|draft| is_draft_of(draft, admin))
}

fn own_draft<'a>(all: &'a [Announcement], id: AnnouncementId, admin: &Admin) -> Option<&'a Announcement> {
    draft_of(all, admin).filter(|draft| draft.id == id)
}

fn is_draft_of(announcement: &Announcement, admin: &Admin) -> bool {
    announcement.state == Progress::Draft && announcement.is_by(admin.id)
}

/// Says how far it is; of somebody else's draft, as of one that is gone, nothing.
fn how_it_stands(all: &[Announcement], id: AnnouncementId) -> crate::texts::Message {
    let found = all.iter().find(|found| found.id == id && found.state != Progress::Draft);
    found.map_or_else(texts::gone, texts::progress)
}
