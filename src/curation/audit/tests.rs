use super::*;
use crate::curation::AdminId;
use crate::curation::DraftId;
use crate::curation::Role;

const OWNER: Author = Author::Admin(AdminId(1), Role::Owner);

fn chain(length: u32) -> Vec<AuditRow> {
    let mut rows: Vec<AuditRow> = Vec::new();
    for number in 1..=length {
        let row = AuditRow::after(
            rows.last(),
            Timestamp(1_000 + u64::from(number)),
            OWNER,
            Deed::Submitted(DraftId(number)),
        );
        rows.push(row);
    }
    rows
}

fn stored(rows: &[AuditRow]) -> Vec<(String, Vec<u8>)> {
    rows.iter().map(|row| (row.key(), row.to_bytes())).collect()
}

#[test]
fn a_chain_that_nobody_touched_is_whole() {
    for length in [0, 1, 2, 40] {
        let rows = chain(length);
        assert_eq!(Audit::read(&stored(&rows)), Audit { rows, broken: None });
    }
}

#[test]
fn every_change_of_every_field_of_every_row_is_found() {
    let changes: [fn(&mut AuditRow); 5] = [
        |row| row.at = Timestamp(row.at.0 + 1),
        |row| row.author = Author::CommandLine,
        |row| row.deed = Deed::Refused(DraftId(9)),
        |row| row.before[31] ^= 1,
        |row| row.number += 1,
    ];
    for change in changes {
        for at in 0..4_usize {
            let mut rows = chain(5);
            change(&mut rows[at]);
            let mut keyed = stored(&rows);
            keyed[at].0 = format!("{:08}", at + 1);
            let broken = Audit::read(&keyed).broken.unwrap();
            assert!((at + 1..=at + 2).contains(&(broken as usize)), "row {} found at {broken}", at + 1);
        }
    }
}

#[test]
fn missing_doubled_and_reordered_rows_are_found() {
    let rows = chain(5);
    for at in 0..4 {
        let mut missing = stored(&rows);
        missing.remove(at);
        assert_eq!(Audit::read(&missing).broken, Some(at as u32 + 1));
        let mut swapped = rows.clone();
        swapped.swap(at, at + 1);
        assert!(Audit::read(&stored(&swapped)).broken.is_some());
        let mut doubled = stored(&rows);
        doubled.insert(at, doubled[at].clone());
        assert_eq!(Audit::read(&doubled).broken, Some(at as u32 + 2));
    }
    let mut odd = stored(&rows);
    odd[2].1 = b"{}".to_vec();
    assert_eq!(Audit::read(&odd).broken, Some(3));
}

/// Whoever can write can also compute hashes: only a head that was noted elsewhere shows it.
#[test]
fn a_tail_that_was_cut_or_written_anew_is_found_by_a_noted_head() {
    let rows = chain(5);
    let noted = NotedHead::parse(&rows[4].fingerprint()).unwrap();
    assert_eq!(Audit::read(&stored(&rows)).seen(&noted), Some(5));
    let cut = Audit::read(&stored(&rows[..4]));
    assert_eq!((cut.broken, cut.seen(&noted)), (None, None));
    let mut anew = rows[..3].to_vec();
    for number in 4..=5 {
        anew.push(AuditRow::after(anew.last(), Timestamp(9), OWNER, Deed::Approved(DraftId(number))));
    }
    let anew = Audit::read(&stored(&anew));
    assert_eq!((anew.broken, anew.seen(&noted)), (None, None));
    let earlier = NotedHead::parse(&hex(&rows[1].hash())).unwrap();
    assert_eq!(anew.seen(&earlier), Some(2), "what was noted before the forgery still holds");
}

#[test]
fn a_head_is_read_as_people_note_it() {
    let row = &chain(1)[0];
    let shown = row.fingerprint();
    assert_eq!(shown.len(), 19);
    assert_eq!(NotedHead::parse(&shown), NotedHead::parse(&shown.to_uppercase().replace(' ', "")));
    assert_eq!(NotedHead::parse(&shown), NotedHead::parse(&head_line(&chain(1)).unwrap()));
    for odd in ["", "12", "xyzx yzxy zxyz xyzx", &"a".repeat(65)] {
        assert_eq!(NotedHead::parse(odd), None, "{odd}");
    }
}

/// The hash must stay what it is, however rows come to be stored.
#[test]
fn the_hash_of_a_row_stays_the_same_for_ever() {
    let row = AuditRow::after(None, Timestamp(1_800_000_000), OWNER, Deed::Invited(Role::Editor));
    let expected = Sha256::digest(
        "netral-audit-1\n1\n1800000000\n{\"Admin\":[1,\"Owner\"]}\n{\"Invited\":\"Editor\"}\n\
         0000000000000000000000000000000000000000000000000000000000000000\n",
    );
    assert_eq!(row.hash(), Hash::from(expected));
}
