//! Holds back what could be part of a report that is gone, until its writer says what it is.
//!
//! A draft lives in memory only, so after it ended, or after the process was killed, parts of it may
//! still come in: late, edited, or as replies to an old prompt. None of that may pass for a question.

use zeroize::Zeroizing;

use crate::conversation::Wording;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::tips::Heard;
use crate::desk::tips::TipDesk;
use crate::desk::tips::memory::Aftermath;
use crate::desk::tips::memory::DRAFT_LIVES;
use crate::desk::tips::memory::Held;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::turn::Turn;
use crate::ports::ChatId;
use crate::ports::Timestamp;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::tips::draft::Piece;

/// Why a text may be no question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// A report was filed here lately.
    Filed,
    /// A report ended here lately.
    Ended,
    /// The process was killed, and the text could belong to a draft that died with it.
    Restarted,
}

impl<S: TipStore> TipDesk<S> {
    /// Lets a question pass, and asks back about anything that could be part of a report.
    pub(super) fn question_or_report(&self, mut turn: Turn<'_>, text: &str, wording: Wording) -> Heard {
        let chat = turn.incoming.chat;
        if let Some(heard) = self.answered_by_typing(&mut turn, text) {
            return heard.unwrap_or_else(|| Heard::Words(turn.words()));
        }
        let Some(doubt) = self.doubt(&turn) else { return Heard::NotOurs };
        if doubt == Doubt::Filed && turn.incoming.circumstances.edited {
            turn.show(texts::add_instead(self.words()), None);
            return Heard::Words(turn.words());
        }
        let until = Timestamp(turn.now.0.saturating_add(DRAFT_LIVES));
        let text = Zeroizing::new(text.to_owned());
        self.memory()
            .hold(chat, Held { text, wording, message: turn.incoming.message, until, before: Vec::new() });
        turn.quote(texts::doubt(self.words(), doubt == Doubt::Restarted));
        Heard::Words(turn.words())
    }

    /// Whether a text is doubted for no other reason than that the process was killed.
    pub(in crate::desk) fn doubts_only_the_restart(&self, incoming: &Incoming) -> bool {
        let (busy, held) = (self.is_busy(incoming.chat), self.memory().is_held(incoming.chat));
        let fresh = !incoming.circumstances.edited && incoming.circumstances.file.is_none();
        fresh && !busy && !held && self.doubt(&self.turn(incoming)) == Some(Doubt::Restarted)
    }

    /// Whether a report is open in a chat, or what comes from it may belong to one.
    pub(in crate::desk) fn may_be_reporting(&self, incoming: &Incoming) -> bool {
        let (busy, held) = (self.is_busy(incoming.chat), self.memory().is_held(incoming.chat));
        busy || held || self.doubt(&self.turn(incoming)).is_some()
    }

    fn doubt(&self, turn: &Turn<'_>) -> Option<Doubt> {
        let incoming = turn.incoming;
        let around = &incoming.circumstances;
        let memory = self.memory();
        let aftermath = memory.aftermath(incoming.chat, turn.now);
        let replies = around.replies_to.as_deref();
        if let Some(aftermath) = aftermath {
            let of_draft = incoming.message.is_some_and(|message| aftermath.messages.contains(&message));
            let to_prompt = replies.is_some_and(texts::is_prompt);
            if of_draft || to_prompt || replies.is_none() {
                return Some(if aftermath.filed { Doubt::Filed } else { Doubt::Ended });
            }
        }
        if replies.is_some_and(texts::is_prompt) {
            return Some(Doubt::Ended);
        }
        self.after_restart(turn, replies.is_some() || memory.is_sure(incoming.chat))
            .then_some(Doubt::Restarted)
    }

    /// After an unclean stop: free text for as long as a draft would have lived, and edits of messages
    /// from before for as long as they come.
    fn after_restart(&self, turn: &Turn<'_>, is_question: bool) -> bool {
        let Some(restarted) = self.restarted else { return false };
        let around = &turn.incoming.circumstances;
        let old_edit = around.edited && around.sent.is_none_or(|sent| sent <= restarted);
        let fresh = turn.now.0 < restarted.0.saturating_add(DRAFT_LIVES);
        old_edit || (fresh && !is_question)
    }

