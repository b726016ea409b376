//! Buttons of questions that were passed on. A group is named by one of its questions.

use crate::curation::Act;
use crate::curation::button::LAST_PAGE;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::OutsideId;

/// What pressing a button of questions that were passed on means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show them, grouped.
    Menu,
    /// Show a page of the groups.
    Page(usize),
    /// Show a group.
    Open(Key),
    /// Make its questions phrases of an entry.
    Phrase(Key, EntryId),
    /// Ask for words to search an entry with.
    Search(Key),
    /// Choose the topic of a new entry.
    Topics(Key),
    /// Begin a new entry in a topic with its questions.
    Entry(Key, GroupId),
    /// Show a page of the matters outside the FAQ.
    Outsides(Key, usize),
    /// Make its questions phrases of a matter outside the FAQ.
    Outside(Key, OutsideId),
    /// Throw a group of so many questions away.
    Discard(Key, usize),
    /// Bring back what was thrown away with this question.
    Undo(Key),
}

/// The key of a question: twelve hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Reads a key.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let own = text.len() == 12 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        own.then(|| Self(text.to_owned()))
    }

    /// Returns it as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Page(page) => format!("l:{page}"),
            Self::Open(key) => format!("b:{}", key.0),
            Self::Phrase(key, entry) => format!("f:{}:{entry}", key.0),
            Self::Search(key) => format!("c:{}", key.0),
            Self::Topics(key) => format!("t:{}", key.0),
            Self::Entry(key, group) => format!("e:{}:{group}", key.0),
            Self::Outsides(key, page) => format!("o:{}:{page}", key.0),
            Self::Outside(key, group) => format!("d:{}:{group}", key.0),
            Self::Discard(key, count) => format!("x:{}:{count}", key.0),
            Self::Undo(key) => format!("u:{}", key.0),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut fields = code.split(':');
        let mut field = || fields.next();
        let button = match (field()?, field(), field()) {
            ("m", None, None) => Self::Menu,
            ("l", Some(page), None) => Self::Page(number(page, LAST_PAGE)?),
            ("b", Some(key), None) => Self::Open(Key::parse(key)?),
            ("f", Some(key), Some(entry)) => Self::Phrase(Key::parse(key)?, EntryId::parse(entry)?),
            ("c", Some(key), None) => Self::Search(Key::parse(key)?),
            ("t", Some(key), None) => Self::Topics(Key::parse(key)?),
            ("e", Some(key), Some(group)) => Self::Entry(Key::parse(key)?, GroupId::parse(group)?),
            ("o", Some(key), Some(page)) => Self::Outsides(Key::parse(key)?, number(page, LAST_PAGE)?),
            ("d", Some(key), Some(group)) => Self::Outside(Key::parse(key)?, OutsideId::parse(group)?),
            ("x", Some(key), Some(count)) => Self::Discard(Key::parse(key)?, number(count, 99_999)?),
            ("u", Some(key), None) => Self::Undo(Key::parse(key)?),
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        Act::Edit
    }

    /// Returns one of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let key = || Key("0123456789ab".to_owned());
        let longest = "e".repeat(40);
        let (entry, group, outside) =
            (EntryId::parse(&longest), GroupId::parse(&longest), OutsideId::parse(&longest));
        let mut samples = vec![Self::Menu, Self::Page(LAST_PAGE), Self::Open(key()), Self::Search(key())];
        samples.extend([Self::Topics(key()), Self::Outsides(key(), LAST_PAGE), Self::Discard(key(), 99_999)]);
        samples.push(Self::Undo(key()));
        samples.extend(entry.map(|entry| Self::Phrase(key(), entry)));
        samples.extend(group.map(|group| Self::Entry(key(), group)));
        samples.extend(outside.map(|outside| Self::Outside(key(), outside)));
        samples
    }
}

/// A number in plain digits, within a bound.
fn number(text: &str, most: usize) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    (number <= most && number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::Button;

    #[test]
    fn every_button_comes_back_as_itself_within_its_bytes() {
        for button in Button::samples() {
            let code = button.to_code();
            assert!(code.len() <= 58, "{code}");
            assert_eq!(Button::from_code(&code), Some(button));
        }
        assert_eq!(Button::samples().len(), 11);
    }

    #[test]
    fn forged_codes_are_nobodys() {
        for code in
            ["", "b", "b:xyz", "b:0123456789AB", "l:+1", "l:01", "x:0123456789ab", "m:m", "u:0123456789ab:1"]
        {
            assert_eq!(Button::from_code(code), None, "{code}");
        }
    }
}
