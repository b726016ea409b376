//! One button of every kind, found by trying codes; and the commands, read from the source.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use netral::curation::Act;
use netral::curation::Button;
use netral::curation::button::drafts;
use netral::curation::button::law;
use netral::curation::button::legal_review;

/// What buttons name: numbers, roles, entries, groups, norms, days, keys and words of their own.
const FIELDS: [&str; 20] = [
    "0",
    "1",
    "3",
    "y",
    "t",
    "penyunting",
    "hadir-kampanye",
    "media-sosial",
    "kampanye",
    "uu-7-2023",
    "uu-7-2023:pasal-1",
    "lain",
    "2026-05-28",
    "20260528",
    "0123456789ab",
    "0123abcd",
    "0123456789abcdef",
    "00000000000000000000000000000000",
    "0000000000000000000000000000000000000000",
    "abcd",
];

/// Fields after the letter that says what kind of button it is.
const DEPTH: usize = 2;

/// A button, and the callback data it was found by.
#[derive(Clone)]
pub(super) struct Sample {
    pub(super) data: String,
    pub(super) button: Button,
}

impl Sample {
    /// `People::Show`
    pub(super) fn variant(&self) -> String {
        let shown = format!("{:?}", self.button);
        let mut words = shown.split(['(', ')', ',', ' ', '{']);
        let flow = words.next().unwrap();
        words.next().map_or_else(|| flow.to_owned(), |name| format!("{flow}::{name}"))
    }

    /// The button without what it names: numbers and texts.
    fn kind(&self) -> String {
        let shown = format!("{:?}", self.button);
        let mut quoted = false;
        let bare = shown.chars().filter(|letter| {
            quoted ^= *letter == '"';
            !quoted && !letter.is_ascii_digit()
        });
        bare.collect()
    }
}

/// A button of every kind there is.
pub(super) fn all() -> Vec<Sample> {
    static ALL: LazyLock<Vec<Sample>> = LazyLock::new(search);
    ALL.clone()
}

fn search() -> Vec<Sample> {
    let mut found: BTreeMap<String, Sample> = BTreeMap::new();
    let mut note = |code: &str| {
        let data = format!("1:a:{code}");
        if let Some(button) = Button::from_data(&data) {
            let sample = Sample { data, button };
            found.entry(sample.kind()).or_insert(sample);
        }
    };
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    for flow in &letters {
        note(flow);
        for kind in &letters {
            try_fields(&format!("{flow}:{kind}"), DEPTH, &mut note);
        }
    }
    // They name more than codes are tried for; that none is missing is held by a match over all of them.
    law::Button::samples().iter().for_each(|button| note(&format!("l:{}", button.to_code())));
    legal_review::Button::samples().iter().for_each(|button| note(&format!("t:{}", button.to_code())));
    for button in drafts::Button::samples() {
        note(&format!("d:{}", button.to_code()));
    }
    found.into_values().collect()
}

fn try_fields(code: &str, depth: usize, note: &mut impl FnMut(&str)) {
    note(code);
    if depth > 0 {
        let letters = ('a'..='z').map(String::from);
        let fields = FIELDS.iter().map(|field| (*field).to_owned());
        let deeper: Vec<String> =
            if depth == DEPTH { fields.collect() } else { fields.chain(letters).collect() };
        deeper.iter().for_each(|field| try_fields(&format!("{code}:{field}"), depth - 1, note));
    }
}

/// Every variant of every flow's buttons, as the source has them.
pub(super) fn variants() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/curation/button");
    let files = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    let mut variants = BTreeSet::from(["Cancel".to_owned()]);
    for file in files.filter(|file| file.extension().is_some_and(|it| it == "rs")) {
        let flow = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let flow: String = flow.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
        let source = fs::read_to_string(&file).unwrap();
        let body = source.split_once("pub enum Button {").unwrap().1.split_once("\n}").unwrap().0.to_owned();
        let names = body.lines().filter_map(|line| line.strip_prefix("    "));
        let names = names.filter(|line| line.starts_with(|letter: char| letter.is_ascii_uppercase()));
        variants.extend(names.map(|line| {
            let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
            format!("{flow}::{name}")
        }));
    }
    variants
}

/// Every command that is heard from admins, with what one must be allowed to do for it.
pub(super) fn commands() -> Vec<(String, Act)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk/curation.rs");
    let source = fs::read_to_string(file).unwrap();
    let arms = source.lines().filter_map(|line| {
        let (name, rest) = line.trim().strip_prefix('"')?.split_once("\" if admin.role.may(Act::")?;
        let act = Act::ALL.into_iter().find(|act| rest.starts_with(&format!("{act:?})")))?;
        Some((name.to_owned(), act))
    });
    arms.collect()
}
