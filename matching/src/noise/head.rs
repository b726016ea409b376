//! What stands before a line: a messenger's head, the mark of a list, the name of who speaks.

use super::folded;

/// Longest name that a head ends with, in bytes.
const LONGEST_NAME: usize = 60;

/// Most words before the colon behind a name.
const MOST_WORDS: usize = 4;

/// How people are addressed: a name follows, and a colon.
const TITLES: [&str; 24] = [
    "pak", "bu", "bapak", "ibu", "bpk", "mas", "mbak", "mba", "bang", "kak", "kakak", "om", "tante", "sdr",
    "sdri", "saudara", "saudari", "bung", "gus", "cak", "uda", "uni", "teteh", "akang",
];

/// Offices that say who is asking: they are no name.
const OFFICES: [&str; 34] = [
    "camat", "lurah", "kades", "kepala", "guru", "dosen", "bupati", "walikota", "gubernur", "wakil", "kadis",
    "sekda", "sekdes", "sekcam", "rektor", "dekan", "dokter", "bidan", "perawat", "hakim", "jaksa", "polisi",
    "tentara", "rt", "rw", "pns", "pppk", "asn", "honorer", "staf", "penyuluh", "menteri", "presiden",
    "caleg",
];

/// What says that a question follows.
const LABELS: [&str; 6] = ["tanya", "pertanyaan", "nanya", "question", "soal", "q"];

/// Returns a line without what stands before it.
pub(super) fn without(line: &str) -> &str {
    let line = line.trim();
    let line = passed_on(line).unwrap_or(line);
    let line = listed(line).unwrap_or(line);
    spoken(line).unwrap_or(line)
}

/// The line behind a head such as `[12/03/24 10.15] Name:` or `12/03/24, 10.15 - Name:`.
fn passed_on(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['\u{200e}', '\u{200f}', '\u{202a}', '\u{feff}']);
    let behind = match line.strip_prefix('[') {
        Some(inside) => {
            let (stamp, behind) = inside.split_once(']')?;
            is_stamp(stamp).then_some(behind)?
        }
        None => {
            let (stamp, behind) = line.split_once(" - ")?;
            is_stamp(stamp).then_some(behind)?
        }
    };
    let (name, said) = behind.split_once(':')?;
    (name.len() <= LONGEST_NAME).then(|| said.trim_start())
}

/// Whether this is a date and a time, in either order, and nothing else.
fn is_stamp(stamp: &str) -> bool {
    let parts = stamp.split([' ', ',', '\u{202f}', '\u{a0}']).filter(|part| !part.is_empty());
    let (mut dates, mut times) = (0, 0);
    for part in parts {
        let numbers = part.split(['/', '.', ':', '-']);
        let is_number =
            |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let count = numbers.clone().count();
        match part.to_ascii_lowercase().as_str() {
            "am" | "pm" => {}
            _ if !numbers.clone().all(is_number) || !(2..=3).contains(&count) => return false,
            part if count == 3 && (part.contains('/') || numbers.clone().any(|part| part.len() == 4)) => {
                dates += 1
            }
            part if part.contains(['/', '-']) => dates += 1,
            _ => times += 1,
        }
    }
    dates == 1 && times == 1
}

/// The line behind the mark of a list or a quotation.
fn listed(line: &str) -> Option<&str> {
    let (mark, behind) = line.split_once(' ')?;
    let counted =
        mark.strip_suffix(['.', ')']).map(|mark| mark.trim_start_matches('(')).is_some_and(|mark| {
            let is_number = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
            !mark.is_empty()
                && (is_number || (mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_lowercase())))
        });
    let drawn = matches!(mark, "-" | "*" | "•" | ">" | "–" | "·");
    (counted || drawn).then(|| behind.trim_start())
}

/// The line behind `Pak Budi:` or `Pertanyaan 2:`.
fn spoken(line: &str) -> Option<&str> {
    let (before, said) = line.split_once(':')?;
    let words: Vec<String> = before.split_whitespace().map(folded).collect();
    let (first, others) = words.split_first()?;
    let is_short = others.len() < MOST_WORDS;
    let named =
        TITLES.contains(&first.as_str()) && !others.iter().any(|word| OFFICES.contains(&word.as_str()));
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let labelled = LABELS.contains(&first.as_str()) && others.iter().all(is_number);
    (is_short && (named || labelled)).then(|| said.trim_start())
}
