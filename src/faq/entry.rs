//! One answer of the FAQ and what it is made of.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use crate::faq::ArticleId;
use crate::faq::Confirmation;
use crate::faq::Date;
use crate::faq::EntryId;
use crate::faq::GroupId;
use crate::faq::Label;
use crate::faq::LegalReview;
use crate::faq::NormId;
use crate::faq::Subquestion;

/// One curated answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its file name without `.md`.
    pub id: EntryId,
    /// The folder it lies in.
    pub group: GroupId,
    /// The question it answers (`judul`).
    pub title: String,
    /// The verdict (`putusan`).
    pub verdict: Verdict,
    /// What stands over it where the verdict's own word doesn't fit the question (`label`).
    pub relabelled: Option<Label>,
    /// Whom it holds for (`berlaku_untuk`).
    pub applies_to: Vec<Employment>,
    /// Never empty: an answer without a legal basis can't be loaded (`dasar`).
    pub basis: Vec<LegalBasis>,
    /// Kinds of sanction that a norm names for it (`sanksi`).
    pub sanctions: Vec<Sanction>,
    /// Kinds of sanction that follow from the norms without being named for it (`sanksi_mungkin`).
    pub possible_sanctions: Vec<Sanction>,
    /// The one thing to do now (`sekarang`).
    pub step: Option<String>,
    /// Whom to ask, where that isn't who the group or the reader's status says (`bertanya`).
    pub ask: Option<String>,
    /// Neighbouring entries (`terkait`).
    pub related: Vec<EntryId>,
    /// What its phrases ask besides the title, and where that is answered (`subtanya`).
    pub subquestions: Vec<Subquestion>,
    /// Date of the sources, until a person checks again (`diperiksa`).
    pub checked_on: Date,
    /// A doubt that changes what people should do, in one sentence (`catatan`).
    pub caution: Option<String>,
    /// What a lawyer still has to make sure of, for editors only (`tinjau`).
    pub review_note: Option<String>,
    /// Why an editor put it under review: its verdict is hidden for the time being (`ditinjau`).
    pub under_review: Option<String>,
    /// Marks of changed law that an editor has confirmed it against (`dikonfirmasi`).
    pub confirmed: Vec<Confirmation>,
    /// That a lawyer of the agency has read it (`telaah_hukum`).
    pub legal_review: Option<LegalReview>,
    /// The ways people ask it (`tanya`).
    pub phrases: Vec<String>,
    /// Phrases that belong to a neighbour (`bukan`).
    pub near_misses: Vec<String>,
    /// One or two sentences, the verdict first (`Ringkas:`).
    pub summary: String,
    /// The explanation, in Markdown, with what each employment status must know besides.
    pub explanation: Explanation,
}

impl Entry {
    /// Returns what stands over it.
    #[must_use]
    pub fn label(&self) -> Label {
        self.relabelled.unwrap_or_else(|| Label::of(self.verdict))
    }

    /// Returns what it says for one employment status besides.
    #[must_use]
    pub fn section(&self, employment: Employment) -> Option<&StatusSection> {
        self.explanation.sections.iter().find(|section| section.employment == employment)
    }

    /// Returns every sanction it can come to: those that a norm names, then those that may follow.
    pub fn all_sanctions(&self) -> impl Iterator<Item = Sanction> {
        self.sanctions.iter().chain(&self.possible_sanctions).copied()
    }
}

/// The longer text of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// Everything after the summary but `## Sanksi` and the `## Untuk …` sections, in Markdown.
    pub body: String,
    /// The `## Sanksi` section, in Markdown.
    pub sanction: Option<String>,
    /// The `## Untuk …` sections, in the file's order.
    pub sections: Vec<StatusSection>,
}

/// What holds differently for one employment status (`## Untuk PPPK`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSection {
    /// Whom it is for.
    pub employment: Employment,
    /// Markdown.
    pub body: String,
}

