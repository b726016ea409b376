use std::collections::BTreeMap;

use super::PARTS;
use super::Shown;
use super::rehearse;
use super::report;
use crate::faq::Faq;
use crate::faq::parse::parse;

const NORMS: &str = "[[norma]]\nid = \"aturan\"\njudul = \"Aturan\"\nkutipan = \"Aturan\"\nstatus = \"berlaku\"\ndiperiksa = 2026-02-23\n";
const GROUPS: &str = "[[grup]]\nid = \"umum\"\njudul = \"Umum\"\nketerangan = \"Semua.\"\n";

const LIKES: [&str; 8] = [
    "menyukai unggahan calon",
    "menyukai foto calon di internet",
    "menyukai video calon",
    "menyukai unggahan pasangan calon bupati",
    "boleh menyukai unggahan calon wali kota",
    "menyukai unggahan partai dan calon",
    "saya menyukai unggahan calon kemarin",
    "menyukai unggahan calon, aman?",
];
const WATCHES: [&str; 8] = [
    "menonton debat di televisi",
    "menonton debat calon dari rumah",
    "menonton siaran debat",
    "ikut menonton debat lewat internet",
    "menonton debat bersama keluarga",
    "boleh menonton debat malam ini",
    "saya menonton debat kemarin",
    "menonton debat sampai selesai",
];

fn entry(verdict: &str, title: &str, phrases: &[&str]) -> String {
    let phrases: String = phrases.iter().map(|phrase| format!("  \"{phrase}\",\n")).collect();
    format!(
        "+++\njudul = \"{title}\"\nputusan = \"{verdict}\"\nberlaku_untuk = [\"pns\"]\ndasar = [\"aturan\"]\nsanksi = []\nterkait = []\ndiperiksa = 2026-02-23\ntanya = [\n{phrases}]\n+++\nRingkas: Jawaban.\n\nPenjelasan.\n"
    )
}

fn faq(likes: &[&str], watches: &[&str]) -> Faq {
    let files = BTreeMap::from([
        ("_norma.toml".to_owned(), NORMS.to_owned()),
        ("_grup.toml".to_owned(), GROUPS.to_owned()),
        ("umum/suka.md".to_owned(), entry("dilarang", "Bolehkah menyukai unggahan?", likes)),
        ("umum/nonton.md".to_owned(), entry("boleh", "Bolehkah menonton debat?", watches)),
    ]);
    let (faq, problems) = parse(&files);
    faq.unwrap_or_else(|| panic!("{problems:?}"))
}

fn rehearsed(faq: &Faq) -> Vec<Shown> {
    let astray: Vec<_> = (0..PARTS).flat_map(|part| rehearse(faq, part)).collect();
    report(faq, &astray)
}

#[test]
fn phrases_that_find_their_own_entry_are_no_problem() {
    assert_eq!(rehearsed(&faq(&LIKES, &WATCHES)), []);
}

#[test]
fn a_phrase_that_gets_the_opposite_verdict_is_an_error_in_its_own_file() {
    let misplaced = [&WATCHES[..], &["menyukai unggahan calon gubernur"]].concat();
    let shown = rehearsed(&faq(&LIKES, &misplaced));
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(shown[0].problem.is_error());
    assert_eq!(shown[0].problem.file, "umum/nonton.md");
    assert_eq!(shown[0].phrase, "menyukai unggahan calon gubernur");
}
