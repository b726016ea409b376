//! Passing questions on: the text is taken from messages, shown cleaned, and kept only at the asker's wish.
//!
//! It is in no state and in no outbox: a preview is said straight from memory, and what is sent is read
//! back from the preview itself.

mod memory;

pub(super) use crate::desk::passing::memory::Memory;

use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::conversation;
use crate::conversation::Button;
use crate::conversation::Counted;
use crate::conversation::Input;
use crate::conversation::Passing;
use crate::conversation::Place;
use crate::conversation::Pressed;
use crate::conversation::Refusal;
use crate::conversation::Slip;
use crate::conversation::State;
use crate::conversation::World;
use crate::curation::cleaning::cleaned;
use crate::curation::gap;
use crate::curation::gap::Unfit;
use crate::desk::Desk;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::Received;
use crate::desk::Reference;
use crate::desk::Speech;
use crate::desk::curation::CurationDesk;
use crate::desk::word;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts;
use crate::texts::Scene;
use crate::tips::Receipt;
use crate::tips::guard;
use crate::tips::guard::Expecting;
use crate::tips::guard::Finding;
use crate::tips::telling::tells_of_misconduct;

use zeroize::Zeroizing;

/// What a step comes to.
pub(super) enum Heard {
    /// This is shown.
    Step(Passing),
    /// This text is shown as it would be passed on.
    Preview(Zeroizing<String>, Slip),
}

impl From<Refusal> for Heard {
    fn from(refusal: Refusal) -> Self {
        Self::Step(Passing::Refused(refusal))
    }
}

impl<S: Store> Desk<S> {
    /// Whether what comes in may be passed on if it finds no answer.
    pub(super) fn may_pass_on(&self, incoming: &Incoming) -> bool {
        let told = match &incoming.happening {
            Happening::Said { text, .. } => tells_of_misconduct(text),
            Happening::Commanded { rest, .. } => tells_of_misconduct(rest),
            _ => false,
        };
        self.curation.is_some()
            && incoming.place == Place::Private
            && !told
            && !self.may_be_reporting(incoming)
    }

    fn may_be_reporting(&self, incoming: &Incoming) -> bool {
        self.tips.as_ref().is_some_and(|tips| tips.may_be_reporting(incoming))
    }

    /// Hears a step towards passing a question on; everything else is `None`.
    pub(super) async fn hear_passing(
        &self,
        incoming: &Incoming,
        state: &State,
        input: &Input,
        reference: &Reference,
    ) -> Result<Option<Heard>, StoreError> {
        let Some(curation) = self.curation.as_ref().filter(|_| incoming.place == Place::Private) else {
            return Ok(None);
        };
        let written = incoming.circumstances.pressed_replies_to.as_deref();
        Ok(Some(match input {
            Input::Asked { text, .. } if state.screen.awaits_question() => {
                self.offer(curation, incoming, text, reference)
            }
            Input::Pressed(Pressed { button: Button::PassOn, .. }) => match written {
                Some(text) => self.offer(curation, incoming, without_command(text), reference),
                None => Heard::Step(Passing::Write),
            },
            Input::Pressed(Pressed { button: Button::PassShorter, .. }) => Heard::Step(Passing::Write),
            Input::Pressed(Pressed { button: Button::PassNow(slip), .. }) => {
                self.send(curation, incoming, *slip, reference).await?
            }
            _ => return Ok(None),
        }))
    }

    /// Shows a text as it would be passed on, or says why it isn't.
    fn offer(
        &self,
        curation: &CurationDesk<S>,
        incoming: &Incoming,
        text: &str,
        reference: &Reference,
    ) -> Heard {
        let text = match self.fitting(incoming, text, reference) {
            Ok(text) => text,
            Err(refusal) => return refusal.into(),
        };
        if self.passing().is_full(incoming.chat, curation.now()) {
            return Refusal::TooMany.into();
        }
        match curation.slip() {
            Some(slip) => Heard::Preview(text, slip),
            None => Refusal::NotStored.into(),
        }
    }

