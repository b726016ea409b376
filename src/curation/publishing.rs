//! Publishing: what a change needs before it may be published, and how one is taken back.

/// How a conflict is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Settling {
    /// The revision's text stays.
    Ours,
    /// The base's text comes into force.
    Theirs,
    /// Both sides' changes are put together.
    Merged,
}

impl Settling {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ours, Self::Theirs, Self::Merged];

    /// Returns it as buttons write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ours => "k",
            Self::Theirs => "d",
            Self::Merged => "g",
        }
    }

    /// Reads what [`as_str`](Self::as_str) writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|settling| settling.as_str() == text)
    }
}
