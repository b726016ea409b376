//! `netral restore`: brings a backup back, or a part of it.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

use crate::cli::backup::unusable;
use crate::cli::failure::Failure;
use crate::cli::serve;
use crate::config::Config;
use crate::config::Places;
use crate::ports::Clock;
use crate::storage;
use crate::storage::BackupError;
use crate::storage::OpenError;
use crate::storage::Scope;
use crate::system::SystemClock;
use crate::texts::backup;

/// Options of `netral restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral restore netral.cadangan                semuanya, ke folder data yang masih kosong\n  netral restore --replace netral.cadangan      pindahkan yang ada ke samping\n  netral restore --only tips netral.cadangan    laporan saja\n\nHentikan bot dulu. Perlu berkas rahasia yang dipakai saat cadangan dibuat, atau salinannya yang mana pun.\nLaporan yang dihapus pelapornya tidak dipulihkan."
)]
pub(super) struct Options {
    /// Berkas cadangan
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Pindahkan yang sudah ada ke samping
    #[arg(long)]
    replace: bool,
    /// Hanya laporan (tips), atau hanya yang dirawat pengelola beserta statistik (faq)
    #[arg(long, value_name = "BAGIAN", value_enum)]
    only: Option<Only>,
}

/// A part of a backup.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Only {
    Tips,
    Faq,
}

/// Restores a backup.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let config = Config::read(places)?;
    let scope = match options.only {
        None => Scope::Everything,
        Some(Only::Tips) => Scope::Tips,
        Some(Only::Faq) => Scope::Faq,
    };
    let (now, file) = (SystemClock.now(), &options.file);
    let restored = storage::restore_backup(&config.data, &config.secret, file, scope, options.replace, now)
        .map_err(|error| refused(error, &config, options))?;
    let came = backup::Came {
        tips: restored.tips,
        left_out: restored.left_out,
        records: restored.records,
        lost: restored.lost,
        chats: restored.chats,
        replaced: restored.replaced,
    };
    writeln!(io::stdout(), "{}", backup::restored(&came))?;
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
        BackupError::TipsOnly => Failure::Input(backup::tips_only(&options.file)),
        BackupError::Folder(error) => serve::refused(&error, config),
        error => unusable(error, &options.file),
    }
}
