//! What people type, put into the form the file needs.
//!
//! Phones write slanted quotes, hard spaces, bullets and signs nobody sees; documents bring their line ends
//! along. Applied to its own result, each of these changes nothing.

use crate::faq::Confirmation;
use crate::faq::Date;
use crate::faq::Employment;
use crate::faq::EntryId;
use crate::faq::Label;
use crate::faq::LegalBasis;
use crate::faq::LegalReview;
use crate::faq::Sanction;
use crate::faq::Subquestion;
use crate::faq::Verdict;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;
use crate::faq::edit::Value;
use crate::faq::parse;

/// What lists on phones begin their items with, whether a space follows or not.
const ROUND_BULLETS: [char; 8] = ['•', '‣', '◦', '▪', '●', '○', '∙', '·'];
/// What begins an item only before a space.
const DASHES: [char; 5] = ['-', '*', '–', '—', '−'];

/// Reads a typed value for a field; `None` where it is empty and may be.
pub(super) fn read(field: Field, text: &str) -> Result<Option<Value>, Trouble> {
    let value = match field {
        Field::Summary => Value::Text(without_label(&line(text))),
        Field::Body => Value::Text(body(text)?),
        Field::Verdict => Value::Text(word(field, text, |word| Some(Verdict::parse(word)?.as_str()))?),
        Field::Label => Value::Text(word(field, text, |word| Some(Label::parse(word)?.as_str()))?),
        Field::LegalReview => Value::Text(legal_review(text)?),
        Field::CheckedOn => Value::Day(day(text)?),
        Field::Phrases | Field::NearMisses => Value::List(lines(text)),
        Field::Subquestions => Value::List(checked(field, lines(text))?),
        field if field.is_list() => Value::List(checked(field, words(text))?),
        _ => Value::Text(line(text)),
    };
    let is_empty = match &value {
        Value::Text(text) => !text.contains(char::is_alphanumeric),
        Value::List(lines) => lines.is_empty(),
        Value::Day(_) => false,
    };
    match (is_empty, field.is_required()) {
        (true, true) => Err(Trouble::Empty(field)),
        (true, false) if field.stays_empty() => Ok(Some(value)),
        (true, false) => Ok(None),
        (false, _) => fitting(field, value).map(Some),
    }
}

fn fitting(field: Field, value: Value) -> Result<Value, Trouble> {
    let letters = match &value {
        Value::Text(text) => text.chars().count(),
        Value::List(lines) => lines.iter().map(|line| line.chars().count()).max().unwrap_or_default(),
        Value::Day(_) => 0,
    };
    match letters.saturating_sub(field.longest()) {
        0 => Ok(value),
        excess => Err(Trouble::TooLong(field, excess)),
    }
}

/// Returns a text on one line, with single spaces.
pub(super) fn line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the lines of an answer without space at their ends and around them all.
pub(super) fn trimmed(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// Returns a text with line ends, quotes and spaces as files have them, without signs nobody sees.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars().filter_map(cleaned).collect()
}

fn cleaned(letter: char) -> Option<char> {
    match letter {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\n' => Some('\n'),
        '“' | '”' | '„' | '‟' | '«' | '»' => Some('"'),
        '‘' | '’' | '‚' | '‛' => Some('\''),
        // Soft hyphens, marks of direction, zero-width spaces and byte order marks.
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        space if space.is_whitespace() => Some(' '),
        control if control.is_control() => None,
        other => Some(other),
    }
}

/// Returns the items of a list, one a line, each once, without bullets and numbers before them.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in clean(text).lines() {
        let line = line(unmarked(text));
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// Takes bullets, numbers and quotes around it off an item of a list.
fn unmarked(mut item: &str) -> &str {
    loop {
        item = item.trim();
        let rest = after_bullet(item).or_else(|| after_number(item)).or_else(|| within_quotes(item));
        match rest {
            Some(rest) => item = rest,
            None => return item,
        }
    }
}

fn after_bullet(item: &str) -> Option<&str> {
    let dashed = item.strip_prefix(DASHES).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    dashed.or_else(|| item.strip_prefix(ROUND_BULLETS))
}

fn after_number(item: &str) -> Option<&str> {
    let rest = item.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = item.len().saturating_sub(rest.len());
    (1..=2).contains(&digits).then(|| rest.strip_prefix(['.', ')'])?.strip_prefix(' ')).flatten()
}

