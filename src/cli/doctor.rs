//! `netral doctor`: looks whether everything a running bot needs is there, and whether it runs.

use std::io;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use clap::Args;

use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::material;
use crate::cli::pulse;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Config;
use crate::config::Places;
use crate::config::Tips;
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

/// Tells how things stand; anything that keeps a bot from running is a failure.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let config = Config::read(places)?;
    let beats = pulse::seconds_since(&config.data);
    let mut output = io::stdout().lock();
    if !options.alive {
        let faq = material::faq(places)?;
        writeln!(output, "FAQ: {} entri, dapat dipakai.", faq.entries.len())?;
        writeln!(output, "Folder data: {}.", if config.data.is_dir() { "ada" } else { "belum ada" })?;
        writeln!(output, "Berkas rahasia: {}.", secret(&config.secret))?;
        writeln!(output, "Menu laporan: {}.", tips(&config.tips))?;
        if config.data.is_dir() {
            writeln!(output, "{}", admins(places))?;
        }
        if config.drill {
            writeln!(output, "Latihan: ya; setiap pesan diberi tanda, dan datanya terpisah.")?;
        }
    }
    match beats {
        Some(seconds) if seconds <= pulse::STALE_SECONDS => {
            writeln!(output, "Bot: berjalan, terakhir menghubungi Telegram {seconds} detik lalu.")?;
            Ok(())
        }
        _ => {
            writeln!(output, "Bot: tidak berjalan, atau tidak dapat menghubungi Telegram.")?;
            if options.alive { Err(Failure::Said(3)) } else { Ok(()) }
        }
    }
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
