//! Makes removals physical: what is left is sealed anew, and the older key is destroyed. Every week the
//! keys themselves are sealed anew, and the step of the week before the last five is destroyed.

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::ports::StoreError;
use crate::storage::records::Cabinet;
use crate::storage::records::Changes;
use crate::storage::records::WIPE_DUE;
use crate::storage::rows::unreadable;

impl Cabinet {
    /// Whether something is gone from view that one of the keys still opens.
    pub(in crate::storage) fn needs_wiping(&self) -> Result<bool, StoreError> {
        Ok(self.ring.has_older() || self.rows.contains_key(WIPE_DUE).map_err(unreadable)?)
    }

    /// Makes a new key, which is durable at once, and seals everything of the wiped kinds with it.
    ///
    /// A kill leaves rows under both keys, which both open, and the next round does it again.
    pub(in crate::storage) fn seal_anew(&self, group: &mut Changes) -> Result<(), StoreError> {
        self.ring.renew()?;
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
        self.ring.destroy_older()
    }

    /// Destroys the keys of weeks that have expired, if there are any: what they sealed is gone then.
    ///
    /// First the window moves, so that nothing is sealed with what goes; then the keys of wiped records are
    /// sealed with a week that stays; only then the secret file lets go. A kill in between leaves both.
    pub(in crate::storage) fn turn(&self, this_week: u32) -> Result<(), StoreError> {
        if self.vault.turn_is_due(this_week) && self.vault.turn(this_week) {
            self.ring.seal_anew()?;
            self.vault.destroy_older(this_week)?;
        }
        Ok(())
    }
}
