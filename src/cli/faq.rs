//! `netral faq`: checks the FAQ and fits its thresholds.

mod tune;

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::failure::Failure;
use crate::cli::material;
use crate::config::Places;
use crate::faq::Problem;

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
}

/// Runs a command on the FAQ.
pub(super) fn run(places: &Places, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Check { folder } => check(folder.as_ref().or(places.faq.as_ref())),
        Command::Tune(options) => tune::run(places, options),
    }
}

fn check(folder: Option<&PathBuf>) -> Result<(), Failure> {
    let (faq, problems) = material::read_faq(folder.map(PathBuf::as_path));
    let mut output = io::stdout().lock();
    for problem in &problems {
        writeln!(output, "{problem}")?;
    }
    let errors = problems.iter().filter(|problem| Problem::is_error(problem)).count();
    let warnings = problems.len().saturating_sub(errors);
    match &faq {
        Some(faq) => {
            let phrases: usize = faq.entries.iter().map(|entry| entry.phrases.len()).sum();
            writeln!(
                output,
                "FAQ dapat dipakai: {} entri, {phrases} frasa, {warnings} peringatan.",
                faq.entries.len()
            )?;
            Ok(())
        }
        None => {
            writeln!(output, "FAQ tidak dapat dipakai: {errors} kesalahan, {warnings} peringatan.")?;
            Err(Failure::Said(1))
        }
    }
}
