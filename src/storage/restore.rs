//! Brings a backup back: everything, or a part of it, into a folder of its own that then takes its place.

mod chats;
mod faq;

use std::fs;
use std::io::BufReader;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::ports::Timestamp;
use crate::storage::BackupError;
use crate::storage::Database;
use crate::storage::OpenError;
use crate::storage::backup;
use crate::storage::backup::Part;
use crate::storage::backup::Reader;
use crate::storage::database::prepare_folder;
use crate::storage::keys::Key;
use crate::storage::restore::chats::ChatsRestoring;
use crate::storage::restore::faq::FaqRestoring;
use crate::storage::secret;
use crate::storage::secret::Secret;
use crate::storage::staging::Staging;
use crate::storage::tips;
use crate::storage::tips::Shelf;
use crate::storage::vault::Vault;

/// Rows that are written at once.
const SLICE: usize = 500;

/// What of a backup is to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything that is in it.
    Everything,
    /// Tips.
    Tips,
    /// What admins keep, and the counts.
    Faq,
}

impl Scope {
    fn has_tips(self) -> bool {
        self != Self::Faq
    }

    fn has_faq(self) -> bool {
        self != Self::Tips
    }

    fn has_chats(self) -> bool {
        self == Self::Everything
    }
}

/// What restoring a backup came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many tips came back.
    pub tips: usize,
    /// How many were left out because their writers had removed them.
    pub left_out: usize,
    /// How many of admins' records came back.
    pub records: usize,
    /// How many records were left out because the secret file has destroyed their key.
    pub lost: usize,
    /// How many chats are remembered again.
    pub chats: usize,
    /// Whether what was there before is set aside now, in a folder beside.
    pub replaced: bool,
}

/// Puts a backup into a data folder that has nothing of the kind, or, with `replace`, in the place of what
/// it has, which is set aside. Tips that their writers removed are left out.
///
/// Needs the secret file the backup was made with, or an older or newer copy of it. Nothing changes unless
/// all of the backup is sound.
pub fn restore_backup(
    data: &Path,
    secret: &Path,
    backup: &Path,
    scope: Scope,
    replace: bool,
    now: Timestamp,
) -> Result<Restored, BackupError> {
    let reader = Reader::begin(BufReader::new(backup::open(backup)?))?;
    let scope = match (scope, reader.is_whole()) {
        (Scope::Faq, false) => return Err(BackupError::TipsOnly),
        (Scope::Everything, false) => Scope::Tips,
        (scope, _) => scope,
    };
    prepare_folder(data)?;
    let secret = secret::place(secret, data)?;
    if !secret.exists() {
        return Err(OpenError::SecretMissing.into());
    }
    let staging = Staging::begin(data)?;
    // Holding this database open keeps every other process out of the folder.
    let lock = Database::open(&data.join("chat"))?;
    let occupied = is_occupied(data, &lock, scope)?;
    if occupied && !replace {
        staging.discard()?;
        return Err(BackupError::Occupied);
    }
    let built = build(&staging, data, &secret, reader, scope, now);
    let restored = built.inspect_err(|_| {
        // What was made so far never counted; the next restore removes it too.
        let _kept_till_then = staging.discard();
    })?;
    let aside = staging.commit(now)?;
    drop(lock);
    if !occupied {
        // Empty databases, which were only just made.
        let _kept_if_not = fs::remove_dir_all(aside);
    }
    Ok(Restored { replaced: occupied, ..restored })
}

/// Whether there is anything that would be set aside and somebody could miss.
fn is_occupied(data: &Path, chat: &Database, scope: Scope) -> Result<bool, OpenError> {
    let faq = data.join("faq");
    let has = |database: &Database, tree: &str| Ok::<_, OpenError>(!database.tree(tree)?.is_empty());
    if scope.has_tips() && tips::are_any(data)? {
        return Ok(true);
    }
    if scope.has_chats() && (has(chat, "state")? || has(chat, "outbox")?) {
        return Ok(true);
    }
    if !scope.has_faq() || !faq.exists() {
        return Ok(false);
    }
    match Database::open(&faq) {
        Ok(faq) => Ok(has(&faq, "record")? || has(&faq, "counters")?),
        Err(OpenError::Broken(_)) => Ok(true),
        Err(error) => Err(error),
    }
}

fn build(
    staging: &Staging,
    data: &Path,
    secret: &Path,
    mut reader: Reader<impl Read>,
    scope: Scope,
    now: Timestamp,
) -> Result<Restored, BackupError> {
    let mut building = Building::begin(&staging.folder(), data, secret, scope, now)?;
    while let Some((part, row, record)) = reader.next()? {
        building.take(part, &row, &record)?;
    }
    building.finish()
}

/// The databases in the making.
struct Building {
    master: Key,
    belongs: bool,
    tips: Option<tips::Restoring>,
    faq: Option<FaqRestoring>,
    chats: Option<ChatsRestoring>,
}

impl Building {
    fn begin(
        into: &Path,
        data: &Path,
        secret: &Path,
        scope: Scope,
        now: Timestamp,
    ) -> Result<Self, BackupError> {
        let loaded = Secret::load(secret)?.ok_or(OpenError::SecretMissing)?;
        let master = loaded.master().clone();
        let tips =
            scope.has_tips().then(|| tips::Restoring::begin(into, data, master.clone())).transpose()?;
        let faq = if scope.has_faq() {
            let vault = Arc::new(Vault::new(loaded, now.week())?);
            Some(FaqRestoring::begin(&into.join("faq"), vault))
        } else {
            None
        };
        let chats = scope.has_chats().then(|| ChatsRestoring::begin(into, secret, now)).transpose()?;
        Ok(Self { master, belongs: false, tips, faq, chats })
    }

    fn take(&mut self, part: Part, row: &[u8], record: &[u8]) -> Result<(), BackupError> {
        if part == Part::Tips(Shelf::Meta) {
            match tips::belongs(&self.master, row, record) {
                Some(false) => return Err(BackupError::OtherSecret),
                Some(true) => self.belongs = true,
                None => {}
            }
        }
        match (part, &mut self.tips, &mut self.faq, &mut self.chats) {
            (Part::Tips(shelf), Some(tips), _, _) => tips.take(shelf, row, record),
            (Part::Deletion, Some(tips), _, _) => tips.note_deletion(row, record),
            (Part::Ring | Part::Record | Part::Piece | Part::Count, _, Some(faq), _) => {
                faq.take(part, row, record)
            }
            (Part::Chat, _, _, Some(chats)) => chats.take(row, record),
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<Restored, BackupError> {
        if !self.belongs {
            return Err(BackupError::Damaged);
        }
        let (tips, left_out) = self.tips.map_or(Ok((0, 0)), tips::Restoring::finish)?;
        let (records, lost) = self.faq.map_or(Ok((0, 0)), FaqRestoring::finish)?;
        let chats = self.chats.map_or(Ok(0), ChatsRestoring::finish)?;
        Ok(Restored { tips, left_out, records, lost, chats, replaced: false })
    }
}
