//! Finds out whether a secret file belongs to a database, by a value that only its master key opens.

use std::path::Path;

use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::keys::Place;
use crate::storage::keys::SealError;
use crate::storage::migrations::META;
use crate::storage::secret::Secret;

const CHECK: &str = "check";
const PLACE: Place<'_> = Place { tree: META, row: CHECK.as_bytes() };

/// Returns the secret that belongs to the database; a new database may have a new one.
///
/// The check value is written before anything is sealed: without it there is nothing to lose, with it
/// a missing secret file is never replaced.
pub(super) fn matching_secret(database: &Database, path: &Path) -> Result<Secret, OpenError> {
    let meta = database.tree(META)?;
    let secret = Secret::load(path)?;
    let Some(check) = meta.get(CHECK)? else {
        let secret = secret.map_or_else(|| Secret::create(path), Ok)?;
        let check = secret.master().seal(PLACE, &[]).map_err(|SealError| OpenError::NoRandomness)?;
        drop(meta.insert(CHECK, check)?);
        database.sync()?;
        return Ok(secret);
    };
    let secret = secret.ok_or(OpenError::SecretMissing)?;
    if secret.master().open(PLACE, &check).is_some() { Ok(secret) } else { Err(OpenError::SecretWrong) }
}
