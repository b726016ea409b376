//! Differences, their weight, and two changes brought together.

use proptest::prelude::*;

use super::FieldChange;
use super::LineChange;
use super::changes;
use super::lines;
use super::merge;
use super::weighs;
use crate::faq::edit::Field;
use crate::faq::edit::add_lines;
use crate::faq::edit::remove_line;
use crate::faq::edit::set;
use crate::faq::edit::value;
use crate::faq::parse::tests::good_folder;

fn like() -> String {
    good_folder().remove("media-sosial/like.md").unwrap()
}

#[test]
fn an_entry_differs_by_field_and_a_list_by_line() {
    let after = set(&like(), Field::Verdict, "bersyarat").unwrap();
    let after = remove_line(&add_lines(&after, Field::Phrases, "baru").unwrap(), Field::Phrases, 0).unwrap();
    let found = changes(Some(&like()), Some(&after)).unwrap();
    let verdict = FieldChange {
        field: Field::Verdict,
        before: Some("dilarang".to_owned()),
        after: Some("bersyarat".to_owned()),
    };
    assert_eq!(found[0], verdict);
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].added(), ["baru"]);
    assert_eq!(found[1].removed(), ["boleh nge-like postingan paslon"]);
    assert_eq!(changes(Some(&like()), Some("rusak")), None);
    assert_eq!(changes(None, Some(&like())).unwrap().len(), 12);
}

#[test]
fn what_changes_what_is_permitted_to_whom_and_by_what_weighs_and_nothing_else_does() {
    let edited = |field, typed| set(&like(), field, typed).unwrap();
    let weighty = [
        edited(Field::Verdict, "boleh"),
        edited(Field::Basis, "skb-2022"),
        edited(Field::Sanctions, ""),
        edited(Field::AppliesTo, "kepala-desa"),
        edited(Field::Summary, "Boleh. Silakan."),
        edited(Field::Body, "Isi.\n\n## Untuk PPPK\nBoleh."),
        "rusak".to_owned(),
    ];
    for after in weighty {
        assert!(weighs(Some(&like()), Some(&after)), "{after}");
    }
    assert!(weighs(None, Some(&like())) && weighs(Some(&like()), None));
    let light = [
        like(),
        edited(Field::Summary, "Dilarang. Dengan kata lain."),
        edited(Field::Body, &format!("Kalimat lain.\n\n{}", value(&like(), Field::Body).unwrap())),
        edited(Field::Basis, "pp-94-2021:pasal-5-n\nskb-2022:lampiran-ii"),
        edited(Field::UnderReview, "Menunggu."),
        edited(Field::CheckedOn, "2026-11-22"),
    ];
    for after in light {
        assert!(!weighs(Some(&like()), Some(&after)), "{after}");
    }
}

#[test]
fn changes_of_different_fields_come_together() {
    let ours = set(&like(), Field::Title, "Judul kami?").unwrap();
    let ours = add_lines(&ours, Field::Phrases, "frasa kami").unwrap();
    let theirs = set(&like(), Field::Summary, "Dilarang. Ringkasan mereka.").unwrap();
    let theirs = remove_line(&add_lines(&theirs, Field::Phrases, "frasa mereka").unwrap(), Field::Phrases, 1);
    let merged = merge(&like(), &ours, &theirs.unwrap()).unwrap();
    assert_eq!(value(&merged, Field::Title).unwrap(), "Judul kami?");
    assert_eq!(value(&merged, Field::Summary).unwrap(), "Dilarang. Ringkasan mereka.");
    let phrases = crate::faq::edit::lines(&merged, Field::Phrases);
    assert_eq!(phrases.len(), 6);
    assert!(phrases.ends_with(&["frasa mereka".to_owned(), "frasa kami".to_owned()]));
}

#[test]
fn two_changes_of_one_field_are_a_conflict_unless_they_agree() {
    let ours = set(&like(), Field::Verdict, "boleh").unwrap();
    let theirs = set(&like(), Field::Verdict, "bersyarat").unwrap();
    assert_eq!(merge(&like(), &ours, &theirs), Err(vec![Field::Verdict]));
    assert_eq!(merge(&like(), &ours, &ours), Ok(ours.clone()));
    assert_eq!(merge(&like(), &ours, "rusak"), Err(Field::ALL.to_vec()));
    assert_eq!(merge(&like(), &like(), "rusak").as_deref(), Ok("rusak"));
}

#[test]
fn lines_that_stay_are_found_between_those_that_change() {
    use LineChange::*;
    assert_eq!(
        lines("a\nb\nc\nd", "a\nx\nc\ny\nd"),
        [Same("a"), Removed("b"), Added("x"), Same("c"), Added("y"), Same("d")]
    );
    assert_eq!(lines("", "a"), [Added("a")]);
    assert_eq!(lines("a", "a"), [Same("a")]);
}

proptest! {
    #[test]
    fn both_texts_can_be_told_from_their_difference(before in "([a-d]\n){0,12}", after in "([a-d]\n){0,12}") {
        let found = lines(&before, &after);
        let side = |keep: fn(&LineChange<'_>) -> Option<String>| found.iter().filter_map(keep).collect::<String>();
        let one = side(|change| match change {
            LineChange::Same(line) | LineChange::Removed(line) => Some(format!("{line}\n")),
            LineChange::Added(_) => None,
        });
        let other = side(|change| match change {
            LineChange::Same(line) | LineChange::Added(line) => Some(format!("{line}\n")),
            LineChange::Removed(_) => None,
        });
        prop_assert_eq!(one, before);
        prop_assert_eq!(other, after);
    }

    #[test]
    fn what_only_one_changed_is_never_lost(phrase in "[a-z]{3,9} [a-z]{3,9}", title in "[A-Z][a-z]{3,9}") {
        let ours = add_lines(&like(), Field::Phrases, &phrase).unwrap();
        let theirs = set(&like(), Field::Title, &title).unwrap();
        let one = merge(&like(), &ours, &theirs).unwrap();
        let other = merge(&like(), &theirs, &ours).unwrap();
        prop_assert_eq!(value(&one, Field::Title), Some(title));
        prop_assert_eq!(changes(Some(&one), Some(&other)), Some(Vec::new()));
    }
}
