//! Those of the sandbox's people who keep the FAQ, so that the page can be tried at once.

use crate::config::Config;
use crate::curation::Admin;
use crate::curation::AdminId;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::record::Write;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::sandbox::world::personas;
use crate::system::SystemClock;

/// Who has which role from the beginning.
const INVITED: [(&str, Role); 2] = [("editor", Role::Editor), ("penyetuju", Role::Approver)];

/// Owners: those of the configuration, and the sandbox's own.
pub(super) fn owners(config: &Config) -> Vec<ChatId> {
    let mut owners = config.owners.clone();
    owners.extend(chat_of("pemilik"));
    owners.sort();
    owners.dedup();
    owners
}

/// Gives the others their roles, where nobody has one yet: who was removed stays removed.
pub(super) async fn engage(store: &impl Records) -> Result<(), StoreError> {
    if !store.all_kept::<Admin>()?.is_empty() {
        return Ok(());
    }
    let since = SystemClock.now().day();
    let numbered = (1..).zip(INVITED);
    let admin = |(number, (key, role))| {
        Some(Admin { id: AdminId(number), role, chat: Some(chat_of(key)?), since, note: None })
    };
    let rows: Vec<Write> = numbered.filter_map(admin).map(|admin: Admin| admin.put_new()).collect();
    store.apply(rows).await.map(drop)
}

fn chat_of(key: &str) -> Option<ChatId> {
    personas::persona(key).map(|persona| ChatId(persona.chat_id))
}
