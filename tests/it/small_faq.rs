//! A small FAQ made for tests: its wording never changes because the real one does.

use std::collections::BTreeMap;

use include_dir::Dir;
use include_dir::include_dir;
use netral::faq::Faq;
use netral::faq::parse::parse;

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/data/faq");

/// Returns the FAQ of `tests/data/faq`, in which nothing is wrong.
#[expect(clippy::expect_used, reason = "a test fails by panicking")]
pub(crate) fn small_faq() -> Faq {
    let (faq, problems) = parse(&small_files());
    assert!(problems.is_empty(), "{problems:?}");
    faq.expect("a folder without problems is an FAQ")
}

/// Returns the files of `tests/data/faq` by their path in it.
pub(crate) fn small_files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(&FOLDER, &mut files);
    files
}

fn collect(folder: &Dir<'static>, files: &mut BTreeMap<String, String>) {
    for file in folder.files() {
        let text = file.contents_utf8().map(str::to_owned);
        files.extend(text.map(|text| (file.path().display().to_string(), text)));
    }
    folder.dirs().for_each(|folder| collect(folder, files));
}
