//! Every field in and out, with what phones and tired people type.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::Field;
use super::Trouble;
use super::add_lines;
use super::id_from_title;
use super::lines;
use super::path;
use super::remove_line;
use super::set;
use super::template;
use super::value;
use crate::faq::Date;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::Verdict;
use crate::faq::parse::parse;
use crate::faq::parse::tests::good_folder;

const LIKE: &str = "media-sosial/like.md";

fn like() -> String {
    good_folder().remove(LIKE).unwrap()
}

fn real_entries() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("faq");
    let groups = std::fs::read_dir(folder).unwrap().map(|group| group.unwrap().path());
    let files = groups.filter(|group| group.is_dir()).flat_map(|group| std::fs::read_dir(group).unwrap());
    let files = files.map(|file| file.unwrap().path()).filter(|file| !file.ends_with("README.md"));
    files.map(|file| (file.display().to_string(), std::fs::read_to_string(&file).unwrap())).collect()
}

#[test]
fn what_stands_in_a_file_can_be_typed_again_without_changing_a_byte() {
    let entries = real_entries();
    assert!(entries.len() > 90);
    for (file, text) in entries {
        for field in Field::ALL {
            let typed = value(&text, field).unwrap_or_default();
            assert!(set(&text, field, &typed).as_ref() == Ok(&text), "{file}: {}", field.key());
        }
    }
}

#[test]
fn a_change_leaves_all_other_lines_as_they_are() {
    let text = include_str!("../../../faq/_contoh.md");
    let cases = [
        (Field::Title, "Bolehkah \"ini\"?", "judul = \"Bolehkah \\\"ini\\\"?\""),
        (Field::Verdict, " Dilarang. ", "putusan = \"dilarang\""),
        (Field::Basis, "UU-7-2017 : Pasal-280\nskb-2022", "dasar = [\"uu-7-2017:pasal-280\", \"skb-2022\"]"),
        (Field::Sanctions, "moral, disiplin berat", "sanksi = [\"moral\", \"disiplin-berat\"]"),
        (Field::CheckedOn, "3-4-2026", "diperiksa = 2026-04-03"),
        (Field::ReviewNote, "Cek\nlagi.", "tinjau = \"Cek lagi.\""),
        (Field::Summary, "Ringkas: Boleh.  Asal\nsopan.", "Ringkas: Boleh. Asal sopan."),
    ];
    for (field, typed, line) in cases {
        let edited = set(text, field, typed).unwrap();
        let new: Vec<&str> = edited.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
        assert_eq!(new, [line], "{}", field.key());
        assert_eq!(edited.lines().count(), text.lines().count(), "{}", field.key());
    }
}

#[test]
fn a_key_that_was_missing_comes_where_files_have_it() {
    let text = set(&like(), Field::UnderReview, "Aturan baru sedang dibaca.").unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let place = lines.iter().position(|line| line.starts_with("ditinjau")).unwrap();
    assert_eq!(lines[place - 1], "diperiksa = 2026-02-23");
    assert_eq!(lines[place + 1], "tinjau = \"Pedoman 2024.\"");
    assert_eq!(set(&text, Field::UnderReview, "").unwrap(), like());
}

#[test]
fn a_comment_over_a_key_or_item_that_goes_stays() {
    let text = like()
        .replace("tinjau = ", "# Boleh dihapus.\ntinjau = ")
        .replace("  \"gw nyukain", "  # Obrolan.\n  \"gw nyukain")
        .replace("partai\",\n]", "partai\", # terakhir\n]");
    let without = set(&text, Field::ReviewNote, " ").unwrap();
    assert!(without.contains("diperiksa = 2026-02-23\n# Boleh dihapus.\ntanya = ["), "{without}");
    let without = remove_line(&without, Field::Phrases, 2).unwrap();
    assert!(without.contains("bupati\",\n  # Obrolan.\n  \"menyukai video"), "{without}");
    let without = remove_line(&without, Field::Phrases, 3).unwrap();
    assert!(without.contains("# terakhir\n"), "{without}");
    assert_eq!(lines(&without, Field::Phrases).len(), 3);
}

