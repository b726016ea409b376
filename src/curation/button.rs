//! Buttons of admins' work, and how they travel as callback data: `1:a:` and a letter for the flow.
//!
//! Each names its target in full, so that it works after a restart and on an old message. To whoever may
//! not do what a button does, it is nobody's button.

pub mod announce;
pub mod drafts;
pub mod entries;
pub mod files;
pub mod gaps;
pub mod history;
pub mod insight;
pub mod law;
pub mod legal_review;
pub mod people;
pub mod publish;
pub mod watch;

use crate::curation::Act;

/// What callback data of admins' work begins with.
const OURS: &str = "1:a:";

/// The last page that a button can name.
const LAST_PAGE: usize = 999;

/// What pressing a button means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Leave what is open: the next text isn't awaited any more.
    Cancel,
    /// Roles and invitations.
    People(people::Button),
    /// Browsing entries.
    Entries(entries::Button),
    /// Drafts: editing.
    Drafts(drafts::Button),
    /// Preview, gate, approval, publishing.
    Publish(publish::Button),
    /// Revisions, rolling back, conflicts.
    History(history::Button),
    /// Changes of law.
    Law(law::Button),
    /// What must be watched.
    Watch(watch::Button),
    /// Reviews by a lawyer.
    LegalReview(legal_review::Button),
    /// Questions that were passed on.
    Gaps(gaps::Button),
    /// Statistics and audit.
    Insight(insight::Button),
    /// Announcements.
    Announce(announce::Button),
    /// Files in and out.
    Files(files::Button),
}

impl Button {
    /// Whether data is that of an admin's button, known or not.
    #[must_use]
    pub fn is_ours(data: &str) -> bool {
        data.starts_with(OURS)
    }

    /// Writes the button as callback data of at most 64 bytes.
    #[must_use]
    pub fn to_data(&self) -> String {
        let code = match self {
            Self::Cancel => "x".to_owned(),
            Self::People(button) => format!("p:{}", button.to_code()),
            Self::Entries(button) => format!("e:{}", button.to_code()),
            Self::Drafts(button) => format!("d:{}", button.to_code()),
            Self::Publish(button) => format!("r:{}", button.to_code()),
            Self::History(button) => format!("h:{}", button.to_code()),
            Self::Law(button) => format!("l:{}", button.to_code()),
            Self::Watch(button) => format!("w:{}", button.to_code()),
            Self::LegalReview(button) => format!("t:{}", button.to_code()),
            Self::Gaps(button) => format!("g:{}", button.to_code()),
            Self::Insight(button) => format!("i:{}", button.to_code()),
            Self::Announce(button) => format!("u:{}", button.to_code()),
            Self::Files(button) => format!("f:{}", button.to_code()),
        };
        format!("{OURS}{code}")
    }

    /// Reads callback data of this version; everything else is nobody's button.
    #[must_use]
    pub fn from_data(data: &str) -> Option<Self> {
        let code = data.strip_prefix(OURS)?;
        if code == "x" {
            return Some(Self::Cancel);
        }
        let (flow, code) = code.split_once(':')?;
        Some(match flow {
            "p" => Self::People(people::Button::from_code(code)?),
            "e" => Self::Entries(entries::Button::from_code(code)?),
            "d" => Self::Drafts(drafts::Button::from_code(code)?),
            "r" => Self::Publish(publish::Button::from_code(code)?),
            "h" => Self::History(history::Button::from_code(code)?),
            "l" => Self::Law(law::Button::from_code(code)?),
            "w" => Self::Watch(watch::Button::from_code(code)?),
            "t" => Self::LegalReview(legal_review::Button::from_code(code)?),
            "g" => Self::Gaps(gaps::Button::from_code(code)?),
            "i" => Self::Insight(insight::Button::from_code(code)?),
            "u" => Self::Announce(announce::Button::from_code(code)?),
            "f" => Self::Files(files::Button::from_code(code)?),
            _ => return None,
        })
    }

    /// Returns what somebody must be allowed to do for the button to mean anything.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Cancel => Act::Look,
            Self::People(button) => button.act(),
            Self::Entries(button) => button.act(),
            Self::Drafts(button) => button.act(),
            Self::Publish(button) => button.act(),
            Self::History(button) => button.act(),
            Self::Law(button) => button.act(),
            Self::Watch(button) => button.act(),
            Self::LegalReview(button) => button.act(),
            Self::Gaps(button) => button.act(),
            Self::Insight(button) => button.act(),
            Self::Announce(button) => button.act(),
            Self::Files(button) => button.act(),
        }
    }
}

/// Reads a number, as a button writes it.
fn number(code: &str) -> Option<u32> {
    code.parse().ok().filter(|number: &u32| number.to_string() == code)
}

/// Reads the number of a page, as a button writes it.
fn page(code: &str) -> Option<usize> {
    code.parse().ok().filter(|page: &usize| *page <= LAST_PAGE && page.to_string() == code)
}

#[cfg(test)]
mod tests {
    use super::Button;
    use super::drafts;
    use super::entries;
    use super::legal_review;
    use super::watch;

    fn all() -> Vec<Button> {
        let entries = entries::Button::samples().into_iter().map(Button::Entries);
        let drafts = drafts::Button::samples().into_iter().map(Button::Drafts);
        let watch = watch::Button::samples().into_iter().map(Button::Watch);
        let reviews = legal_review::Button::samples().into_iter().map(Button::LegalReview);
        entries.chain(drafts).chain(watch).chain(reviews).collect()
    }

    #[test]
    fn every_button_fits_and_is_read_as_what_was_written() {
        for button in all() {
            let data = button.to_data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(Button::from_data(&data), Some(button), "{data}");
        }
    }

    #[test]
    fn what_nobody_wrote_is_no_button() {
        for button in all() {
            let data = button.to_data();
            for wrong in [format!("{data}:"), format!("{data}x:"), data.replacen("1:a:", "1:A:", 1)] {
                assert_eq!(Button::from_data(&wrong), None, "{wrong}");
            }
        }
        for wrong in ["1:a:e", "1:a:e:", "1:a:e:l:x:01", "1:a:e:l:x:1000", "1:a:e:v:Besar", "1:a:e:v", "1:a:"]
        {
            assert_eq!(Button::from_data(wrong), None, "{wrong}");
        }
    }
}
