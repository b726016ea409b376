//! The handle on a running server: where it listens, its faults and its calls.

mod people;
pub(super) mod waiting;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::http;
use super::ledger::Call;
use super::ledger::Fault;
use super::ledger::Gate;
use super::page;
use super::shared::Shared;
use super::world::World;

/// The bot's id in every sandbox.
const BOT_ID: i64 = 700_000_007;

/// Where a test's world begins: 23 February 2026.
const TEST_EPOCH: i64 = 1_771_804_800;

/// What a server needs from outside.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; only loopback addresses are allowed.
    pub listen: SocketAddr,
    /// The secret half of the bot's token.
    pub secret: String,
    /// The present, in Unix seconds.
    pub now: i64,
    /// How long waiting helpers wait before they give up.
    pub patience: Duration,
}

impl Options {
    /// What tests use: a fixed token and a fixed date.
    #[must_use]
    pub fn for_tests(listen: SocketAddr) -> Self {
        let secret = "AAsandboxSandboxSandboxSandboxSandb".to_owned();
        Self { listen, secret, now: TEST_EPOCH, patience: Duration::from_secs(30) }
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is reachable from elsewhere.
    #[error(
        "{0} is not a loopback address; the sandbox has no passwords and listens on 127.0.0.1 or [::1] only"
    )]
    NotLoopback(SocketAddr),
    /// The address can't be used.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
}

/// A running server; it stops when the last clone of its handle is dropped.
#[derive(Clone, Debug)]
pub struct Telegram {
    shared: Arc<Shared>,
    address: SocketAddr,
    patience: Duration,
    heard: Arc<waiting::Heard>,
    _task: Arc<Task>,
}

#[derive(Debug)]
struct Task(JoinHandle<io::Result<()>>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts a server for people: `random` becomes the token's secret, `now` is the present in Unix seconds.
///
/// # Errors
/// The address is not a loopback address or already taken.
pub async fn serve(listen: SocketAddr, now: i64, random: [u8; 16]) -> Result<Telegram, StartError> {
    let secret = random.iter().map(|byte| format!("{byte:02x}")).collect();
    Telegram::open(Options { listen, secret, now, patience: Duration::from_secs(30) }).await
}

impl Telegram {
    /// Starts a server for a test: a fixed token and a fixed date.
    ///
    /// # Errors
    /// The address is not a loopback address or already taken.
    pub async fn start(listen: SocketAddr) -> Result<Self, StartError> {
        Self::open(Options::for_tests(listen)).await
    }

    /// Starts a server.
    ///
    /// # Errors
    /// The address is not a loopback address or already taken.
    pub async fn open(options: Options) -> Result<Self, StartError> {
        let listen = options.listen;
        if !listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(listen));
        }
        let listener = TcpListener::bind(listen).await.map_err(|error| StartError::Listen(listen, error))?;
        let address = listener.local_addr().map_err(|error| StartError::Listen(listen, error))?;
        let world = World::new(BOT_ID, "netral_sandbox_bot", options.now);
        let shared = Arc::new(Shared::new(format!("{BOT_ID}:{}", options.secret), world));
        let service = router(&shared);
        let task = tokio::spawn(async move { axum::serve(listener, service).await });
        let heard = Arc::default();
        Ok(Self { shared, address, patience: options.patience, heard, _task: Arc::new(Task(task)) })
    }

    /// The address for bots: what `TELOXIDE_API_URL` takes.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The bot's token.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.shared.token
    }

    /// Looks at the world.
    pub fn look<T>(&self, see: impl FnOnce(&World) -> T) -> T {
        self.shared.look(see)
    }

    /// Changes the world in a way this handle has no method for.
    pub fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        self.shared.change(act)
    }

    /// Lets time pass in the world, which otherwise follows the clock.
    pub fn advance(&self, seconds: i64) {
        self.change(|world| world.set_now(world.now().saturating_add(seconds)));
    }

    /// The next `times` calls of `method`, spelled as in Telegram's documentation, meet with `fault`.
    pub fn fail_next(&self, method: &str, times: u32, fault: Fault) {
        self.shared.ledger(|ledger| ledger.plan(method, times, fault));
    }

    /// The next `times` calls of `method` wait before they are done, until the gate is released.
    #[must_use = "dropping the gate opens it"]
    pub fn hold_next(&self, method: &str, times: u32) -> Gate {
        let (sender, receiver) = watch::channel(false);
        self.fail_next(method, times, Fault::Held(receiver));
        Gate(sender)
    }

    /// From now on all is well.
    pub fn stop_failing(&self) {
        self.shared.ledger(|ledger| ledger.clear_plans());
    }

    /// All calls so far, in order of arrival.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.shared.ledger(|ledger| ledger.calls().cloned().collect())
    }

    /// All calls of one method.
    #[must_use]
    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        self.shared.ledger(|ledger| ledger.calls().filter(|call| call.method == method).cloned().collect())
    }

    /// Queues any JSON as an update; a missing `update_id` is added. Returns the id.
    pub fn insert_update(&self, update: Value) -> i64 {
        self.change(|world| world.insert_update(update))
    }

    /// Queues a text as an update, made from its id and delivered byte for byte. Returns the id.
    pub fn insert_raw_update(&self, text: impl FnOnce(i64) -> String) -> i64 {
        self.change(|world| world.insert_raw_update(text))
    }

    /// From now on update ids continue at `next`, higher or lower.
    pub fn jump_update_ids(&self, next: i64) {
        self.change(|world| world.jump_update_ids(next));
    }
}

fn router(shared: &Arc<Shared>) -> Router {
    page::router()
        .fallback(http::bot_api)
        .layer(DefaultBodyLimit::max(http::LARGEST_BODY))
        .with_state(Arc::clone(shared))
}
