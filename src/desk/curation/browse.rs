//! `/faq`: looking for entries, and at one of them.

use crate::conversation;
use crate::conversation::Part;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Button;
use crate::curation::Draft;
use crate::curation::Revision;
use crate::curation::browsing;
use crate::curation::browsing::PAGE;
use crate::curation::browsing::Page;
use crate::curation::button::drafts;
use crate::curation::button::entries;
use crate::curation::button::files;
use crate::curation::button::history;
use crate::curation::button::law;
use crate::curation::button::publish;
use crate::curation::editing;
use crate::curation::record::Kind;
use crate::curation::retiring;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::edit;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::Message;
use crate::texts::Scene;
use crate::texts::curation::browse as texts;
use crate::texts::curation::browse::Counts;
use crate::texts::curation::browse::Way;

impl<S: Records> CurationDesk<S> {
    /// Obeys `/faq`, alone or with what is wanted.
    pub(super) async fn faq(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        rest: &str,
    ) -> Result<bool, StoreError> {
        turn.take_awaiting();
        let (word, more) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let button = match word.to_lowercase().as_str() {
            "" => Button::Entries(entries::Button::Menu),
            "topik" => Button::Entries(entries::Button::Groups),
            "cari" if more.trim().is_empty() => Button::Entries(entries::Button::Search),
            "draf" => Button::Drafts(drafts::Button::List(0)),
            "tambah" => Button::Drafts(drafts::Button::Add),
            "pensiun" => Button::Entries(entries::Button::Retired(0)),
            "tinjau" => Button::Law(law::Button::Menu),
            "riwayat" => Button::History(history::Button::Menu),
            "konflik" => Button::History(history::Button::Conflicts),
            "persetujuan" => Button::Publish(publish::Button::Menu),
            "ekspor" | "impor" => Button::Files(files::Button::Menu),
            "cari" => return Ok(self.search(turn, more)),
            _ => return Ok(self.search(turn, rest)),
        };
        Box::pin(self.pressed(turn, admin, button)).await
    }

    /// Follows a button of browsing.
    pub(super) async fn browse(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: entries::Button,
    ) -> Result<(), StoreError> {
        turn.take_awaiting();
        match button {
            entries::Button::Menu => self.show_menu(turn, admin)?,
            entries::Button::Groups => self.show_groups(turn)?,
            entries::Button::Group(group, page) => self.show_group(turn, admin, &group, page),
            entries::Button::Search => {
                turn.show(texts::ask_search());
                turn.awaits(Awaiting::Search);
            }
            entries::Button::Seen(entry) => self.show_entry(turn, admin, &entry)?,
            entries::Button::Parts(entry) => self.show_parts(turn, &entry)?,
            entries::Button::Data(entry) => self.show_data(turn, admin, &entry)?,
            entries::Button::Phrases(entry, page) => self.show_phrases(turn, &entry, page)?,
            other => self.retire_or_restore(turn, admin, other).await?,
        }
        Ok(())
    }

    fn show_menu(&self, turn: &mut Turn<'_>, admin: &Admin) -> Result<(), StoreError> {
        let reader = self.reader(turn, admin);
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let own = || drafts.iter().filter(|draft| reader.owns(draft));
        let proposals = drafts.iter().filter(|draft| draft.submitted.is_some() && !reader.owns(draft));
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let counts = Counts {
            drafts: own().count(),
            proposals: proposals.count(),
            reviews: crate::curation::law::pressing(faq, self.today(turn)),
            gaps: self.store.records(Kind::Gap)?.len(),
            old: own().filter(|draft| editing::is_old(draft, turn.now)).count(),
        };
        turn.show(texts::menu(admin.role, counts));
        Ok(())
    }

    fn show_groups(&self, turn: &mut Turn<'_>) -> Result<(), StoreError> {
        let standing = self.standing();
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let retired = retiring::retired(&standing.reference.faq, &revisions).len();
        turn.show(texts::groups(&standing.reference.faq, retired));
        Ok(())
    }

