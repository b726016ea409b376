//! Buttons of changes of law.

use sha2::Digest as _;
use sha2::Sha256;

use crate::curation::Act;
use crate::curation::law::Waiting;
use crate::faq::ArticleId;
use crate::faq::Date;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::NormId;

/// What pressing a button of changes of law means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show what waits for a check.
    Menu,
    /// Show a page of the entries that wait for this.
    List(Waiting, usize),
    /// Show why an entry waits, and what it says.
    Look(EntryId),
    /// Confirm that an entry is still right, as it was shown: what changed since then is shown again.
    Confirm(EntryId, u32),
    /// Show a page of the norms, to mark one.
    Norms(usize),
    /// Show a page of a norm's articles, to mark one.
    Places(NormId, usize),
    /// Ask whether it changed or was revoked.
    AskKind(Spot),
    /// Ask since when.
    AskDay(Spot, Kind),
    /// Show what a mark would concern, and ask for a note.
    Preview(Spot, Kind, Date),
    /// Mark it, with the note that was typed if there is one.
    Mark(Spot, Kind, Date),
    /// Show a page of the marks there are.
    Marks(usize),
    /// Show a mark.
    Marked(Spot),
    /// Take a mark away.
    Unmark(Spot),
}

/// What became of a law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was changed.
    Changed,
    /// It was revoked.
    Revoked,
}

/// A norm or an article of one, short enough for a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    norm: NormId,
    article: Option<String>,
}

/// Hexadecimal digits by which a button knows an article among those of its norm.
const TAG: usize = 6;

impl Spot {
    /// Returns how buttons name a norm or article.
    #[must_use]
    pub fn of(place: &LegalBasis) -> Self {
        Self { norm: place.norm.clone(), article: place.article.as_ref().map(tag) }
    }

    /// Returns the norm or article, if the FAQ (still) has it.
    #[must_use]
    pub fn place(&self, faq: &Faq) -> Option<LegalBasis> {
        let norm = faq.norms.get(&self.norm)?;
        let article = match &self.article {
            Some(wanted) => Some(norm.articles.keys().find(|article| tag(article) == *wanted)?.clone()),
            None => None,
        };
        Some(LegalBasis { norm: norm.id.clone(), article })
    }

    fn to_code(&self) -> String {
        format!("{}:{}", self.norm, self.article.as_deref().unwrap_or("-"))
    }

    fn from_code(norm: &str, article: &str) -> Option<Self> {
        let is_tag =
            article.len() == TAG && article.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let article = match article {
            "-" => None,
            tag => is_tag.then(|| Some(tag.to_owned()))?,
        };
        Some(Self { norm: NormId::parse(norm)?, article })
    }
}

fn tag(article: &ArticleId) -> String {
    let hash = Sha256::digest(article.as_str());
    hash.iter().take(TAG / 2).map(|byte| format!("{byte:02x}")).collect()
}

impl Kind {
    /// Returns it as buttons and sessions write it.
    #[must_use]
    pub fn to_code(self) -> &'static str {
        match self {
            Self::Changed => "u",
            Self::Revoked => "c",
        }
    }

    /// Reads what [`to_code`](Self::to_code) writes.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Changed, Self::Revoked].into_iter().find(|kind| kind.to_code() == code)
    }
}

/// Writes a day with seven digits.
fn day_code(day: Date) -> String {
    let number = u32::from(day.year).saturating_mul(372);
    let number = number.saturating_add(u32::from(day.month).saturating_mul(31));
    format!("{:x}", number.saturating_add(u32::from(day.day)).saturating_sub(32))
}

fn read_day(code: &str) -> Option<Date> {
    let number = u32::from_str_radix(code, 16).ok()?;
    let (year, rest) = (number / 372, number % 372);
    let (month, day) = (rest / 31, rest % 31);
    let date = Date::of(
        u16::try_from(year).ok()?,
        u8::try_from(month.saturating_add(1)).ok()?,
        u8::try_from(day.saturating_add(1)).ok()?,
    )?;
    (day_code(date) == code).then_some(date)
}

