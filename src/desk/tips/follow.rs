//! Serves those who come back with a receipt: status, replies, additions, removal.

use zeroize::Zeroizing;

use crate::desk::tips::TipDesk;
use crate::desk::tips::memory::Following;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::sending::failed;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::Contents;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::texts::tips::AdditionTrouble;
use crate::texts::tips::View;
use crate::tips::Act;
use crate::tips::Part;
use crate::tips::PartKind;
use crate::tips::Receipt;
use crate::tips::Status;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::button::Button;
use crate::tips::draft::MOST;
use crate::tips::draft::Piece;
use crate::tips::guard;
use crate::tips::guard::Expecting;
use crate::tips::report;
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
        if self.keeps_open(turn) {
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
        if self.keeps_open(turn) {
            return;
        }
        let chat = turn.incoming.chat;
        let mut memory = self.memory();
        if let Some(session) = memory.take(chat) {
            turn.erase(&session.trail);
        }
        let session = Session::new(Kind::AskedReceipt, turn.now);
        turn.show(texts::ask_receipt(self.words()), Some(&session.trail));
        memory.put(chat, session);
    }

    /// Looks a receipt up. The message that holds it is deleted at once; what leads nowhere gets one answer,
    /// whatever the reason, after the same work.
    pub(super) async fn try_receipt(&self, turn: &mut Turn<'_>, text: &str) -> Result<(), StoreError> {
        turn.delete_incoming();
        let Some(receipt) = Receipt::parse(text) else {
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
            turn.show(texts::session_over(self.words()), None);
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

    fn add_piece(
        &self,
        turn: &mut Turn<'_>,
        following: &mut Following,
        text: &str,
        trail: &crate::ports::Trail,
    ) {
        let Some(pieces) = &mut following.addition else {
            return turn.show(texts::add_or_close(self.words()), Some(trail));
        };
        let trouble = |trouble| texts::addition_trouble(self.words(), trouble);
        if Receipt::find(text).is_some() {
            turn.delete_incoming();
            return turn.show(trouble(AdditionTrouble::Receipt), Some(trail));
        }
        let others = pieces.iter().filter(|piece| piece.message != turn.incoming.message);
        let others: usize = others.map(|piece| piece.text.chars().count()).sum();
        if others.saturating_add(text.chars().count()) > MOST {
            return turn.show(trouble(AdditionTrouble::TooLong), Some(trail));
        }
        let piece = Piece { message: turn.incoming.message, text: Zeroizing::new(text.to_owned()) };
        if !guard::findings(text, Expecting::Nobody).is_empty() {
            following.held = Some(piece);
            return turn.show(texts::addition_guarded(self.words()), Some(trail));
        }
        following.held = None;
        put_piece(pieces, piece);
        turn.show(texts::addition_noted(self.words(), characters(pieces)), Some(trail));
    }

    fn settle_addition(
        &self,
        turn: &mut Turn<'_>,
        following: &mut Following,
        keep: bool,
        trail: &crate::ports::Trail,
    ) {
        let held = following.held.take().filter(|_| keep);
        let pieces = following.addition.get_or_insert_default();
        held.into_iter().for_each(|piece| put_piece(pieces, piece));
        turn.show(texts::addition_noted(self.words(), characters(pieces)), Some(trail));
    }

    async fn send_addition(&self, turn: &mut Turn<'_>, session: Session) -> Result<(), StoreError> {
        let chat = turn.incoming.chat;
        let Kind::Following(following) = &session.kind else { return Ok(()) };
        let pieces = following.addition.as_deref().unwrap_or_default();
        if pieces.is_empty() {
            turn.show(texts::addition_trouble(self.words(), AdditionTrouble::Empty), Some(&session.trail));
            self.memory().put(chat, session);
            return Ok(());
        }
        match self.add(turn, following, pieces).await {
            Ok(true) => {
                if turn.incoming.press.is_some() {
                    turn.incoming.message.into_iter().for_each(|message| session.trail.spare(message));
                }
                turn.show(texts::added(self.words()), None);
                turn.erase(&session.trail);
                self.memory().put(chat, without_addition(session));
            }
            Ok(false) => {
                turn.erase(&session.trail);
                turn.send(texts::unknown_receipt(self.words()), None, false);
            }
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => {
                let trouble = texts::addition_trouble(self.words(), AdditionTrouble::NotStored);
                turn.show(trouble, Some(&session.trail));
                self.memory().put(chat, session);
            }
        }
        Ok(())
    }

    /// Seals an addition and makes it durable; `false` if the tip is gone.
    async fn add(
        &self,
        turn: &Turn<'_>,
        following: &Following,
        pieces: &[Piece],
    ) -> Result<bool, StoreError> {
        let mut text = Zeroizing::new(String::with_capacity(MOST * 4));
        for piece in pieces {
            text.extend([piece.text.as_str(), "\n"]);
        }
        for _ in 0..TRIES {
            let Some(before) = self.store.tip(following.lookup)? else { return Ok(false) };
            let date = self.date(turn.now);
            let frame = report::Frame { tag: before.tag, date: &date, reply_key: &before.reply_key };
            let plain = Zeroizing::new(report::of_addition(&text, frame).as_bytes().to_vec());
            let sealed = self.seal_for_openers(plain, &before).await?;
            let blob = Blob { id: self.draw_blob()?, sealed };
            let week = self.week(turn.now);
            let mut after = Tip { active: week, written: week, news: true, warned: false, ..before.clone() };
            after.parts.push(Part { blob: blob.id, kind: PartKind::Addition, replaced: None });
            if self.store.revise(following.lookup, before, after, vec![blob], None).await? {
                return Ok(true);
            }
        }
        Err(StoreError::Unwritable)
    }

    /// Seals to those who can open the tip; decoys keep the count of keys the same.
    async fn seal_for_openers(&self, plain: Zeroizing<Vec<u8>>, tip: &Tip) -> Result<Vec<u8>, StoreError> {
        let all = self.handlers.without(tip.excluded);
        let openers = all.filter(|handler| tip.openers.contains(&handler.id()));
        let keys = openers.map(|handler| handler.key.clone()).chain([self.handlers.escrow().key.clone()]);
        let keys: Vec<_> = keys.collect();
        let decoys = self.handlers.all().len().saturating_add(1).saturating_sub(keys.len());
        self.sealer.seal(plain, Contents::Text, keys, decoys).await.map_err(failed)
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
        let deeds = self.store.deeds().unwrap_or_default();
        tip.status == Status::Read || deeds.iter().any(|row| row.tag == tip.tag && row.act == Act::Fetched)
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
        turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        turn.show(texts::addition_trouble(self.words(), AdditionTrouble::OnlyText), Some(&session.trail));
        self.memory().put(turn.incoming.chat, session);
    }
}

/// Adds a piece, or puts it in place of what its message said before.
fn put_piece(pieces: &mut Vec<Piece>, piece: Piece) {
    match pieces.iter_mut().find(|known| known.message == piece.message) {
        Some(known) => *known = piece,
        None => pieces.push(piece),
    }
}

fn characters(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.chars().count()).sum()
}

fn without_addition(mut session: Session) -> Session {
    if let Kind::Following(following) = &mut session.kind {
        following.addition = None;
        following.held = None;
    }
    session
}
