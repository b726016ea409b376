//! Whatever a file holds, reading it ends with problems, not with a panic.

use proptest::prelude::*;

use super::LIKE;
use super::good_folder;
use super::parse;

/// Every file of the good folder that is read.
const READ: [&str; 9] = [
    LIKE,
    super::VOTE,
    "_grup.toml",
    "_norma.toml",
    "_di-luar.toml",
    "_kosakata.toml",
    "_ambang.toml",
    "_uji.tsv",
    "_contoh.md",
];

/// Texts that take part in the syntax of some file.
const SNIPPETS: [&str; 22] = [
    "+++\n",
    "+++",
    "\r\n",
    "\n\n",
    "\0",
    "\u{feff}",
    "\"",
    "\"\"\"",
    "[",
    "]]",
    "[[norma]]\n",
    "= ",
    ",",
    "#",
    "## Untuk ",
    "Ringkas:",
    "😀",
    "2026-02-30",
    "\t",
    ":",
    "\\u",
    "nan",
];

/// Reads a folder and holds the promise that binds FAQ and problems.
fn read(path: &str, text: String) {
    let mut files = good_folder();
    files.insert(path.to_owned(), text);
    let (faq, problems) = parse(&files);
    assert_eq!(faq.is_none(), problems.iter().any(crate::faq::Problem::is_error));
    for problem in problems {
        let lines = files.get(&problem.file).map_or(0, |text| text.split('\n').count());
        assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{problem}");
    }
}

fn nearest_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_file_is_read_without_a_panic(file in 0..READ.len(), text in any::<String>()) {
        read(READ[file], text);
    }

    #[test]
    fn any_text_after_a_header_fence_is_read_without_a_panic(text in "[+\\PC\r\n\t#=\"\\[\\]]{0,200}") {
        read(LIKE, format!("+++\n{text}"));
        read(LIKE, format!("{text}\n+++\nRingkas: {text}"));
    }

    #[test]
    fn any_mutation_of_a_good_file_is_read_without_a_panic(
        file in 0..READ.len(),
        cuts in proptest::collection::vec((0..2_000_usize, 0..60_usize, 0..SNIPPETS.len()), 1..4),
    ) {
        let mut text = good_folder()[READ[file]].clone();
        for (at, length, snippet) in cuts {
            let start = nearest_boundary(&text, at % (text.len() + 1));
            let end = nearest_boundary(&text, start + length).max(start);
            text.replace_range(start..end, SNIPPETS[snippet]);
        }
        read(READ[file], text);
    }

    #[test]
    fn any_path_is_sorted_without_a_panic(path in "[a-zA-Z0-9_./ -]{0,60}") {
        read(&path, super::LIKE_TEXT.to_owned());
    }
}

#[test]
fn deeply_nested_lists_are_refused_and_not_followed() {
    read(LIKE, format!("+++\ntanya = {}\n+++\nRingkas: Boleh.", "[".repeat(100_000)));
}
