//! One line of `netral.toml` that TOML can't read, and what it was meant to be.

use super::Kind;
use super::heading;
use super::kind;
use super::meant;
use super::section;
use super::sections;
use crate::matching::is_unseen;
use crate::texts::config::Fault;
use crate::texts::config::Slip;

const QUOTES: [char; 9] = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»'];

/// Words for yes and no.
const YES: [&str; 6] = ["true", "ya", "yes", "iya", "aktif", "1"];
const NO: [&str; 6] = ["false", "tidak", "no", "nonaktif", "bukan", "0"];

/// Puts a line that can't be read into words.
pub(super) fn broken(text: &str, line: usize, message: &str) -> Slip {
    let written = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let bare = seen(written);
    let (fault, right) = if message.contains("duplicate") {
        (Fault::Twice(name_of(bare.trim())), None)
    } else if bare != written && !bare.is_empty() {
        (Fault::Unseen, fault_of(bare.trim()).1.or_else(|| Some(bare.trim().to_owned())))
    } else {
        fault_of(bare.trim())
    };
    Slip { line, fault, right }
}

/// A line with spaces for what only looks like one, and without what nobody sees.
fn seen(line: &str) -> String {
    let letters = line.chars().filter(|letter| !is_unseen(*letter));
    letters.map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
}

/// What stands twice, as it is called.
fn name_of(line: &str) -> String {
    match line.split_once('=') {
        Some((key, _)) if !line.starts_with('[') => format!("`{}`", key.trim()),
        _ => line.to_owned(),
    }
}

fn fault_of(line: &str) -> (Fault, Option<String>) {
    let inside = line.trim_matches(|letter: char| matches!(letter, '[' | ']') || letter.is_whitespace());
    if line.starts_with('[') || section(inside).is_some() {
        let named = section(inside).or_else(|| meant(inside, sections().map(|it| it.name)).and_then(section));
        return (Fault::Brackets, named.map(heading));
    }
    let Some((key, value)) = pair(line) else { return (Fault::Unreadable, None) };
    let right = right(key, value);
    let fault = match kind(key) {
        _ if !line.contains('=') => Fault::NoEquals,
        None => return (Fault::Unreadable, None),
        Some(kind) if value.is_empty() => return (Fault::Empty(key.to_owned()), Some(example(key, kind))),
        Some(Kind::Text | Kind::Zone) if value.contains('\\') => Fault::Backslash,
        Some(Kind::Text | Kind::Zone) if is_quoted(value) => Fault::Ending,
        Some(Kind::Text | Kind::Zone) => Fault::Quotes,
        Some(_) if right.is_some() && value.ends_with([',', ';']) => Fault::Ending,
        Some(Kind::Flag) => Fault::Flag(key.to_owned()),
        Some(Kind::Id | Kind::Count) => Fault::NotANumber(key.to_owned()),
    };
    (fault, right)
}

/// Splits a line at what should be `=`.
fn pair(line: &str) -> Option<(&str, &str)> {
    let known = |key: &&str| kind(key).is_some();
    let cut = |mark: &str| line.split_once(mark).map(|(key, value)| (key.trim(), value.trim()));
    cut("=")
        .or_else(|| cut(":").filter(|(key, _)| known(key)))
        .or_else(|| cut(" ").filter(|(key, _)| known(key)))
}

/// Whether a value is a whole text in quotation marks, with something behind it.
fn is_quoted(value: &str) -> bool {
    let value = value.trim_end_matches([',', ';', ' ']);
    value.len() > 1 && value.starts_with('"') && value.ends_with('"')
}

/// The line with this key and what its value was meant to be.
pub(super) fn right(key: &str, written: &str) -> Option<String> {
    let value = written.split(" #").next().unwrap_or_default();
    let value = value.trim_end_matches([',', ';', ' ']).trim_matches(QUOTES).trim();
    if value.is_empty() {
        return None;
    }
    let right = match kind(key)? {
        Kind::Text => {
            let plain = value.replace('\\', "/").replace(QUOTES, "'");
            format!("\"{plain}\"")
        }
        Kind::Zone => format!("\"{}\"", zone(value)?),
        Kind::Flag => flag(value)?.to_string(),
        Kind::Id | Kind::Count => number(value)?,
    };
    Some(format!("{key} = {right}"))
}

fn zone(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "wib" | "asia/jakarta" | "asia/pontianak" | "jakarta" | "utc+7" | "gmt+7" | "+7" => Some("WIB"),
        "wita" | "asia/makassar" | "makassar" | "utc+8" | "gmt+8" | "+8" => Some("WITA"),
        "wit" | "asia/jayapura" | "jayapura" | "utc+9" | "gmt+9" | "+9" => Some("WIT"),
        _ => None,
    }
}

fn flag(value: &str) -> Option<bool> {
    let value = value.to_lowercase();
    let is_one_of = |words: &[&str]| words.contains(&value.as_str());
    is_one_of(&YES).then_some(true).or_else(|| is_one_of(&NO).then_some(false))
}

/// The digits of a number that was written in groups.
fn number(value: &str) -> Option<String> {
    let plain: String = value.chars().filter(|letter| !matches!(letter, '.' | ',' | ' ' | '_')).collect();
    let digits = plain.trim_start_matches('0');
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.to_owned())
}

fn example(key: &str, kind: Kind) -> String {
    match kind {
        Kind::Text => format!("{key} = \"…\""),
        Kind::Zone => format!("{key} = \"WIB\""),
        Kind::Flag => format!("{key} = true"),
        Kind::Id => format!("{key} = 3001"),
        Kind::Count => format!("{key} = 3"),
    }
}
