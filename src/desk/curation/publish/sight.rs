//! Shows a draft: as people will get it, what it changes, what the gate says, and what may be done now.

use std::sync::Arc;

use crate::conversation::Part;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::curation::Admin;
use crate::curation::Draft;
use crate::curation::FileChange;
use crate::curation::Revision;
use crate::curation::button::publish::Seen;
use crate::curation::gate::entry_of;
use crate::curation::publishing::Rebased;
use crate::curation::publishing::Settling;
use crate::curation::publishing::Tear;
use crate::curation::publishing::Terms;
use crate::curation::publishing::free_at;
use crate::curation::publishing::has_author;
use crate::curation::publishing::is_by;
use crate::curation::publishing::may_agree;
use crate::curation::publishing::rebase;
use crate::curation::publishing::settle;
use crate::curation::publishing::terms;
use crate::curation::revision::Purpose;
use crate::curation::revision::digest;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::desk::curation::publish::Gated;
use crate::desk::curation::publish::compose::Composed;
use crate::desk::curation::turn::Turn;
use crate::faq::EntryId;
use crate::faq::Problem;
use crate::faq::diff;
use crate::faq::edit::Field;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts;
use crate::texts::Message;
use crate::texts::Scene;
use crate::texts::curation::changes;
use crate::texts::curation::history;
use crate::texts::curation::publish as words;
use crate::texts::curation::publish::Sight;
use crate::texts::curation::publish::Step;

/// Entries that are shown as people will get them; others are only named.
const SHOWN: usize = 3;

/// What a draft comes to on the newest texts.
pub(super) enum Judged {
    /// It can be decided on.
    Ready(Box<Ready>),
    /// It would be no FAQ.
    Broken(Vec<Problem>),
    /// Others changed the same.
    Torn(Vec<Tear>),
    /// It changes nothing.
    Empty,
    /// The conflict it settles isn't there any more, or is another one.
    Settled,
    /// The work broke down.
    Failed,
}

/// A draft that can be decided on.
pub(super) struct Ready {
    pub(super) draft: Draft,
    /// What it changes on the newest texts.
    pub(super) changes: Vec<FileChange>,
    pub(super) fitted: bool,
    pub(super) gated: Arc<Gated>,
    pub(super) terms: Terms,
    pub(super) seen: Seen,
}

