//! `netral tips keygen`: a handler's key, made where it will be used.

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::tips::output;
use crate::cli::tips::passphrase;
use crate::sealing;
use crate::sealing::KeyPair;
use crate::texts::tips_cli;

/// Options of `netral tips keygen`.
#[derive(Debug, Args)]
#[command(
    after_help = "Kunci publik ditulis ke keluaran standar. Berkas yang sudah ada tidak pernah ditimpa.\n\nContoh:\n  netral tips keygen\n  netral tips keygen --output /media/usb/kunci-cadangan.txt"
)]
pub(in crate::cli) struct Options {
    /// Berkas untuk kunci rahasia [bawaan: kunci.txt]
    #[arg(long, value_name = "FILE", default_value = "kunci.txt", hide_default_value = true)]
    output: PathBuf,
    /// Simpan kunci tanpa kata sandi; hanya untuk uji coba
    #[arg(long)]
    tanpa_sandi: bool,
}

/// Makes a key, writes the secret half to a file and the public one to standard output.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    if options.output.exists() {
        return Err(Failure::Input(tips_cli::exists(&options.output)));
    }
    let pair = KeyPair::generate();
    let plain = pair.file();
    if options.tanpa_sandi {
        output::write_new(&options.output, &plain)?;
    } else {
        let passphrase = passphrase::ask_new()?;
        let protected = sealing::protect(&plain, &passphrase)
            .map_err(|_| Failure::Internal(tips_cli::sealing_failed()))?;
        output::write_new(&options.output, &protected)?;
    }
    writeln!(io::stdout(), "{}", pair.public.as_str())?;
    output::tell(&tips_cli::key_made(&options.output, &pair.public.fingerprint(), !options.tanpa_sandi));
    Ok(())
}
