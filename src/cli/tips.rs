//! `netral tips`: what handlers do with sealed tips on their own computers. Needs no data folder, no
//! configuration and no network.

mod key;
mod keygen;
mod open;
mod output;
mod passphrase;
mod recipients;
mod reply;
mod report;
mod reseal;
mod sheet;

use clap::Subcommand;

use crate::cli::failure::Failure;
use crate::config::Places;

/// What to do with sealed tips.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Buat kunci: yang rahasia untuk Anda, yang publik untuk pengelola bot
    Keygen(keygen::Options),
    /// Buka laporan, keterangan tambahan, dan foto
    Open(open::Options),
    /// Susun laporan menjadi lembar untuk Bawaslu dan SBT BKN, dan tandai yang belum ada
    Sheet(sheet::Options),
    /// Kunci ulang untuk penerima lain, misalnya setelah pergantian petugas
    Reseal(reseal::Options),
    /// Kunci balasan untuk pengirim laporan, tanpa lewat bot
    Reply(reply::Options),
}

/// Runs a command on sealed tips.
pub(super) fn run(places: &Places, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Keygen(options) => keygen::run(options),
        Command::Open(options) => open::run(options),
        Command::Sheet(options) => sheet::run(options),
        Command::Reseal(options) => reseal::run(places, options),
        Command::Reply(options) => reply::run(options),
    }
}
