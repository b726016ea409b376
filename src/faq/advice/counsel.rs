//! Lines that could be held against whoever follows them, and notes that belong to editors.
//!
//! A superior who knows of a breach must examine it, and what is told him is evidence; disturbing a campaign is a
//! crime of anybody. So nobody is told to confess before he has had counsel, or to break up an event.

use crate::faq::Entry;
use crate::faq::advice::texts;
use crate::faq::problem::Finding;
use crate::faq::wording;

/// What tells somebody to go to whoever must examine him.
const CONFESSING: [&str; 9] = [
    "beri tahu atasan",
    "beritahu atasan",
    "lapor atasan",
    "lapor ke atasan",
    "bicarakan dengan atasan",
    "sampaikan kepada atasan",
    "minta arahan bkpsdm",
    "beri tahu bkpsdm",
    "beri tahu camat",
];

/// What a sentence holds where it doesn't order that but explains it, or is about somebody else's act.
const EXPLAINING: [&str; 4] = ["tidak wajib", "pilihan anda", "jangan", "boleh"];

/// What tells about the making of the FAQ, not about the law.
const RESEARCH: [&str; 6] =
    ["pembacaan kami", "kami baca", "belum terbaca", "tidak terbaca", "dua sumber", "sumber kami sepakat"];

/// What speaks of yesterday's plans as if they still ran.
const UNDATED: [&str; 2] = ["sedang direvisi", "sedang dibahas"];

pub(super) fn check(entry: &Entry) -> Vec<Finding> {
    let sentences = || texts(entry).flat_map(|text| text.split(['.', '\n', ';']));
    let mut findings = Vec::new();
    for sentence in sentences() {
        let lower = sentence.to_lowercase();
        let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        if holds(&CONFESSING) && !holds(&EXPLAINING) {
            findings.push(wording::confess_first(sentence.trim()));
        }
        if holds(&RESEARCH) {
            findings.push(wording::research_note(sentence.trim()));
        }
        if holds(&UNDATED) {
            findings.push(wording::undated_plan(sentence.trim()));
        }
    }
    findings
}
