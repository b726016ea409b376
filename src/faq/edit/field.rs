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
    /// The word over it in place of the verdict's (`label`).
    Label,
    /// One or two sentences, the verdict first (`Ringkas:`).
    Summary,
    /// The one thing to do now (`sekarang`).
    Step,
    /// A doubt that changes what people should do (`catatan`).
    Caution,
    /// Everything after the summary, with its sections.
    Body,
    /// Legal basis, one `norm:article` a line (`dasar`).
    Basis,
    /// Kinds of sanction that a norm names (`sanksi`).
    Sanctions,
    /// Kinds of sanction that may follow (`sanksi_mungkin`).
    PossibleSanctions,
    /// Whom to ask (`bertanya`).
    Ask,
    /// Whom it holds for (`berlaku_untuk`).
    AppliesTo,
    /// The ways people ask it (`tanya`).
    Phrases,
    /// Phrases that belong to a neighbour (`bukan`).
    NearMisses,
    /// Neighbouring entries (`terkait`).
    Related,
    /// What its phrases ask, and where that is answered (`subtanya`).
    Subquestions,
    /// What a lawyer still has to make sure of (`tinjau`).
    ReviewNote,
    /// Why its verdict is hidden for the time being (`ditinjau`).
    UnderReview,
    /// Date of the sources (`diperiksa`).
    CheckedOn,
    /// Marks of law that were confirmed for it (`dikonfirmasi`); nobody types these.
    Confirmed,
    /// That a lawyer has read it (`telaah_hukum`); nobody types this.
    LegalReview,
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
    pub const ALL: [Self; 21] = [
        Self::Title,
        Self::Verdict,
        Self::Label,
        Self::Summary,
        Self::Step,
        Self::Caution,
        Self::Body,
        Self::Basis,
        Self::Sanctions,
        Self::PossibleSanctions,
        Self::Ask,
        Self::AppliesTo,
        Self::Phrases,
        Self::NearMisses,
        Self::Related,
        Self::Subquestions,
        Self::ReviewNote,
        Self::UnderReview,
        Self::CheckedOn,
        Self::Confirmed,
        Self::LegalReview,
    ];

    /// Those that people edit: all but what only follows from confirming and reviewing.
    pub fn edited() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|field| !matches!(field, Self::Confirmed | Self::LegalReview))
    }

    /// Header keys in the order in which a file has them.
    pub(super) const IN_HEADER: [Self; 19] = [
        Self::Title,
        Self::Verdict,
        Self::Label,
        Self::AppliesTo,
        Self::Basis,
        Self::Sanctions,
        Self::PossibleSanctions,
        Self::Step,
        Self::Ask,
        Self::Related,
        Self::Subquestions,
        Self::CheckedOn,
        Self::Confirmed,
        Self::LegalReview,
        Self::UnderReview,
        Self::Caution,
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
            Self::Label => "label",
            Self::Summary => "ringkas",
            Self::Step => "sekarang",
            Self::Caution => "catatan",
            Self::Body => "isi",
            Self::Basis => "dasar",
            Self::Sanctions => "sanksi",
            Self::PossibleSanctions => "sanksi_mungkin",
            Self::Ask => "bertanya",
            Self::AppliesTo => "berlaku_untuk",
            Self::Phrases => "tanya",
            Self::NearMisses => "bukan",
            Self::Related => "terkait",
            Self::Subquestions => "subtanya",
            Self::ReviewNote => "tinjau",
            Self::UnderReview => "ditinjau",
            Self::CheckedOn => "diperiksa",
            Self::Confirmed => "dikonfirmasi",
            Self::LegalReview => "telaah_hukum",
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
                | Self::PossibleSanctions
                | Self::AppliesTo
                | Self::Phrases
                | Self::NearMisses
                | Self::Related
                | Self::Subquestions
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
            Self::Title | Self::Step | Self::Caution => 200,
            Self::Ask => 100,
            Self::Summary => 1000,
            Self::Body => 20_000,
            Self::ReviewNote | Self::UnderReview => 500,
            _ => 300,
        }
    }

    /// Whether each item of the list has a line of its own in the file.
    pub(super) fn is_tall(self) -> bool {
        matches!(self, Self::Phrases | Self::NearMisses | Self::Subquestions)
    }
}
