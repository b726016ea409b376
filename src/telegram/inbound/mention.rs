//! Whether a text calls the bot by its name, and what it says besides.

use serde_json::Value;

use crate::conversation::is_unseen;
use crate::telegram::inbound::Me;
use crate::telegram::wire::Message;

/// A place in a text, in bytes.
type Span = (usize, usize);

/// Takes the bot's name out of the words of a message; `None` if it isn't called.
///
/// Telegram's own marks decide. Only where there are none, or odd ones, the text itself is searched.
pub(super) fn strip(me: &Me, message: &Message, text: &str) -> Option<String> {
    let spans = match marked(me, message, text) {
        Some(spans) => spans,
        None => written(me, text),
    };
    if spans.is_empty() {
        return None;
    }
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in spans {
        let before = text.get(from..start).unwrap_or_default();
        rest.push_str(before.trim_end_matches(belongs_before));
        rest.push(' ');
        let after = text.get(end..).unwrap_or_default();
        from = text.len().saturating_sub(after.trim_start_matches(belongs_behind).len());
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    let words: Vec<&str> = rest.split_whitespace().filter(|word| !word.chars().all(is_unseen)).collect();
    Some(words.join(" "))
}

/// What Telegram marked as the bot's name; `None` where its marks are missing or can't be read.
fn marked(me: &Me, message: &Message, text: &str) -> Option<Vec<Span>> {
    let key = if message.text.is_some() { "entities" } else { "caption_entities" };
    let entities = message.rest.get(key)?.as_array()?;
    let mut spans = Vec::new();
    for entity in entities {
        let number = |key| usize::try_from(entity.get(key)?.as_u64()?).ok();
        let (offset, length) = (number("offset")?, number("length")?);
        let (start, end) = (byte_at(text, offset)?, byte_at(text, offset.checked_add(length)?)?);
        let is_us = match entity.get("type").and_then(Value::as_str)? {
            "mention" => text.get(start..end)?.strip_prefix('@').is_some_and(|name| is_name(me, name)),
            "text_mention" => entity.get("user")?.get("id")?.as_i64()? == me.id,
            _ => false,
        };
        if is_us {
            spans.push((start, end));
        }
    }
    spans.sort_unstable();
    Some(spans)
}

/// Where a text has `@name` that no longer name goes on, whatever else touches it.
fn written(me: &Me, text: &str) -> Vec<Span> {
    let named = |start: usize| {
        let after = text.get(start.checked_add(1)?..)?;
        let length = after.bytes().take_while(|byte| is_of_name(char::from(*byte))).count();
        is_name(me, after.get(..length)?).then(|| (start, start.saturating_add(length).saturating_add(1)))
    };
    let stands_alone = |start: usize| {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric() && !matches!(letter, '_' | '/' | '@'))
    };
    let starts = text.match_indices('@').map(|(start, _)| start).filter(|start| stands_alone(*start));
    starts.filter_map(named).collect()
}

fn is_name(me: &Me, name: &str) -> bool {
    name.eq_ignore_ascii_case(&me.username)
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// Telegram counts in units of UTF-16.
fn byte_at(text: &str, units: usize) -> Option<usize> {
    let mut passed = 0;
    for (place, letter) in text.char_indices() {
        if passed == units {
            return Some(place);
        }
        passed = passed.saturating_add(letter.len_utf16());
    }
    (passed == units).then_some(text.len())
}

/// What opens around a name.
fn belongs_before(letter: char) -> bool {
    matches!(letter, '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '«' | '*' | '~') || is_unseen(letter)
}

/// What closes behind a name, or calls with it.
fn belongs_behind(letter: char) -> bool {
    let closes = matches!(letter, ')' | ']' | '}' | '>' | '"' | '\'' | '”' | '’' | '»' | '*' | '~');
    let calls = matches!(letter, '.' | ',' | '?' | '!' | ':' | ';' | '…' | '-' | '–' | '—');
    closes || calls || is_unseen(letter)
}