impl Button {
    /// Returns the button that leads to confirming an entry.
    #[must_use]
    pub fn confirm(entry: EntryId) -> Self {
        Self::Look(entry)
    }

    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::List(kind, page) => format!("l:{}:{page}", kind.as_str()),
            Self::Look(entry) => format!("e:{entry}"),
            Self::Confirm(entry, sight) => format!("k:{entry}:{sight:08x}"),
            Self::Norms(page) => format!("n:{page}"),
            Self::Places(norm, page) => format!("p:{norm}:{page}"),
            Self::AskKind(spot) => format!("j:{}", spot.to_code()),
            Self::AskDay(spot, kind) => format!("t:{}:{}", spot.to_code(), kind.to_code()),
            Self::Preview(spot, kind, day) => {
                format!("s:{}:{}:{}", spot.to_code(), kind.to_code(), day_code(*day))
            }
            Self::Mark(spot, kind, day) => {
                format!("y:{}:{}:{}", spot.to_code(), kind.to_code(), day_code(*day))
            }
            Self::Marks(page) => format!("d:{page}"),
            Self::Marked(spot) => format!("o:{}", spot.to_code()),
            Self::Unmark(spot) => format!("x:{}", spot.to_code()),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let fields: Vec<&str> = code.split(':').collect();
        Some(match fields.as_slice() {
            ["m"] => Self::Menu,
            ["l", kind, page] => Self::List(Waiting::parse(kind)?, number(page)?),
            ["e", entry] => Self::Look(EntryId::parse(entry)?),
            ["k", entry, sight] if sight.len() == 8 => {
                Self::Confirm(EntryId::parse(entry)?, u32::from_str_radix(sight, 16).ok()?)
            }
            ["n", page] => Self::Norms(number(page)?),
            ["p", norm, page] => Self::Places(NormId::parse(norm)?, number(page)?),
            ["j", norm, article] => Self::AskKind(Spot::from_code(norm, article)?),
            ["t", norm, article, kind] => {
                Self::AskDay(Spot::from_code(norm, article)?, Kind::from_code(kind)?)
            }
            ["s", norm, article, kind, day] => {
                Self::Preview(Spot::from_code(norm, article)?, Kind::from_code(kind)?, read_day(day)?)
            }
            ["y", norm, article, kind, day] => {
                Self::Mark(Spot::from_code(norm, article)?, Kind::from_code(kind)?, read_day(day)?)
            }
            ["d", page] => Self::Marks(number(page)?),
            ["o", norm, article] => Self::Marked(Spot::from_code(norm, article)?),
            ["x", norm, article] => Self::Unmark(Spot::from_code(norm, article)?),
            _ => return None,
        })
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Menu | Self::List(..) | Self::Look(_) | Self::Marks(_) | Self::Marked(_) => Act::Look,
            _ => Act::Edit,
        }
    }

    /// One of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let entry = || EntryId::slugged(&"e".repeat(40));
        let norm = |norm: &str| NormId::parse(norm);
        let spots = [("uu-7-2017", None), ("pp-94-2021", Some("0a1b2c".to_owned()))];
        let spots = spots.into_iter().filter_map(|(id, article)| Some(Spot { norm: norm(id)?, article }));
        let day = Date { year: 2026, month: 12, day: 31 };
        let mut all = vec![Self::Menu, Self::Look(entry()), Self::Confirm(entry(), 7), Self::Norms(9)];
        all.push(Self::Marks(0));
        all.extend(Waiting::ALL.map(|kind| Self::List(kind, 12)));
        all.extend(norm("uu-7-2017").map(|norm| Self::Places(norm, 3)));
        for spot in spots {
            all.extend([Self::AskKind(spot.clone()), Self::AskDay(spot.clone(), Kind::Revoked)]);
            all.push(Self::Preview(spot.clone(), Kind::Changed, day));
            all.push(Self::Mark(spot.clone(), Kind::Revoked, day));
            all.extend([Self::Marked(spot.clone()), Self::Unmark(spot)]);
        }
        all.into_iter().inspect(Self::is_sampled).collect()
    }

    /// A new kind has to be added to the samples, too.
    fn is_sampled(&self) {
        match self {
            Self::Menu
            | Self::List(..)
            | Self::Look(_)
            | Self::Confirm(..)
            | Self::Norms(_)
            | Self::Places(..)
            | Self::AskKind(_)
            | Self::AskDay(..)
            | Self::Preview(..)
            | Self::Mark(..)
            | Self::Marks(_)
            | Self::Marked(_)
            | Self::Unmark(_) => {}
        }
    }
}

/// Reads a number as buttons write it, and only so.
fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number: &usize| number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_comes_back_as_it_went_and_fits() {
        let longest =
            Spot { norm: NormId::parse(&"n".repeat(40)).unwrap(), article: Some("0a1b2c".to_owned()) };
        let day = Date { year: 9999, month: 12, day: 31 };
        let longest = [Button::Mark(longest.clone(), Kind::Revoked, day), Button::AskKind(longest)];
        for button in Button::samples().into_iter().chain(longest) {
            assert_eq!(Button::from_code(&button.to_code()), Some(button.clone()), "{button:?}");
            assert!(button.to_code().len() <= 58, "{button:?}");
        }
    }

    #[test]
    fn what_nobody_wrote_is_no_button() {
        for code in [
            "",
            "m:1",
            "l:z:0",
            "l:t:-1",
            "l:t:01",
            "e:",
            "e:A",
            "n",
            "p:a",
            "o:a:b",
            "s:a:-:u:zz",
            "y:a:-:u:0",
        ] {
            assert_eq!(Button::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn every_day_travels_in_a_button() {
        for (year, month, day) in [(1945, 8, 17), (2000, 2, 29), (2026, 1, 1), (2026, 12, 31)] {
            let date = Date { year, month, day };
            assert_eq!(read_day(&day_code(date)), Some(date));
        }
    }
}
