//! Identifiers of the FAQ: lower-case slugs, one type per kind of thing.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

/// Longest identifier that fits, with its prefix, into Telegram's 64 bytes of callback data.
const LONGEST: usize = 40;

/// Whether `text` is a slug: 1 to 40 of `a-z`, `0-9` and `-`.
fn is_slug(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Returns the identifier if `text` is a slug of 1 to 40 characters `a-z0-9-`.
            pub fn parse(text: &str) -> Option<Self> {
                is_slug(text).then(|| Self(text.to_owned()))
            }

            /// Returns the identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotASlug;

            fn try_from(text: String) -> Result<Self, NotASlug> {
                Self::parse(&text).ok_or(NotASlug)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

slug!(
    /// Names one FAQ entry: its file name without `.md`.
    EntryId
);
slug!(
    /// Names one topic group: its folder.
    GroupId
);
slug!(
    /// Names one norm (a law or circular).
    NormId
);
slug!(
    /// Names one article of a norm, such as `pasal-5-n`.
    ArticleId
);
slug!(
    /// Names one thing that is watched.
    WatchId
);
slug!(
    /// Names one group of questions the FAQ doesn't answer.
    OutsideId
);

impl EntryId {
    /// Returns the identifier that is left of a text without everything no identifier has.
    #[must_use]
    pub fn slugged(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let words =
            lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = words.collect::<Vec<_>>().join("-");
        slug.truncate(LONGEST);
        let slug = slug.trim_matches('-');
        Self(if slug.is_empty() { "tanpa-nama".to_owned() } else { slug.to_owned() })
    }
}

/// The text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an identifier has 1 to 40 characters out of a-z, 0-9 and -")]
pub struct NotASlug;

#[cfg(test)]
mod tests {
    use super::EntryId;

    #[test]
    fn an_identifier_has_one_to_forty_lower_case_letters_digits_and_dashes() {
        assert!(EntryId::parse("like-postingan-calon").is_some());
        assert!(EntryId::parse(&"a".repeat(40)).is_some());
        for wrong in ["", "Like", "like_calon", "like calon", "kopi☕", &"a".repeat(41)] {
            assert_eq!(EntryId::parse(wrong), None, "{wrong:?}");
        }
    }
}