impl<S: Records> CurationDesk<S> {
    /// Shows a draft as people will see it, what it changes, and what may be done with it. The draft is
    /// stored already, or by this turn.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(in crate::desk::curation) async fn preview(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: Draft,
    ) -> Result<(), StoreError> {
        let judged = self.judge(&draft).await?;
        self.show_judged(turn, admin, &draft, &judged, false);
        Ok(())
    }

    /// Fits a draft on the newest texts, and judges it there.
    pub(super) async fn judge(&self, draft: &Draft) -> Result<Judged, StoreError> {
        let standing = self.newest().await?;
        let history: Vec<Revision> = self.store.all_kept()?;
        if draft.purpose == Purpose::Settle && !still_settles(draft, &standing, &history) {
            return Ok(Judged::Settled);
        }
        let (changes, fitted) = match rebase(&draft.changes, &standing.files) {
            Rebased::Same => (draft.changes.clone(), false),
            Rebased::Moved(changes) => (changes, true),
            Rebased::Torn(torn) => return Ok(Judged::Torn(torn)),
        };
        if !changes.iter().any(FileChange::is_change) {
            return Ok(Judged::Empty);
        }
        let base = standing.agreed_base();
        let gated = match self.gate(standing, &changes, draft.purpose).await? {
            Composed::Fit(gated) => gated,
            Composed::Broken(problems) => return Ok(Judged::Broken(problems)),
            Composed::Failed => return Ok(Judged::Failed),
        };
        let terms = terms(&changes, gated.report.flips() > 0, &history, &base, self.four_eyes);
        let seen = seen(draft, &changes, &gated);
        let draft = draft.clone();
        Ok(Judged::Ready(Box::new(Ready { draft, changes, fitted, gated, terms, seen })))
    }

    /// Says what a draft comes to; `renewed` if it isn't what was seen before.
    pub(super) fn show_judged(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        draft: &Draft,
        judged: &Judged,
        renewed: bool,
    ) {
        let is_own = is_by(draft.author, admin);
        match judged {
            Judged::Ready(ready) => self.show_ready(turn, admin, ready, renewed),
            Judged::Broken(problems) => turn.show_long(words::broken_draft(draft, problems, is_own)),
            Judged::Torn(torn) => {
                let standing = self.standing();
                turn.show_long(words::torn(&standing.reference.faq, draft, torn, is_own));
            }
            Judged::Empty => turn.show(words::nothing_left(draft, is_own)),
            Judged::Settled => turn.show(history::conflict_gone()),
            Judged::Failed => turn.show(words::failed()),
        }
    }

    fn show_ready(&self, turn: &mut Turn<'_>, admin: &Admin, ready: &Ready, renewed: bool) {
        let faq = &ready.gated.standing.reference.faq;
        for (entry, part) in shown(&ready.changes) {
            let state = State::default().at(Screen::Entry { entry, part, preface: None });
            let scene = Scene { faq, agency: &self.agency, bot: None, takes_tips: false };
            // Its buttons would act on the FAQ in force.
            let Message { html, .. } = texts::screen(scene, &state);
            turn.show(Message { html, keyboard: Vec::new() });
        }
        let step = self.step(admin, ready, turn);
        if step == Step::Decide && changes::is_cut(faq, &ready.changes) {
            let (name, content, caption) = words::whole_changes(&ready.draft, &ready.changes);
            turn.say(Word::Document { name, content, caption });
        }
        turn.show_long(words::preview(Sight {
            draft: &ready.draft,
            changes: &ready.changes,
            faq,
            report: &ready.gated.report,
            terms: ready.terms,
            step,
            is_own: is_by(ready.draft.author, admin),
            seen: ready.seen,
            fitted: ready.fitted,
            renewed,
            now: turn.now,
            hours_east: self.hours_east,
        }));
    }

    /// Returns what an admin may do with a draft now.
    pub(super) fn step(&self, admin: &Admin, ready: &Ready, turn: &Turn<'_>) -> Step {
        let Ready { draft, terms, .. } = ready;
        if ready.gated.report.blocks() {
            return Step::Blocked;
        }
        if !is_by(draft.author, admin) {
            let may_decide = draft.submitted.is_some()
                && may_agree(draft.author, admin)
                && has_author(draft, &self.roster());
            return if may_decide { Step::Decide } else { Step::Others };
        }
        if terms.reason && draft.reason.is_none() {
            return Step::Reason;
        }
        if !terms.approval {
            return Step::Publish;
        }
        let has_others = !self.others_who_agree(draft.author).is_empty();
        match (has_others, free_at(draft)) {
            (true, None) => Step::Submit,
            (true, Some(_)) => Step::Submitted,
            (false, None) => Step::Wait,
            (false, Some(free)) if turn.now < free => Step::Waiting(free),
            (false, Some(_)) => Step::Waited,
        }
    }
}

/// Whether a draft still is one of the ways to settle a conflict.
fn still_settles(draft: &Draft, standing: &Standing, history: &[Revision]) -> bool {
    draft.changes.iter().all(|change| {
        let conflict = standing.conflicts.iter().find(|conflict| conflict.path == change.path);
        let settles = |conflict, way| settle(conflict, way, history, &standing.files, words::CONFLICT_NOTE);
        conflict.is_some_and(|conflict| {
            let mut ways = Settling::ALL.into_iter().filter_map(|way| settles(conflict, way));
            ways.any(|settled| settled.after == change.after)
        })
    })
}

/// What people will get: the first entries that change, and the whole text where that is what changes.
fn shown(changes: &[FileChange]) -> Vec<(EntryId, Part)> {
    let there = changes.iter().filter(|change| change.after.is_some() && change.is_change());
    let entries: Vec<(EntryId, &FileChange)> =
        there.filter_map(|change| Some((entry_of(&change.path)?, change))).collect();
    let answers = entries.iter().take(SHOWN).map(|(entry, _)| (entry.clone(), Part::Answer));
    let mut shown: Vec<(EntryId, Part)> = answers.collect();
    if let [(entry, change)] = entries.as_slice() {
        let fields = diff::changes(change.before.as_deref(), change.after.as_deref()).unwrap_or_default();
        let has_new_body = fields.iter().any(|change| change.field == Field::Body);
        shown.extend(has_new_body.then(|| (entry.clone(), Part::More)));
    }
    shown
}

/// Names what somebody sees: the changes, the reason, what the gate found, and which time it was submitted.
fn seen(draft: &Draft, changes: &[FileChange], gated: &Gated) -> Seen {
    let Draft { author, reason, submitted, .. } = draft;
    let changes: Vec<_> =
        changes.iter().map(|change| (&change.path, &change.before, &change.after)).collect();
    let all = format!("{changes:?} {author:?} {reason:?} {submitted:?} {:?}", gated.report);
    let bytes = digest(&all);
    Seen(bytes.iter().take(16).fold(0, |seen, byte| (seen << 8) | u128::from(*byte)))
}
