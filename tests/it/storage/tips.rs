//! What the stores promise about tips: first what both keep alike, then what only a disk can be asked for.

mod backup;
mod contract;
mod disk;
mod kill;
mod rewrite;

use netral::ports::Blob;
use netral::ports::Deed;
use netral::ports::Filing;
use netral::ports::TipStore;
use netral::tips::Act;
use netral::tips::BlobId;
use netral::tips::LookupId;
use netral::tips::Part;
use netral::tips::PartKind;
use netral::tips::RoleId;
use netral::tips::Status;
use netral::tips::Tag;
use netral::tips::Tip;
use netral::tips::Tombstone;
use netral::tips::Week;

/// The week in which the tests' clock stands: that of day 20,601.
pub(super) const NOW: Week = Week(2_943);

/// Files the tip with this number.
pub(super) async fn file(store: &impl TipStore, number: u32) {
    let filed = store.file(lookup(number), a_tip(number), vec![a_blob(number)]).await;
    assert_eq!(filed, Ok(Filing::Filed));
}

/// Removes the tip with this number.
pub(super) async fn remove(store: &impl TipStore, number: u32) {
    store.remove(lookup(number), a_tombstone(number, NOW)).await.unwrap();
}

/// Whether the tip with this number is there with all its ciphertext.
pub(super) fn has(store: &impl TipStore, number: u32) -> bool {
    let Some(tip) = store.tip(lookup(number)).unwrap() else {
        assert_eq!(store.blob(blob_id(number)), Ok(None), "ciphertext without its tip");
        return false;
    };
    assert_eq!(tip, a_tip(number));
    assert!(store.blob(blob_id(number)).unwrap() == Some(ciphertext(number, 5_000)), "tip {number}");
    true
}

pub(super) fn lookup(number: u32) -> LookupId {
    let mut id = [0x5A; 32];
    id[..4].copy_from_slice(&number.to_be_bytes());
    LookupId(id)
}

fn blob_id(number: u32) -> BlobId {
    let mut id = [0xB1; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    BlobId(id)
}

/// Ciphertext that stands nowhere else: neither its beginning nor any part of it repeats.
fn ciphertext(number: u32, length: usize) -> Vec<u8> {
    let mut state = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn a_blob(number: u32) -> Blob {
    Blob { id: blob_id(number), sealed: ciphertext(number, 5_000) }
}

fn tag(number: u32) -> Tag {
    let letters = b"234679ACDEFGHJKMNPQRTWXY";
    let mut rest = number as usize;
    let mut tag = [0; 4];
    for letter in &mut tag {
        *letter = letters[rest % letters.len()];
        rest /= letters.len();
    }
    Tag::parse(std::str::from_utf8(&tag).unwrap()).unwrap()
}

fn a_part(number: u32) -> Part {
    Part { blob: blob_id(number), kind: PartKind::Report, replaced: None }
}

/// The tip with this number has one part, with this number too.
fn a_tip(number: u32) -> Tip {
    let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    Tip {
        tag: tag(number),
        filed: NOW,
        active: NOW,
        written: NOW,
        status: Status::Received,
        since: NOW,
        reply_key: serde_json::from_value(key.into()).unwrap(),
        openers: vec![RoleId::of("Inspektorat"), RoleId::of("BKPSDM")],
        excluded: None,
        parts: vec![a_part(number)],
        proposals: Vec::new(),
        replies: Vec::new(),
        news: true,
        warned: false,
    }
}

fn a_tombstone(number: u32, week: Week) -> Tombstone {
    let openers = vec![RoleId::of("Inspektorat")];
    Tombstone { tag: tag(number), week, status: Status::Read, withdrawn: true, openers }
}

fn a_deed(number: u32, week: Week, act: Act) -> Deed {
    Deed { week, role: RoleId::of("Inspektorat"), act, tag: tag(number) }
}
