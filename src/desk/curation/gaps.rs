//! Questions that were passed on, before editors: what becomes of each is their decision.

use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::FileChange;
use crate::curation::Gap;
use crate::curation::Kept;
use crate::curation::audit::Deed;
use crate::curation::audit::Parting;
use crate::curation::browsing::Page;
use crate::curation::browsing::search;
use crate::curation::button::gaps::Button;
use crate::curation::button::gaps::Key;
use crate::curation::gap;
use crate::curation::gap::Group;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::Date;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::GroupId;
use crate::faq::OutsideId;
use crate::faq::Verdict;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::texts::curation::gaps as texts;

impl<S: Records> CurationDesk<S> {
    /// Follows a button.
    pub(super) async fn gaps_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        match button {
            Button::Menu => self.show_gaps(turn, 0)?,
            Button::Page(page) => self.show_gaps(turn, page)?,
            Button::Undo(key) => self.bring_back(turn, admin, &key)?,
            Button::Open(key) => self.show_gap_group(turn, &key).await?,
            Button::Search(key) => {
                turn.show(texts::search(&key));
                turn.awaits(Awaiting::Gap(vec![key.as_str().to_owned()]));
            }
            Button::Topics(key) => turn.show(texts::topics(&key, &self.standing().reference.faq)),
            Button::Outsides(key, page) => {
                let outside = &self.standing().reference.faq.outside;
                turn.show(texts::outsides(&key, &Page::of(outside, page)));
            }
            Button::Phrase(key, entry) => self.become_phrase(turn, admin, &key, &entry).await?,
            Button::Entry(key, topic) => self.become_entry(turn, admin, &key, &topic)?,
            Button::Outside(key, outside) => self.become_outside(turn, admin, &key, &outside).await?,
            Button::Discard(key, count) => self.throw_away(turn, admin, &key, count).await?,
        }
        Ok(())
    }

    /// Shows the groups, the largest first.
    pub(super) fn show_gaps(&self, turn: &mut Turn<'_>, page: usize) -> Result<(), StoreError> {
        let groups = self.gap_groups()?;
        let questions = groups.iter().map(Group::count).sum();
        turn.show(texts::list(&Page::of(&groups, page), questions));
        Ok(())
    }

    /// Searches an entry for a group with the words that were awaited.
    pub(super) fn search_for_gap(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        asked: &[String],
        words: &str,
    ) -> bool {
        if !admin.role.may(Act::Edit) {
            return false;
        }
        let Some(key) = asked.first().and_then(|key| Key::parse(key)) else {
            turn.show(texts::gone());
            return true;
        };
        let standing = self.standing();
        let (faq, matcher) = (&standing.reference.faq, &standing.reference.matcher);
        let found = search(faq, matcher, words).entries;
        let entries: Vec<_> = found.iter().filter_map(|id| faq.entry(id)).collect();
        turn.show(texts::found(&key, &entries));
        turn.awaits(Awaiting::Gap(asked.to_vec()));
        true
    }

    async fn show_gap_group(&self, turn: &mut Turn<'_>, key: &Key) -> Result<(), StoreError> {
        drop(turn.take_awaiting());
        let standing = self.standing();
        let Some(group) = self.gap_group(key)? else {
            turn.show(texts::gone());
            return Ok(());
        };
        let (faq, matcher) = (&standing.reference.faq, &standing.reference.matcher);
        let likely = gap::likely_entries(&group, faq, matcher);
        let likely: Vec<_> = likely.iter().filter_map(|id| faq.entry(id)).collect();
        turn.show(texts::group(faq, &group, &likely, self.is_in_draft(&group)?));
        Ok(())
    }

    /// Whether a draft holds one of the questions already.
    fn is_in_draft(&self, group: &Group) -> Result<bool, StoreError> {
        let phrases = group.phrases();
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let texts =
            || drafts.iter().flat_map(|draft| &draft.changes).filter_map(|change| change.after.as_ref());
        Ok(phrases.iter().any(|phrase| texts().any(|text| text.contains(phrase.as_str()))))
    }

    async fn become_phrase(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        key: &Key,
        entry: &EntryId,
    ) -> Result<(), StoreError> {
        drop(turn.take_awaiting());
        let standing = self.standing();
        let Some(group) = self.gap_group(key)? else {
            turn.show(texts::gone());
            return Ok(());
        };
        let change = phrase_change(&standing, entry, &group.phrases());
        self.gap_draft(turn, admin, (key, Parting::Phrase, group.count()), change).await
    }

    async fn become_outside(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        key: &Key,
        outside: &OutsideId,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let Some(group) = self.gap_group(key)? else {
            turn.show(texts::gone());
            return Ok(());
        };
        let edited = |text: &str| edit::add_outside(text, outside, &group.phrases()).ok();
        let change = changed(&standing, edit::OUTSIDE_FILE, edited);
        self.gap_draft(turn, admin, (key, Parting::Outside, group.count()), change).await
    }

    /// Begins a new entry: its first phrase for a title until somebody writes one, and no verdict yet.
    fn become_entry(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        key: &Key,
        topic: &GroupId,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let group = self.gap_group(key)?.filter(|_| standing.reference.faq.group(topic).is_some());
        let Some(group) = group else {
            turn.show(texts::gone());
            return Ok(());
        };
        let Some(change) = self.entry_change(&standing, topic, &group.phrases(), turn.now)? else {
            turn.show(texts::no_phrase(key));
            return Ok(());
        };
        let (id, author) = (self.next_draft(turn)?, Author::Admin(admin.id, admin.role));
        let (purpose, at) = (Purpose::Add, turn.now);
        let draft = Draft { id, author, purpose, changes: vec![change], reason: None, at, submitted: None };
        turn.write(draft.put_new());
        self.note_parting(turn, admin, Parting::Entry, group.count())?;
        turn.show(texts::begun(id));
        Ok(())
    }

    fn entry_change(
        &self,
        standing: &Standing,
        topic: &GroupId,
        phrases: &[String],
        now: Timestamp,
    ) -> Result<Option<FileChange>, StoreError> {
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let in_drafts = drafts.iter().flat_map(|draft| &draft.changes).map(|change| &change.path);
        let paths: Vec<&String> = standing.files.keys().chain(in_drafts).collect();
        let is_taken = |id: &EntryId| paths.iter().any(|path| path.ends_with(&format!("/{id}.md")));
        Ok(new_entry(topic, phrases, &now.date(self.hours_east), is_taken))
    }

    async fn gap_draft(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        (key, parting, count): (&Key, Parting, usize),
        change: Option<FileChange>,
    ) -> Result<(), StoreError> {
        if change.is_some() {
            self.note_parting(turn, admin, parting, count)?;
        }
        match change {
            Some(change) => self.begin(turn, admin, Purpose::Phrase, vec![change], None).await,
            None => {
                turn.show(texts::no_phrase(key));
                Ok(())
            }
        }
    }

    async fn throw_away(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        key: &Key,
        count: usize,
    ) -> Result<(), StoreError> {
        let Some(group) = self.gap_group(key)? else {
            turn.show(texts::gone());
            return Ok(());
        };
        if group.count() != count {
            turn.notice(texts::CHANGED);
            return self.show_gap_group(turn, key).await;
        }
        for gap in group.gaps() {
            let thrown = Gap { thrown_away: Some(key.as_str().to_owned()), ..gap.clone() };
            turn.write(thrown.put_over(gap));
        }
        self.note_parting(turn, admin, Parting::Discarded, count)?;
        turn.show(texts::discarded(key, count));
        Ok(())
    }

    fn bring_back(&self, turn: &mut Turn<'_>, admin: &Admin, key: &Key) -> Result<(), StoreError> {
        let mut gaps: Vec<Gap> = self.store.all_kept()?;
        gaps.retain(|gap| gap.thrown_away.as_deref() == Some(key.as_str()));
        for gap in &gaps {
            turn.write(Gap { thrown_away: None, ..gap.clone() }.put_over(gap));
        }
        if gaps.is_empty() {
            turn.show(texts::gone());
            return Ok(());
        }
        self.note_parting(turn, admin, Parting::Returned, gaps.len())?;
        let all = self.store.all_kept::<Gap>()?.into_iter().map(|gap| match &gap.thrown_away {
            Some(thrown) if thrown == key.as_str() => Gap { thrown_away: None, ..gap },
            _ => gap,
        });
        let groups = self.grouped(all.collect());
        let questions = groups.iter().map(Group::count).sum();
        turn.show(texts::list(&Page::of(&groups, 0), questions));
        Ok(())
    }

    fn note_parting(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        parting: Parting,
        count: usize,
    ) -> Result<(), StoreError> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.note(turn, Author::Admin(admin.id, admin.role), Deed::Parted(parting, count))
    }

    fn gap_group(&self, key: &Key) -> Result<Option<Group>, StoreError> {
        let groups = self.gap_groups()?;
        Ok(gap::containing(&groups, key.as_str()).cloned())
    }

    fn gap_groups(&self) -> Result<Vec<Group>, StoreError> {
        Ok(self.grouped(self.store.all_kept()?))
    }

    fn grouped(&self, gaps: Vec<Gap>) -> Vec<Group> {
        gap::groups(self.still_open(gaps), &self.standing().reference.matcher)
    }

    /// What the FAQ has by now, what was thrown away and what is over doesn't wait any more.
    pub(super) fn still_open(&self, mut gaps: Vec<Gap>) -> Vec<Gap> {
        let (standing, week) = (self.standing(), self.clock.now().week());
        let faq: &Faq = &standing.reference.faq;
        gaps.retain(|gap| gap.thrown_away.is_none() && !gap.is_over(week) && !gap::is_settled(gap, faq));
        gaps
    }
}

