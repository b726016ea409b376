//! `netral tips reseal`: the same content for other keys, decrypted nowhere but here.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::tips::key;
use crate::cli::tips::key::KeyOption;
use crate::cli::tips::key::Keys;
use crate::cli::tips::output;
use crate::cli::tips::recipients;
use crate::config::Places;
use crate::texts::tips_cli;
use crate::tips::Recipient;

/// What stands in place of `.age` in the names of new files.
const ENDING: &str = "baru.age";

/// Options of `netral tips reseal`.
#[derive(Debug, Args)]
#[command(
    after_help = "Isinya tidak berubah satu byte pun; hasilnya ditulis sebagai NAMA.baru.age. Dengan --config dipakai semua kunci\n[[penerima]] dan [cadangan]: jangan memakainya untuk laporan yang mengecualikan salah satu penerima.\n\nContoh:\n  netral tips reseal 7F3K*.age --config netral.toml\n  netral tips reseal 7F3K.age --to age1… --to age1… --key kunci-lama.txt --output baru"
)]
pub(in crate::cli) struct Options {
    /// Berkas .age dari bot
    #[arg(value_name = "FILE.age", required = true)]
    files: Vec<PathBuf>,
    /// Kunci publik penerima; ulangi untuk setiap penerima
    #[arg(long, value_name = "age1…")]
    to: Vec<String>,
    #[command(flatten)]
    key: KeyOption,
    /// Folder untuk hasilnya [bawaan: folder berkas .age]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Seals all files anew.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let recipients = match &places.config {
        _ if !options.to.is_empty() => recipients::named(&options.to)?,
        Some(config) => recipients::of_config(config)?,
        None => return Err(Failure::Input(tips_cli::nobody_to_seal_to())),
    };
    let keys = options.key.read()?;
    key::for_each(&options.files, |file| reseal(options, &keys, file, &recipients))
}

fn reseal(options: &Options, keys: &Keys, file: &Path, recipients: &[Recipient]) -> Result<(), Failure> {
    let sealed = keys.reseal(file, recipients)?;
    let new = output::beside(file, options.output.as_deref(), ENDING);
    output::write_new(&new, &sealed)?;
    output::tell(&tips_cli::written(&new));
    Ok(())
}
