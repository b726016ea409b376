//! `netral backup`: everything in one file, sealed as it rests, also while the bot runs.

mod daily;

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::Subcommand;
use clap::value_parser;
use tokio::runtime::Builder;

use crate::cli::asking;
use crate::cli::asking::Found;
use crate::cli::failure::Failure;
use crate::cli::patience;
use crate::cli::socket;
use crate::config::Config;
use crate::config::Places;
use crate::storage;
use crate::storage::BackupError;
use crate::storage::Extent;
use crate::texts::backup;
use crate::texts::backup::Amounts;
use crate::texts::trouble;

/// Options of `netral backup`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Contoh:\n  netral backup netral.cadangan                   juga selagi bot berjalan\n  netral backup --daily /srv/cadangan --keep 14   satu berkas per hari, yang lama dihapus\n  netral backup extract netral.cadangan folder    hanya berkas .age, untuk penerima laporan\n\nCadangan berisi semua data, tetap tersegel. Berkas rahasia, netral.toml, dan folder FAQ tidak termasuk: simpan terpisah."
)]
pub(super) struct Options {
    /// Berkas cadangan yang akan ditulis
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Tulis berkas hari ini ke folder ini, lalu hapus yang lebih lama
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    daily: Option<PathBuf>,
    /// Berapa berkas harian yang disimpan [bawaan: 14]
    #[arg(long, value_name = "N", default_value_t = 14, hide_default_value = true, requires = "daily", value_parser = value_parser!(u16).range(1..))]
    keep: u16,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tulis isi tersegel sebuah cadangan sebagai berkas .age; tidak perlu berkas rahasia
    #[command(after_help = "Contoh:\n  netral backup extract laporan.cadangan folder")]
    Extract {
        /// Berkas cadangan
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Folder untuk berkas .age
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// Writes a backup, or what is in one.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    match (&options.command, &options.daily, &options.file) {
        (Some(Command::Extract { file, folder }), _, _) => extract(file, folder),
        (None, Some(folder), _) => {
            let config = Config::read(places)?;
            daily::write(folder, options.keep, &config, |file| write(&config, file))
        }
        (None, None, Some(file)) => write(&Config::read(places)?, file),
        (None, None, None) => Err(Failure::Input(backup::no_file_named())),
    }
}

fn extract(file: &Path, folder: &Path) -> Result<(), Failure> {
    let pieces = storage::extract_backup(file, folder).map_err(|error| match error {
        BackupError::Output(_) => Failure::Input(backup::cannot_extract(folder)),
        error => unusable(error, file),
    })?;
    writeln!(io::stdout(), "{}", backup::extracted(folder, pieces))?;
    Ok(())
}

fn write(config: &Config, file: &Path) -> Result<(), Failure> {
    if let Found::Nothing = asking::data_folder(config)? {
        return Err(Failure::Configuration(backup::nothing_to_back_up(&config.data)));
    }
    let unfinished = Unfinished::beside(file);
    let refused = |_: io::Error| Failure::Input(backup::unwritable(file));
    let mut out = unfinished.create().map_err(refused)?;
    let mut given = patience::until_answered(config, || given(config))?;
    let _: u64 = io::copy(&mut given, &mut out).map_err(refused)?;
    out.sync_all().map_err(refused)?;
    out.rewind().map_err(refused)?;
    // Only what would be accepted by a restore takes the place of an older backup.
    let extent = storage::check_backup(&mut out).map_err(|_| Failure::Internal(backup::bot_gave_none()))?;
    unfinished.finish(file).map_err(refused)?;
    let Extent { tips, records, chats, .. } = extent;
    writeln!(io::stdout(), "{}", backup::written(file, Amounts { tips, records, chats }))?;
    Ok(())
}

/// Returns a backup of the running bot, or of a folder that no bot uses; `None` if one is just starting.
fn given(config: &Config) -> Result<Option<Box<dyn Read>>, Failure> {
    if let Some(answer) = socket::ask_for_backup(&config.data) {
        return Ok(Some(Box::new(answer)));
    }
    let Some(store) = patience::opened(config)? else {
        return Ok(None);
    };
    let failed = || Failure::Internal(trouble::store_failed());
    let runtime = Builder::new_current_thread().build().map_err(|_| failed())?;
    let backup = runtime.block_on(store.backup()).map_err(|_| failed())?;
    Ok(Some(Box::new(backup)))
}

/// Words why a backup can't be used.
pub(super) fn unusable(error: BackupError, file: &Path) -> Failure {
    match error {
        BackupError::Foreign => Failure::Input(backup::foreign(file)),
        BackupError::Newer { .. } => Failure::Input(backup::newer(file)),
        BackupError::Damaged => Failure::Input(backup::damaged(file)),
        _ => Failure::Input(backup::unreadable(file)),
    }
}

/// A file that takes its place only when it is complete, and otherwise goes.
pub(super) struct Unfinished(PathBuf);

impl Unfinished {
    pub(super) fn beside(file: &Path) -> Self {
        let mut name = OsString::from(file);
        name.push(".new");
        Self(PathBuf::from(name))
    }

    pub(super) fn create(&self) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(true).mode(0o600).open(&self.0)
    }

    pub(super) fn finish(&self, file: &Path) -> io::Result<()> {
        fs::rename(&self.0, file)?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Nothing is there any more once it is finished.
        let _gone = fs::remove_file(&self.0);
    }
}
