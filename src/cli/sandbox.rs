//! `netral sandbox`: the real bot over an in-process Bot API server, with a web chat.

mod cast;

use std::io;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;
use tokio::runtime::Builder;
use tokio_util::sync::CancellationToken;

use crate::cli::failure::Failure;
use crate::cli::keeping;
use crate::cli::keeping::InForce;
use crate::cli::material;
use crate::cli::material::Base;
use crate::cli::models::Models;
use crate::cli::opening;
use crate::cli::opening::Running;
use crate::cli::serve;
use crate::cli::socket;
use crate::cli::stop;
use crate::cli::watch;
use crate::config::Config;
use crate::config::Places;
use crate::desk::Desk;
use crate::desk::Opening;
use crate::ports::Clock;
use crate::ports::Store;
use crate::sandbox;
use crate::sandbox::StartError;
use crate::sandbox::Telegram;
use crate::sealing::SealingSecret;
use crate::storage::MemoryStore;
use crate::storage::SledStore;
use crate::system;
use crate::system::SystemClock;
use crate::telegram;
use crate::texts::trouble;

/// Options of `netral sandbox`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral sandbox\n  netral sandbox --listen 127.0.0.1:0         porta bebas mana pun\n  netral sandbox --no-bot                     hanya server Bot API, untuk mencoba bot lain\n\nTanpa --data tidak ada yang disimpan setelah berhenti."
)]
pub(super) struct Options {
    /// Alamat halaman; hanya loopback [bawaan: 127.0.0.1:8077]
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8077", hide_default_value = true)]
    listen: SocketAddr,
    /// Jangan jalankan botnya; hanya server Bot API dan halamannya
    #[arg(long)]
    no_bot: bool,
}

/// Runs the sandbox until asked to stop.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let config = Config::read(places)?;
    let base = material::base(places)?;
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|_| Failure::Internal(trouble::store_failed()))?;
    runtime.block_on(async {
        let server = start(options).await?;
        announce(&server)?;
        let stop = stop::on_signal();
        if options.no_bot {
            stop.cancelled().await;
            return Ok(());
        }
        if places.data.is_none() {
            let store = Arc::new(MemoryStore::new(SystemClock));
            let mut running = Running::without_traces();
            let tips = opening::of_sandbox(&config, secret_for_today()?, &running);
            let desk = open_desk(&store, base, &config, Models::looked_for(places), tips).await?;
            return serve_in(&server, store, desk, &mut running, stop).await;
        }
        let store = SledStore::open(&config.data, &config.secret, SystemClock)
            .map_err(|error| serve::refused(&error, &config))?;
        let mut running = Running::look(&config.data);
        running.begin();
        let tips = opening::of_sandbox(&config, store.sealing_secret().into(), &running);
        let store = Arc::new(store);
        let desk = open_desk(&store, base, &config, Models::of(&config.data), tips).await?;
        let _socket = socket::listen(&config.data, Arc::clone(&store), Arc::clone(&desk));
        let ended = serve_in(&server, store, desk, &mut running, stop).await;
        running.leave();
        ended
    })
}

/// Keys for a sandbox that keeps nothing.
fn secret_for_today() -> Result<SealingSecret, Failure> {
    let random = || system::random_bytes().map_err(|_| Failure::Internal(trouble::no_randomness()));
    Ok(SealingSecret { salt: random()?.into(), pepper: random()?.into() })
}

async fn start(options: &Options) -> Result<Telegram, Failure> {
    let random = system::random_bytes().map_err(|_| Failure::Internal(trouble::no_randomness()))?;
    let now = i64::try_from(SystemClock.now().0).unwrap_or_default();
    sandbox::serve(options.listen, now, random).await.map_err(|error| {
        Failure::Configuration(match error {
            StartError::NotLoopback(_) => trouble::not_loopback(),
            StartError::Listen(address, _) => trouble::address_in_use(&address.to_string()),
        })
    })
}

fn announce(server: &Telegram) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    writeln!(output, "Ruang uji Netral: buka http://{}/ di peramban. Berhenti: Ctrl-C.", server.address())?;
    writeln!(
        output,
        "Bot API untuk bot lain: TELOXIDE_API_URL={} TELOXIDE_TOKEN={}",
        server.url(),
        server.token()
    )?;
    output.flush()?;
    Ok(())
}

async fn open_desk<S: Store>(
    store: &Arc<S>,
    base: Base,
    config: &Config,
    models: Models,
    tips: Option<Opening>,
) -> Result<Arc<Desk<S>>, Failure> {
    let InForce { reference, files, folder } = keeping::in_force(base, &**store, &models)?;
    let keeping = keeping::of(config, cast::owners(config), files, Arc::new(SystemClock));
    if cast::engage(&**store).await.is_err() {
        tracing::warn!("the sandbox's editors have no role: the data folder cannot be written");
    }
    let desk = Desk::new(Arc::clone(store), reference, config.agency.clone());
    let desk = desk.for_drill(config.drill).taking_tips(tips);
    let desk = Arc::new(desk.keeping(keeping).map_err(keeping::unreadable)?);
    watch::begin(&desk, folder);
    models.follow(&desk);
    Ok(desk)
}

async fn serve_in<S: Store>(
    server: &Telegram,
    store: Arc<S>,
    desk: Arc<Desk<S>>,
    running: &mut Running,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let connection =
        telegram::connect(server.token(), Some(&server.url())).await.map_err(serve::unconnected)?;
    let unclean = running.was_killed;
    let ended = telegram::serve(connection, Arc::clone(&desk), store, stop, unclean, Box::new(|| {})).await;
    ended.map_err(|error| serve::why_ended(&error))
}
