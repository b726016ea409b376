//! The conductor: hears an input, lets the conversation decide, and says what may be said.
//!
//! Its order is law: what is promised is **decided → committed → spoken**; what promises nothing is spoken
//! first, and only then is it remembered where the chat stands. One chat's inputs must come one at a time.

mod admins;
mod announcing;
mod caretakers;
mod curation;
mod hear;
mod machine;
mod passing;
mod received;
mod reporting;
mod statistics;
mod subscription;
mod tips;
mod word;

pub use curation::FileName;
pub use curation::Keeping;
pub use curation::Posting;
pub use hear::Circumstances;
pub use hear::FetchTrouble;
pub use hear::File;
pub use hear::Happening;
pub use hear::Incoming;
pub use received::Received;
pub use received::Speech;
pub use statistics::tell as tell_week;
pub use tips::Opening;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicBool;

use crate::conversation;
use crate::conversation::Counted;
use crate::conversation::Effect;
use crate::conversation::Place;
use crate::conversation::State;
use crate::conversation::StateChange;
use crate::conversation::Transition;
use crate::conversation::Wording;
use crate::conversation::World;
use crate::curation::Files;
use crate::desk::curation::BotName;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Standing;
use crate::desk::reporting::closed_to_receipts;
use crate::desk::reporting::is_plainly_a_question;
use crate::desk::reporting::offers_to_report;
use crate::desk::tips::Heard;
use crate::desk::tips::TipDesk;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::matching::Matcher;
use crate::ports::Boxed;
use crate::ports::Change;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Trust;
use crate::ports::Word;
use crate::texts;
use crate::texts::Agency;
use crate::texts::Scene;

/// A FAQ and the matcher trained on it, swapped as one.
#[derive(Debug)]
pub struct Reference {
    /// The FAQ in force.
    pub faq: Faq,
    /// Its matcher.
    pub matcher: Arc<Matcher>,
}

impl Reference {
    /// Trains a matcher for a FAQ.
    #[must_use]
    pub fn of(faq: Faq) -> Self {
        let matcher = Arc::new(Matcher::train(&faq.corpus()));
        Self { faq, matcher }
    }

    /// Trains a matcher, unless it would learn just what that of `known` has learnt.
    #[must_use]
    pub fn like(faq: Faq, known: &Self) -> Self {
        let corpus = faq.corpus();
        let matcher = match known.faq.corpus() == corpus {
            true => Arc::clone(&known.matcher),
            false => Arc::new(Matcher::train(&corpus)),
        };
        Self { faq, matcher }
    }
}

/// Receives inputs, in whatever edge they came up, and says what to deliver.
pub struct Desk<S> {
    store: Arc<S>,
    standing: Arc<RwLock<Standing>>,
    agency: Agency,
    bot: BotName,
    counts: Mutex<BTreeMap<Counted, u64>>,
    tips: Option<TipDesk<S>>,
    curation: Option<CurationDesk<S>>,
    passing: Mutex<passing::Memory>,
    clock_told: Mutex<Trust>,
    turned_away: AtomicBool,
    drill: bool,
}

impl<S: Store> Desk<S> {
    /// Opens a desk.
    #[must_use]
    pub fn new(store: Arc<S>, reference: impl Into<Arc<Reference>>, agency: Agency) -> Self {
        Self {
            store,
            standing: Arc::new(RwLock::new(Standing::of(reference.into()))),
            agency,
            bot: BotName::default(),
            counts: Mutex::new(BTreeMap::new()),
            tips: None,
            curation: None,
            passing: Mutex::default(),
            clock_told: Mutex::new(Trust::Sound),
            turned_away: AtomicBool::new(false),
            drill: false,
        }
    }

    /// Takes tips too; `None` leaves the tip menu closed.
    #[must_use]
    pub fn taking_tips(mut self, opening: Option<Opening>) -> Self {
        let (store, agency) = (&self.store, &self.agency);
        self.tips = opening.map(|opening| TipDesk::open(Arc::clone(store), agency.clone(), opening));
        self
    }

    /// Says over every message that this is only a drill.
    #[must_use]
    pub fn for_drill(self, drill: bool) -> Self {
        Self { drill, ..self }
    }

