//! Asks whoever holds the data folder; where nobody does, the command holds it for as long as it takes.

use std::fs;
use std::io;
use std::sync::Arc;

use tokio::runtime::Builder;

use crate::cli::failure::Failure;
use crate::cli::keeping;
use crate::cli::keeping::InForce;
use crate::cli::material;
use crate::cli::models::Models;
use crate::cli::patience;
use crate::cli::service;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::cli::socket;
use crate::config::Config;
use crate::config::Places;
use crate::desk::Desk;
use crate::ports::Records;
use crate::ports::Store;
use crate::storage;
use crate::storage::MemoryStore;
use crate::storage::SledStore;
use crate::system::SystemClock;
use crate::texts::faq_cli;
use crate::texts::trouble;

/// What the data folder is to those who need it.
pub(super) enum Found {
    /// It holds data.
    Data,
    /// It is there, and nothing has been kept in it yet.
    Nothing,
}

/// Looks for the data folder: one that isn't there, or is something else, is an error and not an empty one.
pub(super) fn data_folder(config: &Config) -> Result<Found, Failure> {
    let folder = &config.data;
    if storage::is_data_folder(folder) {
        return Ok(Found::Data);
    }
    match fs::read_dir(folder).map(|mut items| items.next().is_none()) {
        Ok(true) => Ok(Found::Nothing),
        Ok(false) => Err(Failure::Configuration(trouble::not_data(folder))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::Configuration(trouble::no_data(folder)))
        }
        Err(_) => Err(Failure::Configuration(trouble::unusable_data(folder))),
    }
}

/// Asks of the FAQ alone, as if nobody had ever published anything over it.
pub(super) fn ask_the_base(places: &Places, request: Request) -> Result<Answer, Failure> {
    let models = Models::looked_for(places);
    in_folder(places, Config::read(places)?, MemoryStore::new(SystemClock), &models, request)
}

/// Asks; what the running bot can't answer is a failure.
pub(super) fn ask(places: &Places, request: Request) -> Result<Answer, Failure> {
    let config = Config::read(places)?;
    let answer = match patience::until_answered(&config, || reach(&config, &request))? {
        Reached::Bot(answer) => *answer,
        Reached::Folder(store) => {
            let models = Models::of(&config.data);
            in_folder(places, config, *store, &models, request)?
        }
        // Who only looks leaves no folder behind where none was.
        Reached::Nothing => {
            let models = Models::looked_for(places);
            in_folder(places, config, MemoryStore::new(SystemClock), &models, request)?
        }
    };
    match answer {
        Answer::Failed => Err(Failure::Internal(trouble::store_failed())),
        Answer::Foreign => Err(Failure::Configuration(faq_cli::other_version())),
        answer => Ok(answer),
    }
}

/// An answer to something else than was asked.
pub(super) fn unexpected() -> Failure {
    Failure::Configuration(faq_cli::other_version())
}

/// Who answers.
enum Reached {
    Bot(Box<Answer>),
    Folder(Box<SledStore<SystemClock>>),
    Nothing,
}

fn reach(config: &Config, request: &Request) -> Result<Option<Reached>, Failure> {
    if let Some(answer) = socket::ask(&config.data, request) {
        let answer = answer.ok_or_else(|| Failure::Internal(faq_cli::bot_gave_none()))?;
        return Ok(Some(Reached::Bot(Box::new(answer))));
    }
    if matches!(data_folder(config)?, Found::Nothing) && !request.writes() {
        return Ok(Some(Reached::Nothing));
    }
    let store = patience::opened(config)?;
    Ok(store.map(|store| Reached::Folder(Box::new(store))))
}

fn in_folder<S: Store + Records>(
    places: &Places,
    config: Config,
    store: S,
    models: &Models,
    request: Request,
) -> Result<Answer, Failure> {
    let store = Arc::new(store);
    let InForce { reference, files, .. } = keeping::in_force(material::base(places)?, &*store, models)?;
    let keeping = keeping::of(&config, config.owners.clone(), files, Arc::new(SystemClock));
    let desk = Desk::new(Arc::clone(&store), reference, config.agency);
    let desk = desk.keeping(keeping).map_err(keeping::unreadable)?;
    let runtime = Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|_| Failure::Internal(trouble::store_failed()))?;
    runtime.block_on(async {
        // Whoever is an owner by the configuration may agree, also before the bot has run for the first time.
        if request.writes() {
            desk.begin().await.map_err(keeping::unreadable)?;
        }
        Ok(service::answer(request, &desk, &*store).await)
    })
}
