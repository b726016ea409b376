//! What is found in what people send, and what it would change.

use crate::archive::LARGEST_FILE;
use crate::archive::Member;
use crate::archive::Refusal;
use crate::archive::pack;
use crate::curation::Files;
use crate::curation::import::Comparison;
use crate::curation::import::Encoding;
use crate::curation::import::Found;
use crate::curation::import::Import;
use crate::curation::import::Trouble;
use crate::curation::import::check;
use crate::curation::import::compare;
use crate::curation::import::find;
use crate::curation::import::of_members;
use crate::faq::parse::tests::good_folder;

const LIKE: &str = "media-sosial/like.md";

fn import(name: &str, bytes: &[u8]) -> Import {
    match find(&good_folder(), Some(name), bytes) {
        Ok(Found::Import(import)) => import,
        other => panic!("{name}: {other:?}"),
    }
}

fn paths(members: &[(&str, &str)]) -> Vec<String> {
    let import = of_members(&good_folder(), self::members(members)).unwrap();
    import.files.into_keys().collect()
}

fn members(members: &[(&str, &str)]) -> Vec<Member> {
    let member =
        |(path, text): &(&str, &str)| Member { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() };
    members.iter().map(member).collect()
}

fn troubles(name: Option<&str>, bytes: &[u8]) -> Vec<Trouble> {
    find(&good_folder(), name, bytes).expect_err("it should be refused")
}

#[test]
fn a_folder_that_was_exported_changes_nothing_when_it_comes_back() {
    let import = import("faq.zip", &pack(&good_folder()).unwrap());
    assert!(import.whole);
    assert!(compare(&good_folder(), &import).is_empty());
}

#[test]
fn line_ends_and_marks_of_other_systems_change_nothing() {
    let windows = |text: &String| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let files: Files = good_folder().iter().map(|(path, text)| (path.clone(), windows(text))).collect();
    let import = import("faq.zip", &pack(&files).unwrap());
    assert!(compare(&good_folder(), &import).is_empty());
    let sent = self::import("faq.zip", &pack(&good_folder()).unwrap());
    assert!(compare(&files, &sent).is_empty(), "a base with other line ends is no change either");
}

#[test]
fn an_entry_alone_goes_where_it_is_by_its_files_name_however_often_it_was_saved() {
    for name in ["like.md", "like (1).md", "like(12).md", "LIKE.MD", "like_2.md"] {
        assert_eq!(import(name, b"isi").files, Files::from([(LIKE.to_owned(), "isi".to_owned())]), "{name}");
    }
    assert!(!import("_norma.toml", b"isi").whole);
    let found = find(&good_folder(), Some("baru.md"), b"isi").unwrap();
    assert!(matches!(found, Found::Homeless { id, text } if id.as_str() == "baru" && text == "isi"));
}

#[test]
fn what_is_no_file_of_an_faq_is_refused() {
    assert_eq!(troubles(None, b"isi"), [Trouble::Nameless]);
    assert_eq!(troubles(Some("surat.docx"), b"isi"), [Trouble::Foreign]);
    assert_eq!(troubles(Some("Jawaban baru.md"), b"isi"), [Trouble::OddName("Jawaban baru.md".to_owned())]);
    let large = vec![b'a'; LARGEST_FILE + 1];
    assert_eq!(troubles(Some("like.md"), &large), [Trouble::TooLarge("like.md".to_owned())]);
    assert_eq!(troubles(Some("faq.zip"), b"isi"), [Trouble::Archive(Refusal::NoArchive)]);
    assert_eq!(troubles(Some("faq.zip"), &pack(&Files::new()).unwrap()), [Trouble::Empty]);
    let explained = Files::from([("README.md".to_owned(), "isi".to_owned())]);
    assert_eq!(troubles(Some("faq.zip"), &pack(&explained).unwrap()), [Trouble::Empty]);
}

#[test]
fn other_encodings_are_told_by_file_and_line() {
    let utf16: Vec<u8> = "judul\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".to_vec(), utf16.clone()].concat();
    let ansi = b"+++\njudul = \"\x93Netral\x94\"\n".to_vec();
    let cases = [
        (ansi, 2, Encoding::Windows1252),
        (marked, 1, Encoding::Utf16),
        (utf16, 1, Encoding::Utf16),
        (b"satu\n\x00\x01\x02 bukan teks".to_vec(), 2, Encoding::Binary),
    ];
    for (bytes, line, seems) in cases {
        let expected = Trouble::NotText { file: "like.md".to_owned(), line, seems };
        assert_eq!(troubles(Some("like.md"), &bytes), [expected]);
    }
}

