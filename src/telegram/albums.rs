//! Albums come as one message a picture, in any order and in any number of batches. They get one answer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use tokio::time;

use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::ChatId;
use crate::ports::MessageId;

/// Albums that are remembered: more than come in while one is being sent.
const MOST: usize = 1_000;

/// How long a picture without words waits for one of its album that has some.
const PATIENCE: Duration = Duration::from_millis(1_200);

/// What is known of the albums that came in lately, in memory only.
#[derive(Clone, Default)]
pub(super) struct Albums {
    seen: Arc<Mutex<VecDeque<Album>>>,
}

struct Album {
    chat: ChatId,
    name: String,
    /// The message that is answered: the first with words, or else the first.
    answered: Option<MessageId>,
    worded: bool,
}

impl Albums {
    /// Notes a message as soon as it comes in, before those ahead of it are handled.
    pub(super) fn note(&self, incoming: &Incoming) {
        let Some(name) = &incoming.circumstances.album else { return };
        let worded = matches!(incoming.happening, Happening::Said { .. } | Happening::Commanded { .. });
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.iter_mut().find(|album| album.chat == incoming.chat && album.name == *name) {
            Some(album) if worded && !album.worded => {
                (album.answered, album.worded) = (incoming.message, true);
            }
            Some(_) => {}
            None => {
                let (chat, name, answered) = (incoming.chat, name.clone(), incoming.message);
                seen.push_back(Album { chat, name, answered, worded });
                if seen.len() > MOST {
                    drop(seen.pop_front());
                }
            }
        }
    }

    /// Returns what is left to be answered of a message: nothing, where another one of its album is.
    pub(super) async fn settle(&self, incoming: Incoming) -> Incoming {
        if incoming.circumstances.album.is_none() || incoming.circumstances.edited {
            return incoming;
        }
        if matches!(incoming.happening, Happening::Sent(_)) && self.is_answered(&incoming) {
            time::sleep(PATIENCE).await;
        }
        match self.is_answered(&incoming) {
            true => incoming,
            false => Incoming { happening: Happening::Ignored, ..incoming },
        }
    }

    fn is_answered(&self, incoming: &Incoming) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |album: &&Album| {
            album.chat == incoming.chat && Some(&album.name) == incoming.circumstances.album.as_ref()
        };
        // What is no longer remembered is answered like any other message.
        seen.iter().find(is_it).is_none_or(|album| album.answered == incoming.message)
    }
}

#[cfg(test)]
mod tests;
