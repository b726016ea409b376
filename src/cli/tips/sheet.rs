//! `netral tips sheet`: a report in the order in which others ask for it.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use crate::cli::failure::Failure;
use crate::cli::tips::key;
use crate::cli::tips::key::KeyOption;
use crate::cli::tips::output;
use crate::cli::tips::report;
use crate::texts::tips_cli;
use crate::texts::tips_cli::sheet;
use crate::tips::age_file;

/// Options of `netral tips sheet`.
#[derive(Debug, Args)]
#[command(
    after_help = "Yang belum ada di laporan ditandai \"BELUM ADA\". Keluarannya berisi laporan itu: simpan dengan hati-hati.\n\nContoh:\n  netral tips sheet 7F3K.age\n  netral tips sheet 7F3K.txt > lembar-7F3K.txt"
)]
pub(in crate::cli) struct Options {
    /// Laporan: berkas .age dari bot, atau teks yang sudah dibuka
    #[arg(value_name = "FILE.age|FILE.txt")]
    file: PathBuf,
    #[command(flatten)]
    key: KeyOption,
}

/// Prints the two sheets of a report.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let content = Zeroizing::new(key::read(&options.file)?);
    let opened = if age_file::is_age_file(&content) {
        options.key.read()?.open_content(&options.file, &content)?
    } else {
        content
    };
    let text = Zeroizing::new(output::harmless(&String::from_utf8_lossy(&opened)));
    let facts = report::read(&text).ok_or_else(|| Failure::Input(tips_cli::no_report(&options.file)))?;
    write!(io::stdout().lock(), "{}", sheet::both(&facts))?;
    Ok(())
}