    /// Keeps what a preview shows.
    async fn send(
        &self,
        curation: &CurationDesk<S>,
        incoming: &Incoming,
        slip: Option<Slip>,
        reference: &Reference,
    ) -> Result<Heard, StoreError> {
        let Some((text, slip)) = self.previewed(incoming, slip) else {
            return Ok(Heard::Step(Passing::Write));
        };
        let fitting = match self.fitting(incoming, &text, reference) {
            Ok(fitting) => fitting,
            Err(refusal) => return Ok(refusal.into()),
        };
        if *fitting != *text {
            // The FAQ has changed meanwhile, and with it what is no name: what is sent is what was seen.
            return Ok(Heard::Preview(fitting, slip));
        }
        let now = curation.now();
        if self.passing().is_full(incoming.chat, now) && !curation.has_passed(slip)? {
            return Ok(Refusal::TooMany.into());
        }
        match curation.pass_on(slip, &fitting).await {
            Ok(fresh) => {
                self.passing().sent(incoming.chat, now, fresh);
                if fresh {
                    self.count(Counted::PassedOn);
                }
                Ok(Heard::Step(Passing::Done))
            }
            Err(StoreError::Closed) => Err(StoreError::Closed),
            Err(_) => Ok(Refusal::NotStored.into()),
        }
    }

    /// The text of the preview whose button was pressed; where one was typed, the one last shown.
    fn previewed(&self, incoming: &Incoming, slip: Option<Slip>) -> Option<(Zeroizing<String>, Slip)> {
        let pressed = incoming.circumstances.pressed.as_deref().and_then(texts::passing::read_preview);
        match (pressed, slip) {
            (Some(text), Some(slip)) => Some((Zeroizing::new(text.to_owned()), slip)),
            (_, Some(slip)) => self.passing().shown(incoming.chat).filter(|(_, shown)| *shown == slip),
            _ => self.passing().shown(incoming.chat),
        }
    }

    /// Cleans a text and says whether it can be passed on.
    fn fitting(
        &self,
        incoming: &Incoming,
        text: &str,
        reference: &Reference,
    ) -> Result<Zeroizing<String>, Refusal> {
        if self.may_be_reporting(incoming) {
            return Err(Refusal::ReportOpen);
        }
        if tells_of_misconduct(text) || Receipt::find(text).is_some() || texts::tips::is_prompt(text) {
            return Err(Refusal::TellsOfMisconduct);
        }
        let text = Zeroizing::new(cleaned(text, &|word| reference.matcher.knows(word)));
        gap::fit(&text).map_err(|unfit| match unfit {
            Unfit::TooLong => Refusal::TooLong,
            Unfit::Empty => Refusal::Empty,
        })?;
        let left = guard::findings(&text, Expecting::Nobody);
        if left.iter().any(|finding| *finding != Finding::Self_) { Err(Refusal::Empty) } else { Ok(text) }
    }

    /// Takes the step: state and what is said of it are committed, a preview is said from memory.
    pub(super) async fn pass_on(
        &self,
        incoming: Incoming,
        state: State,
        heard: Heard,
        reference: &Reference,
    ) -> Result<Received, StoreError> {
        if matches!(heard, Heard::Step(Passing::Refused(Refusal::NotStored))) {
            // What stands there stays, to be tried again.
            return Ok(Received::Said(Speech::of(word::not_stored(&incoming))));
        }
        let step = match &heard {
            Heard::Step(step) => *step,
            Heard::Preview(..) => Passing::Preview,
        };
        let world = World { faq: &reference.faq, matcher: &reference.matcher, passes_on: false };
        let input = Input::Passed { step, tapped: incoming.press.is_some() };
        let mut transition = conversation::step(world, incoming.place, state.clone(), &input);
        if let Heard::Preview(..) = heard {
            transition.replies.retain(|reply| !matches!(reply, conversation::Reply::Show(_)));
        }
        let takes_tips = self.tips.is_some();
        let scene = Scene { faq: &reference.faq, agency: &self.agency, bot: None, takes_tips };
        let mut deliveries = word::deliveries(scene, &incoming, &state, &transition);
        if self.drill {
            deliveries.iter_mut().for_each(word::mark_delivery);
        }
        let mut speech = self.conclude(&incoming, transition, deliveries).await?;
        if let Heard::Preview(text, slip) = heard {
            let shown = preview(&incoming, texts::passing::preview(scene, &text, slip));
            self.passing().show(incoming.chat, text, slip);
            speech.words = self.label_words(vec![shown]);
        }
        Ok(Received::Said(speech))
    }

    pub(super) fn passing(&self) -> MutexGuard<'_, Memory> {
        self.passing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// In place of the tapped message, or below what was written.
fn preview(incoming: &Incoming, message: texts::Message) -> Word {
    match incoming.message.filter(|_| incoming.press.is_some()) {
        Some(message_id) => Word::Edit { message_id, message, trail: None },
        None => Word::Send { message, trail: None, protected: false },
    }
}

/// A question that was asked by command.
fn without_command(text: &str) -> &str {
    let text = text.trim();
    match text.strip_prefix('/') {
        Some(command) => command.split_once(char::is_whitespace).map_or("", |(_, question)| question),
        None => text,
    }
}