#[test]
fn all_that_is_wrong_in_an_archive_is_told_at_once() {
    let odd = Member { path: LIKE.to_owned(), bytes: b"\xe9".to_vec() };
    let mut sent =
        members(&[("baru.md", "isi"), ("Nama Aneh.md", "isi"), ("like.md", "a"), ("like (1).md", "b")]);
    sent.push(odd);
    let troubles = of_members(&good_folder(), sent).unwrap_err();
    let not_text = Trouble::NotText { file: LIKE.to_owned(), line: 1, seems: Encoding::Windows1252 };
    let expected = [
        Trouble::NoGroup("baru.md".to_owned()),
        Trouble::OddName("Nama Aneh.md".to_owned()),
        Trouble::Archive(Refusal::Twice(LIKE.to_owned())),
        not_text,
    ];
    assert_eq!(troubles, expected);
}

#[test]
fn a_folder_around_everything_is_taken_away_and_a_group_is_not() {
    assert_eq!(paths(&[("faq/_norma.toml", ""), ("faq/media-sosial/like.md", "")]), ["_norma.toml", LIKE]);
    assert_eq!(paths(&[("kiriman/like.md", "")]), [LIKE], "an entry that is known");
    assert_eq!(paths(&[("media-sosial/baru.md", "")]), ["media-sosial/baru.md"], "a group that is known");
    assert_eq!(paths(&[("topik-baru/baru.md", "")]), ["topik-baru/baru.md"], "a group that is new");
    assert_eq!(paths(&[("faq/topik-baru/baru.md", "")]), ["topik-baru/baru.md"]);
    assert_eq!(paths(&[("faq/README.md", ""), ("faq/media-sosial/like.md", "")]), [LIKE]);
}

#[test]
fn a_part_changes_what_it_holds_and_a_whole_folder_asks_for_the_rest() {
    let files = good_folder();
    let part = Files::from([(LIKE.to_owned(), "isi".to_owned())]);
    let comparison = compare(&files, &Import { files: part, whole: false });
    assert_eq!((comparison.changed, comparison.lacking), (vec![LIKE.to_owned()], Vec::new()));
    assert_eq!(comparison.changes[0].before, files.get(LIKE).cloned());
    let mut whole = files.clone();
    whole.remove(LIKE);
    whole.remove("_kosakata.toml");
    let comparison = compare(&files, &Import { files: whole, whole: true });
    assert_eq!((comparison.changes.len(), &comparison.lacking), (0, &vec![LIKE.to_owned()]));
    assert!(!comparison.is_empty());
    let gone = &comparison.retiring(&files)[0];
    assert_eq!((gone.path.as_str(), gone.before.as_ref(), &gone.after), (LIKE, files.get(LIKE), &None));
}

#[test]
fn an_entry_in_another_group_moves_and_is_neither_new_nor_lacking() {
    let files = good_folder();
    let mut whole = files.clone();
    let text = whole.remove(LIKE).unwrap();
    whole.insert("hak-politik/like.md".to_owned(), text);
    let Comparison { changes, moved, added, lacking, .. } =
        compare(&files, &Import { files: whole, whole: true });
    assert_eq!((moved, added, lacking), (vec!["hak-politik/like.md".to_owned()], Vec::new(), Vec::new()));
    let after: Vec<_> = changes.iter().map(|change| (change.path.as_str(), change.after.is_some())).collect();
    assert_eq!(after, [(LIKE, false), ("hak-politik/like.md", true)]);
    assert!(check(&files, &changes).0.is_some());
}

#[test]
fn what_would_break_the_faq_is_told_first_and_old_warnings_are_not_told_again() {
    let mut files = good_folder();
    files.remove("_kosakata.toml");
    let broken = Files::from([(LIKE.to_owned(), "+++\njudul = 1\n+++\n".to_owned())]);
    let comparison = compare(&files, &Import { files: broken, whole: false });
    let (faq, problems) = check(&files, &comparison.changes);
    assert!(faq.is_none());
    assert!(problems.first().unwrap().is_error());
    assert!(problems.iter().all(|problem| problem.file != "_kosakata.toml"), "{problems:?}");
    assert!(check(&files, &[]).1.is_empty());
}

#[test]
fn a_folder_in_its_own_folder_and_names_as_on_windows_change_nothing() {
    for wrapping in ["faq/", "faq/faq/", "unduhan/faq/faq/"] {
        let packed: Files =
            good_folder().into_iter().map(|(path, text)| (format!("{wrapping}{path}"), text)).collect();
        assert!(
            compare(&good_folder(), &import("faq.zip", &pack(&packed).unwrap())).is_empty(),
            "{wrapping}"
        );
        let packed: Files = packed.into_iter().map(|(path, text)| (path.replace('/', "\\"), text)).collect();
        assert!(
            compare(&good_folder(), &import("faq.zip", &pack(&packed).unwrap())).is_empty(),
            "{wrapping}"
        );
    }
    assert_eq!(paths(&[("faq/faq/topik-baru/a.md", "x")]), ["topik-baru/a.md"]);
}
