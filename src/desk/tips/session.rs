//! What a chat is in the middle of: taken out while somebody works on it, put back, or let go.

use crate::desk::tips::TipDesk;
use crate::desk::tips::follow;
use crate::desk::tips::memory;
use crate::desk::tips::memory::DRAFT_LIVES;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::ChatId;
use crate::ports::Timestamp;
use crate::ports::TipStore;
use crate::ports::Trail;
use crate::texts::tips as texts;
use crate::tips::button::Button;

impl<S: TipStore> TipDesk<S> {
    /// Whether a report is open here, which nothing else may push aside; it says so.
    pub(super) fn keeps_open(&self, turn: &mut Turn<'_>) -> bool {
        let memory = self.memory();
        let session = memory.session(turn.incoming.chat).filter(|session| !session.is_over(turn.now));
        let Some(Session { kind: Kind::Filing { filing, .. }, trail, .. }) = session else { return false };
        if turn.incoming.press.is_none() {
            turn.incoming.message.into_iter().for_each(|message| trail.add(message));
        }
        turn.show(texts::still_open(self.words(), filing), Some(trail));
        true
    }

    /// Clears away whatever is open, unless that is a report; `false` then.
    pub(super) fn makes_way(&self, turn: &mut Turn<'_>) -> bool {
        if self.keeps_open(turn) {
            return false;
        }
        let session = self.memory().take(turn.incoming.chat);
        session.into_iter().for_each(|session| turn.erase(&session.trail));
        true
    }

    /// Whether an edited `/lapor …` is a message of a report, open or ended.
    pub(super) fn edits_report(&self, turn: &Turn<'_>) -> bool {
        let (chat, memory) = (turn.incoming.chat, self.memory());
        let open = memory.session(chat).filter(|session| !session.is_over(turn.now));
        match open.map(|session| (&session.kind, &session.trail)) {
            Some((Kind::Filing { .. }, trail)) => turn.incoming.message.is_some_and(|at| trail.has(at)),
            Some(_) => false,
            None => memory.aftermath(chat, turn.now).is_some_and(|aftermath| aftermath.filed),
        }
    }

    /// A message that holds a receipt is deleted at once, and neither read nor kept.
    pub(super) fn refuse_receipt(&self, turn: &mut Turn<'_>) {
        turn.delete_incoming();
        turn.show(texts::receipt_elsewhere(self.words()), None);
    }

    /// Takes a chat's session out, unless its time is over: then it is let go.
    pub(super) fn take_live(&self, turn: &Turn<'_>) -> Option<Session> {
        let session = self.memory().take(turn.incoming.chat)?;
        if session.is_over(turn.now) {
            self.let_go(turn.incoming.chat, session, turn.now);
            return None;
        }
        Some(session)
    }

    /// Forgets a chat that asked to be forgotten.
    pub(in crate::desk) fn forget(&self, chat: ChatId) {
        let mut memory = self.memory();
        if let Some(session) = memory.take(chat) {
            memory.due.push((chat, Turn::unprompted(&session.trail, None)));
        }
        memory.forget_chat(chat);
    }

    /// The buttons that a session offers, for those who type them.
    pub(super) fn offered(&self, session: &Session) -> Vec<Vec<Button>> {
        match &session.kind {
            Kind::Filing { filing, .. } => filing.buttons(&self.handlers),
            Kind::AskedReceipt => vec![vec![Button::Close]],
            Kind::Following(following) => vec![follow::offered(following)],
            Kind::Replying { text, tag } => {
                let send = text.is_some().then_some(Button::SendReply);
                vec![send.into_iter().chain([Button::Open(*tag), Button::Cancel]).collect()]
            }
        }
    }

    /// Whether a chat is in the middle of something about a tip.
    pub(in crate::desk) fn is_busy(&self, chat: ChatId) -> bool {
        self.memory().session(chat).is_some()
    }

    pub(super) fn is_following(&self, chat: ChatId) -> bool {
        matches!(self.memory().session(chat), Some(Session { kind: Kind::Following(_), .. }))
    }

    /// Notes for a while that a report ended here.
    pub(super) fn remember_end(&self, chat: ChatId, trail: &Trail, now: Timestamp, filed: bool) {
        let until = Timestamp(now.0.saturating_add(DRAFT_LIVES));
        let messages = trail.all();
        self.memory().ended(chat, memory::Aftermath { until, filed, messages });
    }

    /// Leaves whatever is open.
    pub(super) fn cancel(&self, turn: &mut Turn<'_>) {
        let chat = turn.incoming.chat;
        let Some(session) = self.memory().take(chat) else {
            return turn.notice(texts::stale());
        };
        turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        let message = match session.kind {
            Kind::Filing { .. } => {
                self.remember_end(chat, &session.trail, turn.now, false);
                texts::cancelled()
            }
            Kind::Replying { .. } => texts::reply_dropped(self.words()),
            Kind::AskedReceipt | Kind::Following(_) => texts::closed(),
        };
        turn.erase(&session.trail);
        turn.send(message, None, false);
    }
}
