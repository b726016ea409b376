//! Editing the entry of a draft, one field at a time.

use crate::curation::Admin;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::Kept;
use crate::curation::adding;
use crate::curation::audit;
use crate::curation::browsing;
use crate::curation::browsing::Page;
use crate::curation::button::drafts::Deed;
use crate::curation::editing;
use crate::curation::editing::Checked;
use crate::curation::editing::Sheet;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::desk::curation::retold::adds;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::NormId;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::drafts as draft_texts;
use crate::texts::curation::edit as texts;
use crate::texts::curation::edit::Neighbour;
use crate::texts::curation::edit::View;

/// Phrases of one message that are asked of the matcher, and warnings that are shown of it.
const ASKED: usize = 40;
const WARNINGS: usize = 5;

/// A field, and the page of its list.
type Place = (Field, usize);

impl<S: Records> CurationDesk<S> {
    /// Does something with a draft of this admin's own.
    pub(super) fn edit(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        deed: Deed,
    ) -> Result<(), StoreError> {
        let Some(sheet) = editing::sheet(draft) else { return Ok(()) };
        let text = sheet.text;
        let (place, result) = match deed {
            Deed::Field(field) => return self.show_field(turn, admin, draft, (field, 0), &[]),
            Deed::Page(field, page) => return self.show_field(turn, admin, draft, (field, page), &[]),
            Deed::Copy(field) => return self.copy(turn, admin, draft, field),
            Deed::Topics => return self.other_topics(turn, draft),
            Deed::Move(group) => return self.move_to(turn, admin, draft, &group),
            Deed::Norms(page) => return self.choose_norm(turn, admin, draft, page),
            Deed::Articles(norm, page) => return self.choose_article(turn, admin, draft, &norm, page),
            Deed::Clear(field) => ((field, 0), edit::set(text, field, "")),
            Deed::Reset(field) => ((field, 0), reset(&sheet, field)),
            Deed::Remove(field, mark) => remove(text, field, mark),
            Deed::Verdict(verdict) => {
                ((Field::Verdict, 0), edit::set(text, Field::Verdict, verdict.as_str()))
            }
            Deed::Sanction(it) => ((Field::Sanctions, 0), toggle(text, Field::Sanctions, it.as_str())),
            Deed::Status(it) => ((Field::AppliesTo, 0), toggle(text, Field::AppliesTo, it.as_str())),
            Deed::Basis(mark) => ((Field::Basis, usize::MAX), self.add_basis(text, mark)),
            Deed::Related(entry) => {
                ((Field::Related, usize::MAX), edit::add_lines(text, Field::Related, entry.as_str()))
            }
            Deed::Checked => {
                let today = self.today(turn).to_string();
                ((Field::CheckedOn, 0), edit::set(text, Field::CheckedOn, &today))
            }
            _ => return self.show_sheet(turn, admin, draft, &[]),
        };
        self.changed(turn, admin, draft, place, result)
    }

