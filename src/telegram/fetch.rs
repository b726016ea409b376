//! Fetches files into memory. They are never written to a disk, and their addresses, which hold the
//! token, never to a log.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use teloxide::Bot;
use tokio::sync::Semaphore;
use tokio::time;
use zeroize::Zeroizing;

use crate::desk::FetchTrouble;
use crate::desk::File;
use crate::telegram::call;
use crate::telegram::call::Trouble;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;

/// The largest file that is fetched, in bytes.
pub(super) const LARGEST: u64 = 10 * 1024 * 1024;

/// Files on their way at the same time: each may take [`LARGEST`] bytes of memory.
const FETCHES_AT_ONCE: usize = 4;

/// Attempts at a file, and the pause after a failed one.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);

/// A pause that Telegram asks for is kept up to here; a file that takes longer is given up.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// How long the transfer of one file may take.
const TRANSFER: Duration = Duration::from_secs(60);

/// Fetches a limited number of files at once.
#[derive(Clone)]
pub(super) struct Fetcher {
    bot: Bot,
    slots: Arc<Semaphore>,
}

/// Why an attempt failed.
enum Failure {
    /// Trying again is of no use.
    Final(FetchTrouble),
    /// It may work later, but not before the pause that was asked for.
    Passing(Option<Duration>),
}

const UNAVAILABLE: Failure = Failure::Final(FetchTrouble::Unavailable);
const TOO_LARGE: Failure = Failure::Final(FetchTrouble::TooLarge);

impl Fetcher {
    pub(super) fn new(bot: Bot) -> Self {
        Self { bot, slots: Arc::new(Semaphore::new(FETCHES_AT_ONCE)) }
    }

    /// Fetches a file.
    pub(super) async fn fetch(&self, file: &File) -> Result<Zeroizing<Vec<u8>>, FetchTrouble> {
        if file.size.is_some_and(|size| size > LARGEST) {
            return Err(FetchTrouble::TooLarge);
        }
        for attempt in 1..=ATTEMPTS {
            let pause = match self.attempt(&file.id).await {
                Ok(content) => return Ok(content),
                Err(Failure::Final(trouble)) => return Err(trouble),
                Err(Failure::Passing(asked)) => asked.unwrap_or(PAUSE.saturating_mul(attempt)),
            };
            if pause > LONGEST_PAUSE {
                break;
            }
            if attempt < ATTEMPTS {
                time::sleep(pause).await;
            }
        }
        Err(FetchTrouble::Unavailable)
    }

    async fn attempt(&self, id: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let _slot = self.slots.acquire().await;
        let place = self.locate(id).await?;
        self.download(&place).await
    }

    /// Asks where a file is.
    async fn locate(&self, id: &str) -> Result<String, Failure> {
        let result = call::make::<Located>(&self.bot, "getFile", &json!({ "file_id": id })).await;
        let located = result.map_err(refused)?.ok_or(UNAVAILABLE)?;
        if located.file_size.is_some_and(|size| size > LARGEST) {
            return Err(TOO_LARGE);
        }
        Ok(located.file_path)
    }

    async fn download(&self, place: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let mut address = self.bot.api_url();
        if let Ok(mut segments) = address.path_segments_mut() {
            segments.pop_if_empty().push("file").push(&format!("bot{}", self.bot.token()));
            segments.extend(place.split('/'));
        }
        let answer = self.bot.client().get(address).timeout(TRANSFER).send().await;
        let mut answer = answer.map_err(|_network| Failure::Passing(None))?;
        match answer.status().as_u16() {
            200 => {}
            429 => {
                let asked = answer.headers().get("retry-after").and_then(|seconds| seconds.to_str().ok());
                return Err(Failure::Passing(
                    asked.and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs),
                ));
            }
            500.. => return Err(Failure::Passing(None)),
            _ => return Err(UNAVAILABLE),
        }
        let mut content = room_for(answer.content_length())?;
        while let Some(chunk) = answer.chunk().await.map_err(|_network| Failure::Passing(None))? {
            append(&mut content, &chunk)?;
        }
        Ok(content)
    }
}

#[derive(Deserialize)]
struct Located {
    file_path: String,
    #[serde(default)]
    file_size: Option<u64>,
}

fn refused(trouble: Trouble) -> Failure {
    if trouble.says("file is too big") {
        return TOO_LARGE;
    }
    match outcome(Err(trouble)) {
        Outcome::Pause(asked) => Failure::Passing(Some(asked)),
        Outcome::Failed => Failure::Passing(None),
        _ => UNAVAILABLE,
    }
}

/// All room at once: a buffer that grew would leave copies behind.
fn room_for(length: Option<u64>) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let length = length.unwrap_or(LARGEST);
    if length > LARGEST {
        return Err(TOO_LARGE);
    }
    let length = usize::try_from(length).map_err(|_| TOO_LARGE)?;
    Ok(Zeroizing::new(Vec::with_capacity(length)))
}

fn append(content: &mut Zeroizing<Vec<u8>>, chunk: &[u8]) -> Result<(), Failure> {
    if chunk.len() > content.capacity().saturating_sub(content.len()) {
        return Err(TOO_LARGE);
    }
    content.extend_from_slice(chunk);
    Ok(())
}

#[cfg(test)]
mod tests;