#[test]
fn phrases_are_added_one_a_line_however_they_were_listed() {
    let typed = "• boleh kah “like”?\r\n2. boleh ga ya\n\n- boleh ga ya\n\"kasih love\",\n🙏 tolong\u{a0}jawab\u{200b}";
    let text = add_lines(&like(), Field::Phrases, typed).unwrap();
    let all = lines(&text, Field::Phrases);
    assert_eq!(all[5..], ["boleh kah \"like\"?", "boleh ga ya", "kasih love", "🙏 tolong jawab"]);
    assert!(text.contains("  \"tombol suka di laman partai\",\n  \"boleh kah \\\"like\\\"?\",\n"), "{text}");
    assert_eq!(add_lines(&text, Field::Phrases, typed).unwrap(), text);
    assert_eq!(remove_line(&text, Field::Phrases, 9), Err(Trouble::NoSuchLine(Field::Phrases)));
}

#[test]
fn an_explanation_may_hold_whatever_a_phone_writes() {
    let typed = "Pertama.\r\n\r\n\r\n##Mengapa\n• satu\n– dua\n+++\njudul = \"x\"\n## Untuk PPPK\nSama.   \n";
    let text = set(&like(), Field::Body, typed).unwrap();
    assert_eq!(
        value(&text, Field::Body).unwrap(),
        "Pertama.\n\n## Mengapa\n- satu\n- dua\n+++\njudul = \"x\"\n## Untuk PPPK\nSama."
    );
    assert_eq!(value(&text, Field::Summary), value(&like(), Field::Summary));
    assert_eq!(set(&text, Field::Body, "Ya.\nringkas: Boleh."), Err(Trouble::SummaryInBody));
}

#[test]
fn what_cant_stand_in_a_field_is_told_with_what_to_do() {
    let told = |field, typed: &str| set(&like(), field, typed).unwrap_err().told();
    assert_eq!(told(Field::Title, " \n"), "Judul tidak boleh kosong. Kirim isinya sebagai teks.");
    assert_eq!(
        told(Field::Verdict, "dilarng"),
        "Putusan tidak mengenal \"dilarng\". Mungkin maksudnya \"dilarang\"."
    );
    assert_eq!(
        told(Field::CheckedOn, "31 Feb"),
        "\"31 Feb\" bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-02-23."
    );
    assert_eq!(
        told(Field::Title, &"a".repeat(4000)),
        "Judul terlalu panjang. Persingkat kira-kira 3800 huruf."
    );
    assert!(told(Field::Basis, "Pasal 280 UU Pemilu!").contains("salah bentuk"));
    assert!(told(Field::Related, "bukan/nama").contains("Cari lalu pilih"));
    assert_eq!(
        remove_line(&set(&like(), Field::Basis, "skb-2022").unwrap(), Field::Basis, 0),
        Err(Trouble::Empty(Field::Basis))
    );
}

#[test]
fn a_broken_file_is_left_alone() {
    for text in
        ["", "+++\n", "Ringkas: x", "+++\njudul = \n+++\nRingkas: x\n", "+++\njudul = \"x\"\nRingkas: y\n"]
    {
        assert_eq!(value(text, Field::Title), None);
        assert_eq!(set(text, Field::Title, "Judul"), Err(Trouble::Unreadable), "{text}");
    }
}

#[test]
fn a_template_becomes_an_entry_step_by_step() {
    let today = Date { year: 2026, month: 11, day: 22 };
    let text = template("Bolehkah \"memakai\" kaus\ncalon?", Verdict::Forbidden, today);
    let text = set(&text, Field::Summary, "Dilarang. Kaus calon adalah atribut.").unwrap();
    let text = set(&text, Field::Body, "## Mengapa\nKarena atribut.").unwrap();
    let text = set(&text, Field::Basis, "skb-2022:lampiran-ii").unwrap();
    let text =
        add_lines(&text, Field::Phrases, "satu kaus\ndua kaus\ntiga kaus\nempat kaus\nlima kaus").unwrap();
    let id = id_from_title("Bolehkah \"memakai\" kaus calon?", |_| false);
    assert_eq!(id.as_str(), "memakai-kaus-calon");
    let mut files = good_folder();
    files.insert(path(&GroupId::parse("media-sosial").unwrap(), &id), text);
    let (faq, problems) = parse(&files);
    assert_eq!(problems, []);
    let faq = faq.unwrap();
    let entry = faq.entry(&id).unwrap();
    assert_eq!((entry.title.as_str(), entry.checked_on), ("Bolehkah \"memakai\" kaus calon?", today));
}

