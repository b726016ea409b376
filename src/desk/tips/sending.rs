//! Files a report: seals, commits, then says so; or tells the truth about one that is gone.

use crate::desk::tips::TipDesk;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::Contents;
use crate::ports::Filing as Filed;
use crate::ports::ReceiptKeys;
use crate::ports::SealTrouble;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::tips::BlobId;
use crate::tips::Handler;
use crate::tips::Part;
use crate::tips::PartKind;
use crate::tips::Receipt;
use crate::tips::Recipient;
use crate::tips::Status;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::button::Button;
use crate::tips::button::Fruit;
use crate::tips::draft::Draft;
use crate::tips::filing::Filing;
use crate::tips::filing::Stage;
use crate::tips::report;
use zeroize::Zeroizing;

/// Tags drawn before a tip is given up on.
const DRAWS: usize = 16;

impl<S: TipStore> TipDesk<S> {
    /// Files the tip, or tells the truth about one that was filed or lost before.
    pub(super) async fn send(&self, turn: &mut Turn<'_>, button: Button) -> Result<(), StoreError> {
        let chat = turn.incoming.chat;
        let Some(mut session) = self.take_live(turn) else { return self.tell_the_truth(turn).await };
        session.touched = turn.now;
        let Kind::Filing { filing, keys } = &mut session.kind else {
            self.memory().put(chat, session);
            return self.tell_the_truth(turn).await;
        };
        let shown = turn.incoming.circumstances.pressed.as_deref().and_then(Receipt::find);
        if shown.is_some() && shown != filing.receipt {
            self.memory().put(chat, session);
            return self.tell_the_truth(turn).await;
        }
        if filing.stage != Stage::Ready || filing.is_guarding() {
            // Something is being changed: what stands in that message isn't the report any more.
            self.memory().put(chat, session);
            turn.notice(texts::stale());
            return Ok(());
        }
        if let Some(message) = self.not_now(turn, filing, button) {
            turn.send(message, Some(&session.trail), false);
            self.memory().put(chat, session);
            return Ok(());
        }
        if let (Some(receipt), None) = (&filing.receipt, &keys) {
            *keys = self.sealer.unlock(receipt).await.ok();
        }
        let (Some(receipt), Some(keys)) = (filing.receipt.clone(), keys.as_ref()) else {
            turn.send(texts::not_sealed(self.words(), filing), Some(&session.trail), false);
            self.memory().put(chat, session);
            return Ok(());
        };
        let filed = self.file(turn, &filing.draft, keys).await;
        match filed {
            Ok(filed) => self.say_filed(turn, &session, &receipt, filed),
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => {
                turn.send(texts::not_filed(self.words(), filing), Some(&session.trail), false);
                self.memory().put(chat, session);
            }
        }
        Ok(())
    }

    /// Says why the tip isn't filed now: too many of this chat, or so many that a person must show it is one.
    fn not_now(&self, turn: &Turn<'_>, filing: &mut Filing, button: Button) -> Option<crate::texts::Message> {
        let mut memory = self.memory();
        if let Some(wait) = memory.limits.too_many_of_chat(turn.incoming.chat, turn.now) {
            return Some(texts::too_many_tips(wait));
        }
        let picked = matches!(button, Button::Pick(fruit) if filing.puzzle == Some(fruit));
        if picked || !memory.limits.too_many_in_all(turn.now) {
            return None;
        }
        let random = self.sealer.random().ok()?;
        let at = random.first().map_or(0, |byte| usize::from(*byte) % Fruit::ALL.len());
        filing.puzzle = Fruit::ALL.get(at).copied();
        Some(texts::puzzle(self.words(), filing))
    }

    /// Announces what is durable by now: first the receipt's message says so, then the draft is deleted.
    fn say_filed(&self, turn: &mut Turn<'_>, session: &Session, receipt: &Receipt, filed: Filed) {
        let message = match filed {
            Filed::AlreadyFiled => texts::filed_before(self.words(), receipt),
            Filed::Filed | Filed::TagTaken => texts::filed(self.words(), receipt),
        };
        self.memory().limits.filed(turn.incoming.chat, turn.now);
        self.remember_end(turn.incoming.chat, &session.trail, turn.now, true);
        turn.show(message, None);
        if turn.incoming.press.is_some() {
            turn.incoming.message.into_iter().for_each(|message| session.trail.spare(message));
        }
        turn.erase(&session.trail);
    }

