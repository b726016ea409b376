//! What comes of an input: what is said, and where the chat stands then.

use crate::conversation::State;
use crate::ports::Delivery;
use crate::ports::Word;

/// What came of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// To be said; whatever it promises is durable.
    Said(Speech),
    /// About a tip: to be said from memory, and nothing is written of it.
    Direct(Vec<Word>),
}

/// What is said to an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// What to do in the chat, in order.
    pub deliveries: Vec<Delivery>,
    /// What is said from memory after that: a file or a picture.
    pub words: Vec<Word>,
    /// Where the chat stands once Telegram took it, if that is to be remembered: see [`Desk::remember`](crate::desk::Desk::remember).
    pub then: Option<State>,
}

impl Speech {
    /// Something that leaves the chat where it stands.
    pub(super) fn of(deliveries: Vec<Delivery>) -> Self {
        Self { deliveries, words: Vec::new(), then: None }
    }
}