/// What an entry says about the conduct it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// `boleh`
    #[serde(rename = "boleh")]
    Allowed,
    /// `dilarang`
    #[serde(rename = "dilarang")]
    Forbidden,
    /// `bersyarat`
    #[serde(rename = "bersyarat")]
    Conditional,
    /// `info`: the question is not whether something is permitted.
    #[serde(rename = "info")]
    Info,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Allowed, Self::Forbidden, Self::Conditional, Self::Info];

    /// Returns the verdict as the FAQ's files write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "boleh",
            Self::Forbidden => "dilarang",
            Self::Conditional => "bersyarat",
            Self::Info => "info",
        }
    }

    /// Returns the verdict with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == text)
    }

    /// Whether one of the two permits what the other forbids: the worst way to be wrong.
    #[must_use]
    pub fn contradicts(self, other: Self) -> bool {
        matches!((self, other), (Self::Allowed, Self::Forbidden) | (Self::Forbidden, Self::Allowed))
    }
}

/// Employment status of a person: different law holds for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Employment {
    /// Pegawai Negeri Sipil.
    Pns,
    /// Pegawai Pemerintah dengan Perjanjian Kerja.
    Pppk,
    /// Calon PNS.
    Cpns,
    /// Government staff who are not ASN.
    NonAsn,
    /// Village heads and officials.
    KepalaDesa,
    /// Staff of state- and region-owned enterprises.
    Bumn,
    /// Retired civil servants.
    Pensiunan,
}

impl Employment {
    /// All statuses, in the order they are offered.
    pub const ALL: [Self; 7] =
        [Self::Pns, Self::Pppk, Self::Cpns, Self::NonAsn, Self::KepalaDesa, Self::Bumn, Self::Pensiunan];

    /// Returns the status as the FAQ's files write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pns => "pns",
            Self::Pppk => "pppk",
            Self::Cpns => "cpns",
            Self::NonAsn => "non-asn",
            Self::KepalaDesa => "kepala-desa",
            Self::Bumn => "bumn",
            Self::Pensiunan => "pensiunan",
        }
    }

    /// Whether people of this status are civil servants, bound by their discipline and members of their corps.
    #[must_use]
    pub fn is_asn(self) -> bool {
        matches!(self, Self::Pns | Self::Pppk | Self::Cpns)
    }

    /// Returns the status with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|employment| employment.as_str() == text)
    }
}

/// The norm, and where given the article, that an answer rests on: `pp-94-2021:pasal-5-n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalBasis {
    /// The law or circular.
    pub norm: NormId,
    /// Its article.
    pub article: Option<ArticleId>,
}

impl LegalBasis {
    /// Reads a legal basis as the FAQ's files write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (norm, article) = match text.split_once(':') {
            Some((norm, article)) => (norm, Some(ArticleId::parse(article)?)),
            None => (text, None),
        };
        Some(Self { norm: NormId::parse(norm)?, article })
    }
}

impl fmt::Display for LegalBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.article {
            Some(article) => write!(f, "{}:{article}", self.norm),
            None => self.norm.fmt(f),
        }
    }
}

/// Kinds of sanction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sanction {
    /// Moral sanction under the code of ethics.
    Moral,
    /// Light disciplinary punishment.
    DisiplinRingan,
    /// Medium disciplinary punishment.
    DisiplinSedang,
    /// Heavy disciplinary punishment.
    DisiplinBerat,
    /// Dismissal or end of contract.
    Pemberhentian,
    /// Criminal law.
    Pidana,
}

impl Sanction {
    /// All kinds, mildest first.
    pub const ALL: [Self; 6] = [
        Self::Moral,
        Self::DisiplinRingan,
        Self::DisiplinSedang,
        Self::DisiplinBerat,
        Self::Pemberhentian,
        Self::Pidana,
    ];

    /// Returns the kind as the FAQ's files write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Moral => "moral",
            Self::DisiplinRingan => "disiplin-ringan",
            Self::DisiplinSedang => "disiplin-sedang",
            Self::DisiplinBerat => "disiplin-berat",
            Self::Pemberhentian => "pemberhentian",
            Self::Pidana => "pidana",
        }
    }

    /// Returns the degree of a disciplinary punishment.
    #[must_use]
    pub fn discipline(self) -> Option<&'static str> {
        self.as_str().strip_prefix("disiplin-")
    }

    /// Returns the kind with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sanction| sanction.as_str() == text)
    }
}
