//! A handler's key: read from its file, and used on sealed ones.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use crate::cli::failure::Failure;
use crate::cli::tips::passphrase;
use crate::ports::SealTrouble;
use crate::sealing;
use crate::sealing::KeyFileTrouble;
use crate::texts::tips_cli;
use crate::texts::trouble;
use crate::tips::Recipient;

/// Which key file to use.
#[derive(Debug, Args)]
pub(super) struct KeyOption {
    /// Berkas kunci rahasia Anda [bawaan: kunci.txt]
    #[arg(long, value_name = "FILE", default_value = "kunci.txt", hide_default_value = true)]
    key: PathBuf,
}

/// The secret keys of one file.
pub(super) struct Keys {
    file: PathBuf,
    identities: Vec<Zeroizing<String>>,
}

impl KeyOption {
    /// Reads the key file, asking for its passphrase if it has one.
    pub(super) fn read(&self) -> Result<Keys, Failure> {
        let content = Zeroizing::new(read(&self.key)?);
        let passphrase =
            if sealing::is_protected(&content) { passphrase::ask()? } else { Zeroizing::default() };
        let identities = sealing::read_keys(&content, &passphrase).map_err(|error| {
            Failure::Input(match error {
                KeyFileTrouble::WrongPassphrase => tips_cli::passphrase_wrong(&self.key),
                _ => tips_cli::no_key(&self.key),
            })
        })?;
        Ok(Keys { file: self.key.clone(), identities })
    }
}

impl Keys {
    /// Opens a sealed file; padding stays.
    pub(super) fn open(&self, file: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
        self.open_content(file, &read(file)?)
    }

    /// Opens what was read from a sealed file; padding stays.
    pub(super) fn open_content(&self, file: &Path, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
        sealing::open_with(sealed, &self.identities).map_err(|error| self.refused(file, error))
    }

    /// Seals a sealed file anew, to other keys; padding stays.
    pub(super) fn reseal(&self, file: &Path, recipients: &[Recipient]) -> Result<Vec<u8>, Failure> {
        let sealed = read(file)?;
        sealing::reseal(&sealed, &self.identities, recipients).map_err(|error| self.refused(file, error))
    }

    fn refused(&self, file: &Path, error: SealTrouble) -> Failure {
        match error {
            SealTrouble::WrongKey => Failure::Input(tips_cli::key_wrong(file, &self.file)),
            SealTrouble::Failed => Failure::Internal(tips_cli::sealing_failed()),
            _ => Failure::Input(tips_cli::damaged(file)),
        }
    }
}

/// Reads a file the handler named.
pub(super) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|_| Failure::Input(trouble::unreadable_file(file)))
}

/// Does something with each file; all are tried, and one that fails makes the whole fail.
pub(super) fn for_each(
    files: &[PathBuf],
    mut act: impl FnMut(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut failed = false;
    for file in files {
        match act(file) {
            Ok(()) => {}
            Err(unwritten @ Failure::Unwritten { .. }) => return Err(unwritten),
            Err(failure) => {
                let _code = failure.report();
                failed = true;
            }
        }
    }
    if failed { Err(Failure::Said(1)) } else { Ok(()) }
}
