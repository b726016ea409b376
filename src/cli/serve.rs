//! `netral serve`: the bot on Telegram.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;

use crate::cli::failure::Failure;
use crate::cli::keeping;
use crate::cli::keeping::InForce;
use crate::cli::material;
use crate::cli::models::Models;
use crate::cli::opening;
use crate::cli::opening::Running;
use crate::cli::pulse;
use crate::cli::quiet;
use crate::cli::socket;
use crate::cli::stop;
use crate::cli::watch;
use crate::config::Access;
use crate::config::Config;
use crate::config::Places;
use crate::desk::Desk;
use crate::storage::OpenError;
use crate::storage::Part;
use crate::storage::SledStore;
use crate::system::HeldClock;
use crate::system::SystemClock;
use crate::telegram;
use crate::telegram::ConnectError;
use crate::telegram::ServeError;
use crate::texts::trouble;

/// How long the end waits for what can't be interrupted, such as a name that is being looked up.
const STRAGGLERS: Duration = Duration::from_millis(300);

/// Serves until asked to stop.
pub(super) fn run(places: &Places) -> Result<(), Failure> {
    quiet::memory();
    let config = Config::read(places)?;
    let access = Access::from_environment()?;
    let base = material::base(places)?;
    // Without its data a bot would begin anew, and nobody would notice.
    if config.secret.exists() && !config.data.exists() {
        return Err(Failure::Configuration(trouble::data_gone(&config.data, &config.secret)));
    }
    let clock = Arc::new(HeldClock::new(SystemClock));
    let store = SledStore::open(&config.data, &config.secret, Arc::clone(&clock))
        .map_err(|error| refused(&error, &config))?;
    let mut running = Running::look(&config.data);
    let tips = opening::of(&config, store.sealing_secret().into(), &running, clock.clone());
    let store = Arc::new(store);
    let models = Models::of(&config.data);
    let InForce { reference, files, folder } = keeping::in_force(base, &*store, &models)?;
    let keeping = keeping::of(&config, config.owners.clone(), files, clock);
    let desk =
        Desk::new(Arc::clone(&store), reference, config.agency).for_drill(config.drill).taking_tips(tips);
    let desk = Arc::new(desk.keeping(keeping).map_err(keeping::unreadable)?);
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|_| Failure::Internal(trouble::store_failed()))?;
    let ended = runtime.block_on(async {
        let stop = stop::on_signal();
        let connected = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            connected = telegram::connect(&access.token, access.api_url.as_deref()) => connected,
        };
        let connection = connected.map_err(unconnected)?;
        tracing::info!("serving");
        running.begin();
        let _socket = socket::listen(&config.data, Arc::clone(&store), Arc::clone(&desk));
        watch::begin(&desk, folder);
        models.follow(&desk);
        let pulse = Box::new(pulse::beating(&config.data));
        let ended =
            telegram::serve(connection, Arc::clone(&desk), store, stop, running.was_killed, pulse).await;
        ended.map_err(|error| why_ended(&error))
    });
    runtime.shutdown_timeout(STRAGGLERS);
    running.leave();
    ended
}

/// Words why there is no connection.
pub(super) fn unconnected(error: ConnectError) -> Failure {
    Failure::Configuration(match error {
        ConnectError::Token => trouble::token_refused(),
        ConnectError::Address => trouble::odd_address(),
        ConnectError::Unreachable => trouble::unreachable_api(),
    })
}

/// Words why serving ended.
pub(super) fn why_ended(error: &ServeError) -> Failure {
    match error {
        ServeError::TokenRefused => Failure::Configuration(trouble::token_refused()),
        ServeError::Store(_) => Failure::Internal(trouble::store_failed()),
    }
}

/// Words why the data folder can't be used.
pub(super) fn refused(error: &OpenError, config: &Config) -> Failure {
    let (data, secret) = (&config.data, &config.secret);
    match error {
        OpenError::Locked => Failure::Configuration(trouble::data_in_use(data)),
        OpenError::BrokenIn(Part::Chat, _) => Failure::Internal(trouble::broken_chat(data)),
        OpenError::BrokenIn(Part::Faq, _) => Failure::Internal(trouble::broken_records(data)),
        OpenError::BrokenIn(Part::Tips, _) | OpenError::Broken(_) => {
            Failure::Internal(trouble::broken_tips(data))
        }
        OpenError::Newer { .. } => Failure::Configuration(trouble::newer_data(data)),
        OpenError::DiskFull => Failure::Configuration(trouble::disk_full(data)),
        OpenError::SecretMissing => Failure::Configuration(trouble::secret_missing(secret)),
        OpenError::SecretInsideData => Failure::Configuration(trouble::secret_inside_data(secret)),
        OpenError::SecretWrong | OpenError::SecretDamaged => {
            Failure::Configuration(trouble::secret_wrong(secret))
        }
        OpenError::SecretInaccessible(_) => Failure::Configuration(trouble::secret_unusable(secret)),
        OpenError::NoRandomness => Failure::Internal(trouble::no_randomness()),
        _ => Failure::Configuration(trouble::unusable_data(data)),
    }
}
