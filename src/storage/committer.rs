//! The one thread that writes to a database.
//!
//! It takes whatever waits, gathers the writes of that group, makes them durable at once and only then
//! answers. After the first failure it is *degraded*: every later write is refused at once until the
//! process starts afresh, because sled can't be trusted to write again before it is reopened.

use std::marker::PhantomData;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::sync::oneshot;

use crate::ports::StoreError;
use crate::storage::OpenError;

/// Writes that become durable together.
const GROUP: usize = 256;

/// How long writes that nobody waits for may wait for others.
const LINGER: Duration = Duration::from_millis(10);

/// So many of them don't wait any longer.
const ENOUGH: usize = 50;

/// Hands writes to the thread; dropping it waits until everything handed over is durable.
pub(super) struct Committer<G> {
    waiting: Option<mpsc::UnboundedSender<Box<dyn Task<G>>>>,
    thread: Option<JoinHandle<()>>,
    degraded: Arc<AtomicBool>,
}

impl<G: Default + Send + 'static> Committer<G> {
    /// Starts the thread; `settle` writes a group and makes it durable.
    pub(super) fn start<S>(name: &str, settle: S) -> Result<Self, OpenError>
    where
        S: FnMut(G) -> Result<(), OpenError> + Send + 'static,
    {
        let (waiting, tasks) = mpsc::unbounded_channel();
        let degraded = Arc::new(AtomicBool::new(false));
        let mut worker = Worker { settle, degraded: Arc::clone(&degraded), group: PhantomData };
        let thread = thread::Builder::new().name(name.to_owned()).spawn(move || worker.work(tasks))?;
        Ok(Self { waiting: Some(waiting), thread: Some(thread), degraded })
    }

    /// Lets `write` add to a group on the thread and returns its result once the group is durable.
    ///
    /// `write` must add nothing when it fails. [`StoreError::Unwritable`] from it means that nothing
    /// can be written any more; any other error concerns this write alone.
    pub(super) async fn run<T, W>(&self, write: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&mut G) -> Result<T, StoreError> + Send + 'static,
    {
        self.hand_over(write, Hurry::Now)?.await.map_err(|_| StoreError::Closed)?
    }

    /// Hands a write over without waiting for it: it may wait for others, so that they become durable
    /// together. Writes are gathered in the order they are handed over.
    pub(super) fn run_along<T, W>(
        &self,
        write: W,
    ) -> Result<oneshot::Receiver<Result<T, StoreError>>, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&mut G) -> Result<T, StoreError> + Send + 'static,
    {
        self.hand_over(write, Hurry::Along)
    }

    fn hand_over<T, W>(
        &self,
        write: W,
        hurry: Hurry,
    ) -> Result<oneshot::Receiver<Result<T, StoreError>>, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&mut G) -> Result<T, StoreError> + Send + 'static,
    {
        self.check()?;
        let (answer, answered) = oneshot::channel();
        let task = Box::new(Write { write: Some(write), done: None, answer, hurry });
        let waiting = self.waiting.as_ref().ok_or(StoreError::Closed)?;
        waiting.send(task).map_err(|_| StoreError::Closed)?;
        Ok(answered)
    }

    /// Returns an error once a write has failed: from then on memory may hold what the disk doesn't.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        if self.degraded.load(Ordering::Acquire) { Err(StoreError::Unwritable) } else { Ok(()) }
    }
}

impl<G> Drop for Committer<G> {
    fn drop(&mut self) {
        drop(self.waiting.take());
        if let Some(thread) = self.thread.take() {
            // The thread catches the panics of its tasks and has nobody left to tell of its own.
            drop(thread.join());
        }
    }
}

/// Whether somebody waits for a write before he speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hurry {
    Now,
    Along,
}

/// A write on its way: gathered first, answered when its group is durable.
trait Task<G>: Send {
    fn hurry(&self) -> Hurry;
    fn gather(&mut self, group: &mut G) -> Result<(), StoreError>;
    fn answer(self: Box<Self>, durable: Result<(), StoreError>);
}

struct Write<T, W> {
    write: Option<W>,
    done: Option<T>,
    answer: oneshot::Sender<Result<T, StoreError>>,
    hurry: Hurry,
}

impl<G, T, W> Task<G> for Write<T, W>
where
    T: Send,
    W: FnOnce(&mut G) -> Result<T, StoreError> + Send,
{
    fn hurry(&self) -> Hurry {
        self.hurry
    }

    fn gather(&mut self, group: &mut G) -> Result<(), StoreError> {
        let write = self.write.take().ok_or(StoreError::Closed)?;
        self.done = Some(write(group)?);
        Ok(())
    }

    fn answer(self: Box<Self>, durable: Result<(), StoreError>) {
        let Self { done, answer, .. } = *self;
        let result = durable.and_then(|()| done.ok_or(StoreError::Closed));
        // Whoever asked may have gone; the write stands all the same.
        drop(answer.send(result));
    }
}

struct Worker<G, S> {
    settle: S,
    degraded: Arc<AtomicBool>,
    group: PhantomData<fn(G)>,
}

impl<G: Default, S: FnMut(G) -> Result<(), OpenError>> Worker<G, S> {
    fn work(&mut self, mut tasks: mpsc::UnboundedReceiver<Box<dyn Task<G>>>) {
        let mut waiting = Vec::with_capacity(GROUP);
        while tasks.blocking_recv_many(&mut waiting, GROUP) > 0 {
            if waiting.len() < ENOUGH && waiting.iter().all(|task| task.hurry() == Hurry::Along) {
                thread::sleep(LINGER);
                while waiting.len() < GROUP
                    && let Ok(task) = tasks.try_recv()
                {
                    waiting.push(task);
                }
            }
            self.commit(&mut waiting);
        }
    }

    fn commit(&mut self, waiting: &mut Vec<Box<dyn Task<G>>>) {
        let mut group = G::default();
        let gathered: Vec<_> = waiting
            .drain(..)
            .map(|mut task| {
                let outcome = self.gather(task.as_mut(), &mut group);
                (task, outcome)
            })
            .collect();
        let any = gathered.iter().any(|(_, outcome)| outcome.is_ok());
        let durable = if any { self.settle(group) } else { Ok(()) };
        for (task, outcome) in gathered {
            task.answer(outcome.and(durable.clone()));
        }
    }

    fn gather(&self, task: &mut dyn Task<G>, group: &mut G) -> Result<(), StoreError> {
        if self.degraded.load(Ordering::Acquire) {
            return Err(StoreError::Unwritable);
        }
        let outcome =
            catch_unwind(AssertUnwindSafe(|| task.gather(group))).unwrap_or(Err(StoreError::Unwritable));
        if outcome == Err(StoreError::Unwritable) {
            self.degrade();
        }
        outcome
    }

    fn settle(&mut self, group: G) -> Result<(), StoreError> {
        match catch_unwind(AssertUnwindSafe(|| (self.settle)(group))) {
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
