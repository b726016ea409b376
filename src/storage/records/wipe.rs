//! Makes removals physical: what is left is sealed anew, and the older key is destroyed.

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::ports::StoreError;
use crate::storage::records::Cabinet;
use crate::storage::records::Changes;
use crate::storage::records::WIPE_DUE;
use crate::storage::rows::unreadable;

impl Cabinet {
    /// Whether something is gone from view that a key in the secret file still opens.
    pub(in crate::storage) fn needs_wiping(&self) -> Result<bool, StoreError> {
        Ok(self.vault.wiping().len() > 1 || self.rows.contains_key(WIPE_DUE).map_err(unreadable)?)
    }

    /// Makes a new key, which is durable at once, and seals everything of the wiped kinds with it.
    ///
    /// A kill leaves rows under both keys, which both open, and the next round does it again.
    pub(in crate::storage) fn seal_anew(&self, group: &mut Changes) -> Result<(), StoreError> {
        self.vault.renew_wiping()?;
        let mut own = Changes::default();
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_wiped()) {
            for (key, value) in self.all(group, kind)? {
                self.change(group, &mut own, &Row { kind, key }, Some(value))?;
            }
        }
        own.rows.remove(WIPE_DUE);
        group.absorb(own);
        Ok(())
    }

    /// Destroys the older keys. Only for when everything that was sealed anew is durable.
    pub(in crate::storage) fn destroy_older_keys(&self) -> Result<(), StoreError> {
        self.vault.destroy_older_wiping()
    }
}
