//! The socket in the data folder, over which commands reach the bot that holds the folder.
//!
//! One request line, one answer: `backup` is answered with the backup itself; `netral/1` and a request in
//! JSON with one line of JSON. Only the owner of the folder gets at it.

use std::fs;
use std::fs::Permissions;
use std::io;
use std::io::Read;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncBufReadExt;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::io::BufReader;
use tokio::io::copy;
use tokio::net::UnixListener;
use tokio::net::UnixStream;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::cli::service;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::desk::Desk;
use crate::ports::Clock;
use crate::storage::SledStore;

const NAME: &str = "netral.sock";
const BACKUP: &[u8] = b"backup\n";

/// What a request in JSON begins with. Another version says another number.
const PREFIX: &[u8] = b"netral/1 ";

/// Longest request, in bytes: the texts of an import, twice over for what JSON adds.
const LONGEST_REQUEST: u64 = 48 * 1024 * 1024;

/// Longest answer, in bytes: a long history.
const LONGEST_ANSWER: u64 = 512 * 1024 * 1024;

/// Requests that are answered at once, others wait: each may hold what it asks and what it gets in memory.
const AT_ONCE: usize = 2;

/// How long a request line may take, and how long an answer.
const REQUEST_TIME: Duration = Duration::from_secs(20);
const ANSWER_TIME: Duration = Duration::from_secs(600);

/// An open socket; dropping it closes and removes it.
pub(super) struct Socket {
    path: PathBuf,
    listening: JoinHandle<()>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.listening.abort();
        let _gone = fs::remove_file(&self.path);
    }
}

/// Answers requests until what is returned is dropped; must run in a runtime.
///
/// Without a socket the bot serves all the same: commands then have to wait until it is stopped.
pub(super) fn listen<C: Clock>(
    data: &Path,
    store: Arc<SledStore<C>>,
    desk: Arc<Desk<SledStore<C>>>,
) -> Option<Socket> {
    let path = data.join(NAME);
    match bind(&path) {
        Ok(listener) => {
            let listening = tokio::spawn(accept(
                listener,
                Arc::new(Held { store, desk, slots: Semaphore::new(AT_ONCE) }),
            ));
            Some(Socket { path, listening })
        }
        Err(_) => {
            tracing::warn!("no socket in the data folder (is its path too long?): no commands while serving");
            None
        }
    }
}

/// Asks the bot that holds the data folder for a backup; `None` if there is no such bot.
pub(super) fn ask_for_backup(data: &Path) -> Option<impl Read + use<>> {
    let mut stream = net::UnixStream::connect(data.join(NAME)).ok()?;
    stream.set_read_timeout(Some(ANSWER_TIME)).ok()?;
    stream.write_all(BACKUP).ok()?;
    Some(stream)
}

/// Asks the bot that holds the data folder; `None` if there is no such bot, `Some(None)` if it gave no answer.
pub(super) fn ask(data: &Path, request: &Request) -> Option<Option<Answer>> {
    let stream = net::UnixStream::connect(data.join(NAME)).ok()?;
    Some(asked(stream, request).ok())
}

fn asked(mut stream: net::UnixStream, request: &Request) -> io::Result<Answer> {
    stream.set_read_timeout(Some(ANSWER_TIME))?;
    let mut line = PREFIX.to_vec();
    serde_json::to_writer(&mut line, request)?;
    line.push(b'\n');
    stream.write_all(&line)?;
    let mut answer = Vec::new();
    let _: usize = stream.take(LONGEST_ANSWER).read_to_end(&mut answer)?;
    Ok(serde_json::from_slice(&answer)?)
}

/// Whoever calls holds the data folder's lock, so a socket that is there belongs to nobody any more.
fn bind(path: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// What the bot holds.
struct Held<C: Clock> {
    store: Arc<SledStore<C>>,
    desk: Arc<Desk<SledStore<C>>>,
    slots: Semaphore,
}

async fn accept<C: Clock>(listener: UnixListener, held: Arc<Held<C>>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let held = Arc::clone(&held);
                drop(tokio::spawn(async move {
                    let _slot = held.slots.acquire().await;
                    let answered = timeout(ANSWER_TIME, answer(stream, &held)).await;
                    if !matches!(answered, Ok(Ok(()))) {
                        tracing::warn!("a request over the socket could not be answered");
                    }
                }));
            }
            // Too many open files, for example: it passes.
            Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    }
}

async fn answer<C: Clock>(stream: UnixStream, held: &Held<C>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = Vec::new();
    let mut reading = (&mut stream).take(LONGEST_REQUEST);
    let _: usize = timeout(REQUEST_TIME, reading.read_until(b'\n', &mut line)).await??;
    let mut stream = stream.into_inner();
    if line == BACKUP {
        // Counts of the last hour are in memory; without them the backup is as good.
        let _in_memory_on = held.desk.flush_counts().await;
        let backup = held.store.backup().await.map_err(io::Error::other)?;
        let _: u64 = copy(&mut tokio::fs::File::from_std(backup), &mut stream).await?;
        return Ok(());
    }
    let request = line.strip_prefix(PREFIX).and_then(|json| serde_json::from_slice::<Request>(json).ok());
    let answer = match request {
        Some(request) => service::answer(request, &held.desk, &*held.store).await,
        None => Answer::Foreign,
    };
    let mut bytes = serde_json::to_vec(&answer).map_err(io::Error::other)?;
    bytes.push(b'\n');
    stream.write_all(&bytes).await?;
    stream.shutdown().await
}
