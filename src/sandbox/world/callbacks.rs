//! Callback queries: taps on buttons and the bot's answers to them.

use std::collections::BTreeMap;

use crate::sandbox::error::ApiError;

/// Seconds after which Telegram takes no answer any more.
const PATIENCE: i64 = 900;

/// One tap.
#[derive(Clone, Debug)]
pub struct Callback {
    /// Who tapped.
    pub user: i64,
    /// Where the message is.
    pub chat: i64,
    /// The answer, once given.
    pub answer: Option<Answer>,
    asked_at: i64,
    expired: bool,
}

/// What the bot answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What is shown, if anything.
    pub text: Option<String>,
    /// As a dialog rather than a passing note.
    pub show_alert: bool,
}

/// All taps so far.
#[derive(Debug, Default)]
pub(crate) struct Callbacks {
    asked: BTreeMap<String, Callback>,
    count: u64,
}

impl Callbacks {
    pub(super) fn open(&mut self, user: i64, chat: i64, now: i64) -> String {
        self.count += 1;
        let id = format!("{}", 4_300_000_000_000_000_000_u64 + self.count);
        self.asked.insert(id.clone(), Callback { user, chat, answer: None, asked_at: now, expired: false });
        id
    }

    pub(super) fn get(&self, id: &str) -> Option<&Callback> {
        self.asked.get(id)
    }

    pub(super) fn expire_all(&mut self) {
        self.asked.values_mut().for_each(|callback| callback.expired = true);
    }

    pub(super) fn answer(&mut self, id: &str, answer: Answer, now: i64) -> Result<&Callback, ApiError> {
        let late = "query is too old and response timeout expired or query ID is invalid";
        let callback = self.asked.get_mut(id).ok_or_else(|| ApiError::bad_request(late))?;
        if callback.expired || now - callback.asked_at > PATIENCE {
            return Err(ApiError::bad_request(late));
        }
        callback.answer = Some(answer);
        Ok(callback)
    }
}
