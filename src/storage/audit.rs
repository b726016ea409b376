//! The audit of handlers' deeds: a chain in which each row holds the hash of the one before it.
//!
//! A row that was changed, put in or left out breaks the chain from there on. Rows that are forgotten
//! leave from the head; the hash of the last of them, the *anchor*, stays behind to hold the rest.

use sha2::Digest;
use sha2::Sha256;

use crate::ports::Deed;
use crate::tips::Act;
use crate::tips::AuditRow;

/// A row's hash.
pub(super) type Hash = [u8; 32];

/// What the first row of all follows.
pub(super) const BEGINNING: Hash = [0; 32];

/// Returns the row of a deed that follows the row with the hash `before`.
pub(super) fn row_after(before: Hash, deed: Deed) -> AuditRow {
    let Deed { week, role, act, tag } = deed;
    AuditRow { week, role, act, tag, hash: hash(before, deed) }
}

/// Whether rows follow each other without a gap, the first of them the anchor.
pub(super) fn is_whole(anchor: Hash, rows: &[AuditRow]) -> bool {
    let mut before = anchor;
    rows.iter().all(|row| {
        let AuditRow { week, role, act, tag, hash: found } = *row;
        let expected = hash(before, Deed { week, role, act, tag });
        before = found;
        found == expected
    })
}

fn hash(before: Hash, deed: Deed) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(deed.week.0.to_be_bytes());
    hash.update(deed.role.0);
    hash.update(code(deed.act));
    hash.update(deed.tag.as_bytes());
    hash.finalize().into()
}

/// Three letters, so that every part of what is hashed has its fixed length.
fn code(act: Act) -> [u8; 3] {
    let (act, status) = match act {
        Act::Fetched => (b'f', "--"),
        Act::Moved(status) => (b'm', status.code()),
        Act::Replied => (b'r', "--"),
        Act::Resealed => (b's', "--"),
        Act::Confirmed => (b'c', "--"),
        Act::Declined => (b'd', "--"),
    };
    let mut code = [act, b'-', b'-'];
    code.iter_mut().skip(1).zip(status.bytes()).for_each(|(to, from)| *to = from);
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tips::RoleId;
    use crate::tips::Status;
    use crate::tips::Tag;
    use crate::tips::Week;

    fn deed(act: Act) -> Deed {
        Deed { week: Week(2_943), role: RoleId::of("Inspektorat"), act, tag: Tag::parse("7F3K").unwrap() }
    }

    fn chain() -> Vec<AuditRow> {
        let acts = [Act::Fetched, Act::Moved(Status::Examined), Act::Replied, Act::Resealed];
        let mut rows: Vec<AuditRow> = Vec::new();
        for act in acts {
            let before = rows.last().map_or(BEGINNING, |row| row.hash);
            rows.push(row_after(before, deed(act)));
        }
        rows
    }

    #[test]
    fn rows_that_follow_each_other_are_whole_also_without_their_head() {
        let rows = chain();
        assert!(is_whole(BEGINNING, &rows));
        assert!(is_whole(rows[1].hash, &rows[2..]));
        assert!(is_whole(rows[3].hash, &[]));
    }

    #[test]
    fn a_row_changed_left_out_or_moved_is_noticed() {
        let rows = chain();
        let mut changed = rows.clone();
        changed[1].role = RoleId::of("Camat");
        assert!(!is_whole(BEGINNING, &changed));
        let mut gone = rows.clone();
        let _: AuditRow = gone.remove(1);
        assert!(!is_whole(BEGINNING, &gone));
        let mut swapped = rows.clone();
        swapped.swap(1, 2);
        assert!(!is_whole(BEGINNING, &swapped));
        assert!(!is_whole(BEGINNING, &rows[1..]));
    }

    #[test]
    fn every_act_has_its_own_hash() {
        let mut acts: Vec<Act> = Status::settable().into_iter().map(Act::Moved).collect();
        acts.extend([Act::Fetched, Act::Replied, Act::Resealed, Act::Confirmed, Act::Declined]);
        let mut hashes: Vec<Hash> = acts.iter().map(|act| row_after(BEGINNING, deed(*act)).hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), acts.len());
    }
}
