//! A new entry: its file before anything is written into it, its name, its place.

use crate::faq::Date;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::Verdict;
use crate::faq::edit::list;
use crate::faq::edit::typed;

/// Longest identifier, in bytes.
const LONGEST_ID: usize = 40;

/// More entries of one name than any FAQ has.
const MOST_NAMESAKES: u32 = 10_000;

/// What an entry is called whose title has no letters.
const NAMELESS: &str = "tanya-jawab";

/// Words of a question that tell nothing about which one it is.
const EMPTY_WORDS: [&str; 12] = [
    "bolehkah",
    "apakah",
    "bagaimana",
    "apa",
    "siapa",
    "mengapa",
    "kapan",
    "asn",
    "pns",
    "yang",
    "atau",
    "dan",
];

/// Returns the file of a new entry that has a title and a verdict and waits for the rest.
#[must_use]
pub fn template(title: &str, verdict: Verdict, today: Date) -> String {
    let title = list::quoted(&typed::line(title)).to_string();
    format!(
        "+++\njudul = {}\nputusan = \"{}\"\nberlaku_untuk = [\"pns\", \"pppk\", \"cpns\"]\ndasar = []\n\
         sanksi = []\nterkait = []\ndiperiksa = {today}\ntanya = [\n]\n+++\nRingkas:\n",
        title.trim(),
        verdict.as_str()
    )
}

/// Returns where an entry's file lies.
#[must_use]
pub fn path(group: &GroupId, id: &EntryId) -> String {
    format!("{group}/{id}.md")
}

/// Returns an identifier that says what the title is about and that isn't taken.
#[must_use]
pub fn id_from_title(title: &str, is_taken: impl Fn(&EntryId) -> bool) -> EntryId {
    let stem = stem(&title.to_lowercase());
    let mut id = EntryId::slugged(&stem);
    let mut numbers = 2..MOST_NAMESAKES;
    while let Some(number) = numbers.next().filter(|_| is_taken(&id)) {
        let end = format!("-{number}");
        let room = LONGEST_ID.saturating_sub(end.len()).min(stem.len());
        id = EntryId::slugged(&format!("{}{end}", stem.get(..room).unwrap_or_default()));
    }
    id
}

/// Returns as many telling words of a title as fit.
fn stem(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !EMPTY_WORDS.contains(word)).collect();
    let mut stem = String::new();
    for word in if telling.is_empty() { words } else { telling } {
        let gap = if stem.is_empty() { "" } else { "-" };
        if !stem.is_empty() && stem.len() + gap.len() + word.len() > LONGEST_ID {
            break;
        }
        stem.push_str(gap);
        stem.push_str(word);
    }
    if stem.is_empty() { NAMELESS.to_owned() } else { stem }
}
