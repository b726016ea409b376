//! `netral faq`: checks the FAQ, fits its thresholds, hands it out, takes it in, and tells its history.

mod cetak;
mod diff;
mod export;
mod history;
mod import;
mod mark;
mod tune;

use std::io;
use std::io::Write;
use std::panic::resume_unwind;
use std::path::Path;
use std::path::PathBuf;
use std::thread;

use clap::Subcommand;

use crate::cli::failure::Failure;
use crate::cli::failure::verdict;
use crate::cli::material;
use crate::cli::progress::Progress;
use crate::config::Places;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::advice;
use crate::faq::rehearsal;
use crate::faq::rehearsal::PARTS;
use crate::faq_folder;
use crate::texts;

/// What to do with the FAQ.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Cari semua masalah sekaligus, dengan berkas, baris, dan cara memperbaikinya
    #[command(after_help = "Contoh:\n  netral faq check\n  netral faq check ./faq")]
    Check {
        /// Folder FAQ; tanpa ini --faq atau FAQ bawaan
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Hitung ulang ambang jawaban dan tulis ke _ambang.toml
    Tune(tune::Options),
    /// Tulis FAQ yang berlaku ke folder atau arsip .zip, juga selagi bot berjalan
    Export(export::Options),
    /// Terbitkan perubahan dari folder, arsip .zip, atau satu berkas .md
    Import(import::Options),
    /// Tulis FAQ yang berlaku sebagai dokumen cetak (PDF atau HTML) untuk telaah hukum
    Cetak(cetak::Options),
    /// Daftar revisi: kapan, oleh siapa, apa, dan mengapa
    History(history::Options),
    /// Tunjukkan apa yang diubah sebuah revisi
    Diff(diff::Options),
}

/// Runs a command on the FAQ.
pub(super) fn run(places: &Places, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Check { folder } => check(folder.as_ref().or(places.faq.as_ref())),
        Command::Tune(options) => tune::run(places, options),
        Command::Export(options) => export::run(places, options),
        Command::Import(options) => import::run(places, options),
        Command::Cetak(options) => cetak::run(places, options),
        Command::History(options) => history::run(places, options),
        Command::Diff(options) => diff::run(places, options),
    }
}

fn check(folder: Option<&PathBuf>) -> Result<(), Failure> {
    let folder = folder.map(PathBuf::as_path);
    let (faq, mut problems) = material::read_faq(folder);
    if let Some(faq) = &faq {
        problems.extend(advice::advise(faq));
        problems.extend(texts::too_long_first_screens(faq));
        problems.extend(rehearse(faq, folder));
    }
    let told = tell(&mut io::stdout().lock(), faq.as_ref(), &problems);
    let is_fit = faq.is_some() && !problems.iter().any(Problem::is_error);
    verdict(told, if is_fit { Ok(()) } else { Err(Failure::Said(1)) })
}

fn tell(output: &mut impl Write, faq: Option<&Faq>, problems: &[Problem]) -> io::Result<()> {
    for problem in problems {
        writeln!(output, "{problem}")?;
    }
    if let Some(faq) = faq {
        writeln!(output, "{}", texts::faq_cli::watched(faq))?;
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len().saturating_sub(errors);
    match faq {
        Some(faq) if errors == 0 => {
            let (entries, phrases) = (faq.entries.len(), phrases_of(faq));
            writeln!(output, "FAQ dapat dipakai: {entries} entri, {phrases} frasa, {warnings} peringatan.")
        }
        Some(_) => writeln!(output, "FAQ perlu diperbaiki: {errors} kesalahan, {warnings} peringatan."),
        None => writeln!(output, "FAQ tidak dapat dipakai: {errors} kesalahan, {warnings} peringatan."),
    }
}

fn phrases_of(faq: &Faq) -> usize {
    faq.entries.iter().map(|entry| entry.phrases.len()).sum()
}

/// Asks every phrase of matchers that haven't seen it, a thread for each part.
fn rehearse(faq: &Faq, folder: Option<&Path>) -> Vec<Problem> {
    let mut progress = Progress::start("menguji frasa", PARTS);
    let astray = thread::scope(|scope| {
        let parts: Vec<_> =
            (0..PARTS).map(|part| scope.spawn(move || rehearsal::rehearse(faq, part))).collect();
        let mut astray = Vec::new();
        for part in parts {
            astray.extend(part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            progress.advance();
        }
        astray
    });
    progress.end();
    let shown = rehearsal::report(faq, &astray).into_iter();
    let with_line = shown.map(|shown| {
        let line = faq_folder::line_of(folder, &shown.problem.file, &shown.phrase);
        Problem { line, ..shown.problem }
    });
    with_line.collect()
}
