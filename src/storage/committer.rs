//! The one thread that writes to a database.
//!
//! It takes whatever waits, applies each write, makes the whole group durable at once and only then
//! answers. After the first failure it is *degraded*: every later write is refused at once until the
//! process starts afresh, because sled can't be trusted to write again before it is reopened.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::thread::JoinHandle;

use tokio::sync::mpsc;
use tokio::sync::oneshot;

use crate::ports::StoreError;
use crate::storage::OpenError;

/// Writes that may wait before a caller has to.
const WAITING: usize = 256;

/// Writes that become durable together.
const GROUP: usize = 128;

/// Hands writes to the thread; dropping it waits until everything handed over is durable.
pub(super) struct Committer {
    waiting: Option<mpsc::Sender<Box<dyn Task>>>,
    thread: Option<JoinHandle<()>>,
    degraded: Arc<AtomicBool>,
}

impl Committer {
    /// Starts the thread; `sync` makes everything written so far durable.
    pub(super) fn start<S>(name: &str, sync: S) -> Result<Self, OpenError>
    where
        S: FnMut() -> Result<(), OpenError> + Send + 'static,
    {
        let (waiting, tasks) = mpsc::channel(WAITING);
        let degraded = Arc::new(AtomicBool::new(false));
        let mut worker = Worker { sync, degraded: Arc::clone(&degraded) };
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || worker.work(tasks))?;
        Ok(Self { waiting: Some(waiting), thread: Some(thread), degraded })
    }

    /// Does `write` on the thread and returns its result once it is durable.
    ///
    /// `write` must leave nothing half done when it fails. [`StoreError::Unwritable`] from it means
    /// that the database failed; any other error concerns this write alone.
    pub(super) async fn run<T, W>(&self, write: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce() -> Result<T, StoreError> + Send + 'static,
    {
        self.check()?;
        let (answer, answered) = oneshot::channel();
        let task = Box::new(Write { write: Some(write), done: None, answer });
        let waiting = self.waiting.as_ref().ok_or(StoreError::Closed)?;
        waiting.send(task).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    /// Returns an error once a write has failed: from then on memory may hold what the disk doesn't.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        if self.degraded.load(Ordering::Acquire) { Err(StoreError::Unwritable) } else { Ok(()) }
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        drop(self.waiting.take());
        if let Some(thread) = self.thread.take() {
            // The thread catches the panics of its tasks and has nobody left to tell of its own.
            drop(thread.join());
        }
    }
}

/// A write on its way: applied first, answered when it is durable.
trait Task: Send {
    fn apply(&mut self) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, durable: Result<(), StoreError>);
}

struct Write<T, W> {
    write: Option<W>,
    done: Option<T>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, W> Task for Write<T, W>
where
    T: Send,
    W: FnOnce() -> Result<T, StoreError> + Send,
{
    fn apply(&mut self) -> Result<(), StoreError> {
        let write = self.write.take().ok_or(StoreError::Closed)?;
        self.done = Some(write()?);
        Ok(())
    }

    fn answer(self: Box<Self>, durable: Result<(), StoreError>) {
        let Self { done, answer, .. } = *self;
        let result = durable.and_then(|()| done.ok_or(StoreError::Closed));
        // Whoever asked may have gone; the write stands all the same.
        drop(answer.send(result));
    }
}

struct Worker<S> {
    sync: S,
    degraded: Arc<AtomicBool>,
}

impl<S: FnMut() -> Result<(), OpenError>> Worker<S> {
    fn work(&mut self, mut tasks: mpsc::Receiver<Box<dyn Task>>) {
        let mut group = Vec::with_capacity(GROUP);
        while tasks.blocking_recv_many(&mut group, GROUP) > 0 {
            self.commit(&mut group);
        }
    }

    fn commit(&mut self, group: &mut Vec<Box<dyn Task>>) {
        let applied: Vec<_> = group
            .drain(..)
            .map(|mut task| {
                let outcome = self.apply(task.as_mut());
                (task, outcome)
            })
            .collect();
        let durable = if applied.iter().any(|(_, outcome)| outcome.is_ok()) { self.sync() } else { Ok(()) };
        for (task, outcome) in applied {
            task.answer(outcome.and(durable.clone()));
        }
    }

    fn apply(&self, task: &mut dyn Task) -> Result<(), StoreError> {
        if self.degraded.load(Ordering::Acquire) {
            return Err(StoreError::Unwritable);
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| task.apply())).unwrap_or(Err(StoreError::Unwritable));
        if outcome == Err(StoreError::Unwritable) {
            self.degrade();
        }
        outcome
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        match catch_unwind(AssertUnwindSafe(|| (self.sync)())) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => {
                self.degrade();
                Err(StoreError::Unwritable)
            }
        }
    }

    fn degrade(&self) {
        self.degraded.store(true, Ordering::Release);
    }
}

#[cfg(test)]
mod tests;
