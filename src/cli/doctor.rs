//! `netral doctor`: looks whether everything a running bot needs is there, and whether it runs.

use std::io;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use clap::Args;

use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::failure::verdict;
use crate::cli::material;
use crate::cli::pulse;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Config;
use crate::config::Places;
use crate::config::Tips;
use crate::faq::Faq;
use crate::ports::Calendar;
use crate::ports::Clock;
use crate::storage;
use crate::system::SystemClock;
use crate::texts::clock;
use crate::texts::faq_cli;

/// Options of `netral doctor`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral doctor\n  netral doctor --alive        untuk pemeriksaan berkala; kode keluar 0 bila bot berjalan"
)]
pub(super) struct Options {
    /// Hanya periksa apakah bot berjalan dan terhubung
    #[arg(long)]
    alive: bool,
}

/// Tells how things stand; anything that keeps a bot from starting is a failure, told last.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let config = Config::read(places)?;
    let beats = pulse::seconds_since(&config.data).filter(|seconds| *seconds <= pulse::STALE_SECONDS);
    let mut output = io::stdout().lock();
    let (told, faq) = match options.alive {
        true => (Ok(()), Ok(())),
        false => {
            let faq = material::faq(places);
            (tell(places, &config, beats.is_some(), &faq, &mut output), faq.map(drop))
        }
    };
    let (bot, runs) = match beats {
        Some(seconds) => {
            (format!("Bot: berjalan, terakhir menghubungi Telegram {seconds} detik lalu."), true)
        }
        None => ("Bot: tidak berjalan, atau tidak dapat menghubungi Telegram.".to_owned(), false),
    };
    let told = told.and_then(|()| writeln!(output, "{bot}"));
    verdict(told, if options.alive && !runs { Err(Failure::Said(3)) } else { faq })
}

/// Tells what there is.
fn tell(
    places: &Places,
    config: &Config,
    runs: bool,
    faq: &Result<Faq, Failure>,
    output: &mut impl Write,
) -> io::Result<()> {
    match faq {
        Ok(faq) => writeln!(output, "FAQ: {} entri, dapat dipakai.", faq.entries.len())?,
        Err(_) if runs => writeln!(
            output,
            "FAQ: rusak. Bot yang sedang berjalan tetap memakai FAQ terakhir yang baik, tetapi tidak akan dapat dimulai lagi."
        )?,
        Err(_) => writeln!(output, "FAQ: rusak. Bot tidak dapat dimulai.")?,
    }
    writeln!(output, "Folder data: {}.", if config.data.is_dir() { "ada" } else { "belum ada" })?;
    if let Some(week) = storage::last_week(&config.data) {
        let mut calendar = Calendar::default();
        calendar.remember(week);
        writeln!(output, "{}", clock::line(calendar.trust(SystemClock.now())))?;
    }
    writeln!(output, "Berkas rahasia: {}.", secret(&config.secret))?;
    writeln!(output, "Menu laporan: {}.", tips(&config.tips))?;
    // Without a running bot nobody can say how a broken FAQ stands.
    if config.data.is_dir() && (runs || faq.is_ok()) {
        writeln!(output, "{}", admins(places))?;
    }
    if config.drill {
        writeln!(output, "Latihan: ya; setiap pesan diberi tanda, dan datanya terpisah.")?;
    }
    Ok(())
}

fn admins(places: &Places) -> String {
    match ask(places, Request::Health) {
        Ok(Answer::Health(health)) => faq_cli::health(&health),
        Ok(_) => asking::unexpected().told(),
        Err(failure) => failure.told(),
    }
}

fn tips(tips: &Tips) -> String {
    match tips {
        Tips::Open(handlers) => {
            let rows = handlers
                .all()
                .iter()
                .map(|handler| format!("{} ({})", handler.role, handler.key.fingerprint()));
            format!(
                "terbuka, penerima: {}; kunci cadangan: {}",
                rows.collect::<Vec<_>>().join(", "),
                handlers.escrow().role
            )
        }
        Tips::NoHandler => "tertutup, karena belum ada [[penerima]] di netral.toml".to_owned(),
        Tips::NoEscrow => "tertutup, karena belum ada [cadangan] di netral.toml".to_owned(),
    }
}

fn secret(file: &Path) -> String {
    match file.metadata() {
        Ok(found) if found.permissions().mode().trailing_zeros() >= 6 => {
            "ada, hanya terbaca pemiliknya".to_owned()
        }
        Ok(_) => "ada, tetapi dapat dibaca akun lain; batasi dengan chmod 600".to_owned(),
        Err(_) => "belum ada; dibuat saat bot pertama kali dijalankan".to_owned(),
    }
}
