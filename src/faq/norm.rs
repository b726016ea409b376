//! Laws and circulars that answers rest on.

use std::collections::BTreeMap;

use crate::faq::ArticleId;
use crate::faq::Date;
use crate::faq::Mark;
use crate::faq::NormId;

/// A law or circular (`_norma.toml`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    /// Its slug.
    pub id: NormId,
    /// Full title (`judul`).
    pub title: String,
    /// Short citation as people see it (`kutipan`).
    pub citation: String,
    /// Described, never computed with (`status`).
    pub status: String,
    /// Whether somebody has read its own text, not only what others quote of it (`naskah_dibaca`).
    pub was_read: bool,
    /// Date of the sources (`diperiksa`).
    pub checked_on: Date,
    /// Official text (`tautan`).
    pub link: Option<String>,
    /// Articles by id with the label people see (`pasal`).
    pub articles: BTreeMap<ArticleId, String>,
    /// That it changed as a whole (`berubah_sejak` and what belongs to it).
    pub mark: Option<Mark>,
    /// Single articles that changed (`pasal_berubah`).
    pub article_marks: BTreeMap<ArticleId, Mark>,
}
