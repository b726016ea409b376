//! Whom to seal to: named on the command line, or everybody of a configuration.

use std::path::Path;

use serde::Deserialize;

use crate::cli::failure::Failure;
use crate::cli::tips::key;
use crate::sealing;
use crate::texts::tips_cli;
use crate::texts::trouble;
use crate::tips::Recipient;

/// The part of `netral.toml` that names keys. A handler's computer knows nothing of the rest.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    penerima: Vec<Holder>,
    cadangan: Option<Holder>,
}

#[derive(Deserialize)]
struct Holder {
    kunci: String,
}

/// Reads public keys as they were typed.
pub(super) fn named(keys: &[String]) -> Result<Vec<Recipient>, Failure> {
    let mut recipients = Vec::new();
    for key in keys {
        let recipient = one(key)?;
        if !recipients.contains(&recipient) {
            recipients.push(recipient);
        }
    }
    Ok(recipients)
}

/// Reads one public key.
pub(super) fn one(key: &str) -> Result<Recipient, Failure> {
    sealing::recipient(key).ok_or_else(|| {
        Failure::Input(if sealing::is_secret_key(key) {
            tips_cli::secret_key_given()
        } else {
            tips_cli::no_recipient(key)
        })
    })
}

/// Reads the keys of all handlers and of the escrow.
pub(super) fn of_config(config: &Path) -> Result<Vec<Recipient>, Failure> {
    let wrong = |what: String| Failure::Input(trouble::wrong_config(config, &what));
    let text = crate::config::text_of(&key::read(config)?).map_err(wrong)?;
    let file: File = toml::from_str(&text).map_err(|_| Failure::Input(trouble::unreadable_config(config)))?;
    let Some(escrow) = file.cadangan.filter(|_| !file.penerima.is_empty()) else {
        return Err(Failure::Input(tips_cli::no_escrow(config)));
    };
    let keys: Vec<String> = file.penerima.into_iter().chain([escrow]).map(|holder| holder.kunci).collect();
    named(&keys)
}