    /// Somebody who is asked back may type the answer.
    fn answered_by_typing(&self, turn: &mut Turn<'_>, text: &str) -> Option<Option<Heard>> {
        if !self.memory().is_held(turn.incoming.chat) {
            return None;
        }
        match text.trim().to_lowercase().as_str() {
            "ini pertanyaan" | "pertanyaan" | "1" => Some(Some(self.as_question(turn))),
            "ini bagian laporan" | "laporan" | "2" => {
                self.is_report(turn);
                Some(None)
            }
            _ => None,
        }
    }

    /// What was held is a question: it is asked now.
    pub(super) fn is_question(&self, mut turn: Turn<'_>) -> Heard {
        match self.as_question(&mut turn) {
            Heard::NotOurs => Heard::Words(turn.words()),
            heard => heard,
        }
    }

    fn as_question(&self, turn: &mut Turn<'_>) -> Heard {
        let chat = turn.incoming.chat;
        let mut memory = self.memory();
        memory.make_sure(chat, self.restarted.is_some());
        match memory.release(chat).filter(|held| held.until > turn.now) {
            Some(held) => {
                Heard::Instead(Happening::Said { text: held.text.to_string(), wording: held.wording })
            }
            None => match released(turn) {
                Some(text) => Heard::Instead(Happening::Said { text, wording: Wording::Typed }),
                None => {
                    turn.show(texts::nothing_held(), None);
                    Heard::NotOurs
                }
            },
        }
    }

    /// What was held belongs to a report: it begins a new one, or an addition to the one that is filed.
    pub(super) fn is_report(&self, turn: &mut Turn<'_>) {
        let chat = turn.incoming.chat;
        if self.keeps_open(turn) {
            return;
        }
        let (held, filed) = {
            let mut memory = self.memory();
            let filed = memory.aftermath(chat, turn.now).is_some_and(|aftermath| aftermath.filed);
            (memory.release(chat).filter(|held| held.until > turn.now), filed)
        };
        match held {
            Some(_) if filed => turn.show(texts::add_instead(self.words()), None),
            Some(held) => {
                self.begin_with(turn, Some(Piece { message: held.message, text: held.story() }));
                if let Some(session) = self.memory().session(chat) {
                    held.messages().for_each(|message| session.trail.add(message));
                }
            }
            None => match released(turn) {
                Some(text) => {
                    self.begin_with(turn, Some(Piece { message: None, text: Zeroizing::new(text) }))
                }
                None => turn.show(texts::nothing_held(), None),
            },
        }
    }

    /// A draft is gone, or may be: what comes next may belong to it.
    pub(super) fn doubt_latecomers(&self, chat: ChatId) {
        let until = Timestamp(self.clock.now().0.saturating_add(DRAFT_LIVES));
        self.memory().ended(chat, Aftermath { until, filed: false, messages: Vec::new() });
    }

    /// Lets go of a session whose time is over, and says so as soon as somebody can.
    pub(super) fn let_go(&self, chat: ChatId, session: Session, now: Timestamp) {
        let words = match &session.kind {
            Kind::Filing { .. } => {
                self.remember_end(chat, &session.trail, now, false);
                Turn::unprompted(&session.trail, Some(texts::expired()))
            }
            Kind::Following(following) => {
                if following.addition.is_some() {
                    // What is still being written belongs to the report, and is no question.
                    self.remember_end(chat, &session.trail, now, true);
                }
                let lost = following.addition.as_ref().is_some_and(|pieces| !pieces.is_empty());
                Turn::unprompted(&session.trail, Some(texts::session_over(self.words(), lost)))
            }
            Kind::Replying { tag, .. } => {
                self.remember_end(chat, &session.trail, now, false);
                Turn::unprompted(&session.trail, Some(texts::reply_lost(*tag)))
            }
            Kind::AskedReceipt => return,
        };
        self.memory().due.push((chat, words));
    }
}

/// What was asked back about, where it isn't held any more because the process was killed once more:
/// the question quotes it, and Telegram brings that along.
fn released(turn: &Turn<'_>) -> Option<String> {
    turn.incoming.circumstances.pressed_replies_to.clone()
}
