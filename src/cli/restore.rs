//! `netral restore`: brings the tips of a backup back.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::backup::unusable;
use crate::cli::failure::Failure;
use crate::cli::serve;
use crate::config::Config;
use crate::config::Places;
use crate::ports::Clock;
use crate::storage;
use crate::storage::BackupError;
use crate::storage::OpenError;
use crate::system::SystemClock;
use crate::texts::backup;

/// Options of `netral restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral restore laporan.cadangan\n  netral restore --replace laporan.cadangan   pindahkan laporan yang ada ke samping\n\nHentikan bot dulu. Perlu berkas rahasia yang dipakai saat cadangan dibuat.\nLaporan yang dihapus pelapornya setelah cadangan dibuat tidak dipulihkan; yang hilang karena waktu dipulihkan."
)]
pub(super) struct Options {
    /// Berkas cadangan
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Pindahkan laporan yang sudah ada ke samping
    #[arg(long)]
    replace: bool,
}

/// Restores a backup.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let config = Config::read(places)?;
    let now = SystemClock.now();
    let restored = storage::restore_backup(&config.data, &config.secret, &options.file, options.replace, now)
        .map_err(|error| refused(error, &config, options))?;
    let text = backup::restored(restored.tips, restored.left_out, restored.replaced);
    writeln!(io::stdout(), "{text}")?;
    Ok(())
}

fn refused(error: BackupError, config: &Config, options: &Options) -> Failure {
    match error {
        BackupError::OtherSecret => {
            Failure::Configuration(backup::other_secret(&config.secret, &options.file))
        }
        BackupError::Folder(OpenError::SecretMissing) => {
            Failure::Configuration(backup::no_secret(&config.secret, &options.file))
        }
        BackupError::Occupied => Failure::Input(backup::occupied(&config.data)),
        BackupError::Folder(error) => serve::refused(&error, config),
        error => unusable(error, &options.file),
    }
}
