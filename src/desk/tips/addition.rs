//! What a tipster adds to a tip: noted piece by piece, sealed to those who can open the tip.

use zeroize::Zeroizing;

use crate::desk::tips::TipDesk;
use crate::desk::tips::follow::TRIES;
use crate::desk::tips::memory::Following;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::sending::failed;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::Contents;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::ports::Trail;
use crate::texts::tips as texts;
use crate::texts::tips::AdditionTrouble;
use crate::tips::Part;
use crate::tips::PartKind;
use crate::tips::Receipt;
use crate::tips::Tip;
use crate::tips::draft::MOST;
use crate::tips::draft::Piece;
use crate::tips::guard;
use crate::tips::guard::Expecting;
use crate::tips::report;

/// Most files of a tip: report, photos, additions and what was sealed anew.
const MOST_PARTS: usize = 60;

/// What became of an addition.
#[derive(PartialEq, Eq)]
enum Added {
    Stored,
    /// The tip is gone.
    Gone,
    /// The tip has as many files as it may have.
    Full,
}

impl<S: TipStore> TipDesk<S> {
    /// Notes a piece of an addition, unless something is in the way of it.
    pub(super) fn add_piece(
        &self,
        turn: &mut Turn<'_>,
        following: &mut Following,
        text: &str,
        trail: &Trail,
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

    /// Uses a piece that was held back, or drops it.
    pub(super) fn settle_addition(
        &self,
        turn: &mut Turn<'_>,
        following: &mut Following,
        keep: bool,
        trail: &Trail,
    ) {
        let held = following.held.take().filter(|_| keep);
        let pieces = following.addition.get_or_insert_default();
        held.into_iter().for_each(|piece| put_piece(pieces, piece));
        turn.show(texts::addition_noted(self.words(), characters(pieces)), Some(trail));
    }

    /// Stores the addition and says so.
    pub(super) async fn send_addition(
        &self,
        turn: &mut Turn<'_>,
        session: Session,
    ) -> Result<(), StoreError> {
        let chat = turn.incoming.chat;
        let Kind::Following(following) = &session.kind else { return Ok(()) };
        let pieces = following.addition.as_deref().unwrap_or_default();
        if pieces.is_empty() {
            turn.show(texts::addition_trouble(self.words(), AdditionTrouble::Empty), Some(&session.trail));
            self.memory().put(chat, session);
            return Ok(());
        }
        match self.add(turn, following, pieces).await {
            Ok(Added::Stored) => {
                if turn.incoming.press.is_some() {
                    turn.incoming.message.into_iter().for_each(|message| session.trail.spare(message));
                }
                turn.show(texts::added(self.words()), None);
                turn.erase(&session.trail);
                self.memory().put(chat, without_addition(session));
            }
            Ok(Added::Gone) => {
                turn.erase(&session.trail);
                turn.send(texts::unknown_receipt(self.words()), None, false);
            }
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            not_stored => {
                let full = not_stored == Ok(Added::Full);
                let trouble = if full { AdditionTrouble::TooMany } else { AdditionTrouble::NotStored };
                turn.show(texts::addition_trouble(self.words(), trouble), Some(&session.trail));
                self.memory().put(chat, session);
            }
        }
        Ok(())
    }

    /// Seals an addition and makes it durable.
    async fn add(
        &self,
        turn: &Turn<'_>,
        following: &Following,
        pieces: &[Piece],
    ) -> Result<Added, StoreError> {
        let mut text = Zeroizing::new(String::with_capacity(MOST * 4));
        for piece in pieces {
            text.extend([piece.text.as_str(), "\n"]);
        }
        for _ in 0..TRIES {
            let Some(before) = self.store.tip(following.lookup)? else { return Ok(Added::Gone) };
            if before.parts.len() >= MOST_PARTS {
                return Ok(Added::Full);
            }
            let date = self.date(turn.now);
            let frame = report::Frame { tag: before.tag, date: &date, reply_key: &before.reply_key };
            let plain = Zeroizing::new(report::of_addition(&text, frame).as_bytes().to_vec());
            let sealed = self.seal_for_openers(plain, &before).await?;
            let blob = Blob { id: self.draw_blob()?, sealed };
            let week = self.week(turn.now);
            let mut after = Tip { active: week, written: week, news: true, warned: false, ..before.clone() };
            after.parts.push(Part { blob: blob.id, kind: PartKind::Addition, replaced: None });
            if self.store.revise(following.lookup, before, after, vec![blob], None).await? {
                return Ok(Added::Stored);
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
