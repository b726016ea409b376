//! Conducts changes of law: what waits to be checked, marks on norms and articles, confirming answers.

mod marking;

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::browsing::Page;
use crate::curation::button::law::Button;
use crate::curation::button::law::Spot;
use crate::curation::law;
use crate::curation::law::Waiting;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::law::marking::ask_kind;
use crate::desk::curation::turn::Turn;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::NormId;
use crate::faq::PlacedMark;
use crate::faq::edit;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::law as texts;

impl<S: Records> CurationDesk<S> {
    /// Follows a button of changes of law.
    pub(super) async fn law_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let awaited = turn.take_awaiting();
        match button {
            Button::Menu => self.show_waiting(turn, admin),
            Button::List(kind, page) => self.show_list(turn, faq, kind, page),
            Button::Look(id) => self.show_waiting_entry(turn, admin, &id),
            Button::Confirm(id, seen) => return self.confirm(turn, admin, &id, seen).await,
            Button::Norms(page) => show_norms(turn, faq, page),
            Button::Places(norm, page) => show_places(turn, faq, &norm, page),
            Button::AskKind(spot) => ask_kind(turn, faq, &spot),
            Button::AskDay(spot, kind) => self.ask_day(turn, faq, &spot, kind),
            Button::Preview(spot, kind, day) => match spot.place(faq) {
                Some(place) => self.preview_mark(turn, faq, &place, kind, day, None),
                None => turn.show(texts::gone()),
            },
            Button::Mark(spot, kind, day) => {
                return self.mark(turn, admin, &spot, kind, day, awaited).await;
            }
            Button::Marks(page) => {
                let marks: Vec<PlacedMark<'_>> = faq.marks().collect();
                turn.show(texts::marks(faq, &Page::of(&marks, page)));
            }
            Button::Marked(spot) => show_mark(turn, admin, faq, &spot),
            Button::Unmark(spot) => return self.unmark(turn, admin, &spot).await,
        }
        Ok(())
    }

    /// Shows what waits, by kind.
    pub(super) fn show_waiting(&self, turn: &mut Turn<'_>, admin: &Admin) {
        let standing = self.standing();
        let (faq, today) = (&standing.reference.faq, self.today(turn));
        let counts = Waiting::ALL.map(|kind| (kind, law::waiting(faq, kind, today).len()));
        turn.show(texts::menu(&counts, faq.marks().count(), faq.watches.len(), admin.role));
    }

    fn show_list(&self, turn: &mut Turn<'_>, faq: &Faq, kind: Waiting, page: usize) {
        let entries = law::waiting(faq, kind, self.today(turn));
        turn.show(texts::list(kind, &Page::of(&entries, page)));
    }

    fn show_waiting_entry(&self, turn: &mut Turn<'_>, admin: &Admin, id: &EntryId) {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let Some(entry) = faq.entry(id) else { return turn.show(texts::gone()) };
        let is_conflict = self.is_in_conflict(entry);
        turn.show(texts::look(faq, entry, self.today(turn), admin.role, is_conflict));
    }

    fn is_in_conflict(&self, entry: &Entry) -> bool {
        let path = edit::path(&entry.group, &entry.id);
        self.standing().conflicts.iter().any(|conflict| conflict.path == path)
    }

    async fn confirm(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: &EntryId,
        seen: u32,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let (faq, today) = (&standing.reference.faq, self.today(turn));
        let Some(entry) = faq.entry(id) else {
            turn.show(texts::gone());
            return Ok(());
        };
        if self.is_in_conflict(entry) {
            turn.show(texts::look(faq, entry, today, admin.role, true));
            return Ok(());
        }
        let change = match law::confirm(&standing.files, faq, entry, today) {
            Ok(Some(change)) => change,
            Ok(None) => {
                turn.show(texts::confirmed_before());
                return Ok(());
            }
            Err(trouble) => {
                turn.show(texts::trouble(&trouble.told()));
                return Ok(());
            }
        };
        if law::sight(faq, entry) != seen {
            turn.notice(texts::CHANGED_MEANWHILE);
            turn.show(texts::look(faq, entry, today, admin.role, false));
            return Ok(());
        }
        let author = Author::Admin(admin.id, admin.role);
        let published = self.publish_now(turn, author, Purpose::Confirm, vec![change], None).await?;
        if let Some(revision) = published {
            let others = law::pressing_but(faq, entry, today);
            turn.show(texts::confirmed(entry, revision, others.first().copied(), others.len()));
        }
        Ok(())
    }

    /// The day it is for the agency.
    pub(super) fn today(&self, turn: &Turn<'_>) -> Date {
        Date::parse(&turn.now.date(self.hours_east)).unwrap_or(Date { year: 1970, month: 1, day: 1 })
    }
}

fn show_norms(turn: &mut Turn<'_>, faq: &Faq, page: usize) {
    let norms: Vec<_> = faq.norms.values().collect();
    turn.show(texts::norms(faq, &Page::of(&norms, page)));
}

fn show_places(turn: &mut Turn<'_>, faq: &Faq, norm: &NormId, page: usize) {
    let Some(norm) = faq.norms.get(norm) else { return turn.show(texts::gone()) };
    let articles = norm.articles.keys().cloned();
    let places: Vec<LegalBasis> =
        articles.map(|article| LegalBasis { norm: norm.id.clone(), article: Some(article) }).collect();
    turn.show(texts::places(faq, norm, &Page::of(&places, page)));
}

pub(super) fn show_mark(turn: &mut Turn<'_>, admin: &Admin, faq: &Faq, spot: &Spot) {
    let place = spot.place(faq);
    let Some(placed) = faq.marks().find(|placed| Some(&placed.place) == place.as_ref()) else {
        return turn.show(texts::gone());
    };
    let affected: Vec<&Entry> = faq.dependents(&placed.place).collect();
    let open = affected.iter().filter(|entry| faq.open_marks(entry).contains(&placed)).count();
    turn.show(texts::mark(faq, &placed, affected.len(), open, admin.role));
}
