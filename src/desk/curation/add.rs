//! The dialogue that adds an entry: topic, title, and from there on field by field in a draft.

use crate::curation::Admin;
use crate::curation::Draft;
use crate::curation::Kept;
use crate::curation::adding;
use crate::curation::browsing;
use crate::curation::editing;
use crate::curation::revision::Purpose;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::add as texts;
use crate::texts::curation::edit as edit_texts;

impl<S: Records> CurationDesk<S> {
    /// Shows the topics that a new entry can belong to.
    pub(super) fn choose_topic(&self, turn: &mut Turn<'_>) -> Result<(), StoreError> {
        turn.show(texts::topics(&self.standing().reference.faq));
        Ok(())
    }

    /// Asks for the title of a new entry.
    pub(super) fn ask_title(&self, turn: &mut Turn<'_>, id: &GroupId) -> Result<(), StoreError> {
        match self.standing().reference.faq.group(id) {
            Some(group) => {
                turn.show(texts::ask_title(group, None));
                turn.awaits(Awaiting::Adding(id.clone()));
            }
            None => turn.show(texts::no_topic()),
        }
        Ok(())
    }

    /// Begins the draft of an entry with this title, and goes on to its verdict.
    pub(super) fn title_given(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: &GroupId,
        title: &str,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let Some(group) = faq.group(id) else {
            turn.show(texts::no_topic());
            return Ok(());
        };
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let paths = drafts.iter().flat_map(|draft| &draft.changes).map(|change| &change.path);
        let taken: Vec<EntryId> = paths.filter_map(|path| Some(editing::entry_of(path)?.1)).collect();
        let begun = adding::begin(&standing.files, &taken, id, title, self.today(turn));
        let change = match begun {
            Ok(change) => change,
            Err(trouble) => {
                turn.show(texts::ask_title(group, Some(&trouble.told())));
                turn.awaits(Awaiting::Adding(id.clone()));
                return Ok(());
            }
        };
        let own = editing::entry_of(&change.path).map(|(_, id)| id);
        let matcher = &standing.reference.matcher;
        let alike = own.and_then(|own| browsing::answered_by(faq, matcher, title, &own));
        let told: Vec<String> = alike.map(|alike| texts::looks_alike(&alike.title)).into_iter().collect();
        let told = [vec![texts::begun()], told].concat();
        let draft = self.draft_of_entry(turn, admin, Purpose::Add, change)?;
        self.show_field(turn, admin, &draft, (Field::Verdict, 0), &told)
    }

    /// Shows the topics that a new entry can move to.
    pub(super) fn other_topics(&self, turn: &mut Turn<'_>, draft: &Draft) -> Result<(), StoreError> {
        turn.show(texts::other_topics(&self.standing().reference.faq, draft.id));
        Ok(())
    }

    /// Moves a new entry to another topic.
    pub(super) fn move_to(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        id: &GroupId,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let (Some(group), Purpose::Add) = (standing.reference.faq.group(id), draft.purpose) else {
            turn.show(texts::no_topic());
            return Ok(());
        };
        let mut moved = Draft { at: turn.now, submitted: None, ..draft.clone() };
        for change in &mut moved.changes {
            if let Some((_, entry)) = editing::entry_of(&change.path) {
                change.path = edit::path(id, &entry);
            }
        }
        turn.write(moved.put_over(draft));
        let mut told = vec![texts::moved(group)];
        told.extend(draft.submitted.map(|_| edit_texts::withdrawn()));
        self.show_sheet(turn, admin, &moved, &told)
    }
}
