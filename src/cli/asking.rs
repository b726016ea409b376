//! Asks whoever holds the data folder; where nobody does, the command holds it for as long as it takes.

use std::sync::Arc;

use tokio::runtime::Builder;

use crate::cli::failure::Failure;
use crate::cli::keeping;
use crate::cli::keeping::InForce;
use crate::cli::material;
use crate::cli::models::Models;
use crate::cli::serve;
use crate::cli::service;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::cli::socket;
use crate::config::Config;
use crate::config::Places;
use crate::desk::Desk;
use crate::ports::Records;
use crate::ports::Store;
use crate::storage::MemoryStore;
use crate::storage::SledStore;
use crate::system::SystemClock;
use crate::texts::faq_cli;
use crate::texts::trouble;

/// Asks; what the running bot can't answer is a failure.
pub(super) fn ask(places: &Places, request: Request) -> Result<Answer, Failure> {
    let config = Config::read(places)?;
    let answer = match socket::ask(&config.data, &request) {
        Some(answer) => answer.ok_or_else(|| Failure::Internal(faq_cli::bot_gave_none()))?,
        None => without_bot(places, config, request)?,
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

fn without_bot(places: &Places, config: Config, request: Request) -> Result<Answer, Failure> {
    // Who only looks leaves no folder behind where none was.
    if !request.writes() && !config.data.is_dir() {
        let models = Models::looked_for(places);
        return in_folder(places, config, MemoryStore::new(SystemClock), &models, request);
    }
    let store = SledStore::open(&config.data, &config.secret, SystemClock)
        .map_err(|error| serve::refused(&error, &config))?;
    let models = Models::of(&config.data);
    in_folder(places, config, store, &models, request)
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
    let keeping = keeping::of(&config, config.owners.clone(), files);
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
