//! Serves handlers: their list, the sealed files, statuses.
//!
//! A handler sees exactly the tips that his role may open. Every act is noted in the tips' own audit.

use crate::desk::tips::TipDesk;
use crate::desk::tips::follow::TRIES;
use crate::desk::tips::reply::clear_away;
use crate::desk::tips::reseal::in_force;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::Deed;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::Message;
use crate::texts::tips as texts;
use crate::texts::tips::HandlerTrouble;
use crate::texts::tips::Mark;
use crate::texts::tips::Row;
use crate::tips::Act;
use crate::tips::AuditRow;
use crate::tips::Handler;
use crate::tips::LookupId;
use crate::tips::PartKind;
use crate::tips::Status;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::Week;
use crate::tips::age_file;
use crate::tips::button::Button;
use crate::tips::retention;
use crate::tips::retention::Due;

/// Tips on a page of the list.
const PAGE: usize = 12;

/// Removed tips that the list still mentions.
const STONES: usize = 6;

/// Why an act did not happen.
pub(super) enum Refusal {
    Trouble(HandlerTrouble),
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<HandlerTrouble> for Refusal {
    fn from(trouble: HandlerTrouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl<S: TipStore> TipDesk<S> {
    /// Obeys a handler's command.
    pub(super) async fn handler_command(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        name: &str,
        rest: &str,
    ) -> Result<(), StoreError> {
        let result = match name {
            "kotak" => self.inbox(turn, handler, 0),
            "balas" => self.reply_command(turn, handler, rest).await,
            _ => self.reseal(turn, handler, rest).await,
        };
        self.told(turn, result)
    }

    /// Follows a handler's button.
    pub(super) async fn handler_pressed(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        button: Button,
    ) -> Result<(), StoreError> {
        let result = match button {
            Button::Inbox(page) => self.inbox(turn, handler, page),
            Button::Open(tag) => self.open_tip(turn, handler, tag),
            Button::Fetch(tag) => self.fetch(turn, handler, tag).await,
            Button::ChooseStatus(tag) => self.choose_status(turn, handler, tag),
            Button::SetStatus(tag, status) => self.set_status(turn, handler, tag, status).await,
            Button::Reply(tag) => self.ask_reply(turn, handler, tag),
            Button::ConfirmReseal(tag, _, code) => self.confirm_reseal(turn, handler, tag, code).await,
            Button::DeclineReseal(tag, _, code) => self.decline_reseal(turn, handler, tag, code).await,
            _ => self.send_reply(turn, handler).await,
        };
        self.told(turn, result)
    }

    pub(super) fn told(&self, turn: &mut Turn<'_>, result: Result<(), Refusal>) -> Result<(), StoreError> {
        let trouble = match result {
            Ok(()) => return Ok(()),
            Err(Refusal::Store(StoreError::Closed)) => return Err(StoreError::Closed),
            Err(Refusal::Store(_)) => HandlerTrouble::Store,
            Err(Refusal::Trouble(trouble)) => trouble,
        };
        turn.show(texts::handler_trouble(self.words(), trouble), None);
        Ok(())
    }

    fn inbox(&self, turn: &mut Turn<'_>, handler: &Handler, page: u8) -> Result<(), Refusal> {
        let now = self.week(turn.now);
        let mut tips: Vec<Tip> =
            self.store.tips()?.into_iter().map(|(_, tip)| tip).filter(|tip| may_open(handler, tip)).collect();
        tips.sort_by_key(|tip| (tip.status.is_final(), std::cmp::Reverse(tip.active), tip.tag));
        let deeds = self.store.deeds()?;
        let stones = self.store.tombstones()?;
        let mut gone: Vec<_> = stones.iter().filter(|stone| stone.openers.contains(&handler.id())).collect();
        gone.sort_by_key(|stone| std::cmp::Reverse(stone.week));
        gone.truncate(STONES);
        let pages = u8::try_from(tips.len().div_ceil(PAGE).max(1)).unwrap_or(u8::MAX);
        let page = page.min(pages.saturating_sub(1));
        let first = usize::from(page).saturating_mul(PAGE);
        let rows: Vec<Row<'_>> =
            tips.iter().skip(first).take(PAGE).map(|tip| Row { tip, mark: mark(tip, &deeds, now) }).collect();
        turn.show(texts::inbox(self.words(), &rows, &gone, page, pages, now), None);
        Ok(())
    }

    fn open_tip(&self, turn: &mut Turn<'_>, handler: &Handler, tag: Tag) -> Result<(), Refusal> {
        let (_, tip) = self.tip_of(handler, tag)?;
        let reply = self.take_reply(turn);
        self.show_to_handler(turn, handler, &tip)?;
        reply.into_iter().for_each(|session| clear_away(turn, &session));
        Ok(())
    }

    pub(super) fn show_to_handler(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        tip: &Tip,
    ) -> Result<(), Refusal> {
        let deeds: Vec<_> = self.store.deeds()?.into_iter().filter(|row| row.tag == tip.tag).collect();
        turn.show(texts::tip(self.words(), tip, handler.id(), &deeds, self.week(turn.now)), None);
        Ok(())
    }

    /// Sends the sealed files. That it was fetched is noted before they go out.
    async fn fetch(&self, turn: &mut Turn<'_>, handler: &Handler, tag: Tag) -> Result<(), Refusal> {
        let (_, tip) = self.tip_of(handler, tag)?;
        let files = self.files_of(&tip)?;
        let after = self
            .act(turn, handler, tag, Act::Fetched, Vec::new(), |tip, week| {
                if tip.status == Status::Received {
                    tip.status = Status::Read;
                    tip.since = week;
                }
                Ok(())
            })
            .await?;
        self.show_to_handler(turn, handler, &after)?;
        files.into_iter().for_each(|(name, content, caption)| turn.document(name, content, caption));
        Ok(())
    }

    /// Returns the sealed files, and behind them those that were sealed anew and wait for agreement.
    fn files_of(&self, tip: &Tip) -> Result<Vec<(String, Vec<u8>, Message)>, Refusal> {
        let content = |blob| self.store.blob(blob)?.ok_or(StoreError::Unreadable);
        let (tag, count) = (tip.tag, in_force(tip).count());
        let mut files = Vec::new();
        for (number, part) in (1..).zip(in_force(tip)) {
            let name = texts::file_name(tag, number, part.kind == PartKind::Photo);
            files.push((name, content(part.blob)?, texts::file_caption(tag, number, count)));
        }
        for proposal in &tip.proposals {
            let number = texts::proposal_number(tip, proposal);
            let caption = texts::proposal_caption(self.words(), tag, number, proposal.by);
            files.push((texts::proposal_name(tag, number), content(proposal.blob)?, caption));
        }
        Ok(files)
    }

    fn choose_status(&self, turn: &mut Turn<'_>, handler: &Handler, tag: Tag) -> Result<(), Refusal> {
        let (_, tip) = self.tip_of(handler, tag)?;
        turn.show(texts::choose_status(self.words(), &tip), None);
        Ok(())
    }

    async fn set_status(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        tag: Tag,
        status: Status,
    ) -> Result<(), Refusal> {
        let after = self
            .act(turn, handler, tag, Act::Moved(status), Vec::new(), |tip, week| {
                if !tip.status.may_become(status) {
                    return Err(HandlerTrouble::NoSuchStep);
                }
                tip.status = status;
                tip.since = week;
                Ok(())
            })
            .await?;
        turn.notice(texts::status_name(status));
        self.show_to_handler(turn, handler, &after)
    }

    /// Changes a tip in one transaction with the audit of it, trying anew when somebody else was faster.
    pub(super) async fn act(
        &self,
        turn: &Turn<'_>,
        handler: &Handler,
        tag: Tag,
        act: Act,
        blobs: Vec<Blob>,
        change: impl Fn(&mut Tip, Week) -> Result<(), HandlerTrouble>,
    ) -> Result<Tip, Refusal> {
        let week = self.week(turn.now);
        for _ in 0..TRIES {
            let (lookup, before) = self.tip_of(handler, tag)?;
            let mut after = Tip { active: week, warned: false, ..before.clone() };
            change(&mut after, week)?;
            let deed = Deed { week, role: handler.id(), act, tag };
            if self.store.revise(lookup, before, after.clone(), blobs.clone(), Some(deed)).await? {
                return Ok(after);
            }
        }
        Err(HandlerTrouble::Changed.into())
    }

    /// Finds a tip that this handler may open; all others don't exist for him.
    pub(super) fn tip_of(&self, handler: &Handler, tag: Tag) -> Result<(LookupId, Tip), Refusal> {
        let tips = self.store.tips()?;
        let found = tips.into_iter().find(|(_, tip)| tip.tag == tag && may_open(handler, tip));
        Ok(found.ok_or(HandlerTrouble::NoTip)?)
    }
}

/// Whether a handler's role may open a tip.
pub(super) fn may_open(handler: &Handler, tip: &Tip) -> bool {
    tip.openers.contains(&handler.id()) && tip.excluded != Some(handler.id())
}

/// How a tip stands in the list.
fn mark(tip: &Tip, deeds: &[AuditRow], now: Week) -> Mark {
    if retention::due(tip, now) != Due::Stay {
        return Mark::GoesSoon(retention::last_week(tip));
    }
    let told = deeds.iter().filter(|row| row.tag == tip.tag && row.act != Act::Fetched).map(|row| row.week);
    let told = told.max().unwrap_or(tip.filed);
    match tip.status {
        Status::Received if now.0.saturating_sub(tip.since.0) >= retention::OVERDUE => Mark::Unread,
        status if !status.is_final() && now.0.saturating_sub(told.0) >= retention::FEEDBACK => {
            Mark::NoFeedback
        }
        _ => Mark::None,
    }
}

/// The sealed file that came with this, if one did.
pub(super) fn fetched(turn: &Turn<'_>) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(file) = &turn.incoming.circumstances.file else { return Ok(None) };
    match &file.content {
        Some(Ok(content)) if age_file::is_age_file(content) => Ok(Some(content.to_vec())),
        _ => Err(HandlerTrouble::NotSealed.into()),
    }
}
