//! Watches the folder of the FAQ while the bot runs: what is written there comes into force by itself.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::interval;

use crate::desk::Desk;
use crate::faq_folder;
use crate::ports::Store;

/// Between two looks at the folder.
const PAUSE: Duration = Duration::from_secs(2);

/// What was seen of a folder so far.
#[derive(Debug, Default)]
struct Watch {
    /// As it was when it was read last.
    read: Option<u64>,
    /// As it was at the last look.
    last: Option<u64>,
}

impl Watch {
    /// Whether to read the folder now: it isn't as it was read, and nobody is writing in it any more.
    fn is_due(&mut self, now: u64) -> bool {
        let is_still = self.last.replace(now) == Some(now);
        is_still && self.read.replace(now) != Some(now)
    }
}

/// Begins to follow the folder that the FAQ was read from, if it was one.
pub(super) fn begin<S: Store>(desk: &Arc<Desk<S>>, folder: Option<PathBuf>) {
    if let Some(folder) = folder {
        tokio::spawn(follow(Arc::clone(desk), folder));
    }
}

/// Follows a folder until the runtime ends.
async fn follow<S: Store>(desk: Arc<Desk<S>>, folder: PathBuf) {
    let mut watch = Watch::default();
    let mut looks = interval(PAUSE);
    loop {
        looks.tick().await;
        let path = folder.clone();
        let looked = tokio::task::spawn_blocking(move || faq_folder::fingerprint(&path)).await;
        if looked.is_ok_and(|now| watch.is_due(now)) {
            read(&desk, folder.clone()).await;
        }
    }
}

async fn read<S: Store>(desk: &Desk<S>, folder: PathBuf) {
    let Ok(reading) = tokio::task::spawn_blocking(move || faq_folder::read(Some(&folder))).await else {
        return;
    };
    let done = match reading.faq {
        Some(_) => desk.rebase(reading.files).await,
        None => desk.folder_is_broken(reading.problems).await,
    };
    if done.is_err() {
        tracing::warn!("the folder of the FAQ was read, but that could not be stored");
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;

    #[test]
    fn a_folder_is_read_once_it_has_changed_and_come_to_rest() {
        let mut watch = Watch::default();
        let looks = [1, 1, 1, 2, 3, 3, 3, 1, 1];
        let due: Vec<bool> = looks.into_iter().map(|now| watch.is_due(now)).collect();
        assert_eq!(due, [false, true, false, false, false, true, false, false, true]);
    }
}
