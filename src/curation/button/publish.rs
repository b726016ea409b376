//! Buttons of publishing.

use crate::curation::Act;
use crate::curation::DraftId;

/// What somebody saw before pressing: what is decided on must still be that. Whoever writes a draft chooses
/// what this is made of, so it is too long for two drafts to be found that share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seen(pub u128);

/// What pressing a button of publishing means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show what waits for approval.
    Menu,
    /// Show a draft as people will see it, what it changes and what the gate says.
    Preview(DraftId),
    /// Publish what was seen.
    Publish(DraftId, Seen),
    /// Put what was seen before an approver.
    Submit(DraftId, Seen),
    /// Take a proposal back, to work on it.
    Withdraw(DraftId),
    /// Say why the draft is to be published.
    Reason(DraftId),
    /// Agree to what was seen.
    Approve(DraftId, Seen),
    /// Turn a proposal down.
    Refuse(DraftId),
    /// Keep of a stale draft what fits on the newest texts.
    Newest(DraftId),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Preview(draft) => format!("p:{}", draft.0),
            Self::Publish(draft, seen) => format!("t:{}:{:032x}", draft.0, seen.0),
            Self::Submit(draft, seen) => format!("a:{}:{:032x}", draft.0, seen.0),
            Self::Withdraw(draft) => format!("w:{}", draft.0),
            Self::Reason(draft) => format!("r:{}", draft.0),
            Self::Approve(draft, seen) => format!("s:{}:{:032x}", draft.0, seen.0),
            Self::Refuse(draft) => format!("n:{}", draft.0),
            Self::Newest(draft) => format!("l:{}", draft.0),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let mut fields = code.split(':');
        let kind = fields.next()?;
        if kind == "m" {
            return fields.next().is_none().then_some(Self::Menu);
        }
        let draft = DraftId(number(fields.next()?)?);
        let seen = fields.next().map(fingerprint);
        let button = match (kind, seen) {
            ("p", None) => Self::Preview(draft),
            ("t", Some(seen)) => Self::Publish(draft, seen?),
            ("a", Some(seen)) => Self::Submit(draft, seen?),
            ("w", None) => Self::Withdraw(draft),
            ("r", None) => Self::Reason(draft),
            ("s", Some(seen)) => Self::Approve(draft, seen?),
            ("n", None) => Self::Refuse(draft),
            ("l", None) => Self::Newest(draft),
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }

    /// Returns what somebody must be allowed to do for it.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Approve(..) | Self::Refuse(_) => Act::Approve,
            _ => Act::Edit,
        }
    }

    /// One of each kind.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let (draft, seen) = (DraftId(u32::MAX), Seen(u128::MAX));
        let all = vec![
            Self::Menu,
            Self::Preview(draft),
            Self::Publish(draft, seen),
            Self::Submit(draft, seen),
            Self::Withdraw(draft),
            Self::Reason(draft),
            Self::Approve(draft, seen),
            Self::Refuse(draft),
            Self::Newest(draft),
        ];
        all.into_iter().inspect(Self::is_sampled).collect()
    }

    /// A new kind has to be added to the samples, too.
    fn is_sampled(&self) {
        match self {
            Self::Menu
            | Self::Preview(_)
            | Self::Publish(..)
            | Self::Submit(..)
            | Self::Withdraw(_)
            | Self::Reason(_)
            | Self::Approve(..)
            | Self::Refuse(_)
            | Self::Newest(_) => {}
        }
    }
}

/// Reads a number as buttons write it, and only so.
pub(super) fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number: &u32| number.to_string() == text)
}

/// Reads a fingerprint as buttons write it, and only so.
fn fingerprint(text: &str) -> Option<Seen> {
    let seen = u128::from_str_radix(text, 16).ok()?;
    (format!("{seen:032x}") == text).then_some(Seen(seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_comes_back_as_it_went_and_fits() {
        for button in Button::samples() {
            assert_eq!(Button::from_code(&button.to_code()), Some(button.clone()), "{button:?}");
            assert!(button.to_code().len() <= 58, "{button:?}");
        }
    }

    #[test]
    fn what_was_seen_is_named_by_128_bits_and_still_fits() {
        let (one, other) = (Seen(1), Seen(1 | 1 << 127));
        let code = |seen| Button::Approve(DraftId(u32::MAX), seen).to_code();
        assert_ne!(code(one), code(other));
        assert_eq!(Button::from_code(&code(other)), Some(Button::Approve(DraftId(u32::MAX), other)));
    }

    #[test]
    fn what_nobody_wrote_is_no_button() {
        for code in ["", "p", "p:", "p:-1", "p:01", "p:1:2", "t:1", "t:1:2:3", "t:1:x", "t:1:7", "m:1", "z:1"]
        {
            assert_eq!(Button::from_code(code), None, "{code}");
        }
    }
}
