use std::collections::BTreeMap;

use super::*;
use crate::faq::parse::parse;

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

fn folder() -> Files {
    let norms = "[[norma]]\nid = \"aturan\"\njudul = \"Aturan\"\nkutipan = \"Aturan\"\nstatus = \"berlaku\"\ndiperiksa = 2026-02-23\n";
    let groups = "[[grup]]\nid = \"umum\"\njudul = \"Umum\"\nketerangan = \"Semua.\"\n";
    let trials = "# soal\nbagaimana kalau menyukai unggahan calon di internet\tlike\n\ncara menonton debat di internet\tdebat\t\tobrolan\n";
    let all = [
        ("_norma.toml", norms.to_owned()),
        ("_grup.toml", groups.to_owned()),
        ("_uji.tsv", trials.to_owned()),
        ("umum/like.md", entry("dilarang", "Menyukai unggahan", &LIKES)),
        ("umum/debat.md", entry("boleh", "Menonton debat", &WATCHES)),
    ];
    all.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

struct Known {
    faq: Faq,
    matcher: Matcher,
    files: Files,
    warnings: Vec<Problem>,
}

impl Known {
    fn of(files: Files) -> Self {
        let (faq, warnings) = parse(&files);
        let faq = faq.unwrap_or_else(|| panic!("{warnings:?}"));
        Self { matcher: Matcher::train(&faq.corpus()), faq, files, warnings }
    }

    fn side(&self) -> Side<'_> {
        Side { faq: &self.faq, matcher: &self.matcher, files: &self.files, warnings: &self.warnings }
    }
}

fn examined(path: &str, text: String) -> Report {
    let mut files = folder();
    files.insert(path.to_owned(), text);
    examine(Known::of(folder()).side(), Known::of(files).side())
}

#[test]
fn an_entry_that_turns_its_verdict_flips_everything_that_lands_there() {
    let report = examined("umum/like.md", entry("boleh", "Menyukai unggahan", &LIKES));
    assert_eq!(report.flips(), LIKES.len() + 1, "its phrases and its labelled question: {report:?}");
    assert_eq!(report.moves[0].shift, Shift::Flip);
    assert!(!report.blocks());
}

#[test]
fn an_entry_that_goes_loses_its_phrases_and_its_questions_land_elsewhere() {
    let mut files = folder();
    files.remove("umum/debat.md");
    let trials = files["_uji.tsv"].replace("\tdebat\t", "\t-\t");
    files.insert("_uji.tsv".to_owned(), trials);
    let report = examine(Known::of(folder()).side(), Known::of(files).side());
    assert_eq!(report.asked, WATCHES.len() + 2);
    assert!(report.count(Shift::Lost) > 0 && report.count(Shift::Gained) == 0, "{report:?}");
    let moved = report.moves.iter().find(|moved| moved.question.starts_with("cara menonton")).unwrap();
    assert_ne!(moved.shift, Shift::Gained);
    assert!(matches!(&moved.before, Landing::Answer { entry, .. } if entry.as_str() == "debat"));
}

#[test]
fn a_phrase_that_the_opposite_entry_answers_surely_is_an_error() {
    let mut phrases = WATCHES.to_vec();
    phrases.push("menyukai unggahan calon di internet");
    let report = examined("umum/debat.md", entry("boleh", "Menonton debat", &phrases));
    assert!(report.blocks(), "{report:?}");
    assert_eq!(report.problems[0].file, "umum/debat.md");
}

#[test]
fn a_change_of_other_words_moves_nothing() {
    let text = entry("dilarang", "Menyukai unggahan", &LIKES)
        .replace("diperiksa = 2026-02-23", "diperiksa = 2026-03-01");
    let report = examined("umum/like.md", text);
    assert_eq!((report.moves.len(), report.blocks()), (0, false), "{report:?}");
}

#[test]
fn only_what_is_new_is_shown_as_a_warning() {
    let before = Known::of(folder());
    let mut files = folder();
    files.insert("umum/debat.md".to_owned(), entry("boleh", "Menonton debat", &WATCHES[..4]));
    let after = Known::of(files);
    let report = examine(before.side(), after.side());
    for problem in &report.problems {
        assert!(!before.warnings.contains(problem), "{problem}");
    }
    assert_eq!(examine(after.side(), after.side()).problems, []);
}

#[test]
fn an_entry_is_known_by_its_path() {
    let paths = ["umum/like.md", "_uji.tsv", "umum/_catatan.md", "a/b/c.md", ".git/x.md", "umum/Like.md"];
    let known: BTreeMap<_, _> = paths.iter().map(|path| (*path, entry_of(path).is_some())).collect();
    assert_eq!(
        known.into_iter().filter(|(_, is)| *is).map(|(path, _)| path).collect::<Vec<_>>(),
        ["umum/like.md"]
    );
}
