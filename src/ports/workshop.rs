//! Where long work is done, so that nobody else waits for it.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::ports::Boxed;

/// Work that takes its time: it is done apart from those who answer.
pub trait Workshop: Send + Sync + 'static {
    /// Does the work and returns when it is done, or when it broke.
    fn run(&self, work: Box<dyn FnOnce() + Send>) -> Boxed<'_, ()>;
}

/// Does some work and returns what came of it; `None` if it broke.
pub async fn done<T: Send + 'static>(
    workshop: &dyn Workshop,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let result = Arc::new(Mutex::new(None));
    let place = Arc::clone(&result);
    let task = move || {
        let value = work();
        *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    };
    workshop.run(Box::new(task)).await;
    result.lock().unwrap_or_else(PoisonError::into_inner).take()
}
