//! Takes a report: notes what is written, shows preview and receipt, seals, commits, then says so.

use zeroize::Zeroizing;

use crate::conversation::Unreadable;
use crate::desk::FetchTrouble;
use crate::desk::File;
use crate::desk::tips::TipDesk;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::Contents;
use crate::ports::Filing as Filed;
use crate::ports::PhotoTrouble;
use crate::ports::ReceiptKeys;
use crate::ports::SealTrouble;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::texts::tips::Refused;
use crate::tips::BlobId;
use crate::tips::Handler;
use crate::tips::Part;
use crate::tips::PartKind;
use crate::tips::Receipt;
use crate::tips::Recipient;
use crate::tips::Status;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::age_file;
use crate::tips::button::Button;
use crate::tips::button::Fruit;
use crate::tips::draft::Draft;
use crate::tips::draft::Photo;
use crate::tips::draft::Piece;
use crate::tips::filing::Filing;
use crate::tips::filing::Move;
use crate::tips::filing::Say;
use crate::tips::filing::Stage;
use crate::tips::report;

/// Largest sealed report that a tipster may send, in bytes.
const LARGEST_PRE_SEALED: usize = 4 * 1024 * 1024;

/// Memory that a photo may take while it is taken.
const PHOTO_ROOM: usize = 512 * 1024;

/// Tags drawn before a tip is given up on.
const DRAWS: usize = 16;

impl<S: TipStore> TipDesk<S> {
    /// Begins a report, or shows the open one where it stands.
    pub(super) fn begin(&self, turn: &mut Turn<'_>, text: Option<&str>) {
        let first = text.filter(|text| !text.trim().is_empty());
        self.begin_with(turn, first.map(|text| piece(turn, text)));
    }

    /// Begins a report with what was written before, or shows the open one where it stands.
    pub(super) fn begin_with(&self, turn: &mut Turn<'_>, first: Option<Piece>) {
        if self.keeps_open(turn) {
            return;
        }
        let chat = turn.incoming.chat;
        let mut memory = self.memory();
        if let Some(session) = memory.take(chat) {
            turn.erase(&session.trail);
        }
        if let Some(wait) = memory.limits.too_many_of_chat(chat, turn.now) {
            return turn.show(texts::too_many_tips(wait), None);
        }
        if !memory.has_room() {
            return turn.show(texts::too_full(), None);
        }
        drop(memory);
        self.open_filing(turn, first);
    }

    /// Opens a draft with the notice.
    fn open_filing(&self, turn: &mut Turn<'_>, first: Option<Piece>) {
        let written = first.as_ref().and_then(|piece| piece.message);
        let filing = Box::new(Filing::begin(first));
        let notice = texts::notice(self.words(), &filing);
        let session = Session::new(Kind::Filing { filing, keys: None }, turn.now);
        written.into_iter().for_each(|message| session.trail.add(message));
        if turn.incoming.press.is_none() {
            turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        }
        turn.show(notice, Some(&session.trail));
        self.memory().put(turn.incoming.chat, session);
    }

    /// Notes a text.
    pub(super) async fn write(
        &self,
        turn: &mut Turn<'_>,
        session: Session,
        text: &str,
    ) -> Result<(), StoreError> {
        turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        let room = self.memory().limits.message(turn.incoming.chat, turn.now);
        if let Err(wait) = room {
            turn.show(texts::too_fast(wait), Some(&session.trail));
            self.memory().put(turn.incoming.chat, session);
            return Ok(());
        }
        let piece = piece(turn, text);
        let action = if turn.incoming.circumstances.edited { Move::Edit(piece) } else { Move::Write(piece) };
        self.make(turn, session, action).await
    }

    /// Follows a button of the report's dialogue.
    pub(super) async fn filing_pressed(&self, turn: &mut Turn<'_>, button: Button) -> Result<(), StoreError> {
        match self.take_live(turn) {
            Some(session) if matches!(session.kind, Kind::Filing { .. }) => {
                return self.make(turn, session, Move::Press(button)).await;
            }
            Some(session) => {
                self.memory().put(turn.incoming.chat, session);
                turn.notice(texts::stale());
            }
            None => return self.tell_the_truth(turn).await,
        }
        Ok(())
    }

    /// Makes a move and says what follows.
    async fn make(&self, turn: &mut Turn<'_>, mut session: Session, action: Move) -> Result<(), StoreError> {
        session.touched = turn.now;
        let Kind::Filing { filing, keys } = &mut session.kind else { return Ok(()) };
        match filing.step(&self.handlers, action) {
            Say::Stale => turn.notice(texts::stale()),
            Say::Ready => self.ready(turn, filing, keys, &session.trail).await,
            say => {
                if say == Say::ReceiptInText {
                    turn.delete_incoming();
                }
                turn.show(texts::say(self.words(), filing, &say), Some(&session.trail));
            }
        }
        self.memory().put(turn.incoming.chat, session);
        Ok(())
    }

    /// Shows preview and receipt. The receipt's keys are derived here, so that filing needn't wait for it.
    async fn ready(
        &self,
        turn: &mut Turn<'_>,
        filing: &mut Filing,
        keys: &mut Option<ReceiptKeys>,
        trail: &crate::ports::Trail,
    ) {
        if filing.receipt.is_none() {
            filing.receipt = self.draw_receipt().ok();
        }
        let Some(receipt) = filing.receipt.clone() else {
            return turn.show(texts::not_filed(self.words(), filing), Some(trail));
        };
        if keys.is_none() {
            *keys = self.sealer.unlock(&receipt).await.ok();
        }
        turn.show_all(texts::preview(self.words(), &filing.draft, &self.date(turn.now)), Some(trail));
        turn.send(texts::receipt(self.words(), filing, &receipt), Some(trail), false);
    }