/// What stands between quotes, as the file writes items: `"…",`.
fn within_quotes(item: &str) -> Option<&str> {
    let item = item.strip_suffix(',').unwrap_or(item).trim_end();
    let inner = item.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('"')).then_some(inner)
}

/// Returns words as lists of names have them: lower case, dashes for spaces, each once.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in clean(text).split(['\n', ',', ';']) {
        let word = unmarked(text).trim_matches(['"', '\'', '`', '.', '[', ']', ' ']).to_lowercase();
        let word = word.split(':').map(|part| part.split_whitespace().collect::<Vec<_>>().join("-"));
        let word = word.collect::<Vec<_>>().join(":");
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Returns the words if each can stand in the field.
fn checked(field: Field, words: Vec<String>) -> Result<Vec<String>, Trouble> {
    for word in &words {
        let trouble = match field {
            Field::AppliesTo if Employment::parse(word).is_none() => {
                Trouble::UnknownWord(field, word.clone())
            }
            Field::Sanctions | Field::PossibleSanctions if Sanction::parse(word).is_none() => {
                Trouble::UnknownWord(field, word.clone())
            }
            Field::Subquestions if Subquestion::parse(word).is_none() => {
                Trouble::BadSubquestion(word.clone())
            }
            Field::Basis if LegalBasis::parse(word).is_none() => Trouble::BadBasis(word.clone()),
            Field::Related if EntryId::parse(word).is_none() => Trouble::BadId(word.clone()),
            Field::Confirmed if Confirmation::parse(word).is_none() => {
                Trouble::UnknownWord(field, word.clone())
            }
            _ => continue,
        };
        return Err(trouble);
    }
    Ok(words)
}

/// Returns the one word that stands in a field; an empty one takes an optional field away.
fn word(field: Field, text: &str, known: impl Fn(&str) -> Option<&'static str>) -> Result<String, Trouble> {
    let word = line(text).trim_matches(['"', '\'', '.', ' ']).to_lowercase();
    match known(&word) {
        Some(known) => Ok(known.to_owned()),
        None if word.is_empty() => Ok(word),
        None => Err(Trouble::UnknownWord(field, word)),
    }
}

/// Returns a record of a review in its one form; an empty one takes it away.
fn legal_review(text: &str) -> Result<String, Trouble> {
    let text = line(text);
    match LegalReview::parse(&text) {
        Some(review) => Ok(review.to_string()),
        None if text.is_empty() => Ok(text),
        None => Err(Trouble::UnknownWord(Field::LegalReview, text)),
    }
}

fn day(text: &str) -> Result<Date, Trouble> {
    let word = line(text);
    Date::parse(word.trim_matches(['"', '\'', ' '])).ok_or(Trouble::NotADate(word))
}

/// Takes the label off a summary that was typed with it.
fn without_label(summary: &str) -> String {
    let mut rest = summary;
    while let Some((_, text)) = rest.split_once(':').filter(|_| parse::opens_summary(rest)) {
        rest = text.trim_start();
    }
    rest.to_owned()
}

/// Returns an explanation in the Markdown that files have.
fn body(text: &str) -> Result<String, Trouble> {
    let mut lines: Vec<String> = Vec::new();
    for line in clean(text).trim().lines().map(markdown) {
        let is_blank = line.is_empty();
        if !is_blank || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    let body = trimmed(&lines.join("\n"));
    if body.lines().any(parse::opens_summary) { Err(Trouble::SummaryInBody) } else { Ok(body) }
}

/// Returns a line with the bullets and headings of Markdown in place of a phone's.
fn markdown(line: &str) -> String {
    let line = line.trim_end();
    let text = line.trim_start();
    if line.starts_with("##") || line.starts_with("# ") {
        return format!("## {}", line.trim_start_matches(['#', ' '])).trim_end().to_owned();
    }
    let bullet = text.strip_prefix(ROUND_BULLETS);
    let bullet = bullet.or_else(|| text.strip_prefix(['–', '—', '−']).filter(|rest| rest.starts_with(' ')));
    match bullet {
        Some(item) => {
            let indent = line.len().saturating_sub(text.len());
            format!("{}- {}", " ".repeat(indent), item.trim_start()).trim_end().to_owned()
        }
        None => line.to_owned(),
    }
}