    /// Learns the bot's user name, for links into the private chat.
    pub fn introduce(&self, bot: &str) {
        *self.bot.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::from(bot));
    }

    /// Returns the FAQ in force; a question in flight keeps the one it began with.
    #[must_use]
    pub fn reference(&self) -> Arc<Reference> {
        Arc::clone(&self.standing.read().unwrap_or_else(PoisonError::into_inner).reference)
    }

    /// Decides on an input, commits what it promises, and returns what may now be said.
    ///
    /// # Errors
    /// When the store is closed; then nothing happened.
    pub async fn receive(&self, incoming: Incoming) -> Result<Received, StoreError> {
        match self.tips_hear(&incoming).await? {
            Heard::Words(words) => Ok(Received::Direct(self.label_words(words))),
            Heard::Instead(happening) => self.answer(Incoming { happening, ..incoming }).await,
            Heard::NotOurs => self.serve_admins(incoming).await,
        }
    }

    async fn tips_hear(&self, incoming: &Incoming) -> Result<Heard, StoreError> {
        match &self.tips {
            // A text that an admin was asked for is no latecomer of a report.
            Some(tips) if self.is_asked_of_admin(incoming) && !tips.is_busy(incoming.chat) => {
                Ok(Heard::NotOurs)
            }
            Some(tips) if tips.doubts_only_the_restart(incoming) && self.is_no_report(incoming) => {
                Ok(Heard::NotOurs)
            }
            Some(tips) => tips.receive(incoming).await,
            None => Ok(closed_to_receipts(incoming)),
        }
    }

    async fn answer(&self, incoming: Incoming) -> Result<Received, StoreError> {
        let reference = self.reference();
        let state = self.remembered(&incoming)?;
        let input = hear::hear(&reference.faq, &state, incoming.happening.clone());
        let input = subscription::told(&*self.store, incoming.chat, input)?;
        if let Some(heard) = self.hear_passing(&incoming, &state, &input, &reference).await? {
            return self.pass_on(incoming, state, heard, &reference).await;
        }
        let passes_on = self.may_pass_on(&incoming);
        let world = World { faq: &reference.faq, matcher: &reference.matcher, passes_on };
        let transition = conversation::step(world, incoming.place, state.clone(), &input);
        if transition.state == StateChange::Forget {
            self.passing().forget_shown(incoming.chat);
            self.tips.iter().for_each(|tips| tips.forget(incoming.chat));
        }
        let bot = self.bot.read().unwrap_or_else(PoisonError::into_inner).clone();
        let takes_tips = self.tips.is_some();
        let scene = Scene { faq: &reference.faq, agency: &self.agency, bot: bot.as_deref(), takes_tips };
        let mut deliveries = word::deliveries(scene, &incoming, &state, &transition);
        if takes_tips && offers_to_report(&reference.faq, &incoming, &transition) {
            word::add_row(&mut deliveries, texts::tips::report_key());
        }
        if let (Some(curation), true) = (&self.curation, word::tells_changes(&transition)) {
            curation.tell_changes(&mut deliveries)?;
        }
        if self.drill {
            deliveries.iter_mut().for_each(word::mark_delivery);
        }
        self.conclude(&incoming, transition, deliveries).await.map(Received::Said)
    }

    /// Remembers where a chat stands after a [`Speech`]; what is returned ends once that is durable.
    pub fn remember(&self, chat: ChatId, state: State) -> Boxed<'static, Result<(), StoreError>> {
        self.store.remember(chat, state)
    }

    /// Whether a text is surely no part of a report that died with the process: an admin's, or plainly a
    /// question.
    fn is_no_report(&self, incoming: &Incoming) -> bool {
        let Happening::Said { text, wording: Wording::Typed } = &incoming.happening else { return false };
        self.is_admins(incoming.chat) || is_plainly_a_question(text, &self.reference().matcher)
    }

    /// Whether the desk wants the file that came with this: then it is to be fetched beforehand.
    #[must_use]
    pub fn wants_file(&self, incoming: &Incoming) -> bool {
        self.tips.as_ref().is_some_and(|tips| tips.wants_file(incoming))
            || self.curation.as_ref().is_some_and(|curation| curation.wants_file(incoming))
    }

    /// Returns what is to be said unprompted by now: to those whose draft expired, and to handlers.
    pub async fn words_due(&self) -> Vec<(ChatId, Vec<Word>)> {
        let mut due = match &self.tips {
            Some(tips) => tips.words_due().await,
            None => Vec::new(),
        };
        if let Some(curation) = &self.curation {
            due.extend(curation.words_due().await);
        }
        due.extend(self.clock_words());
        due.extend(self.room_words());
        self.label_all(due)
    }

    /// Puts another base in force under the same revisions: the folder of the FAQ has changed.
    ///
    /// # Errors
    /// When nothing can be stored; then what stood still stands.
    pub async fn rebase(&self, files: Files) -> Result<(), StoreError> {
        match &self.curation {
            Some(curation) => curation.rebase(files).await,
            None => Ok(()),
        }
    }

    /// Hears that the folder of the FAQ can't be read: what stood still stands, and editors are told once.
    ///
    /// # Errors
    /// When nothing can be stored.
    pub async fn folder_is_broken(&self, problems: Vec<Problem>) -> Result<(), StoreError> {
        match &self.curation {
            Some(curation) => curation.folder_is_broken(problems).await,
            None => Ok(()),
        }
    }

    /// Takes leave of everybody with an open draft; it is forgotten by then.
    #[must_use]
    pub fn farewell(&self) -> Vec<(ChatId, Vec<Word>)> {
        self.label_all(self.tips.as_ref().map(TipDesk::farewell).unwrap_or_default())
    }

    /// Returns where handlers of tips talk to the bot.
    #[must_use]
    pub fn handler_chats(&self) -> Vec<ChatId> {
        self.tips.as_ref().map(TipDesk::handler_chats).unwrap_or_default()
    }

    fn label_all(&self, due: Vec<(ChatId, Vec<Word>)>) -> Vec<(ChatId, Vec<Word>)> {
        due.into_iter().map(|(chat, words)| (chat, self.label_words(words))).collect()
    }

    fn label_words(&self, mut words: Vec<Word>) -> Vec<Word> {
        if self.drill {
            words.iter_mut().for_each(word::mark_word);
        }
        words
    }

    fn remembered(&self, incoming: &Incoming) -> Result<State, StoreError> {
        match incoming.place {
            Place::Private => match self.store.load(incoming.chat) {
                // What can't be read any more is worth no more than what was never known.
                Ok(Some(state)) => Ok(state),
                Err(StoreError::Closed) => Err(StoreError::Closed),
                Ok(None) | Err(_) => Ok(State::default()),
            },
            Place::Group => Ok(State::default()),
        }
    }

    /// Commits what a transition promises; what only moves a screen is left to be remembered afterwards.
    async fn conclude(
        &self,
        incoming: &Incoming,
        transition: Transition,
        deliveries: Vec<Delivery>,
    ) -> Result<Speech, StoreError> {
        let refusal = word::refusal(incoming, &transition);
        if refusal.is_none() && transition.state != StateChange::Forget {
            self.note(&transition.effects);
            let then = match transition.state {
                StateChange::Put(state) => Some(state),
                StateChange::Keep | StateChange::Forget => None,
            };
            return Ok(Speech { then, ..Speech::of(deliveries) });
        }
        match self.keep_promise(incoming.chat, &transition).await {
            Ok(()) => {
                self.note(&transition.effects);
                Ok(Speech::of(deliveries))
            }
            Err(StoreError::Closed) => Err(StoreError::Closed),
            Err(_) => Ok(Speech::of(refusal.unwrap_or(deliveries))),
        }
    }

    async fn keep_promise(&self, chat: ChatId, transition: &Transition) -> Result<(), StoreError> {
        if let Some(wanted) = subscription::wanted(transition) {
            subscription::set(&*self.store, chat, wanted).await?;
        }
        let change = Change { chat, state: transition.state.clone(), deliveries: Vec::new() };
        self.store.commit(change).await.map(drop)
    }

    fn note(&self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Count(counted) => self.count(counted.clone()),
                // It was had before anything was said.
                Effect::Subscribe(_) => {}
            }
        }
    }

    /// Counts something that happened, to nobody in particular.
    pub fn count(&self, counted: Counted) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(counted).or_default();
        *count = count.saturating_add(1);
    }

    /// Makes durable what was counted since the last time.
    ///
    /// # Errors
    /// When the store can't be written; the counts stay for the next time.
    pub async fn flush_counts(&self) -> Result<(), StoreError> {
        let counts = std::mem::take(&mut *self.counts.lock().unwrap_or_else(PoisonError::into_inner));
        if counts.is_empty() {
            return Ok(());
        }
        let result = self.store.count(counts.clone().into_iter().collect()).await;
        if result.is_err() {
            let mut now = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            for (counted, more) in counts {
                let count = now.entry(counted).or_default();
                *count = count.saturating_add(more);
            }
        }
        result
    }
}
