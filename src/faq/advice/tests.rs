//! Each piece of advice, on an entry that is good but for one thing.

use super::advise_on;
use crate::faq::Answered;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Label;
use crate::faq::StatusSection;
use crate::faq::Subquestion;
use crate::faq::parse::parse;
use crate::faq::parse::tests::good_folder;

/// An entry that there is nothing to say about.
fn good() -> Entry {
    let (faq, _) = parse(&good_folder());
    let mut entry = faq.unwrap().entries.into_iter().find(|entry| entry.id.as_str() == "like").unwrap();
    entry.summary = "Dilarang. Tanda suka dilihat sebagai dukungan. Membaca saja boleh.".to_owned();
    entry.step = Some("Jangan menekan tombol suka.".to_owned());
    let asked = "Membaca saja?".to_owned();
    entry.subquestions = vec![Subquestion { asked, answer: Answered::Here("membaca boleh".to_owned()) }];
    entry
}

fn told(change: impl FnOnce(&mut Entry)) -> Vec<String> {
    let mut entry = good();
    change(&mut entry);
    advise_on(&entry).into_iter().map(|problem| format!("{} {}", problem.what, problem.remedy)).collect()
}

fn assert_told(expected: &str, change: impl FnOnce(&mut Entry)) {
    let told = told(change);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(expected), "{told:?}");
}

#[test]
fn nothing_is_said_about_a_good_entry() {
    assert_eq!(told(|_| {}), Vec::<String>::new());
}

#[test]
fn the_first_lines_are_held_against_the_question() {
    assert_told("Judul menanyakan apa", |entry| entry.title = "Apa akibat tanda suka?".to_owned());
    assert_told("tidak diawali kata `dilarang`", |entry| {
        entry.summary = "Tanda suka dilihat sebagai dukungan. Membaca saja boleh.".to_owned();
    });
    assert_told("berisi 3 kalimat", |entry| entry.summary.push_str(" Menonton juga."));
    assert_told("menyebut pasal", |entry| entry.step = Some("Baca PP 94/2021.".to_owned()));
    assert_told("langkah `sekarang`", |entry| entry.step = None);
    assert_told("tidak ada sanksi", |entry| entry.sanctions.clear());
}

#[test]
fn a_what_question_is_explained_or_guided() {
    for label in [Label::Explanation, Label::Guide] {
        let told = told(|entry| {
            entry.title = "Apa akibat tanda suka?".to_owned();
            entry.relabelled = Some(label);
            entry.summary = "Membaca saja boleh.".to_owned();
        });
        assert_eq!(told, Vec::<String>::new());
    }
}

#[test]
fn whoever_is_listed_is_served() {
    assert_told("memuat `cpns`", |entry| entry.applies_to.push(Employment::Cpns));
    let named = told(|entry| {
        entry.applies_to.push(Employment::Cpns);
        entry.explanation.body.push_str("\n\nCPNS terikat aturan yang sama.");
    });
    assert_eq!(named, Vec::<String>::new());
    let village = |body: &str| StatusSection { employment: Employment::KepalaDesa, body: body.to_owned() };
    assert_told("tidak membedakan", |entry| {
        entry.applies_to.push(Employment::KepalaDesa);
        entry.explanation.sections.push(village("Kepala desa terikat."));
    });
}

#[test]
fn what_the_phrases_ask_is_answered() {
    assert_told("Belum ada `subtanya`", |entry| entry.subquestions.clear());
    assert_told("\"Membaca saja?\" tidak terjawab", |entry| {
        entry.summary = "Dilarang. Tanda suka dilihat sebagai dukungan.".to_owned();
    });
    assert_told("tidak ada di `terkait`", |entry| {
        let answer = Answered::By(EntryId::parse("lain").unwrap());
        entry.subquestions.push(Subquestion { asked: "Lain?".to_owned(), answer });
    });
}

#[test]
fn no_line_tells_people_to_confess_before_they_have_counsel() {
    assert_told("mengaku lebih dulu", |entry| {
        entry.explanation.body.push_str("\n- Telanjur menyukai? Beri tahu atasan Anda hari ini");
    });
    for fine in ["Memberi tahu atasan adalah pilihan Anda", "Anda tidak wajib melapor ke atasan"] {
        assert_eq!(
            told(|entry| entry.explanation.body.push_str(&format!("\n- {fine}"))),
            Vec::<String>::new()
        );
    }
}

#[test]
fn how_the_faq_was_made_and_what_is_planned_is_for_editors() {
    assert_told("penyusunan FAQ", |entry| entry.caution = Some("Menurut pembacaan kami berat.".to_owned()));
    assert_told("tanpa tanggal", |entry| entry.explanation.body.push_str(" UU Pemilu sedang direvisi."));
    assert_eq!(told(|entry| entry.review_note = Some("Dua sumber.".to_owned())), Vec::<String>::new());
}
