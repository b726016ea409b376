//! `netral tips reply`: a reply that is sealed before it leaves this computer.

use std::io;
use std::io::IsTerminal;
use std::io::Read;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use crate::cli::failure::Failure;
use crate::cli::tips::output;
use crate::cli::tips::recipients;
use crate::ports::Contents;
use crate::ports::SealTrouble;
use crate::sealing;
use crate::texts::tips_cli;
use crate::texts::trouble;

/// The most that is read; what is longer is too long anyway.
const MOST: u64 = 128 * 1024;

/// Options of `netral tips reply`.
#[derive(Debug, Args)]
#[command(
    after_help = "Balasan dibaca dari masukan standar. Kunci balasan ada di akhir laporan (\"Kunci balasan: age1…\").\n\nContoh:\n  netral tips reply --to age1… < balasan.txt\n  netral tips reply --to age1… --output balasan-7F3K.age"
)]
pub(in crate::cli) struct Options {
    /// Kunci balasan dari laporan
    #[arg(long, value_name = "age1…")]
    to: String,
    /// Berkas untuk balasan yang terkunci [bawaan: balasan.age]
    #[arg(long, value_name = "FILE.age", default_value = "balasan.age", hide_default_value = true)]
    output: PathBuf,
}

/// Seals standard input to a tip's reply key.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    let recipient = recipients::one(&options.to)?;
    if io::stdin().is_terminal() {
        output::tell(tips_cli::TYPE_REPLY);
    }
    let text = text()?;
    let sealed = sealing::pad(text.trim().as_bytes(), Contents::Text)
        .and_then(|padded| sealing::seal_exactly(&padded, &[recipient]))
        .map_err(|error| match error {
            SealTrouble::TooLong => Failure::Input(tips_cli::reply_long()),
            _ => Failure::Internal(tips_cli::sealing_failed()),
        })?;
    output::write_new(&options.output, &sealed)?;
    output::tell(&tips_cli::written(&options.output));
    Ok(())
}

fn text() -> Result<Zeroizing<String>, Failure> {
    let mut bytes = Zeroizing::new(Vec::new());
    io::stdin()
        .lock()
        .take(MOST)
        .read_to_end(&mut bytes)
        .map_err(|_| Failure::Input(trouble::unreadable_input()))?;
    if u64::try_from(bytes.len()) == Ok(MOST) {
        return Err(Failure::Input(tips_cli::reply_long()));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::Input(tips_cli::reply_is_no_text()))?;
    if text.trim().is_empty() {
        return Err(Failure::Input(tips_cli::no_reply()));
    }
    Ok(Zeroizing::new(text.to_owned()))
}