#[test]
fn an_identifier_is_short_and_not_taken() {
    let id = |title: &str| id_from_title(title, |_| false).to_string();
    assert_eq!(id("Apa yang?"), "apa-yang");
    assert_eq!(id("🙂"), "tanya-jawab");
    assert!(id(&"kampanye ".repeat(30)).len() <= 40);
    assert_eq!(id(&"a".repeat(90)), "a".repeat(40));
    let taken = |id: &EntryId| ["cuti", "cuti-2"].contains(&id.as_str());
    assert_eq!(id_from_title("Cuti?", taken).as_str(), "cuti-3");
    let first = EntryId::parse(&"a".repeat(40)).unwrap();
    let second = id_from_title(&"a".repeat(90), |id| *id == first);
    assert_eq!(second.as_str(), format!("{}-2", "a".repeat(38)));
}

#[test]
fn files_of_other_systems_can_be_edited() {
    let windows = format!("\u{feff}{}", like().replace('\n', "\r\n"));
    let text = set(&windows, Field::Title, "Judul baru?").unwrap();
    assert_eq!(value(&text, Field::Title).as_deref(), Some("Judul baru?"));
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Title) {
        assert_eq!(value(&text, field), value(&like(), field), "{}", field.key());
    }
    let files = BTreeMap::from([(LIKE.to_owned(), text)]).into_iter().chain(good_folder());
    let files = files.fold(BTreeMap::new(), |mut files: BTreeMap<_, _>, (path, text)| {
        files.entry(path).or_insert(text);
        files
    });
    assert!(parse(&files).0.is_some());
}

/// What people type, and what nobody should.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[ \t\n\r]{1,2}",
        "\\PC",
        proptest::char::any().prop_map(String::from),
        proptest::sample::select(vec![
            "+++",
            "\n+++\n",
            "Ringkas:",
            "\nRingkas: ",
            "\"\"\"",
            "'''",
            "\\",
            "\\u0000",
            "]",
            "#",
            "## ",
            "\n##",
            "•",
            "- ",
            "– ",
            "1. ",
            "“",
            "”",
            "’",
            "\u{a0}",
            "\u{200b}",
            "\u{202e}",
            "\u{2028}",
            "😀",
            "👨‍👩‍👧",
            "\"",
            "'",
            ",",
            "= ",
            "tanya = [",
            "boleh",
            "moral",
            "pns",
            "2026-02-28",
            "skb-2022",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn field() -> impl Strategy<Value = Field> {
    proptest::sample::select(Field::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_is_set_is_read_again_and_nothing_else_changes(edits in proptest::collection::vec((field(), typed()), 1..6)) {
        let mut text = like();
        for (field, typed) in edits {
            let Ok(edited) = set(&text, field, &typed) else { continue };
            let read = value(&edited, field).unwrap_or_default();
            prop_assert!(set(&edited, field, &read).as_ref() == Ok(&edited));
            prop_assert_eq!(set(&text, field, &read).as_ref().ok().and_then(|text| value(text, field)), value(&edited, field));
            for other in Field::ALL.into_iter().filter(|other| *other != field) {
                prop_assert_eq!(value(&text, other), value(&edited, other), "{}", other.key());
            }
            text = edited;
        }
        let mut files = good_folder();
        let path = LIKE.to_owned();
        files.insert(path.clone(), text.clone());
        let (faq, problems) = parse(&files);
        let unreadable = ["Tanda kutip", "tidak terlihat", "Baris `+++`", "salah bentuk", "Kunci", "Garis miring"];
        for problem in problems {
            prop_assert!(!unreadable.iter().any(|start| problem.what.contains(start)), "{}", problem);
        }
        if let Some(faq) = faq {
            let entry = faq.entry(&EntryId::parse("like").unwrap()).unwrap();
            prop_assert_eq!(value(&text, Field::Title), Some(entry.title.clone()));
            prop_assert_eq!(value(&text, Field::Summary), Some(entry.summary.clone()));
            prop_assert_eq!(&lines(&text, Field::Phrases), &entry.phrases);
            prop_assert_eq!(&lines(&text, Field::NearMisses), &entry.near_misses);
            prop_assert_eq!(value(&text, Field::ReviewNote), entry.review_note.clone());
        }
    }

    #[test]
    fn lines_come_and_go_one_by_one(added in typed(), index in 0_usize..8) {
        let text = like();
        let Ok(more) = add_lines(&text, Field::Phrases, &added) else { return Ok(()) };
        let (before, after) = (lines(&text, Field::Phrases), lines(&more, Field::Phrases));
        prop_assert_eq!(&after[..before.len()], &before[..]);
        let Ok(fewer) = remove_line(&more, Field::Phrases, index) else { return Ok(()) };
        let mut expected = after;
        expected.remove(index);
        prop_assert_eq!(lines(&fewer, Field::Phrases), expected);
    }
}
