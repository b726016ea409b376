//! How the desk serves those who keep the FAQ: after tips, before questions.

use std::sync::Arc;

use crate::desk::Desk;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::Keeping;
use crate::desk::Received;
use crate::desk::Speech;
use crate::desk::curation;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::Outcome;
use crate::desk::word;
use crate::ports::ChatId;
use crate::ports::Store;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::texts;

impl<S: Store> Desk<S> {
    /// Lets admins keep the FAQ right. Who takes tips too does that before: some have both kinds of commands.
    ///
    /// # Errors
    /// When what is stored of admins can't be read.
    pub fn keeping(mut self, keeping: Keeping) -> Result<Self, StoreError> {
        let (store, standing) = (Arc::clone(&self.store), Arc::clone(&self.standing));
        let counts = Arc::clone(&store);
        let weekly = Box::new(move || counts.weekly_counts());
        let curation = CurationDesk::open(store, self.agency.clone(), keeping, standing, weekly)?;
        self.curation = Some(curation.beside(self.handler_chats(), Arc::clone(&self.bot)));
        Ok(self)
    }

    /// Whether a text is what an admin was asked for.
    pub(super) fn is_asked_of_admin(&self, incoming: &Incoming) -> bool {
        let is_text = matches!(incoming.happening, Happening::Said { .. });
        let (chat, message) = (incoming.chat, incoming.message);
        let is_edit = incoming.circumstances.edited;
        let asked = |curation: &CurationDesk<S>| {
            if is_edit { curation.took(chat, message) } else { curation.awaits_text(chat) }
        };
        is_text && self.curation.as_ref().is_some_and(asked)
    }

    /// Whether somebody with a role talks to the bot here.
    pub(super) fn is_admins(&self, chat: ChatId) -> bool {
        self.curation.as_ref().is_some_and(|curation| curation.knows(chat))
    }

    /// Makes durable who is an owner by the configuration, before the first input is taken.
    ///
    /// # Errors
    /// When that can't be stored; the roles hold until the next start all the same.
    pub async fn begin(&self) -> Result<(), StoreError> {
        match &self.curation {
            Some(curation) => curation.take_office().await,
            None => Ok(()),
        }
    }

    /// Returns the chats that have commands of their own, with what each is for.
    #[must_use]
    pub fn menus(&self) -> Vec<(ChatId, Vec<(String, String)>)> {
        let mut menus = self.curation.as_ref().map(CurationDesk::menus).unwrap_or_default();
        let handlers = self.handler_chats().into_iter();
        let alone: Vec<ChatId> =
            handlers.filter(|chat| menus.iter().all(|(other, _)| other != chat)).collect();
        menus.extend(
            alone.into_iter().map(|chat| (chat, texts::commands::owned(&texts::commands::handler()))),
        );
        menus
    }

    /// Returns what is to be said in other chats because of what an admin just did.
    #[must_use]
    pub fn told_to_others(&self) -> Vec<(ChatId, Vec<Word>)> {
        self.label_all(self.curation.as_ref().map(CurationDesk::told_to_others).unwrap_or_default())
    }

    pub(super) async fn serve_admins(&self, incoming: Incoming) -> Result<Received, StoreError> {
        let Some(curation) = &self.curation else { return self.answer(incoming).await };
        match curation.receive(&incoming).await {
            Ok(curation::Heard::NotOurs) => self.answer(incoming).await,
            Ok(curation::Heard::Outcome(outcome)) => Ok(Received::Said(self.worded(outcome))),
            Err(StoreError::Closed) => Err(StoreError::Closed),
            Err(_) => Ok(Received::Said(Speech::of(word::not_stored(&incoming)))),
        }
    }

    /// What is said of an effect that is durable; if the update comes again, the session knows it.
    fn worded(&self, outcome: Outcome) -> Speech {
        let Outcome { mut deliveries, words, .. } = outcome;
        if self.drill {
            deliveries.iter_mut().for_each(word::mark_delivery);
        }
        Speech { words: self.label_words(words), ..Speech::of(deliveries) }
    }
}
