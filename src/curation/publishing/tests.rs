use super::*;
use crate::curation::AdminId;
use crate::curation::Role;

const LIKE: &str = "media/like.md";

fn entry(verdict: &str, title: &str, body: &str, phrases: &[&str]) -> String {
    let phrases: String = phrases.iter().map(|phrase| format!("  \"{phrase}\",\n")).collect();
    format!(
        "+++\njudul = \"{title}\"\nputusan = \"{verdict}\"\nberlaku_untuk = [\"pns\"]\ndasar = [\"aturan\"]\nsanksi = []\nterkait = []\ndiperiksa = 2026-02-23\ntanya = [\n{phrases}]\n+++\nRingkas: Jawaban.\n\n{body}\n"
    )
}

fn files(of: &[(&str, &str)]) -> Files {
    of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn change(before: Option<&str>, after: Option<&str>) -> FileChange {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    FileChange { path: LIKE.to_owned(), before: owned(before), after: owned(after) }
}

fn revision(id: u32, approver: Option<u32>, changes: Vec<FileChange>) -> Revision {
    Revision {
        id: RevisionId(id),
        at: Timestamp(1_000),
        author: Author::Admin(AdminId(3), Role::Editor),
        approver: approver.map(AdminId),
        purpose: Purpose::Edit,
        reason: None,
        changes,
        bases: BTreeMap::new(),
    }
}

#[test]
fn a_change_of_verdict_needs_approval_and_other_words_do_not() {
    let before = entry("dilarang", "Judul", "Isi.", &["satu"]);
    let base = files(&[(LIKE, &before)]);
    let turned = entry("boleh", "Judul", "Isi.", &["satu"]);
    let reworded = entry("dilarang", "Judul lain", "Isi lain.", &["dua"]);
    let of = |after: Option<&str>, flips| terms(&[change(Some(&before), after)], flips, &[], &base, true);
    assert_eq!(of(Some(&turned), true), Terms { approval: true, reason: true, weighs: true });
    assert_eq!(of(Some(&reworded), false), Terms { approval: false, reason: false, weighs: false });
    assert_eq!(of(Some(&reworded), true), Terms { approval: true, reason: true, weighs: false });
    assert_eq!(of(None, false), Terms { approval: true, reason: false, weighs: true });
    let alone = terms(&[change(Some(&before), Some(&turned))], true, &[], &base, false);
    assert_eq!(alone, Terms { approval: false, reason: true, weighs: true });
}

#[test]
fn going_back_to_what_was_agreed_to_needs_nobody_again() {
    let old = entry("dilarang", "Judul", "Isi.", &["satu"]);
    let agreed = entry("boleh", "Judul", "Isi.", &["satu"]);
    let sneaked = entry("info", "Judul", "Isi.", &["satu"]);
    let base = files(&[(LIKE, &old)]);
    let history = [
        revision(1, Some(2), vec![change(Some(&old), Some(&agreed))]),
        revision(2, None, vec![change(Some(&agreed), Some(&sneaked))]),
    ];
    let back = |from: &str, to: &str| terms(&[change(Some(from), Some(to))], true, &history, &base, true);
    assert!(!back(&sneaked, &agreed).approval, "an approver agreed to it");
    assert!(!back(&sneaked, &old).approval, "the base says so");
    assert!(back(&old, &sneaked).approval, "nobody ever agreed to it");
}

#[test]
fn going_back_to_a_turned_verdict_needs_a_reason_again() {
    let (old, turned) = (entry("dilarang", "J", "I.", &["x"]), entry("boleh", "J", "I.", &["x"]));
    let history = [revision(1, Some(2), vec![change(Some(&old), Some(&turned))])];
    let base = files(&[(LIKE, &old)]);
    let back = terms(&[change(Some(&turned), Some(&old))], true, &history, &base, true);
    assert_eq!(back, Terms { approval: false, reason: true, weighs: true });
}

#[test]
fn that_an_entry_was_not_there_once_is_no_agreement_to_its_going() {
    let text = entry("dilarang", "J", "I.", &["x"]);
    let history = [revision(1, Some(2), vec![change(None, Some(&text))])];
    assert!(terms(&[change(Some(&text), None)], false, &history, &Files::new(), true).approval);
}

#[test]
fn norms_and_thresholds_weigh_and_were_agreed_to_only_by_somebody_or_by_the_law_flow() {
    for path in WEIGHTY_FILES {
        let to = |before: &str, after: &str| FileChange {
            path: path.to_owned(),
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
        };
        let base = files(&[(path, "a")]);
        assert!(terms(&[to("a", "b")], false, &[], &base, true).approval, "{path}");
        let alone = [revision(1, None, vec![to("a", "b")]), revision(2, Some(2), vec![to("b", "c")])];
        assert!(terms(&[to("c", "b")], false, &alone, &base, true).approval, "nobody looked at it");
        let marked = Revision { purpose: Purpose::MarkLaw, ..revision(1, None, vec![to("a", "b")]) };
        let history = [marked, revision(2, Some(2), vec![to("b", "c")])];
        assert!(!terms(&[to("c", "b")], false, &history, &base, true).approval);
        assert!(terms(&[to("c", "a")], false, &history, &base, true).approval, "the mark would go");
    }
}

#[test]
fn what_others_changed_elsewhere_comes_together() {
    let origin = entry("dilarang", "Judul", "Isi.", &["satu"]);
    let ours = entry("dilarang", "Judul kita", "Isi.", &["satu", "dua"]);
    let theirs = entry("dilarang", "Judul", "Isi mereka.", &["satu", "tiga"]);
    let now = files(&[(LIKE, &theirs)]);
    let Rebased::Moved(moved) = rebase(&[change(Some(&origin), Some(&ours))], &now) else { panic!() };
    let after = moved[0].after.as_deref().unwrap();
    assert_eq!(moved[0].before.as_deref(), Some(theirs.as_str()));
    assert_eq!(edit::value(after, Field::Title).as_deref(), Some("Judul kita"));
    assert_eq!(edit::value(after, Field::Body).as_deref(), Some("Isi mereka."));
    assert_eq!(edit::lines(after, Field::Phrases), ["satu", "tiga", "dua"]);
}

#[test]
fn what_two_changed_in_one_field_is_torn_and_the_newest_keeps_the_rest() {
    let origin = entry("dilarang", "Judul", "Isi.", &["satu"]);
    let ours = entry("dilarang", "Judul kita", "Isi kita.", &["satu"]);
    let theirs = entry("dilarang", "Judul mereka", "Isi.", &["satu"]);
    let now = files(&[(LIKE, &theirs)]);
    let changes = [change(Some(&origin), Some(&ours))];
    let Rebased::Torn(torn) = rebase(&changes, &now) else { panic!() };
    assert_eq!(torn[0].fields, [Field::Title]);
    let newest = newest(&changes, &now);
    let after = newest[0].after.as_deref().unwrap();
    assert_eq!(edit::value(after, Field::Title).as_deref(), Some("Judul mereka"));
    assert_eq!(edit::value(after, Field::Body).as_deref(), Some("Isi kita."));
    assert_eq!(rebase(&newest, &now), Rebased::Same);
}

#[test]
fn what_others_have_done_already_leaves_nothing_to_do() {
    let (origin, ours) = (entry("boleh", "A", "I.", &["x"]), entry("boleh", "B", "I.", &["x"]));
    let now = files(&[(LIKE, &ours)]);
    assert_eq!(rebase(&[change(Some(&origin), Some(&ours))], &now), Rebased::Moved(Vec::new()));
}

#[test]
fn a_file_that_went_or_came_meanwhile_is_torn_as_a_whole() {
    let (origin, ours) = (entry("boleh", "A", "I.", &["x"]), entry("boleh", "B", "I.", &["x"]));
    let changes = [change(Some(&origin), Some(&ours))];
    let Rebased::Torn(torn) = rebase(&changes, &Files::new()) else { panic!() };
    assert!(torn[0].fields.is_empty());
    assert_eq!(newest(&changes, &Files::new()), []);
}

#[test]
fn a_revision_is_taken_back_and_so_is_taking_it_back() {
    let first = revision(1, None, vec![change(Some("a"), Some("b"))]);
    let undone = undoing(&first, &files(&[(LIKE, "b")])).unwrap();
    assert_eq!(undone, [change(Some("b"), Some("a"))]);
    let second = revision(2, None, undone);
    assert_eq!(undoing(&second, &files(&[(LIKE, "a")])).unwrap(), [change(Some("a"), Some("b"))]);
    assert_eq!(undoing(&first, &files(&[(LIKE, "c")])), None, "somebody changed it again");
    assert!(is_fresh(&first, Timestamp(1_000 + UNDO - 1)) && !is_fresh(&first, Timestamp(1_000 + UNDO)));
}

#[test]
fn any_revision_can_be_put_back() {
    let base = files(&[(LIKE, "a")]);
    let history = [
        revision(1, None, vec![change(Some("a"), Some("b"))]),
        revision(2, None, vec![change(Some("b"), None)]),
        revision(3, None, vec![change(None, Some("c"))]),
    ];
    let now = files(&[(LIKE, "c")]);
    let back = |id| back_to(RevisionId(id), &history, &base, &now);
    assert_eq!(back(0), [change(Some("c"), Some("a"))]);
    assert_eq!(back(1), [change(Some("c"), Some("b"))]);
    assert_eq!(back(2), [change(Some("c"), None)]);
    assert_eq!(back(3), []);
}

#[test]
fn marks_of_law_and_reviews_stay_when_the_rest_goes_back() {
    let (old, new) = (entry("dilarang", "J", "I.", &["x"]), entry("dilarang", "K", "I.", &["x"]));
    let reviewed = edit::set(&new, Field::UnderReview, "Menunggu.").unwrap();
    let norms = |after: &str| FileChange {
        path: "_norma.toml".to_owned(),
        before: Some("a".to_owned()),
        after: Some(after.to_owned()),
    };
    let history = [
        revision(1, None, vec![change(Some(&old), Some(&new))]),
        Revision { purpose: Purpose::MarkLaw, ..revision(2, None, vec![norms("b")]) },
        Revision { purpose: Purpose::Review, ..revision(3, None, vec![change(Some(&new), Some(&reviewed))]) },
    ];
    let (base, now) =
        (files(&[(LIKE, &old), ("_norma.toml", "a")]), files(&[(LIKE, &reviewed), ("_norma.toml", "b")]));
    let back = back_to(RevisionId(0), &history, &base, &now);
    let [only] = back.as_slice() else { panic!("{back:?}") };
    let after = only.after.as_deref().unwrap();
    assert_eq!(edit::value(after, Field::Title).as_deref(), Some("J"));
    assert_eq!(edit::value(after, Field::UnderReview).as_deref(), Some("Menunggu."));
}

#[test]
fn a_conflict_is_settled_three_ways_and_loses_its_note() {
    let origin = entry("dilarang", "Judul", "Isi.", &["satu"]);
    let ours = entry("boleh", "Judul", "Isi.", &["satu"]);
    let theirs = entry("dilarang", "Judul baru", "Isi.", &["satu"]);
    let conflict = Conflict {
        path: LIKE.to_owned(),
        revision: RevisionId(1),
        ours: Some(ours.clone()),
        theirs: Some(theirs.clone()),
        origin: Some(digest(&origin)),
    };
    let history = [revision(1, None, vec![change(Some(&origin), Some(&ours))])];
    let shown = edit::set(&ours, Field::UnderReview, "Catatan.").unwrap();
    let now = files(&[(LIKE, &shown)]);
    let after = |settling| settle(&conflict, settling, &history, &now, "Catatan.").unwrap().after.unwrap();
    assert_eq!(after(Settling::Ours), ours);
    assert_eq!(after(Settling::Theirs), theirs);
    let merged = after(Settling::Merged);
    assert_eq!(edit::value(&merged, Field::Title).as_deref(), Some("Judul baru"));
    assert_eq!(edit::value(&merged, Field::Verdict).as_deref(), Some("boleh"));
    assert_eq!(settle(&conflict, Settling::Merged, &[], &now, "Catatan."), None, "the origin isn't known");
}
