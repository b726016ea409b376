//! Files that a handler sealed anew: they lie beside the tip until another handler agrees.
//!
//! The server can open neither file, so it can't tell a file sealed anew from garbage. Whoever has got hold
//! of a handler's chat, but of no key, must not be able to put garbage in the place of a tip.

use crate::desk::tips::TipDesk;
use crate::desk::tips::handle::Refusal;
use crate::desk::tips::handle::fetched;
use crate::desk::tips::handle::may_open;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::TipStore;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::tips as texts;
use crate::texts::tips::HandlerTrouble;
use crate::tips::Act;
use crate::tips::Handler;
use crate::tips::Part;
use crate::tips::Proposal;
use crate::tips::RoleId;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::Week;
use crate::tips::age_file;
use crate::tips::button::ProposalCode;
use crate::tips::retention;

impl<S: TipStore> TipDesk<S> {
    /// `/segel_ulang 7F3K [2]` under a file that a handler sealed to the present keys.
    pub(super) async fn reseal(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        rest: &str,
    ) -> Result<(), Refusal> {
        let mut words = rest.split_whitespace();
        let tag = words.next().and_then(Tag::parse).ok_or(HandlerTrouble::ResealUsage)?;
        let number: usize = match words.next() {
            Some(number) => number.parse().map_err(|_| HandlerTrouble::ResealUsage)?,
            None => 1,
        };
        let (_, tip) = self.tip_of(handler, tag)?;
        let sealed = fetched(turn)?.ok_or(HandlerTrouble::ResealUsage)?;
        let part = *in_force(&tip).nth(number.wrapping_sub(1)).ok_or(HandlerTrouble::ResealUsage)?;
        self.check_keys(&tip, &part, &sealed)?;
        let id = self.draw_blob()?;
        let proposal = Proposal { blob: id, replaces: part.blob, by: handler.id() };
        let openers = self.openers_with_new_roles(&tip);
        let after = self
            .act(turn, handler, tag, Act::Resealed, vec![Blob { id, sealed }], |tip, _| {
                if in_force(tip).all(|part| part.blob != proposal.replaces) {
                    return Err(HandlerTrouble::Changed);
                }
                // Of one handler's files for one place the last counts; nobody takes that of another away.
                let mine = |other: &Proposal| other.replaces == proposal.replaces && other.by == proposal.by;
                tip.proposals.retain(|other| !mine(other));
                tip.proposals.push(proposal);
                tip.openers.clone_from(&openers);
                Ok(())
            })
            .await?;
        self.tell_the_others(handler, &after, |desk| texts::reseal_proposed(desk, tag, number, handler.id()));
        let alone = self.others(handler, &after).next().is_none();
        turn.show(texts::resealed(self.words(), tag, number, alone), None);
        Ok(())
    }

    /// Puts a file in the place of the one it was sealed anew from; that one stays for some weeks more.
    pub(super) async fn confirm_reseal(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        tag: Tag,
        code: ProposalCode,
    ) -> Result<(), Refusal> {
        let after = self
            .act(turn, handler, tag, Act::Confirmed, Vec::new(), |tip, week| {
                let proposal = take(tip, code)?;
                if proposal.by == handler.id() {
                    return Err(HandlerTrouble::OwnReseal);
                }
                replace(tip, proposal, week)
            })
            .await?;
        self.tell_the_others(handler, &after, |desk| texts::reseal_confirmed(desk, tag, handler.id()));
        turn.notice(texts::RESEAL_CONFIRMED);
        self.show_to_handler(turn, handler, &after)
    }

    /// Drops a file that was sealed anew: by whoever sent it, or by one who doesn't agree.
    pub(super) async fn decline_reseal(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        tag: Tag,
        code: ProposalCode,
    ) -> Result<(), Refusal> {
        let after = self
            .act(turn, handler, tag, Act::Declined, Vec::new(), |tip, _| take(tip, code).map(drop))
            .await?;
        self.tell_the_others(handler, &after, |desk| texts::reseal_declined(desk, tag, handler.id()));
        turn.notice(texts::RESEAL_DECLINED);
        self.show_to_handler(turn, handler, &after)
    }

    /// What a header tells of whom a file is sealed to: how many keys, and of which kind. Whose they are it
    /// doesn't tell to anybody who has none of them.
    fn check_keys(&self, tip: &Tip, part: &Part, sealed: &[u8]) -> Result<(), Refusal> {
        let header = age_file::header(sealed);
        let wanted = self.handlers.without(tip.excluded).count().saturating_add(1);
        if header.keys < wanted {
            return Err(HandlerTrouble::TooFewKeys.into());
        }
        // Throw-away keys stand in for excluded handlers, so there may be as many as there ever were.
        let before = self.store.blob(part.blob)?.map_or(0, |old| age_file::header(&old).keys);
        let most = before.max(self.handlers.all().len().saturating_add(1));
        if header.others > 0 || header.keys > most {
            return Err(HandlerTrouble::OddKeys.into());
        }
        Ok(())
    }

    /// Roles that are new since the tip was filed may open it too; nobody loses it by that.
    fn openers_with_new_roles(&self, tip: &Tip) -> Vec<RoleId> {
        // Whoever was excluded may have another role by now: then nobody new may open it.
        let known = tip.excluded.is_none_or(|role| self.handlers.with_role(role).is_some());
        let mut openers = tip.openers.clone();
        let now = self.handlers.without(tip.excluded).map(Handler::id).filter(|_| known);
        openers.extend(now.filter(|role| !tip.openers.contains(role)));
        openers
    }

    fn others<'a>(&'a self, handler: &Handler, tip: &Tip) -> impl Iterator<Item = &'a Handler> {
        let own = handler.id();
        self.handlers.all().iter().filter(move |other| other.id() != own && may_open(other, tip))
    }

    fn tell_the_others(&self, handler: &Handler, tip: &Tip, message: impl Fn(texts::Desk<'_>) -> Message) {
        let word = |message| vec![Word::Send { message, trail: None, protected: false }];
        let told = self.others(handler, tip).map(|other| (other.chat, word(message(self.words()))));
        let told: Vec<_> = told.collect();
        self.memory().due.extend(told);
    }
}

/// The files of a tip that count.
pub(super) fn in_force(tip: &Tip) -> impl Iterator<Item = &Part> {
    tip.parts.iter().filter(|part| part.replaced.is_none())
}

fn take(tip: &mut Tip, code: ProposalCode) -> Result<Proposal, HandlerTrouble> {
    let at = tip.proposals.iter().position(|proposal| ProposalCode::of(proposal) == code);
    at.map(|at| tip.proposals.remove(at)).ok_or(HandlerTrouble::Changed)
}

fn replace(tip: &mut Tip, proposal: Proposal, week: Week) -> Result<(), HandlerTrouble> {
    let until = Week(week.0.saturating_add(retention::REPLACED));
    let part = tip.parts.iter_mut().find(|part| part.replaced.is_none() && part.blob == proposal.replaces);
    let part = part.ok_or(HandlerTrouble::Changed)?;
    let old = Part { replaced: Some(until), ..*part };
    part.blob = proposal.blob;
    tip.parts.push(old);
    // What others sent for the same place was sealed anew from what isn't there any more.
    tip.proposals.retain(|other| other.replaces != proposal.replaces);
    Ok(())
}
