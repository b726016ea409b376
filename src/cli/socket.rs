//! The socket in the data folder, over which commands reach the bot that holds the folder.
//!
//! One request line, one answer. Only the owner of the folder gets at it.

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

use tokio::io::AsyncReadExt;
use tokio::io::copy;
use tokio::net::UnixListener;
use tokio::net::UnixStream;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::ports::Clock;
use crate::storage::SledStore;

const NAME: &str = "netral.sock";
const BACKUP: &[u8] = b"backup\n";

/// How long a request line may take, and how long an answer.
const REQUEST_TIME: Duration = Duration::from_secs(5);
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
pub(super) fn listen<C: Clock>(data: &Path, store: Arc<SledStore<C>>) -> Option<Socket> {
    let path = data.join(NAME);
    match bind(&path) {
        Ok(listener) => {
            let listening = tokio::spawn(accept(listener, store));
            Some(Socket { path, listening })
        }
        Err(_) => {
            tracing::warn!("no socket in the data folder (is its path too long?): no backup while serving");
            None
        }
    }
}

/// Asks the bot that holds the data folder for a backup; `None` if there is no such bot.
pub(super) fn ask_for_backup(data: &Path) -> Option<impl Read> {
    let mut stream = net::UnixStream::connect(data.join(NAME)).ok()?;
    stream.set_read_timeout(Some(ANSWER_TIME)).ok()?;
    stream.write_all(BACKUP).ok()?;
    Some(stream)
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

async fn accept<C: Clock>(listener: UnixListener, store: Arc<SledStore<C>>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let store = Arc::clone(&store);
                drop(tokio::spawn(async move {
                    let answered = timeout(ANSWER_TIME, answer(stream, &store)).await;
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

async fn answer<C: Clock>(mut stream: UnixStream, store: &SledStore<C>) -> io::Result<()> {
    let mut request = [0; BACKUP.len()];
    let _: usize = timeout(REQUEST_TIME, stream.read_exact(&mut request)).await??;
    if request != BACKUP {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let backup = store.backup().await.map_err(io::Error::other)?;
    let _: u64 = copy(&mut tokio::fs::File::from_std(backup), &mut stream).await?;
    Ok(())
}
