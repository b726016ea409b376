//! `netral faq cetak`: the FAQ in force as one document to print, for a lawyer's review.

use std::fs;
use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::faq::export::in_force;
use crate::config::Places;
use crate::faq::Entry;
use crate::faq::parse::parse;
use crate::paper;
use crate::texts::faq_cli;
use crate::texts::printout;
use crate::texts::trouble;

/// Options of `netral faq cetak`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral faq cetak faq.pdf                       seluruh FAQ, siap dicetak\n  netral faq cetak faq.html                      halaman web yang sama\n  netral faq cetak sanksi.pdf --hanya sanksi     satu topik\n  netral faq cetak satu.pdf --hanya hak-pilih    satu tanya-jawab\n\nIsinya FAQ yang berlaku, dengan dasar hukum, hal yang masih terbuka, dan kotak tanda tangan per tanya-jawab.\nBekerja juga selagi bot berjalan."
)]
pub(in crate::cli) struct Options {
    /// Berkas .pdf atau .html yang akan ditulis
    #[arg(value_name = "FILE.pdf|FILE.html")]
    target: PathBuf,
    /// Hanya topik atau tanya-jawab ini (id); boleh diulang
    #[arg(long, value_name = "ID")]
    hanya: Vec<String>,
    /// Timpa berkas yang sudah ada
    #[arg(long)]
    force: bool,
    /// Hanya FAQ bawaan atau folder --faq, tanpa folder data dan tanpa revisi yang terbit
    #[arg(long)]
    tanpa_revisi: bool,
}

/// Writes the document.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let target = &options.target;
    let ends_in = |end: &str| target.extension().is_some_and(|found| found.eq_ignore_ascii_case(end));
    if !ends_in("pdf") && !ends_in("html") {
        return Err(Failure::Input(faq_cli::not_printable(target)));
    }
    if target.exists() && !options.force {
        return Err(Failure::Input(faq_cli::file_occupied(target)));
    }
    let (files, _) = in_force(places, options.tanpa_revisi)?;
    let Some(faq) = parse(&files).0 else { return Err(Failure::Input(faq_cli::not_readable())) };
    let names = |entry: &Entry, name: &String| name == entry.id.as_str() || name == entry.group.as_str();
    if let Some(unknown) =
        options.hanya.iter().find(|name| !faq.entries.iter().any(|entry| names(entry, name)))
    {
        return Err(Failure::Input(faq_cli::nothing_named(unknown)));
    }
    let wanted =
        |entry: &Entry| options.hanya.is_empty() || options.hanya.iter().any(|name| names(entry, name));
    let document = printout::document(&faq, wanted);
    let bytes = if ends_in("pdf") { paper::pdf(&document) } else { paper::html(&document).into_bytes() };
    fs::write(target, bytes).map_err(|_| Failure::Input(trouble::unwritable_file(target)))?;
    let count = faq.entries.iter().filter(|entry| wanted(entry)).count();
    writeln!(io::stdout(), "{}", faq_cli::printed(target, count))?;
    Ok(())
}
