//! Runs jobs of one chat in order and those of different chats side by side.

use std::any::Any;
use std::collections::HashMap;
use std::collections::VecDeque;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use futures::FutureExt;
use tokio::sync::Notify;

use crate::ports::ChatId;

type Job = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A lane a chat; a lane lives as long as it has jobs.
#[derive(Clone, Default)]
pub(super) struct Lanes {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    waiting: Mutex<HashMap<ChatId, VecDeque<Job>>>,
    emptied: Notify,
}

impl Lanes {
    /// Adds a job to the end of a chat's lane. A job that panics ends itself, not its lane.
    pub(super) fn push(&self, chat: ChatId, job: impl Future<Output = ()> + Send + 'static) {
        let job: Job = Box::pin(job);
        let mut waiting = self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = waiting.get_mut(&chat) {
            lane.push_back(job);
            return;
        }
        waiting.insert(chat, VecDeque::new());
        drop(waiting);
        tokio::spawn(Arc::clone(&self.inner).run(chat, job));
    }

    /// Returns how many jobs of a chat wait behind the running one.
    pub(super) fn backlog(&self, chat: ChatId) -> usize {
        let waiting = self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.get(&chat).map_or(0, VecDeque::len)
    }

    /// Drops the jobs of a chat that have not begun.
    pub(super) fn clear(&self, chat: ChatId) {
        let mut waiting = self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = waiting.get_mut(&chat) {
            lane.clear();
        }
    }

    /// Waits until no lane has a job.
    pub(super) async fn settled(&self) {
        loop {
            let emptied = self.inner.emptied.notified();
            if self.inner.waiting.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
                return;
            }
            emptied.await;
        }
    }
}

impl Inner {
    async fn run(self: Arc<Self>, chat: ChatId, first: Job) {
        let mut next = Some(first);
        while let Some(job) = next {
            let outcome: Result<(), Box<dyn Any + Send>> = AssertUnwindSafe(job).catch_unwind().await;
            if outcome.is_err() {
                tracing::error!("a job panicked; its lane goes on");
            }
            next = self.next(chat);
        }
    }

    fn next(&self, chat: ChatId) -> Option<Job> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let job = waiting.get_mut(&chat).and_then(VecDeque::pop_front);
        if job.is_none() {
            waiting.remove(&chat);
            if waiting.is_empty() {
                self.emptied.notify_waiters();
            }
        }
        job
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::Mutex;

    use super::Lanes;
    use crate::ports::ChatId;

    #[tokio::test]
    async fn jobs_of_a_chat_run_in_order_and_a_panicking_one_stops_nobody() {
        let lanes = Lanes::default();
        let seen = Arc::new(Mutex::new(Vec::new()));
        for number in 0..20 {
            let seen = Arc::clone(&seen);
            lanes.push(ChatId(1), async move {
                tokio::task::yield_now().await;
                assert_ne!(number, 7, "this one breaks");
                seen.lock().unwrap().push(number);
            });
        }
        lanes.settled().await;
        let expected: Vec<i32> = (0..20).filter(|number| *number != 7).collect();
        assert_eq!(*seen.lock().unwrap(), expected);
    }

    #[tokio::test]
    async fn a_stuck_chat_stalls_no_other() {
        let lanes = Lanes::default();
        let (free, stuck) = tokio::sync::oneshot::channel::<()>();
        lanes.push(ChatId(1), async move { stuck.await.unwrap() });
        lanes.push(ChatId(1), async {});
        let (done, other) = tokio::sync::oneshot::channel();
        lanes.push(ChatId(2), async move { done.send(()).unwrap() });
        other.await.unwrap();
        tokio::task::yield_now().await;
        assert_eq!(lanes.backlog(ChatId(1)), 1);
        lanes.clear(ChatId(1));
        free.send(()).unwrap();
        lanes.settled().await;
    }
}