/// The file of an entry that has these phrases and waits for everything else.
fn new_entry(
    topic: &GroupId,
    phrases: &[String],
    today: &str,
    is_taken: impl Fn(&EntryId) -> bool,
) -> Option<FileChange> {
    let title = as_title(phrases.first()?);
    let text = edit::template(&title, Verdict::Info, Date::parse(today)?);
    // Nobody may get a verdict that nobody has chosen.
    let text = text.replacen("putusan = \"info\"\n", "", 1);
    let text = edit::add_lines(&text, Field::Phrases, &phrases.join("\n")).ok()?;
    let path = edit::path(topic, &edit::id_from_title(&title, is_taken));
    Some(FileChange { path, before: None, after: Some(text) })
}

/// A phrase as a title: a capital in front, a question mark behind.
fn as_title(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}?", letters.as_str().trim_end_matches(['?', '.', '!', ' ']))
}

fn phrase_change(standing: &Standing, entry: &EntryId, phrases: &[String]) -> Option<FileChange> {
    let found = standing.reference.faq.entry(entry)?;
    let path = edit::path(&found.group, entry);
    changed(standing, &path, |text| edit::add_lines(text, Field::Phrases, &phrases.join("\n")).ok())
}

/// The change of a file by an edit; `None` where there is nothing to change.
fn changed(standing: &Standing, path: &str, edited: impl Fn(&str) -> Option<String>) -> Option<FileChange> {
    let before = standing.files.get(path)?;
    let after = edited(before).filter(|after| after != before)?;
    Some(FileChange { path: path.to_owned(), before: Some(before.clone()), after: Some(after) })
}
