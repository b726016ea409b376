//! What comes from the bot's own machine: exports and imports without a chat, through the same gate.

use std::sync::Arc;

use crate::conversation::Place;
use crate::curation::Act;
use crate::curation::Author;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::Kept;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::audit::Deed;
use crate::curation::delivery::Delivered;
use crate::curation::delivery::Health;
use crate::curation::delivery::Impact;
use crate::curation::delivery::Imported;
use crate::curation::gate::Report;
use crate::curation::import::Import;
use crate::curation::publishing::terms;
use crate::curation::revision::Purpose;
use crate::desk::Circumstances;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::curation::ATTEMPTS;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::files::examination::Examined;
use crate::desk::curation::files::examination::Examining;
use crate::desk::curation::files::examination::Ready;
use crate::desk::curation::publish::compose::Composed;
use crate::desk::curation::turn::After;
use crate::desk::curation::turn::Turn;
use crate::faq::Problem;
use crate::ports;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts::curation::files as texts;
use crate::texts::curation::files::Summary;

impl<S: Records> CurationDesk<S> {
    /// Returns the files in force, and the last revision in them.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(in crate::desk) async fn export_files(&self) -> Result<(Files, RevisionId), StoreError> {
        let standing = self.newest().await?;
        Ok((Files::clone(&standing.files), standing.head))
    }

    /// Tells how admins' work stands.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(in crate::desk) async fn health(&self) -> Result<Health, StoreError> {
        let (standing, roster) = (self.newest().await?, self.roster());
        let count = |role: Role| (role, roster.serving().filter(|admin| admin.role == role).count());
        let drafts: Vec<Draft> = self.store.all_kept()?;
        let proposals = drafts.iter().filter(|draft| draft.submitted.is_some()).count();
        Ok(Health {
            admins: Role::ALL.map(count).to_vec(),
            revision: standing.head.0,
            drafts: drafts.len().saturating_sub(proposals),
            proposals,
            conflicts: standing.conflicts.iter().map(|conflict| conflict.path.clone()).collect(),
            fallen: standing.fallen.iter().cloned().collect(),
        })
    }

    /// Takes files in: publishes them, or puts them before approvers, or says why not.
    ///
    /// # Errors
    /// When nothing can be stored; then nothing happened.
    pub(in crate::desk) async fn deliver(&self, delivered: Delivered) -> Result<Imported, StoreError> {
        let nobody = nobodys();
        let mut attempts = 0..ATTEMPTS;
        while attempts.next().is_some() {
            let mut turn = Turn::new(&nobody, self.clock.now(), None);
            let imported = self.decide_delivery(&mut turn, &delivered).await?;
            let (writes, outcome) = turn.end();
            if writes.is_empty() || self.store.apply(writes).await? {
                outcome.afterwards.into_iter().for_each(|after| self.follow_up(after));
                return Ok(imported);
            }
        }
        Err(StoreError::Unwritable)
    }

    async fn decide_delivery(
        &self,
        turn: &mut Turn<'_>,
        delivered: &Delivered,
    ) -> Result<Imported, StoreError> {
        let standing = self.newest().await?;
        let examining =
            Examining { files: Arc::clone(&standing.files), faq: Arc::clone(&standing.reference) };
        let import = Import { files: delivered.files.clone(), whole: delivered.whole };
        let examined = ports::done(&*self.workshop, move || examining.of_import(&import)).await;
        let ready = match examined {
            Some(Examined::Ready(ready)) => *ready,
            Some(Examined::Same) => return Ok(Imported::Same),
            Some(Examined::Refused(troubles)) => {
                return Ok(Imported::Unfit(troubles.iter().map(texts::trouble).collect()));
            }
            Some(Examined::Homeless { .. }) | None => return Err(StoreError::Unreadable),
        };
        let (changes, impact) = weighed(ready, delivered.retire);
        if changes.is_empty() {
            return Ok(Imported::Same);
        }
        let base = standing.agreed_base();
        match self.gate(standing, &changes, Purpose::Import).await? {
            Composed::Fit(gated) => {
                self.judge_delivery(turn, delivered, changes, impact, (&base, &gated.report)).await
            }
            Composed::Broken(problems) => Ok(Imported::Unfit(lines(&problems))),
            Composed::Failed => Err(StoreError::Unreadable),
        }
    }

    /// Holds a delivery against the gate, and does what follows.
    async fn judge_delivery(
        &self,
        turn: &mut Turn<'_>,
        delivered: &Delivered,
        changes: Vec<FileChange>,
        impact: Impact,
        (base, report): (&Files, &Report),
    ) -> Result<Imported, StoreError> {
        if report.blocks() {
            return Ok(Imported::Unfit(lines(&report.problems)));
        }
        let history: Vec<Revision> = self.store.all_kept()?;
        let terms = terms(&changes, report.flips() > 0, &history, base, self.four_eyes);
        let has_approver = self.has_approver();
        let (approval, alone) = (terms.approval && has_approver, terms.approval && !has_approver);
        let impact = Impact { approval, alone, ..with_report(impact, report) };
        if terms.reason && delivered.reason.is_none() {
            return Ok(Imported::Unexplained(impact));
        }
        if delivered.trial {
            return Ok(Imported::Would(impact));
        }
        if impact.approval {
            return Ok(Imported::Proposed(self.propose(turn, changes, delivered.reason.clone())?, impact));
        }
        let (author, reason) = (Author::CommandLine, delivered.reason.clone());
        let published = self.publish_now(turn, author, Purpose::Import, changes, reason).await?;
        if let (Some(revision), true) = (published, impact.alone) {
            self.note(turn, author, Deed::NobodyToAgree(revision))?;
        }
        Ok(published.map_or(Imported::Same, |revision| Imported::Published(revision, impact)))
    }

    /// Where nobody can agree, whoever works on the machine can change the folder just as well.
    fn has_approver(&self) -> bool {
        self.roster().who_may(Act::Approve).next().is_some()
    }

    /// Puts changes before all who may agree to them.
    fn propose(
        &self,
        turn: &mut Turn<'_>,
        changes: Vec<FileChange>,
        reason: Option<String>,
    ) -> Result<DraftId, StoreError> {
        let (id, at) = (self.next_draft(turn)?, turn.now);
        let (author, purpose) = (Author::CommandLine, Purpose::Import);
        let draft = Draft { id, author, purpose, changes, reason, at, submitted: Some(at) };
        turn.write(draft.put_new());
        self.note(turn, author, Deed::Imported(id))?;
        self.note(turn, author, Deed::Submitted(id))?;
        for admin in self.roster().who_may(Act::Approve) {
            let told = Word::Send { message: texts::proposed(&draft), trail: None, protected: false };
            admin.chat.into_iter().for_each(|chat| turn.afterwards(After::Tell(chat, vec![told.clone()])));
        }
        Ok(id)
    }
}

/// What changes, and what that is in titles: entries that are lacking go or stay.
fn weighed(ready: Ready, retire: bool) -> (Vec<FileChange>, Impact) {
    let Ready { comparison, retiring, summary, .. } = ready;
    let Summary { changed, added, moved, lacking } = summary;
    let (retired, left) = if retire { (lacking, Vec::new()) } else { (Vec::new(), lacking) };
    let going = if retire { retiring } else { Vec::new() };
    let impact = Impact { changed, added, moved, retired, left, ..Impact::default() };
    (comparison.changes.into_iter().chain(going).collect(), impact)
}

fn with_report(impact: Impact, report: &Report) -> Impact {
    let moves = report.moves.iter().map(texts::moved).collect();
    Impact { moves, warnings: lines(&report.problems), ..impact }
}

fn lines(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// An input of no chat's, since turns are about one.
fn nobodys() -> Incoming {
    Incoming {
        update: None,
        chat: ChatId(0),
        place: Place::Private,
        message: None,
        press: None,
        happening: Happening::Ignored,
        circumstances: Circumstances::default(),
    }
}
