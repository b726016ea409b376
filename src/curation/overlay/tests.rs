use proptest::prelude::*;

use super::*;
use crate::coordinates::Timestamp;
use crate::curation::Author;

fn files(of: &[(&str, &str)]) -> Files {
    of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> FileChange {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    FileChange { path: path.to_owned(), before: owned(before), after: owned(after) }
}

/// The next revision over an overlay and a base.
fn next(overlay: &Overlay, base: &Files, purpose: Purpose, changes: Vec<FileChange>) -> Revision {
    Revision {
        id: overlay.head().next(),
        at: Timestamp(0),
        author: Author::CommandLine,
        approver: None,
        purpose,
        reason: None,
        bases: overlay.bases(base, purpose, &changes),
        changes,
    }
}

fn edited(base: &Files, changes: Vec<FileChange>) -> Overlay {
    let empty = Overlay::default();
    empty.with(&next(&empty, base, Purpose::Edit, changes))
}

#[test]
fn a_revision_stands_over_a_base_that_stays_what_it_was() {
    let base = files(&[("a", "lama"), ("b", "tetap")]);
    let overlay = edited(&base, vec![change("a", Some("lama"), Some("baru"))]);
    let effective = overlay.over(&base);
    assert_eq!(effective.files, files(&[("a", "baru"), ("b", "tetap")]));
    assert_eq!((effective.conflicts.len(), effective.head), (0, RevisionId(1)));
}

#[test]
fn files_come_and_go_with_revisions() {
    let base = files(&[("a", "lama")]);
    let overlay = edited(&base, vec![change("a", Some("lama"), None), change("c", None, Some("tambah"))]);
    assert_eq!(overlay.over(&base).files, files(&[("c", "tambah")]));
}

#[test]
fn a_base_that_comes_to_say_the_same_absorbs_the_revision_and_rules_again_afterwards() {
    let base = files(&[("a", "lama")]);
    let overlay = edited(&base, vec![change("a", Some("lama"), Some("baru"))]);
    let exported = files(&[("a", "baru")]);
    assert_eq!(overlay.over(&exported).conflicts, []);
    let absorbed = overlay.absorbed(&exported);
    let settled = overlay.with(&next(&overlay, &exported, Purpose::Settle, absorbed));
    let later = files(&[("a", "lebih baru")]);
    assert_eq!(settled.over(&later).files, later);
    assert_eq!(settled.over(&later).conflicts, []);
    assert_eq!(overlay.over(&later).conflicts.len(), 1, "without having been seen in between it is one");
}

#[test]
fn a_base_that_moved_on_otherwise_leaves_the_revision_in_force_and_is_a_conflict() {
    let base = files(&[("a", "lama"), ("b", "lama")]);
    let changes = vec![change("a", Some("lama"), Some("kita")), change("b", Some("lama"), None)];
    let overlay = edited(&base, changes);
    let moved = files(&[("a", "mereka"), ("b", "mereka")]);
    let effective = overlay.over(&moved);
    assert_eq!(effective.files, files(&[("a", "kita")]));
    let paths: Vec<_> = effective.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(paths, ["a", "b"]);
    assert_eq!(effective.conflicts[0].origin, Some(digest("lama")));
}

#[test]
fn an_ordinary_edit_leaves_a_conflict_open_and_settling_closes_it() {
    let base = files(&[("a", "lama")]);
    let overlay = edited(&base, vec![change("a", Some("lama"), Some("kita"))]);
    let moved = files(&[("a", "mereka")]);
    let more = vec![change("a", Some("kita"), Some("kita lagi"))];
    let overlay = overlay.with(&next(&overlay, &moved, Purpose::Edit, more));
    assert_eq!(overlay.over(&moved).conflicts.len(), 1);
    for settled in ["kita lagi", "mereka", "gabungan"] {
        let settling = vec![change("a", Some("kita lagi"), Some(settled))];
        let overlay = overlay.with(&next(&overlay, &moved, Purpose::Settle, settling));
        assert_eq!(overlay.over(&moved).conflicts, [], "{settled}");
        assert_eq!(overlay.over(&moved).files, files(&[("a", settled)]));
    }
}

#[test]
fn a_file_that_both_sides_made_is_a_conflict() {
    let overlay = edited(&files(&[]), vec![change("a", None, Some("kita"))]);
    let effective = overlay.over(&files(&[("a", "mereka")]));
    assert_eq!(effective.files, files(&[("a", "kita")]));
    assert_eq!(effective.conflicts.len(), 1);
}

const HEADER: &str = "+++\nputusan = \"dilarang\"\nberlaku_untuk = [\"pns\"]\ndasar = [\"pp-94-2021\"]\nsanksi = [\"moral\"]\n";

fn entry(header: &str, phrase: &str, summary: &str) -> String {
    format!(
        "{HEADER}{header}tanya = [\"{phrase}\"]\ndiperiksa = 2026-02-23\n+++\n# Bolehkah?\n\nRingkas: {summary}\n"
    )
}

#[test]
fn only_sides_that_answer_differently_hide_an_answer() {
    let path = "media-sosial/like.md";
    let told = entry("", "boleh like", "Dilarang.");
    let base = files(&[(path, &told)]);
    let review = "telaah_hukum = \"Kabag Hukum@2026-12-03#0a1b2c3d4e5f60718293a4b5c6d7e8f9\"\n";
    let reviewed = entry(review, "boleh like", "Dilarang.");
    let overlay = edited(&base, vec![change(path, Some(&told), Some(&reviewed))]);
    let hidden = |base: &str| {
        let effective = overlay.over(&files(&[(path, base)])).under_review("konflik");
        assert_eq!(effective.conflicts.len(), 1);
        edit::value(&effective.files[path], Field::UnderReview).is_some()
    };
    assert!(!hidden(&entry("", "bolehkah kasih jempol", "Dilarang.")), "a phrase");
    assert!(hidden(&told.replace("\"dilarang\"", "\"boleh\"")), "the verdict");
    assert!(hidden(&told.replace("\"moral\"", "\"disiplin-berat\"")), "the sanction");
}

proptest! {
    #[test]
    fn revisions_laid_over_their_base_are_what_their_changes_add_up_to(
        steps in prop::collection::vec((0_usize..4, prop::option::of(0_usize..4)), 0..40),
    ) {
        let base = files(&[("0", "t0"), ("1", "t1"), ("2", "t2")]);
        let mut overlay = Overlay::default();
        let mut history = Vec::new();
        let mut expected = base.clone();
        for (path, text) in steps {
            let (path, text) = (path.to_string(), text.map(|text| format!("t{text}")));
            let before = expected.get(&path).cloned();
            let changes = vec![FileChange { path: path.clone(), before, after: text.clone() }];
            let revision = next(&overlay, &base, Purpose::Edit, changes);
            overlay = overlay.with(&revision);
            history.push(revision);
            match text {
                Some(text) => drop(expected.insert(path, text)),
                None => drop(expected.remove(&path)),
            }
            let effective = overlay.over(&base);
            prop_assert_eq!(&effective.files, &expected);
            prop_assert!(effective.conflicts.is_empty());
        }
        prop_assert_eq!(Overlay::of(&history), overlay);
    }
}
