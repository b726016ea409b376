//! The desk for tips: hears what belongs to a tip, before anything else can.
//!
//! What people write here never reaches the FAQ, a counter, a log or the outbox. It is held in memory,
//! sealed, committed, and only then announced. Reading order: [`TipDesk::receive`] sorts, `filing` takes
//! reports, `sending` seals and files them, `follow` and `addition` serve those who come back with a receipt, `handle`
//! serves handlers, `reply` takes their replies, `reseal` files they sealed anew, `doubt` holds back what could be part of a report that is
//! gone, `keep` lets things go in time.

mod addition;
mod doubt;
mod filing;
mod follow;
mod handle;
mod keep;
mod memory;
mod reply;
mod reseal;
mod sending;
mod session;
mod turn;

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::conversation::Place;
use crate::conversation::Preface;
use crate::conversation::Unreadable;
use crate::conversation::Wording;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Memory;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::Sealer;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::TipStore;
use crate::ports::Word;
use crate::texts::Agency;
use crate::texts::Message;
use crate::texts::tips as texts;
use crate::tips::Handlers;
use crate::tips::Receipt;
use crate::tips::Week;
use crate::tips::button::Button;
use crate::tips::filing::Stage;
use crate::tips::limits::Bounds;

/// What the desk for tips is opened with.
pub struct Opening {
    /// Who opens tips.
    pub handlers: Handlers,
    /// Seals them.
    pub sealer: Arc<dyn Sealer>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// How much is taken.
    pub bounds: Bounds,
    /// Hours that local time is ahead of UTC.
    pub hours_east: u8,
    /// Whether the process stopped without taking leave of open drafts.
    pub unclean: bool,
}

/// Takes tips and serves their handlers.
pub(super) struct TipDesk<S> {
    store: Arc<S>,
    sealer: Arc<dyn Sealer>,
    clock: Arc<dyn Clock>,
    handlers: Handlers,
    agency: Agency,
    hours_east: u8,
    memory: Mutex<Memory>,
    /// When the process began, after an unclean stop.
    restarted: Option<Timestamp>,
    /// When handlers are told next; set at the first look.
    next_notices: Mutex<Option<Timestamp>>,
}

/// What became of an input.
pub(super) enum Heard {
    /// It was about a tip; this is to be said.
    Words(Vec<Word>),
    /// It turned out to be this, and is the FAQ's.
    Instead(Happening),
    /// It is the FAQ's.
    NotOurs,
}

impl<S: TipStore> TipDesk<S> {
    pub(super) fn open(store: Arc<S>, agency: Agency, opening: Opening) -> Self {
        let now = opening.clock.now();
        Self {
            store,
            sealer: opening.sealer,
            clock: opening.clock,
            handlers: opening.handlers,
            agency,
            hours_east: opening.hours_east,
            memory: Mutex::new(Memory::new(opening.bounds)),
            restarted: opening.unclean.then_some(now),
            next_notices: Mutex::new(None),
        }
    }

    /// Returns where handlers talk to the bot.
    pub(super) fn handler_chats(&self) -> Vec<ChatId> {
        self.handlers.all().iter().map(|handler| handler.chat).collect()
    }

    /// Whether the file that came with this is wanted.
    pub(super) fn wants_file(&self, incoming: &Incoming) -> bool {
        if incoming.place != Place::Private || incoming.circumstances.file.is_none() {
            return false;
        }
        let by_handler = self.handlers.in_chat(incoming.chat).is_some();
        if let Happening::Commanded { name, .. } = &incoming.happening {
            return by_handler && matches!(name.to_ascii_lowercase().as_str(), "balas" | "segel_ulang");
        }
        match self.memory().session(incoming.chat).map(|session| &session.kind) {
            Some(Kind::Filing { filing, .. }) => match filing.stage {
                Stage::Ask(_) => true,
                Stage::Notice => false,
                // Another picture in place of one that was noted.
                Stage::Recipients | Stage::Ready | Stage::Choosing => incoming.circumstances.edited,
            },
            Some(Kind::Replying { .. }) => true,
            Some(Kind::AskedReceipt | Kind::Following(_)) | None => false,
        }
    }

