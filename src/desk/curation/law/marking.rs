//! Conducts the dialogue that marks a change of law: what, since when, with which note; and takes marks away.

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::button::law::Kind;
use crate::curation::button::law::Spot;
use crate::curation::law;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::law::show_mark;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::Mark;
use crate::faq::PlacedMark;
use crate::faq::edit;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::law as texts;

/// Awaited: the day of a change. Norm or article, and what became of it, follow.
const DAY: &str = "hari";
/// Awaited: a note on a change. Norm or article, what became of it, the day, and the note so far follow.
const NOTE: &str = "catatan";

impl<S: Records> CurationDesk<S> {
    /// Takes a typed day or note for a mark.
    pub(in crate::desk::curation) fn law_said(&self, turn: &mut Turn<'_>, awaited: &[String], text: &str) {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let known = Known::read(awaited).filter(|known| Spot::of(&known.place).place(faq).is_some());
        let Some(Known { place, kind, day, .. }) = known else { return turn.show(texts::gone()) };
        match day {
            Some(day) => self.preview_mark(turn, faq, &place, kind, day, Some(text)),
            None => self.take_day(turn, faq, &place, kind, text),
        }
    }

    fn take_day(&self, turn: &mut Turn<'_>, faq: &Faq, place: &LegalBasis, kind: Kind, text: &str) {
        let today = self.today(turn);
        let wrong = match Date::parse(text) {
            Some(day) if day <= today => return self.preview_mark(turn, faq, place, kind, day, None),
            Some(_) => texts::NOT_YET.to_owned(),
            None => edit::Trouble::NotADate(edit::shown(text)).told(),
        };
        turn.awaits(Known { place: place.clone(), kind, day: None, note: None }.awaited());
        turn.show(texts::ask_day(faq, place, kind, today, Some(&wrong)));
    }

    pub(super) fn ask_day(&self, turn: &mut Turn<'_>, faq: &Faq, spot: &Spot, kind: Kind) {
        let Some(place) = spot.place(faq) else { return turn.show(texts::gone()) };
        turn.show(texts::ask_day(faq, &place, kind, self.today(turn), None));
        turn.awaits(Known { place, kind, day: None, note: None }.awaited());
    }

    pub(super) fn preview_mark(
        &self,
        turn: &mut Turn<'_>,
        faq: &Faq,
        place: &LegalBasis,
        kind: Kind,
        day: Date,
        note: Option<&str>,
    ) {
        let mark = match self.made(turn, kind, day, note) {
            Ok(mark) => mark,
            Err(trouble) => {
                turn.awaits(Known { place: place.clone(), kind, day: Some(day), note: None }.awaited());
                return turn.show(texts::trouble(&trouble.told()));
            }
        };
        let affected: Vec<&Entry> = faq.dependents(place).collect();
        turn.show(texts::preview(faq, place, kind, &mark, &affected));
        turn.awaits(Known { place: place.clone(), kind, day: Some(day), note: mark.note }.awaited());
    }

    pub(super) async fn mark(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        spot: &Spot,
        kind: Kind,
        day: Date,
        awaited: Option<Awaiting>,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let Some(place) = spot.place(faq) else {
            turn.show(texts::gone());
            return Ok(());
        };
        let known = match &awaited {
            Some(Awaiting::Law(known)) => Known::read(known),
            _ => None,
        };
        let known =
            known.filter(|known| known.place == place && known.kind == kind && known.day == Some(day));
        // The note stood in what is awaited; without it the button is an old one, or tapped twice.
        let Some(known) = known else {
            let is_there = faq.marks().any(|placed| {
                let mark = placed.mark;
                placed.place == place && mark.since == day && mark.is_revoked == (kind == Kind::Revoked)
            });
            if is_there {
                show_mark(turn, admin, faq, spot);
            } else {
                self.preview_mark(turn, faq, &place, kind, day, None);
            }
            return Ok(());
        };
        let note = known.note;
        let mark = match self.made(turn, kind, day, note.as_deref()) {
            Ok(mark) => mark,
            Err(trouble) => {
                turn.show(texts::trouble(&trouble.told()));
                return Ok(());
            }
        };
        self.put_mark(turn, admin, &place, Some(mark)).await
    }

    /// Makes a mark of today.
    fn made(
        &self,
        turn: &Turn<'_>,
        kind: Kind,
        since: Date,
        note: Option<&str>,
    ) -> Result<Mark, edit::Trouble> {
        let note = note.map(edit::note).transpose()?.flatten();
        Ok(Mark { since, note, is_revoked: kind == Kind::Revoked, marked_on: Some(self.today(turn)) })
    }

    pub(super) async fn unmark(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        spot: &Spot,
    ) -> Result<(), StoreError> {
        match spot.place(&self.standing().reference.faq) {
            Some(place) => self.put_mark(turn, admin, &place, None).await,
            None => {
                turn.show(texts::gone());
                Ok(())
            }
        }
    }

    /// Publishes a mark, or that it goes: it only ever adds or takes away a warning.
    async fn put_mark(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        place: &LegalBasis,
        mark: Option<Mark>,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let is_there = faq.marks().any(|placed| placed.place == *place && Some(placed.mark) == mark.as_ref());
        let changes = match law::mark(&standing.files, faq, place, mark.as_ref()) {
            Ok(changes) => changes,
            Err(trouble) => {
                turn.show(texts::trouble(&trouble.told()));
                return Ok(());
            }
        };
        if is_there || changes.is_empty() {
            turn.show(texts::marked_before());
            return Ok(());
        }
        let author = Author::Admin(admin.id, admin.role);
        let published = self.publish_now(turn, author, Purpose::MarkLaw, changes, None).await?;
        let affected = faq.dependents(place).count();
        if let Some(revision) = published {
            turn.show(match &mark {
                Some(mark) => {
                    texts::marked(faq, &PlacedMark { place: place.clone(), mark }, affected, revision)
                }
                None => texts::unmarked(faq, place, revision),
            });
        }
        Ok(())
    }
}

pub(super) fn ask_kind(turn: &mut Turn<'_>, faq: &Faq, spot: &Spot) {
    let Some(place) = spot.place(faq) else { return turn.show(texts::gone()) };
    let before = faq.marks().find(|placed| placed.place == place);
    turn.show(texts::ask_kind(faq, &place, before.map(|placed| placed.mark)));
}

/// What is known of a mark that is being made, as a session keeps it.
struct Known {
    place: LegalBasis,
    kind: Kind,
    day: Option<Date>,
    note: Option<String>,
}

impl Known {
    fn awaited(&self) -> Awaiting {
        let step = if self.day.is_some() { NOTE } else { DAY };
        let mut known = vec![step.to_owned(), self.place.to_string(), self.kind.to_code().to_owned()];
        known.extend(self.day.map(|day| day.to_string()));
        known.extend(self.note.clone());
        Awaiting::Law(known)
    }

    fn read(awaited: &[String]) -> Option<Self> {
        let [_step, place, kind, more @ ..] = awaited else { return None };
        let day = match more.first() {
            Some(day) => Some(Date::parse(day)?),
            None => None,
        };
        Some(Self {
            place: LegalBasis::parse(place)?,
            kind: Kind::from_code(kind)?,
            day,
            note: more.get(1).cloned(),
        })
    }
}
