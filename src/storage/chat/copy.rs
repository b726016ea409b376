//! What is remembered of chats as it rests: into a backup, and back.

use crate::storage::OpenError;
use crate::storage::backup::Gathering;
use crate::storage::backup::Part;
use crate::storage::chat::Chat;
use crate::storage::chat::Writes;
use crate::storage::rows::Rows;

impl Chat {
    /// Adds all states to a backup; runs on the committer's thread.
    pub(in crate::storage) fn copy_to(&self, backup: &mut Gathering) -> Result<(), OpenError> {
        backup.add_tree(Part::Chat, &self.state)
    }

    /// Writes states as they rest.
    pub(in crate::storage) fn take_in(&self, state: Rows) -> Result<(), OpenError> {
        self.write(Writes { state, ..Writes::default() })
    }
}
