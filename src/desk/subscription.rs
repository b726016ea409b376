//! Whether announcements come to a chat. The effect comes before what is said of it, and can be had twice.

use crate::conversation::Command;
use crate::conversation::Effect;
use crate::conversation::Input;
use crate::conversation::StateChange;
use crate::conversation::Transition;
use crate::curation::Kept;
use crate::curation::announcement::Sending;
use crate::curation::announcement::Subscriber;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;

/// How often a write is tried that somebody else was faster than: who sends, for example.
const ATTEMPTS: usize = 5;

/// Returns what becomes of the subscription; whoever is forgotten gets nothing more.
pub(super) fn wanted(transition: &Transition) -> Option<bool> {
    let asked = transition.effects.iter().find_map(|effect| match effect {
        Effect::Subscribe(wanted) => Some(*wanted),
        Effect::Count(_) => None,
    });
    asked.or((transition.state == StateChange::Forget).then_some(false))
}

/// Whether announcements come to a chat.
fn is_on(store: &impl Records, chat: ChatId) -> Result<bool, StoreError> {
    Ok(store.kept::<Subscriber>(&Subscriber { chat }.key())?.is_some())
}

/// Whoever asks for the subscription is told how it stands.
pub(super) fn told(store: &impl Records, chat: ChatId, input: Input) -> Result<Input, StoreError> {
    if !matches!(input, Input::Commanded(Command::Subscription)) {
        return Ok(input);
    }
    match is_on(store, chat) {
        Ok(true) => Ok(Input::AskedAsSubscriber),
        Err(StoreError::Closed) => Err(StoreError::Closed),
        Ok(false) | Err(_) => Ok(input),
    }
}

/// Lets announcements come to a chat, or no more; also the one that is on its way.
pub(super) async fn set(store: &impl Records, chat: ChatId, wanted: bool) -> Result<(), StoreError> {
    let subscriber = Subscriber { chat };
    for _ in 0..ATTEMPTS {
        let is_on = is_on(store, chat)?;
        let writes = if wanted {
            (!is_on).then(|| subscriber.put_new()).into_iter().collect::<Vec<_>>()
        } else {
            let waiting = store.kept::<Sending>(&Sending::key_of(chat))?.filter(Sending::waits);
            let subscription = is_on.then(|| subscriber.take_out());
            subscription.into_iter().chain(waiting.map(|sending| sending.take_out())).collect()
        };
        if writes.is_empty() || store.apply(writes).await? {
            return Ok(());
        }
    }
    Err(StoreError::Unwritable)
}
