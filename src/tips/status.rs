//! What becomes of a tip, step by step.

use serde::Deserialize;
use serde::Serialize;

/// How far a tip has come. Each has one plain sentence in `texts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Filed; nobody has fetched it.
    Received,
    /// A handler has fetched it.
    Read,
    /// It is being examined.
    Examined,
    /// The handlers asked for something.
    NeedsInformation,
    /// It was passed on.
    Forwarded(Agency),
    /// It is closed.
    Closed(Outcome),
    /// It was turned down.
    Rejected,
}

/// Where a tip may be passed on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Agency {
    /// The elections supervisor.
    Bawaslu,
    /// The civil service agency.
    Bkn,
    /// The inspectorate.
    Inspektorat,
    /// The national complaints channel.
    Lapor,
}

/// How a closed tip ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// "Terbukti"
    Proven,
    /// "Tidak terbukti"
    Unproven,
    /// "Bukan kewenangan"
    NotOurs,
}

impl Agency {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Bawaslu, Self::Bkn, Self::Inspektorat, Self::Lapor];
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Proven, Self::Unproven, Self::NotOurs];
}

impl Status {
    /// Every status a handler may set by hand: "received" and "read" come about by themselves.
    #[must_use]
    pub fn settable() -> Vec<Self> {
        let mut all = vec![Self::Examined, Self::NeedsInformation];
        all.extend(Agency::ALL.map(Self::Forwarded));
        all.extend(Outcome::ALL.map(Self::Closed));
        all.push(Self::Rejected);
        all
    }

    /// Whether a handler may set `next` now: never back to the beginning, and a closed tip can only be
    /// examined again.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match next {
            _ if next == self => false,
            Self::Received | Self::Read => false,
            _ if self.is_final() => next == Self::Examined,
            _ => true,
        }
    }

    /// Whether nothing more is expected of the handlers.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed(_) | Self::Rejected)
    }

    /// Writes the status in two letters, for buttons.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "tr",
            Self::Read => "bc",
            Self::Examined => "tl",
            Self::NeedsInformation => "pi",
            Self::Forwarded(Agency::Bawaslu) => "fw",
            Self::Forwarded(Agency::Bkn) => "fb",
            Self::Forwarded(Agency::Inspektorat) => "fi",
            Self::Forwarded(Agency::Lapor) => "fl",
            Self::Closed(Outcome::Proven) => "st",
            Self::Closed(Outcome::Unproven) => "sn",
            Self::Closed(Outcome::NotOurs) => "sk",
            Self::Rejected => "dt",
        }
    }

    /// Reads what [`code`](Self::code) wrote.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let by_itself = [Self::Received, Self::Read];
        by_itself.into_iter().chain(Self::settable()).find(|status| status.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;
    use super::Status;

    #[test]
    fn every_status_comes_back_from_its_code() {
        for status in Status::settable().into_iter().chain([Status::Received, Status::Read]) {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
        assert_eq!(Status::from_code("xx"), None);
    }

    #[test]
    fn no_path_leads_back_to_the_beginning_and_a_closed_tip_only_reopens() {
        for from in Status::settable() {
            assert!(!from.may_become(Status::Received));
            assert!(!from.may_become(Status::Read));
            assert!(!from.may_become(from));
            for to in Status::settable().into_iter().filter(|to| *to != from) {
                assert_eq!(from.may_become(to), !from.is_final() || to == Status::Examined);
            }
        }
        assert!(Status::Received.may_become(Status::Closed(Outcome::NotOurs)));
    }
}
