//! Serves those who come back with a receipt: status, replies, additions, removal.

use crate::desk::tips::TipDesk;
use crate::desk::tips::memory::Following;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::texts::tips::AdditionTrouble;
use crate::texts::tips::View;
use crate::tips::Act;
use crate::tips::AuditRow;
use crate::tips::Receipt;
use crate::tips::Status;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::button::Button;
use crate::tips::retention;

/// Times a change is tried anew because somebody else changed the tip meanwhile.
pub(super) const TRIES: usize = 4;

/// The buttons that go with what is shown of a tip.
pub(super) fn offered(following: &Following) -> Vec<Button> {
    match (&following.held, &following.addition) {
        (Some(_), _) => vec![Button::Rephrase, Button::KeepAnyway],
        (None, Some(_)) => vec![Button::SendAddition, Button::Follow],
        (None, None) => {
            vec![Button::Add, Button::Withdraw, Button::WithdrawNow, Button::Follow, Button::Close]
        }
    }
}

impl<S: TipStore> TipDesk<S> {
    /// `/status`, perhaps with a receipt behind it.
    pub(super) async fn asked_status(&self, turn: &mut Turn<'_>, rest: &str) -> Result<(), StoreError> {
        if Receipt::find(rest).is_some() {
            turn.delete_incoming();
        }
        if !self.makes_way(turn) {
            return Ok(());
        }
        if !rest.trim().is_empty() {
            return self.try_receipt(turn, rest).await;
        }
        self.ask_receipt(turn);
        Ok(())
    }

    /// Asks for the receipt, unless a report is open.
    pub(super) fn ask_receipt(&self, turn: &mut Turn<'_>) {
        if !self.makes_way(turn) {
            return;
        }
        let session = Session::new(Kind::AskedReceipt, turn.now);
        turn.show(texts::ask_receipt(self.words()), Some(&session.trail));
        self.memory().put(turn.incoming.chat, session);
    }

    /// Looks a receipt up. The message that holds it is deleted at once; what leads nowhere gets one answer,
    /// whatever the reason, after the same work.
    pub(super) async fn try_receipt(&self, turn: &mut Turn<'_>, text: &str) -> Result<(), StoreError> {
        turn.delete_incoming();
        let Some(receipt) = Receipt::parse(text).or_else(|| Receipt::find(text)) else {
            self.memory().put(turn.incoming.chat, Session::new(Kind::AskedReceipt, turn.now));
            turn.show(texts::no_receipt(self.words()), None);
            return Ok(());
        };
        let room = self.memory().limits.receipt(turn.incoming.chat, turn.now);
        if let Err(wait) = room {
            turn.show(texts::too_many_receipts(wait), None);
            return Ok(());
        }
        let Ok(keys) = self.sealer.unlock(&receipt).await else {
            turn.show(texts::store_trouble(), None);
            return Ok(());
        };
        match self.store.tip(keys.lookup) {
            Ok(Some(tip)) => {
                let (lookup, identity) = (keys.lookup, keys.identity);
                let following = Following { lookup, identity, addition: None, held: None };
                let session = Session::new(Kind::Following(following), turn.now);
                self.show_tip(turn, session, &tip).await;
            }
            Ok(None) => {
                self.memory().put(turn.incoming.chat, Session::new(Kind::AskedReceipt, turn.now));
                turn.show(texts::unknown_receipt(self.words()), None);
            }
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => turn.show(texts::store_trouble(), None),
        }
        Ok(())
    }

    /// Shows a tip with its replies, which can't be passed on.
    async fn show_tip(&self, turn: &mut Turn<'_>, session: Session, tip: &Tip) {
        let Kind::Following(following) = &session.kind else { return };
        let mut replies = Vec::new();
        for blob in &tip.replies {
            replies.push(self.read_reply(*blob, &following.identity).await);
        }
        let weeks_left = retention::last_week(tip).0.saturating_sub(self.week(turn.now).0).saturating_add(1);
        let view = View { tip, replies: &replies, weeks_left };
        for message in texts::followed(self.words(), view) {
            turn.send(message, Some(&session.trail), true);
        }
        self.memory().put(turn.incoming.chat, session);
    }

    async fn read_reply(&self, blob: crate::tips::BlobId, identity: &str) -> Option<String> {
        let sealed = self.store.blob(blob).ok()??;
        let plain = self.sealer.open(sealed, identity).await.ok()?;
        std::str::from_utf8(&plain).ok().map(str::to_owned)
    }

