//! Takes a report: notes what is written, up to preview and receipt.

use zeroize::Zeroizing;

use crate::conversation::Unreadable;
use crate::desk::FetchTrouble;
use crate::desk::File;
use crate::desk::tips::TipDesk;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::PhotoTrouble;
use crate::ports::ReceiptKeys;
use crate::ports::SealTrouble;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::texts::tips::Refused;
use crate::tips::Receipt;
use crate::tips::age_file;
use crate::tips::button::Button;
use crate::tips::draft::Photo;
use crate::tips::draft::Piece;
use crate::tips::filing::Filing;
use crate::tips::filing::Move;
use crate::tips::filing::Say;
use crate::tips::filing::Stage;

/// Largest sealed report that a tipster may send, in bytes.
const LARGEST_PRE_SEALED: usize = 4 * 1024 * 1024;

/// Memory that a photo may take while it is taken.
const PHOTO_ROOM: usize = 512 * 1024;

impl<S: TipStore> TipDesk<S> {
    /// Begins a report, or shows the open one where it stands.
    pub(super) fn begin(&self, turn: &mut Turn<'_>, text: Option<&str>) {
        let first = text.filter(|text| !text.trim().is_empty());
        self.begin_with(turn, first.map(|text| piece(turn, text)));
    }

    /// Begins a report with what was written before, or shows the open one where it stands.
    pub(super) fn begin_with(&self, turn: &mut Turn<'_>, first: Option<Piece>) {
        if !self.makes_way(turn) {
            return;
        }
        let chat = turn.incoming.chat;
        let mut memory = self.memory();
        if let Some(wait) = memory.limits.too_many_of_chat(chat, turn.now) {
            return turn.show(texts::too_many_tips(wait), None);
        }
        if !memory.has_room_for_words() {
            return turn.show(texts::too_full(), None);
        }
        drop(memory);
        self.open_filing(turn, first);
        let surplus = self.memory().take_surplus();
        for (chat, session) in surplus {
            let words = Turn::unprompted(&session.trail, Some(texts::made_way()));
            self.memory().due.push((chat, words));
        }
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
        let room = self.memory().has_room_for_words();
        if !room {
            turn.show(texts::too_full(), Some(&session.trail));
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
            return turn.show(texts::not_sealed(self.words(), filing), Some(trail));
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
            return self.edit_photo(turn, session, what, caption).await;
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

    /// An edit may bring another picture, another caption, or both.
    async fn edit_photo(
        &self,
        turn: &mut Turn<'_>,
        mut session: Session,
        what: Option<Unreadable>,
        caption: &str,
    ) -> Result<(), StoreError> {
        if let (Ok(action @ Move::Show(_)), Kind::Filing { filing, .. }) =
            (self.read_file(turn, what, takes_text(&session)).await, &mut session.kind)
        {
            filing.step(&self.handlers, action);
        }
        self.make(turn, session, Move::Edit(piece(turn, caption))).await
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
