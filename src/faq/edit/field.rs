//! The fields of an entry, and what kind of value each holds.

use crate::faq::Date;
use crate::faq::wording;

/// A field of an entry's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The question it answers (`judul`).
    Title,
    /// The verdict (`putusan`).
    Verdict,
    /// One or two sentences, the verdict first (`Ringkas:`).
    Summary,
    /// Everything after the summary, with its sections.
    Body,
    /// Legal basis, one `norm:article` a line (`dasar`).
    Basis,
    /// Kinds of sanction (`sanksi`).
    Sanctions,
    /// Whom it holds for (`berlaku_untuk`).
    AppliesTo,
    /// The ways people ask it (`tanya`).
    Phrases,
    /// Phrases that belong to a neighbour (`bukan`).
    NearMisses,
    /// Neighbouring entries (`terkait`).
    Related,
    /// What a lawyer still has to make sure of (`tinjau`).
    ReviewNote,
    /// Why its verdict is hidden for the time being (`ditinjau`).
    UnderReview,
    /// Date of the sources (`diperiksa`).
    CheckedOn,
    /// Marks of law that were confirmed for it (`dikonfirmasi`); nobody types these.
    Confirmed,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::faq) enum Value {
    Text(String),
    List(Vec<String>),
    Day(Date),
}

impl Value {
    /// Returns the value as an editor reads it and types it again.
    pub(in crate::faq) fn typed(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(lines) => lines.join("\n"),
            Self::Day(day) => day.to_string(),
        }
    }
}

impl Field {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Title,
        Self::Verdict,
        Self::Summary,
        Self::Body,
        Self::Basis,
        Self::Sanctions,
        Self::AppliesTo,
        Self::Phrases,
        Self::NearMisses,
        Self::Related,
        Self::ReviewNote,
        Self::UnderReview,
        Self::CheckedOn,
        Self::Confirmed,
    ];

    /// Those that people edit: all but what only follows from confirming.
    pub const EDITED: [Self; 13] = [
        Self::Title,
        Self::Verdict,
        Self::Summary,
        Self::Body,
        Self::Basis,
        Self::Sanctions,
        Self::AppliesTo,
        Self::Phrases,
        Self::NearMisses,
        Self::Related,
        Self::ReviewNote,
        Self::UnderReview,
        Self::CheckedOn,
    ];

    /// Header keys in the order in which a file has them.
    pub(super) const IN_HEADER: [Self; 12] = [
        Self::Title,
        Self::Verdict,
        Self::AppliesTo,
        Self::Basis,
        Self::Sanctions,
        Self::Related,
        Self::CheckedOn,
        Self::Confirmed,
        Self::UnderReview,
        Self::ReviewNote,
        Self::Phrases,
        Self::NearMisses,
    ];

    /// Returns the field's key as the file writes it; buttons and drafts name it so too.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "judul",
            Self::Verdict => "putusan",
            Self::Summary => "ringkas",
            Self::Body => "isi",
            Self::Basis => "dasar",
            Self::Sanctions => "sanksi",
            Self::AppliesTo => "berlaku_untuk",
            Self::Phrases => "tanya",
            Self::NearMisses => "bukan",
            Self::Related => "terkait",
            Self::ReviewNote => "tinjau",
            Self::UnderReview => "ditinjau",
            Self::CheckedOn => "diperiksa",
            Self::Confirmed => "dikonfirmasi",
        }
    }

    /// Reads a key, with a dash or a line between its words.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let key = key.replace('-', "_");
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// Returns what people call the field, in Indonesian.
    #[must_use]
    pub fn label(self) -> &'static str {
        wording::field_label(self)
    }

    /// Whether its value is a list, one item a line.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::Basis
                | Self::Sanctions
                | Self::AppliesTo
                | Self::Phrases
                | Self::NearMisses
                | Self::Related
                | Self::Confirmed
        )
    }

    /// Whether an entry can't be without it.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Verdict
                | Self::Summary
                | Self::Basis
                | Self::AppliesTo
                | Self::Phrases
                | Self::CheckedOn
        )
    }

    /// Whether the file keeps the key when the field is empty.
    pub(super) fn stays_empty(self) -> bool {
        matches!(self, Self::Sanctions | Self::Related)
    }

    /// Most letters of its text, or of one of its lines.
    pub(super) fn longest(self) -> usize {
        match self {
            Self::Title => 200,
            Self::Summary => 1000,
            Self::Body => 20_000,
            Self::ReviewNote | Self::UnderReview => 500,
            _ => 300,
        }
    }

    /// Whether each item of the list has a line of its own in the file.
    pub(super) fn is_tall(self) -> bool {
        matches!(self, Self::Phrases | Self::NearMisses)
    }
}