    /// Follows a button under a tip.
    pub(super) async fn follow_pressed(&self, turn: &mut Turn<'_>, button: Button) -> Result<(), StoreError> {
        let chat = turn.incoming.chat;
        let Some(mut session) = self.take_live(turn) else {
            turn.show(texts::session_over(self.words(), false), None);
            return Ok(());
        };
        session.touched = turn.now;
        if button == Button::Close && !matches!(session.kind, Kind::Filing { .. }) {
            turn.erase(&session.trail);
            turn.send(texts::closed(), None, false);
            return Ok(());
        }
        let Kind::Following(following) = &mut session.kind else {
            self.memory().put(chat, session);
            turn.notice(texts::stale());
            return Ok(());
        };
        match button {
            Button::Add => {
                following.addition.get_or_insert_default();
                turn.show(texts::ask_addition(self.words()), Some(&session.trail));
            }
            Button::KeepAnyway | Button::Rephrase => {
                self.settle_addition(turn, following, button == Button::KeepAnyway, &session.trail);
            }
            Button::SendAddition => return self.send_addition(turn, session).await,
            Button::Withdraw => return self.ask_withdraw(turn, session),
            Button::WithdrawNow => return self.withdraw(turn, session).await,
            _ => return self.back_to_tip(turn, session).await,
        }
        self.memory().put(chat, session);
        Ok(())
    }

    async fn back_to_tip(&self, turn: &mut Turn<'_>, mut session: Session) -> Result<(), StoreError> {
        let Kind::Following(following) = &mut session.kind else { return Ok(()) };
        following.addition = None;
        following.held = None;
        let lookup = following.lookup;
        turn.erase(&session.trail);
        match self.store.tip(lookup) {
            Ok(Some(tip)) => self.show_tip(turn, session, &tip).await,
            Ok(None) => turn.send(texts::unknown_receipt(self.words()), None, false),
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => turn.send(texts::store_trouble(), None, false),
        }
        Ok(())
    }

    /// A text while a tip is open: part of an addition, another receipt, or nothing that is taken.
    pub(super) async fn follow_said(
        &self,
        turn: &mut Turn<'_>,
        mut session: Session,
        text: &str,
    ) -> Result<(), StoreError> {
        if Receipt::parse(text).is_some() {
            turn.erase(&session.trail);
            return self.try_receipt(turn, text).await;
        }
        turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        if let Kind::Following(following) = &mut session.kind {
            if following.addition.is_some() {
                session.touched = turn.now;
            }
            self.add_piece(turn, following, text, &session.trail);
        }
        self.memory().put(turn.incoming.chat, session);
        Ok(())
    }

    fn ask_withdraw(&self, turn: &mut Turn<'_>, session: Session) -> Result<(), StoreError> {
        let Kind::Following(following) = &session.kind else { return Ok(()) };
        match self.store.tip(following.lookup) {
            Ok(tip) => {
                let fetched = tip.is_none_or(|tip| self.was_fetched(&tip));
                turn.show(texts::ask_withdraw(self.words(), fetched), Some(&session.trail));
            }
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => turn.show(texts::store_trouble(), Some(&session.trail)),
        }
        self.memory().put(turn.incoming.chat, session);
        Ok(())
    }

    /// Whether a handler has its files; where that can't be told, they may.
    fn was_fetched(&self, tip: &Tip) -> bool {
        let fetched = |row: &AuditRow| row.tag == tip.tag && row.act == Act::Fetched;
        tip.status == Status::Read || self.store.deeds().map_or(true, |deeds| deeds.iter().any(fetched))
    }

    async fn withdraw(&self, turn: &mut Turn<'_>, session: Session) -> Result<(), StoreError> {
        let Kind::Following(following) = &session.kind else { return Ok(()) };
        let removed = match self.store.tip(following.lookup) {
            Ok(Some(tip)) => {
                let stone = Tombstone {
                    tag: tip.tag,
                    week: self.week(turn.now),
                    status: tip.status,
                    withdrawn: true,
                    openers: tip.openers,
                };
                self.store.remove(following.lookup, stone).await
            }
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        match removed {
            Ok(()) => {
                turn.erase(&session.trail);
                turn.send(texts::withdrawn(), None, false);
            }
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => {
                turn.show(texts::store_trouble(), Some(&session.trail));
                self.memory().put(turn.incoming.chat, session);
            }
        }
        Ok(())
    }

    /// Nothing but text can be sent while a receipt is asked for or a tip is open.
    pub(super) fn follow_file(&self, turn: &mut Turn<'_>, session: Session) {
        if matches!(session.kind, Kind::AskedReceipt) {
            turn.delete_incoming();
            turn.show(texts::receipt_as_text(self.words()), Some(&session.trail));
        } else {
            turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
            turn.show(texts::addition_trouble(self.words(), AdditionTrouble::OnlyText), Some(&session.trail));
        }
        self.memory().put(turn.incoming.chat, session);
    }
}
