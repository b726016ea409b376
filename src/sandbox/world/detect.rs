//! Finds what Telegram marks by itself in any text: commands, mentions, hashtags, links and addresses.

use super::html::utf16;
use super::types::Entity;
use super::types::Formatted;

/// Top-level domains recognised without a scheme.
const DOMAINS: [&str; 9] = ["com", "id", "org", "net", "me", "info", "io", "dev", "gov"];

/// Adds automatic entities to a text, leaving out what lies in code or links.
#[must_use]
pub fn with_detected(mut formatted: Formatted) -> Formatted {
    let taken: Vec<(usize, usize)> = formatted
        .entities
        .iter()
        .filter(|entity| {
            matches!(entity.kind.as_str(), "code" | "pre" | "text_link" | "text_mention" | "mention" | "url")
        })
        .map(|entity| (entity.offset, entity.end()))
        .collect();
    let found = detect(&formatted.text);
    formatted.entities.extend(
        found
            .into_iter()
            .filter(|new| !taken.iter().any(|(start, end)| new.offset < *end && *start < new.end())),
    );
    formatted.entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    formatted
}

/// The text of a person, as they typed it.
#[must_use]
pub fn typed(text: &str) -> Formatted {
    with_detected(Formatted { text: text.to_owned(), entities: Vec::new() })
}

fn detect(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let mut unit = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        detect_in_word(word.trim_end(), unit, &mut found);
        unit += utf16(word);
    }
    found
}

/// A word is white space to white space; leading brackets and quotes do not belong to what follows.
fn detect_in_word(word: &str, unit: usize, found: &mut Vec<Entity>) {
    let core = word.trim_start_matches(['(', '[', '"', '\'', '“', '‘', ',', '.']);
    let start = unit + utf16(word) - utf16(core);
    let marked = match core.chars().next() {
        Some('/') => command_length(core).map(|length| ("bot_command", length)),
        Some('@') => name_length(core, 4).map(|length| ("mention", length)),
        Some('#') => hashtag_length(core).map(|length| ("hashtag", length)),
        _ => link(core),
    };
    if let Some((kind, length)) = marked {
        found.push(Entity::plain(kind, start, length));
    }
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// `/name` or `/name@bot`, and nothing that makes it a path.
fn command_length(word: &str) -> Option<usize> {
    let name = word.get(1..)?;
    let length = name.chars().take_while(|c| is_name(*c)).count();
    if !(1..=64).contains(&length) {
        return None;
    }
    let after = name.get(length..)?;
    match after.chars().next() {
        Some('@') => Some(1 + length + name_length(after, 3).unwrap_or(0)),
        Some(next) if next == '/' || next.is_alphanumeric() => None,
        _ => Some(1 + length),
    }
}

/// `@name` with at least `shortest` letters.
fn name_length(word: &str, shortest: usize) -> Option<usize> {
    let length = word.get(1..)?.chars().take_while(|c| is_name(*c)).count();
    (shortest..=32).contains(&length).then_some(1 + length)
}

fn hashtag_length(word: &str) -> Option<usize> {
    let tag: String = word.chars().skip(1).take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    tag.chars().any(|c| !c.is_numeric()).then(|| 1 + utf16(&tag))
}

fn link(word: &str) -> Option<(&'static str, usize)> {
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’']);
    let lower = word.to_ascii_lowercase();
    let with_scheme =
        ["http://", "https://"].iter().any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme));
    if with_scheme {
        return Some(("url", utf16(word)));
    }
    if let Some((name, host)) = lower.split_once('@') {
        let address = !name.is_empty()
            && name.chars().all(|c| is_name(c) || matches!(c, '.' | '-' | '+'))
            && is_host(host);
        return address.then(|| ("email", utf16(word)));
    }
    is_host(lower.split(['/', '?', '#', ':']).next()?).then(|| ("url", utf16(word)))
}

fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let well_formed = labels
        .iter()
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    labels.len() > 1 && well_formed && labels.last().is_some_and(|last| DOMAINS.contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let marked = |entity: &Entity| String::from_utf16(&units[entity.offset..entity.end()]).unwrap();
        typed(text).entities.iter().map(|entity| (entity.kind.clone(), marked(entity))).collect()
    }

    #[test]
    fn what_telegram_marks_is_marked() {
        for (text, kind, part) in [
            ("/start q_1", "bot_command", "/start"),
            ("😀 /tanya@netral_bot, ya", "bot_command", "/tanya@netral_bot"),
            ("halo (@siapa_saja)", "mention", "@siapa_saja"),
            ("#asn netral", "hashtag", "#asn"),
            ("lihat https://a.go.id/x?y=1.", "url", "https://a.go.id/x?y=1"),
            ("lihat bkn.go.id/aturan", "url", "bkn.go.id/aturan"),
            ("ke a.b@contoh.go.id!", "email", "a.b@contoh.go.id"),
        ] {
            assert_eq!(found(text), [(kind.to_owned(), part.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_only_looks_alike_is_not() {
        for text in
            ["pns/pppk", "/usr/bin", "/", "a@b", "@ab", "#1", "https://", "selesai.Lalu", "3.5", "/kepé"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn links_and_code_are_not_marked_twice() {
        let code = Formatted { text: "/start".to_owned(), entities: vec![Entity::plain("code", 0, 6)] };
        assert_eq!(with_detected(code).entities.len(), 1);
    }

    proptest! {
        #[test]
        fn marks_never_leave_the_text(text in any::<String>()) {
            let length = utf16(&text);
            prop_assert!(typed(&text).entities.iter().all(|entity| entity.length > 0 && entity.end() <= length));
        }
    }
}