    /// Hears an input, unless it is the FAQ's.
    ///
    /// # Errors
    /// When the store is closed; then nothing happened.
    pub(super) async fn receive(&self, incoming: &Incoming) -> Result<Heard, StoreError> {
        if incoming.place != Place::Private {
            return Ok(Heard::NotOurs);
        }
        match &incoming.happening {
            Happening::Commanded { name, rest } => self.command(incoming, name, rest).await,
            Happening::Pressed(data) if Button::is_ours(data) => {
                let Some(button) = Button::from_data(data) else { return Ok(Heard::NotOurs) };
                self.pressed(incoming, button).await
            }
            Happening::Said { text, wording } => {
                let around = &incoming.circumstances;
                let unseen = *wording == Wording::Special(Preface::Caption) && around.file.is_none();
                if (around.file.is_some() || unseen) && self.is_busy(incoming.chat) {
                    // A caption without a file stands under something that is never fetched, as a video.
                    return self.sent(incoming, unseen.then_some(Unreadable::Other), Some(text)).await;
                }
                self.said(incoming, text, *wording).await
            }
            Happening::Sent(what) => self.sent(incoming, Some(*what), None).await,
            Happening::Left => {
                drop(self.memory().take(incoming.chat));
                self.memory().forget_chat(incoming.chat);
                Ok(Heard::NotOurs)
            }
            Happening::Crashed => {
                self.doubt_latecomers(incoming.chat);
                self.crashed(incoming).await
            }
            Happening::Pressed(_) | Happening::Joined | Happening::Hurried | Happening::Ignored => {
                Ok(Heard::NotOurs)
            }
        }
    }

    async fn command(&self, incoming: &Incoming, name: &str, rest: &str) -> Result<Heard, StoreError> {
        let name = name.to_ascii_lowercase();
        let mut turn = self.turn(incoming);
        let handler = self.handlers.in_chat(incoming.chat);
        if name != "status" && Receipt::find(rest).is_some() {
            self.refuse_receipt(&mut turn);
            return Ok(Heard::Words(turn.words()));
        }
        match name.as_str() {
            "lapor" if incoming.circumstances.edited && self.edits_report(&turn) => {
                return self.said(incoming, rest, Wording::Special(Preface::Edited)).await;
            }
            "lapor" => self.begin(&mut turn, Some(rest)),
            "status" => self.asked_status(&mut turn, rest).await?,
            "penerima" => turn.show(texts::recipients_of_tips(self.words()), None),
            "batal" if self.is_busy(incoming.chat) => self.cancel(&mut turn),
            "kotak" | "balas" | "segel_ulang" if handler.is_some() => {
                let Some(handler) = handler else { return Ok(Heard::NotOurs) };
                self.handler_command(&mut turn, handler, &name, rest).await?;
            }
            _ => return Ok(self.other_command(turn, &name)),
        }
        Ok(Heard::Words(turn.words()))
    }

    /// A command of the FAQ's waits while a report is open, so that nothing said then can be mistaken.
    fn other_command(&self, mut turn: Turn<'_>, name: &str) -> Heard {
        let harmless = ["privasi", "privacy", "bantuan", "help", "batal"].contains(&name);
        if !harmless && self.keeps_open(&mut turn) {
            return Heard::Words(turn.words());
        }
        let chat = turn.incoming.chat;
        let Some(session) = self.take_live(&turn) else { return Heard::NotOurs };
        if let Some(message) = self.unsent(&session) {
            if !harmless {
                turn.show(message, Some(&session.trail));
                turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
            }
            self.memory().put(chat, session);
            return if harmless { Heard::NotOurs } else { Heard::Words(turn.words()) };
        }
        if matches!(session.kind, Kind::Filing { .. }) {
            self.memory().put(chat, session);
        } else {
            self.memory().due.push((chat, Turn::unprompted(&session.trail, None)));
        }
        Heard::NotOurs
    }

    /// What to say of an addition or reply that is being written, so that no command pushes it aside.
    fn unsent(&self, session: &Session) -> Option<Message> {
        match &session.kind {
            Kind::Following(following) if following.addition.is_some() => {
                Some(texts::still_adding(self.words()))
            }
            Kind::Replying { tag, .. } => Some(texts::still_replying(self.words(), *tag)),
            _ => None,
        }
    }

