//! `netral tips open`: reads what was sealed to the handler's key.

use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use crate::cli::failure::Failure;
use crate::cli::tips::key;
use crate::cli::tips::key::KeyOption;
use crate::cli::tips::output;
use crate::sealing;
use crate::texts::tips_cli;

/// The ending of photos.
const PHOTO: &str = "jpg";

/// The ending of what is neither text nor photo: what somebody sealed by himself may be anything.
const ANYTHING: &str = "isi";

/// Options of `netral tips open`.
#[derive(Debug, Args)]
#[command(
    after_help = "Teks ditulis ke keluaran standar, foto dan berkas lain di sebelah berkas .age atau di folder --output.\nKata sandi kunci ditanyakan, atau dibaca dari masukan standar.\n\nContoh:\n  netral tips open 7F3K.age\n  netral tips open 7F3K*.age --key /media/usb/kunci.txt --output laporan-7F3K"
)]
pub(in crate::cli) struct Options {
    /// Berkas .age dari bot
    #[arg(value_name = "FILE.age", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    key: KeyOption,
    /// Folder untuk foto [bawaan: folder berkas .age]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Opens all files.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let keys = options.key.read()?;
    key::for_each(&options.files, |file| {
        let opened = keys.open(file)?;
        match ending(&opened) {
            Some(ending) => write(options, file, opened, ending),
            None => show(options, file, opened),
        }
    })
}

fn write(options: &Options, file: &Path, opened: Zeroizing<Vec<u8>>, ending: &str) -> Result<(), Failure> {
    let content = if ending == PHOTO { sealing::unpad(opened) } else { opened };
    let new = output::beside(file, options.output.as_deref(), ending);
    output::write_new(&new, &content)?;
    output::tell(&tips_cli::written(&new));
    Ok(())
}

fn show(options: &Options, file: &Path, opened: Zeroizing<Vec<u8>>) -> Result<(), Failure> {
    let text = sealing::unpad(opened);
    let mut shown = io::stdout().lock();
    if options.files.len() > 1 {
        writeln!(shown, "{}", tips_cli::heading(file))?;
    }
    writeln!(shown, "{}", output::harmless(&String::from_utf8_lossy(&text)))?;
    Ok(())
}

/// Which ending a file gets for what was opened; `None` for text.
fn ending(opened: &[u8]) -> Option<&'static str> {
    if opened.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(PHOTO)
    } else if std::str::from_utf8(opened).is_err() {
        Some(ANYTHING)
    } else {
        None
    }
}