    /// Takes a text for a field of a draft.
    pub(super) fn field_typed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: DraftId,
        key: &str,
        typed: &str,
    ) -> Result<(), StoreError> {
        let draft = self.draft(id)?;
        let (Some(draft), Some(field)) = (draft, Field::parse(key)) else {
            turn.show(draft_texts::gone());
            return Ok(());
        };
        let sheet = editing::sheet(&draft).filter(|_| self.reader(turn, admin).owns(&draft));
        let Some(sheet) = sheet else {
            self.look_at(turn, admin, &draft);
            return Ok(());
        };
        if field == Field::Related {
            self.find_neighbours(turn, admin, &draft, typed);
            return Ok(());
        }
        let base = sheet.text.to_owned();
        self.field_retold(turn, admin, &draft, (field, base), typed)
    }

    /// Takes a text for a field of a draft, upon the entry as it was before.
    pub(super) fn field_retold(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        (field, base): (Field, String),
        typed: &str,
    ) -> Result<(), StoreError> {
        let (page, result) = match adds(field) {
            true => (usize::MAX, edit::add_lines(&base, field, typed)),
            false => (0, edit::set(&base, field, typed)),
        };
        self.changed(turn, admin, draft, (field, page), result)
    }

    /// Keeps what came of an edit, also where it can't be published yet, and shows where to go on.
    fn changed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        place: Place,
        result: Result<String, Trouble>,
    ) -> Result<(), StoreError> {
        let before = editing::sheet(draft).map_or("", |sheet| sheet.text);
        let text = match result {
            Ok(text) if text == before => {
                let told = [texts::unchanged(place.0)];
                return self.go_on(turn, admin, draft, place, &told);
            }
            Ok(text) => text,
            Err(trouble) => {
                return self.show_field(turn, admin, draft, place, &[texts::refused(&trouble)]);
            }
        };
        let mut told = vec![texts::saved(place.0)];
        told.extend(draft.submitted.map(|_| texts::withdrawn()));
        told.extend(self.belonging_elsewhere(draft, before, &text));
        let edited = editing::with_text(draft, text, turn.now);
        turn.write(edited.put_over(draft));
        if draft.submitted.is_some() {
            self.note(turn, draft.author, audit::Deed::Withdrawn(draft.id))?;
        }
        self.go_on(turn, admin, &edited, place, &told)
    }

    /// After a list there may be more to change; the dialogue goes to its next step; else there is an overview.
    fn go_on(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        place: Place,
        told: &[String],
    ) -> Result<(), StoreError> {
        let next = adding::next(place.0).filter(|_| draft.purpose == Purpose::Add);
        match next {
            _ if place.0.is_list() => self.show_field(turn, admin, draft, place, told),
            Some(next) => self.show_field(turn, admin, draft, (next, 0), told),
            None => self.show_sheet(turn, admin, draft, told),
        }
    }

    /// What the bot answers otherwise until now, of the phrases that came.
    fn belonging_elsewhere(&self, draft: &Draft, before: &str, text: &str) -> Vec<String> {
        let Some((_, own)) = editing::sheet(draft).and_then(|sheet| sheet.place()) else { return Vec::new() };
        let reference = self.standing().reference;
        let verdict = edit::value(text, Field::Verdict).and_then(|it| crate::faq::Verdict::parse(&it));
        let known = edit::lines(before, Field::Phrases);
        let phrases = edit::lines(text, Field::Phrases);
        let added = phrases.iter().filter(|phrase| !known.contains(phrase)).take(ASKED);
        let warnings = added.filter_map(|phrase| {
            let other = browsing::answered_by(&reference.faq, &reference.matcher, phrase, &own)?;
            let contradicts = verdict.is_some_and(|verdict| verdict.contradicts(other.verdict));
            Some(texts::belongs_elsewhere(phrase, &other.title, contradicts))
        });
        warnings.take(WARNINGS).collect()
    }

    /// Shows the overview of a draft.
    pub(super) fn show_sheet(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        told: &[String],
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let checked = editing::check(&standing.files, &standing.reference.faq, draft);
        if let Some(view) = self.view(turn, admin, &standing, draft, &checked, told) {
            turn.show_long(texts::sheet(view));
        }
        Ok(())
    }

    /// Shows a field of a draft, and takes the next text for it.
    pub(super) fn show_field(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        (field, page): Place,
        told: &[String],
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let checked = editing::check(&standing.files, &standing.reference.faq, draft);
        if let Some(view) = self.view(turn, admin, &standing, draft, &checked, told) {
            texts::field(view, field, page).into_iter().for_each(|message| turn.show_long(message));
            turn.awaits(Awaiting::Field(draft.id, field.key().to_owned()));
        }
        Ok(())
    }

    fn view<'a>(
        &self,
        turn: &Turn<'_>,
        admin: &Admin,
        standing: &'a Standing,
        draft: &'a Draft,
        checked: &'a Checked,
        told: &'a [String],
    ) -> Option<View<'a>> {
        let (faq, reader) = (&standing.reference.faq, self.reader(turn, admin));
        Some(View { faq, draft, sheet: editing::sheet(draft)?, checked, reader, told })
    }

    fn copy(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        field: Field,
    ) -> Result<(), StoreError> {
        let (standing, checked) = (self.standing(), Checked::default());
        if let Some(view) = self.view(turn, admin, &standing, draft, &checked, &[]) {
            turn.keep_tapped();
            texts::copy(view, field).into_iter().for_each(|message| turn.show(message));
        }
        self.show_field(turn, admin, draft, (field, 0), &[])
    }

    fn find_neighbours(&self, turn: &mut Turn<'_>, admin: &Admin, draft: &Draft, words: &str) {
        let (standing, checked) = (self.standing(), Checked::default());
        let reference = &standing.reference;
        let Some(view) = self.view(turn, admin, &standing, draft, &checked, &[]) else { return };
        let named = edit::lines(view.sheet.text, Field::Related);
        let own = view.sheet.place().map(|(_, id)| id);
        let found = browsing::search(&reference.faq, &reference.matcher, words).entries;
        let found = found.iter().filter(|id| own.as_ref() != Some(id));
        let found = found
            .filter_map(|id| reference.faq.entry(id))
            .map(|entry| Neighbour { entry, is_named: named.iter().any(|it| it == entry.id.as_str()) });
        turn.show_long(texts::neighbours(view, words, &found.collect::<Vec<_>>()));
        turn.awaits(Awaiting::Field(draft.id, Field::Related.key().to_owned()));
    }

    fn choose_norm(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        page: usize,
    ) -> Result<(), StoreError> {
        let (standing, checked) = (self.standing(), Checked::default());
        if let Some(view) = self.view(turn, admin, &standing, draft, &checked, &[]) {
            let norms: Vec<_> = view.faq.norms.values().collect();
            turn.show_long(texts::norms(view, &Page::of(&norms, page)));
        }
        Ok(())
    }

    fn choose_article(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        norm: &NormId,
        page: usize,
    ) -> Result<(), StoreError> {
        let (standing, checked) = (self.standing(), Checked::default());
        let view = self.view(turn, admin, &standing, draft, &checked, &[]);
        let norm = view.and_then(|view| Some((view, view.faq.norms.get(norm)?)));
        let Some((view, norm)) = norm else { return self.choose_norm(turn, admin, draft, 0) };
        let articles: Vec<_> = norm.articles.iter().collect();
        turn.show_long(texts::articles(view, norm, &Page::of(&articles, page)));
        Ok(())
    }

    /// Adds the norm or article with this mark.
    fn add_basis(&self, text: &str, mark: u32) -> Result<String, Trouble> {
        let reference = self.standing().reference;
        let norms = reference.faq.norms.values();
        let mut names = norms.flat_map(|norm| {
            let articles = norm.articles.keys().map(move |article| format!("{}:{article}", norm.id));
            std::iter::once(norm.id.to_string()).chain(articles)
        });
        let name = names.find(|name| editing::mark(name) == mark);
        edit::add_lines(text, Field::Basis, &name.ok_or(Trouble::NoSuchLine(Field::Basis))?)
    }
}

/// Puts back what the draft was begun from.
fn reset(sheet: &Sheet<'_>, field: Field) -> Result<String, Trouble> {
    let before = sheet.change.before.as_deref().and_then(|before| edit::value(before, field));
    edit::set(sheet.text, field, &before.unwrap_or_default())
}

/// Takes out the line with this mark, and stays on its page.
fn remove(text: &str, field: Field, mark: u32) -> (Place, Result<String, Trouble>) {
    let index = edit::lines(text, field).iter().position(|line| editing::mark(line) == mark);
    match index {
        Some(index) => ((field, index / browsing::PAGE), edit::remove_line(text, field, index)),
        None => ((field, 0), Err(Trouble::NoSuchLine(field))),
    }
}

/// Adds a word to a list, or takes it away.
fn toggle(text: &str, field: Field, word: &str) -> Result<String, Trouble> {
    match edit::lines(text, field).iter().position(|line| line == word) {
        Some(index) => edit::remove_line(text, field, index),
        None => edit::add_lines(text, field, word),
    }
}