    fn draw_receipt(&self) -> Result<Receipt, SealTrouble> {
        let random = self.sealer.random()?;
        Ok(Receipt::from_random(*random.first_chunk().ok_or(SealTrouble::Failed)?))
    }

    /// Takes a photo, a sealed report, or says why something can't be taken; then the caption.
    pub(super) async fn take_file(
        &self,
        turn: &mut Turn<'_>,
        session: Session,
        what: Option<Unreadable>,
        caption: Option<&str>,
    ) -> Result<(), StoreError> {
        turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        let chat = turn.incoming.chat;
        let room = self.memory().limits.message(chat, turn.now);
        if let Err(wait) = room {
            turn.show(texts::too_fast(wait), Some(&session.trail));
            self.memory().put(chat, session);
            return Ok(());
        }
        if let Some(caption) = caption.filter(|caption| Receipt::find(caption).is_some()) {
            return self.make(turn, session, Move::Write(piece(turn, caption))).await;
        }
        if let Some(caption) =
            caption.filter(|_| turn.incoming.circumstances.edited && is_known(turn, &session))
        {
            return self.make(turn, session, Move::Edit(piece(turn, caption))).await;
        }
        let asks = takes_text(&session);
        match self.read_file(turn, what, asks).await {
            Ok(action) => self.make(turn, session, action).await?,
            Err(refused) => {
                let Kind::Filing { filing, .. } = &session.kind else { return Ok(()) };
                turn.show(texts::refused(self.words(), Some(filing), refused), Some(&session.trail));
                self.memory().put(chat, session);
            }
        }
        let Some(caption) = caption else { return Ok(()) };
        let Some(session) = self.memory().take(chat) else { return Ok(()) };
        if takes_text(&session) {
            return self.make(turn, session, Move::Write(piece(turn, caption))).await;
        }
        self.memory().put(chat, session);
        Ok(())
    }

    /// Turns what was sent into a move.
    async fn read_file(
        &self,
        turn: &Turn<'_>,
        what: Option<Unreadable>,
        asks: bool,
    ) -> Result<Move, Refused> {
        let file = turn.incoming.circumstances.file.as_ref();
        let Some(File { photo, content, .. }) = file else { return Err(refused(what)) };
        let content = match content {
            Some(Ok(content)) => content,
            Some(Err(FetchTrouble::TooLarge)) if *photo => return Err(Refused::LargePhoto),
            Some(Err(FetchTrouble::Unavailable)) => return Err(Refused::Unavailable),
            Some(Err(FetchTrouble::TooLarge)) => return Err(refused(what)),
            None if asks => return Err(Refused::Unavailable),
            // Where no answer is expected nothing is fetched; the dialogue says what to press.
            None => return Ok(Move::Write(piece(turn, ""))),
        };
        if !photo {
            return self.sealed_report(content).ok_or(refused(what))?;
        }
        if !self.memory().has_room_for(PHOTO_ROOM) {
            return Err(Refused::LargePhoto);
        }
        match self.sealer.photo(content.clone()).await {
            Ok(jpeg) => Ok(Move::Show(Photo { message: turn.incoming.message, jpeg })),
            Err(PhotoTrouble::TooLarge) => Err(Refused::LargePhoto),
            Err(_) => Err(Refused::BrokenPhoto),
        }
    }

    /// A report that the tipster sealed; `None` if it isn't sealed.
    fn sealed_report(&self, content: &[u8]) -> Option<Result<Move, Refused>> {
        let fits = content.len() <= LARGEST_PRE_SEALED && self.memory().has_room_for(content.len());
        let read = || if fits { Ok(Move::Seal(content.to_vec())) } else { Err(Refused::LargeSealed) };
        age_file::is_age_file(content).then(read)
    }

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
            turn.send(texts::not_filed(self.words(), filing), Some(&session.trail), false);
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
            turn.show(texts::draft_gone(self.words()), None);
            return Ok(());
        };
        let Ok(keys) = self.sealer.unlock(&receipt).await else {
            turn.show(texts::store_trouble(), None);
            return Ok(());
        };
        let message = match self.store.tip(keys.lookup) {
            Ok(Some(_)) => texts::filed_before(self.words(), &receipt),
            Ok(None) => texts::draft_lost(self.words()),
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

/// Whether a question is open.
fn takes_text(session: &Session) -> bool {
    matches!(&session.kind, Kind::Filing { filing, .. } if matches!(filing.stage, Stage::Ask(_)))
}

/// Whether the message that was edited is part of the report: then only its caption can have changed.
fn is_known(turn: &Turn<'_>, session: &Session) -> bool {
    let (Kind::Filing { filing, .. }, Some(message)) = (&session.kind, turn.incoming.message) else {
        return false;
    };
    let shown = filing.draft.photos.iter().any(|photo| photo.message == Some(message));
    shown || filing.draft.question_of(message).is_some()
}

fn piece(turn: &Turn<'_>, text: &str) -> Piece {
    Piece { message: turn.incoming.message, text: Zeroizing::new(text.to_owned()) }
}

fn refused(what: Option<Unreadable>) -> Refused {
    match what {
        Some(Unreadable::Voice) => Refused::Voice,
        Some(Unreadable::Picture) => Refused::Video,
        Some(Unreadable::Contact) => Refused::Contact,
        Some(Unreadable::Location) => Refused::Location,
        Some(Unreadable::Document) | None => Refused::Document,
        Some(Unreadable::Sticker | Unreadable::Poll | Unreadable::Other) => Refused::Other,
    }
}