    async fn pressed(&self, incoming: &Incoming, button: Button) -> Result<Heard, StoreError> {
        let mut turn = self.turn(incoming);
        if button.is_handlers() {
            let Some(handler) = self.handlers.in_chat(incoming.chat) else { return Ok(Heard::NotOurs) };
            self.handler_pressed(&mut turn, handler, button).await?;
            return Ok(Heard::Words(turn.words()));
        }
        match button {
            Button::Report => self.begin(&mut turn, None),
            Button::AskReceipt => self.ask_receipt(&mut turn),
            Button::Saved => turn.delete_incoming(),
            Button::IsQuestion => return Ok(self.is_question(turn)),
            Button::IsReport => self.is_report(&mut turn),
            Button::Cancel => self.cancel(&mut turn),
            Button::Send | Button::Pick(_) => self.send(&mut turn, button).await?,
            Button::Add
            | Button::SendAddition
            | Button::Withdraw
            | Button::WithdrawNow
            | Button::Follow
            | Button::Close => self.follow_pressed(&mut turn, button).await?,
            Button::KeepAnyway | Button::Rephrase if self.is_following(incoming.chat) => {
                self.follow_pressed(&mut turn, button).await?;
            }
            other => self.filing_pressed(&mut turn, other).await?,
        }
        Ok(Heard::Words(turn.words()))
    }

    async fn said(&self, incoming: &Incoming, text: &str, wording: Wording) -> Result<Heard, StoreError> {
        let mut turn = self.turn(incoming);
        let Some(session) = self.take_live(&turn) else {
            return self.said_to_nobody(turn, text, wording).await;
        };
        let offered = self.offered(&session);
        let typed = (wording == Wording::Typed).then(|| texts::read_typed(&self.handlers, &offered, text));
        if let Some(button) = typed.flatten() {
            incoming.message.into_iter().for_each(|message| session.trail.add(message));
            self.memory().put(incoming.chat, session);
            return Box::pin(self.pressed(incoming, button)).await;
        }
        match session.kind {
            Kind::Filing { .. } => self.write(&mut turn, session, text).await?,
            Kind::AskedReceipt => self.try_receipt(&mut turn, text).await?,
            Kind::Following(_) => self.follow_said(&mut turn, session, text).await?,
            Kind::Replying { .. } => self.reply_said(&mut turn, session, text),
        }
        Ok(Heard::Words(turn.words()))
    }

    /// A text in a chat that is in the middle of nothing: a receipt, a latecomer of a report, or a question.
    async fn said_to_nobody(
        &self,
        mut turn: Turn<'_>,
        text: &str,
        wording: Wording,
    ) -> Result<Heard, StoreError> {
        if Receipt::parse(text).is_some() {
            self.try_receipt(&mut turn, text).await?;
            return Ok(Heard::Words(turn.words()));
        }
        if Receipt::find(text).is_some() {
            self.refuse_receipt(&mut turn);
            return Ok(Heard::Words(turn.words()));
        }
        if text.trim().eq_ignore_ascii_case(texts::REPORT_LABEL) {
            self.begin(&mut turn, None);
            return Ok(Heard::Words(turn.words()));
        }
        Ok(self.question_or_report(turn, text, wording))
    }

    async fn sent(
        &self,
        incoming: &Incoming,
        what: Option<Unreadable>,
        caption: Option<&str>,
    ) -> Result<Heard, StoreError> {
        let mut turn = self.turn(incoming);
        let Some(session) = self.take_live(&turn) else {
            return match (caption, &incoming.happening) {
                (Some(caption), Happening::Said { wording, .. }) => {
                    self.said_to_nobody(turn, caption, *wording).await
                }
                _ => Ok(Heard::NotOurs),
            };
        };
        match session.kind {
            Kind::Filing { .. } => self.take_file(&mut turn, session, what, caption).await?,
            Kind::Replying { .. } => self.reply_file(&mut turn, session).await?,
            Kind::AskedReceipt | Kind::Following(_) => self.follow_file(&mut turn, session),
        }
        Ok(Heard::Words(turn.words()))
    }

    /// An apology would take the place of the receipt, and doesn't say whether the tip was filed.
    async fn crashed(&self, incoming: &Incoming) -> Result<Heard, StoreError> {
        if incoming.circumstances.pressed.as_deref().and_then(Receipt::find).is_none() {
            return Ok(Heard::NotOurs);
        }
        let mut turn = self.turn(incoming);
        self.tell_the_truth(&mut turn).await?;
        Ok(Heard::Words(turn.words()))
    }

    fn turn<'a>(&self, incoming: &'a Incoming) -> Turn<'a> {
        Turn::new(incoming, self.clock.now())
    }

    fn words(&self) -> texts::Desk<'_> {
        texts::Desk { handlers: &self.handlers, agency: &self.agency }
    }

    // A panic elsewhere leaves no session half changed: it is taken out while somebody works on it.
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn week(&self, now: Timestamp) -> Week {
        Week::from(now)
    }
}