    fn show_group(&self, turn: &mut Turn<'_>, admin: &Admin, id: &GroupId, page: usize) {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let Some(group) = faq.group(id) else {
            turn.show(texts::groups(faq, 0));
            return;
        };
        let entries: Vec<&Entry> = faq.entries_of(id).collect();
        turn.show_long(texts::group(faq, group, &Page::of(&entries, page), admin.role));
    }

    /// Searches entries with these words, and shows what is found.
    pub(super) fn search(&self, turn: &mut Turn<'_>, words: &str) -> bool {
        let reference = self.standing().reference;
        let found = browsing::search(&reference.faq, &reference.matcher, words);
        let entries = found.entries.iter().filter_map(|id| reference.faq.entry(id));
        turn.show_long(texts::found(words, found.is_sure, &entries.collect::<Vec<_>>()));
        // Whoever doesn't find what was meant types other words.
        turn.awaits(Awaiting::Search);
        true
    }

    /// Shows an entry as people see it, with what may be done with it.
    pub(super) fn show_entry(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: &EntryId,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        match standing.reference.faq.entry(id) {
            Some(entry) => {
                turn.show_long(texts::seen(self.scene(&standing), way(&standing, admin, entry)));
            }
            None => turn.show(self.gone(&standing, id)?),
        }
        Ok(())
    }

    fn show_parts(&self, turn: &mut Turn<'_>, id: &EntryId) -> Result<(), StoreError> {
        let standing = self.standing();
        let Some(entry) = standing.reference.faq.entry(id) else {
            turn.show(self.gone(&standing, id)?);
            return Ok(());
        };
        turn.keep_tapped();
        let related = (!entry.related.is_empty()).then_some(Part::Related);
        for part in conversation::parts_of(entry).into_iter().chain(related) {
            let screen = Screen::Entry { entry: id.clone(), part, preface: None };
            let html = crate::texts::screen(self.scene(&standing), &State::default().at(screen)).html;
            turn.show_long(Message { html, keyboard: Vec::new() });
        }
        turn.show(texts::end_of_parts(entry));
        Ok(())
    }

    fn show_data(&self, turn: &mut Turn<'_>, admin: &Admin, id: &EntryId) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let Some(entry) = faq.entry(id) else {
            turn.show(self.gone(&standing, id)?);
            return Ok(());
        };
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let path = edit::path(&entry.group, id);
        let last = browsing::last_change(&revisions, &path);
        let way = way(&standing, admin, entry);
        turn.show_long(texts::data(faq, way, &path, last, turn.now, self.hours_east));
        Ok(())
    }

    fn show_phrases(&self, turn: &mut Turn<'_>, id: &EntryId, page: usize) -> Result<(), StoreError> {
        let standing = self.standing();
        match standing.reference.faq.entry(id) {
            Some(entry) => turn.show_long(texts::phrases(entry, &Page::of(&entry.phrases, page))),
            None => turn.show(self.gone(&standing, id)?),
        }
        Ok(())
    }

    /// An entry that isn't there: because it was retired, or never was.
    pub(super) fn gone(&self, standing: &Standing, id: &EntryId) -> Result<Message, StoreError> {
        let revisions: Vec<Revision> = self.store.all_kept()?;
        let retired = retiring::retired(&standing.reference.faq, &revisions);
        Ok(texts::gone(retired.iter().any(|it| it.id == *id)))
    }

    fn scene<'a>(&'a self, standing: &'a Standing) -> Scene<'a> {
        Scene { faq: &standing.reference.faq, agency: &self.agency, bot: None, takes_tips: false }
    }
}

fn way<'a>(standing: &Standing, admin: &Admin, entry: &'a Entry) -> Way<'a> {
    let position = standing.reference.faq.entries_of(&entry.group).position(|it| it.id == entry.id);
    let is_waiting = admin.role.may(Act::Edit) && browsing::is_waiting(&standing.reference.faq, entry);
    Way { entry, role: admin.role, page: position.unwrap_or_default() / PAGE, is_waiting }
}