    /// "Kirim" without its draft: the receipt in the message tells whether the tip was filed.
    pub(super) async fn tell_the_truth(&self, turn: &mut Turn<'_>) -> Result<(), StoreError> {
        let shown = turn.incoming.circumstances.pressed.as_deref().and_then(Receipt::find);
        let Some(receipt) = shown else {
            self.doubt_latecomers(turn.incoming.chat);
            turn.show(texts::draft_gone(self.words()), None);
            return Ok(());
        };
        let Ok(keys) = self.sealer.unlock(&receipt).await else {
            turn.show(texts::store_trouble(), None);
            return Ok(());
        };
        let message = match self.store.tip(keys.lookup) {
            Ok(Some(_)) => texts::filed_before(self.words(), &receipt),
            Ok(None) => {
                self.doubt_latecomers(turn.incoming.chat);
                texts::draft_lost(self.words())
            }
            Err(StoreError::Closed) => return Err(StoreError::Closed),
            Err(_) => texts::store_trouble(),
        };
        turn.show(message, None);
        Ok(())
    }

    /// Seals a draft and makes it durable.
    async fn file(&self, turn: &Turn<'_>, draft: &Draft, keys: &ReceiptKeys) -> Result<Filed, StoreError> {
        for _ in 0..DRAWS {
            let random = self.sealer.random().map_err(failed)?;
            let tag = Tag::from_random(*random.first_chunk().ok_or(StoreError::Unwritable)?);
            let (tip, blobs) = self.seal(turn, draft, keys, tag).await?;
            match self.store.file(keys.lookup, tip, blobs).await? {
                Filed::TagTaken => {}
                filed => return Ok(filed),
            }
        }
        Err(StoreError::Unwritable)
    }

    async fn seal(
        &self,
        turn: &Turn<'_>,
        draft: &Draft,
        keys: &ReceiptKeys,
        tag: Tag,
    ) -> Result<(Tip, Vec<Blob>), StoreError> {
        let mut blobs = Vec::new();
        let mut parts = Vec::new();
        let mut add = |kind, sealed: Vec<u8>, id: BlobId| {
            blobs.push(Blob { id, sealed });
            parts.push(Part { blob: id, kind, replaced: None });
        };
        if let Some(file) = &draft.pre_sealed {
            add(PartKind::PreSealed, file.clone(), self.draw_blob()?);
        } else {
            let date = self.date(turn.now);
            let frame = report::Frame { tag, date: &date, reply_key: &keys.reply_key };
            let text = Zeroizing::new(report::of_draft(draft, frame).as_bytes().to_vec());
            add(
                PartKind::Report,
                self.seal_for(text, Contents::Text, draft.excluded).await?,
                self.draw_blob()?,
            );
            for photo in &draft.photos {
                let sealed = self.seal_for(photo.jpeg.clone(), Contents::Photo, draft.excluded).await?;
                add(PartKind::Photo, sealed, self.draw_blob()?);
            }
        }
        let week = self.week(turn.now);
        let excluded = if draft.pre_sealed.is_some() { None } else { draft.excluded };
        let tip = Tip {
            tag,
            filed: week,
            active: week,
            written: week,
            status: Status::Received,
            since: week,
            reply_key: keys.reply_key.clone(),
            openers: self.handlers.without(excluded).map(Handler::id).collect(),
            excluded,
            parts,
            proposals: Vec::new(),
            replies: Vec::new(),
            news: true,
            warned: false,
        };
        Ok((tip, blobs))
    }

    /// Seals to everybody but the excluded role; a decoy keeps the count of keys the same.
    pub(super) async fn seal_for(
        &self,
        plain: Zeroizing<Vec<u8>>,
        contents: Contents,
        excluded: Option<crate::tips::RoleId>,
    ) -> Result<Vec<u8>, StoreError> {
        let handlers = self.handlers.without(excluded).map(|handler| handler.key.clone());
        let keys: Vec<Recipient> = handlers.chain([self.handlers.escrow().key.clone()]).collect();
        let decoys = self.handlers.all().len().saturating_add(1).saturating_sub(keys.len());
        self.sealer.seal(plain, contents, keys, decoys).await.map_err(failed)
    }

    pub(super) fn draw_blob(&self) -> Result<BlobId, StoreError> {
        let random = self.sealer.random().map_err(failed)?;
        Ok(BlobId(*random.first_chunk().ok_or(StoreError::Unwritable)?))
    }

    /// Today's date here, `2026-02-23`.
    pub(super) fn date(&self, now: crate::ports::Timestamp) -> String {
        now.date(self.hours_east)
    }
}

/// What can't be sealed can't be stored.
pub(super) fn failed(_: SealTrouble) -> StoreError {
    StoreError::Unwritable
}
