//! The book of all calls the server received, and the faults it is told to answer with.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

/// What downloading a file counts as, for faults and in the book.
pub const DOWNLOAD: &str = "(download)";

/// Calls kept; older ones are forgotten.
const KEPT: usize = 50_000;

/// Something that goes wrong on demand.
#[derive(Clone, Debug)]
pub enum Fault {
    /// 429, with the seconds to wait.
    TooManyRequests(u32),
    /// 500.
    ServerError,
    /// 502 with a page of HTML instead of JSON, as a proxy answers.
    BadGateway,
    /// 403 "bot was blocked by the user".
    Blocked,
    /// 400 with this sentence after "Bad Request: ".
    BadRequest(String),
    /// 404, as from a server that doesn't know the method.
    Unknown,
    /// The connection breaks and nothing was done.
    Cut,
    /// It was done, but the connection breaks before the answer.
    CutAfter,
    /// Done after a while.
    Slow(Duration),
    /// Done when the gate opens.
    Held(watch::Receiver<bool>),
}

/// A gate before a method; calls wait until it is released or dropped.
#[derive(Debug)]
pub struct Gate(pub(crate) watch::Sender<bool>);

impl Gate {
    /// Lets all waiting calls go on.
    pub fn release(self) {
        let _previous = self.0.send_replace(true);
    }
}

/// One call of a method.
#[derive(Clone, Debug)]
pub struct Call {
    /// Counts up from 1.
    pub number: u64,
    /// The method, spelled as in Telegram's documentation, or [`DOWNLOAD`].
    pub method: String,
    /// Its parameters.
    pub params: Value,
    /// The HTTP status it got; nothing while it runs or when it was cut.
    pub status: Option<u16>,
}

impl Call {
    /// The chat it was about.
    #[must_use]
    pub fn chat(&self) -> Option<i64> {
        let chat = self.params.get("chat_id")?;
        chat.as_i64().or_else(|| chat.as_str()?.parse().ok())
    }
}

#[derive(Debug)]
struct Plan {
    method: String,
    times: u32,
    fault: Fault,
}

/// Calls and planned faults.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    calls: VecDeque<Call>,
    count: u64,
    plans: Vec<Plan>,
}

impl Ledger {
    pub(crate) fn note(&mut self, method: &str, params: Value) -> u64 {
        self.count += 1;
        self.calls.push_back(Call { number: self.count, method: method.to_owned(), params, status: None });
        if self.calls.len() > KEPT {
            self.calls.pop_front();
        }
        self.count
    }

    pub(crate) fn close(&mut self, number: u64, status: u16) {
        if let Some(call) = self.calls.iter_mut().rev().find(|call| call.number == number) {
            call.status = Some(status);
        }
    }

    pub(crate) fn calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter()
    }

    pub(crate) fn plan(&mut self, method: &str, times: u32, fault: Fault) {
        self.plans.push(Plan { method: method.to_owned(), times, fault });
    }

    pub(crate) fn clear_plans(&mut self) {
        self.plans.clear();
    }

    /// The fault planned for this call, counted down.
    pub(crate) fn fault_for(&mut self, method: &str) -> Option<Fault> {
        let plan = self.plans.iter_mut().find(|plan| plan.times > 0 && plan.method == method)?;
        plan.times -= 1;
        let fault = plan.fault.clone();
        self.plans.retain(|plan| plan.times > 0);
        Some(fault)
    }
}
