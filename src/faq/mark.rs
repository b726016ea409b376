//! Marks of changed law: whose answers they concern, and which an editor has confirmed all the same.

use std::cmp::Reverse;
use std::fmt;

use crate::faq::ArticleId;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;

/// That a norm or an article of one changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day from which the change holds; it may lie long before anybody marked it.
    pub since: Date,
    /// What changed, as people read it.
    pub note: Option<String>,
    /// Whether it was revoked, not only changed.
    pub is_revoked: bool,
    /// The day it was marked; absent where it was written by hand without one.
    pub marked_on: Option<Date>,
}

/// A mark and what it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedMark<'faq> {
    /// The norm or article that carries it.
    pub place: LegalBasis,
    /// The mark.
    pub mark: &'faq Mark,
}

/// A mark that an editor has confirmed for an entry: `uu-7-2017:pasal-280@2026-11-22`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The norm or article that carries the mark.
    pub marked: LegalBasis,
    /// The day of the mark that was confirmed.
    pub marked_on: Date,
}

impl Faq {
    /// Returns every mark, norm by norm.
    pub fn marks(&self) -> impl Iterator<Item = PlacedMark<'_>> {
        self.norms.values().flat_map(|norm| {
            let place =
                |article: Option<&ArticleId>| LegalBasis { norm: norm.id.clone(), article: article.cloned() };
            let whole = norm.mark.iter().map(move |mark| PlacedMark { place: place(None), mark });
            let articles = norm.article_marks.iter();
            whole.chain(articles.map(move |(id, mark)| PlacedMark { place: place(Some(id)), mark }))
        })
    }

    /// Returns the marks that concern an entry and that nobody has confirmed for it, the weightiest first:
    /// such an answer says that it is under review.
    #[must_use]
    pub fn open_marks(&self, entry: &Entry) -> Vec<PlacedMark<'_>> {
        let concerns = |placed: &PlacedMark<'_>| entry.basis.iter().any(|basis| placed.place.touches(basis));
        let mut open: Vec<PlacedMark<'_>> =
            self.marks().filter(|placed| concerns(placed) && !placed.is_confirmed_by(entry)).collect();
        open.sort_by_key(|placed| Reverse((placed.mark.is_revoked, placed.mark.since)));
        open
    }

    /// Returns the entries that a mark on this norm or article concerns.
    pub fn dependents<'faq>(&'faq self, place: &'faq LegalBasis) -> impl Iterator<Item = &'faq Entry> {
        self.entries.iter().filter(|entry| entry.basis.iter().any(|basis| place.touches(basis)))
    }
}

impl PlacedMark<'_> {
    /// Returns what an entry's file says once an editor has confirmed it against this mark.
    #[must_use]
    pub fn confirmation(&self) -> Confirmation {
        let marked_on = self.mark.marked_on.unwrap_or(self.mark.since);
        Confirmation { marked: self.place.clone(), marked_on }
    }

    /// Without the day of the mark, a check after the change counts as one that knew of it.
    fn is_confirmed_by(&self, entry: &Entry) -> bool {
        let was_checked = self.mark.marked_on.is_none() && entry.checked_on >= self.mark.since;
        was_checked || entry.confirmed.contains(&self.confirmation())
    }
}

impl LegalBasis {
    /// Whether a change of this concerns whoever cites the other: a norm touches its articles, an article
    /// those it is part of and those that are part of it.
    #[must_use]
    pub fn touches(&self, cited: &Self) -> bool {
        self.norm == cited.norm
            && match (&self.article, &cited.article) {
                (Some(one), Some(other)) => one == other || is_part(one, other) || is_part(other, one),
                _ => true,
            }
    }
}

/// Whether an article is part of another, as `pasal-5-n` is of `pasal-5`.
fn is_part(part: &ArticleId, whole: &ArticleId) -> bool {
    part.as_str().strip_prefix(whole.as_str()).is_some_and(|rest| rest.starts_with('-'))
}

impl Confirmation {
    /// Reads a confirmation as the FAQ's files write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (marked, day) = text.split_once('@')?;
        let marked_on = Date::parse(day).filter(|date| date.to_string() == day)?;
        Some(Self { marked: LegalBasis::parse(marked)?, marked_on })
    }
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.marked, self.marked_on)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::faq::Confirmation;
    use crate::faq::EntryId;
    use crate::faq::Faq;
    use crate::faq::LegalBasis;
    use crate::faq::parse::parse;
    use crate::faq::parse::tests::good_folder;

    const OLD_MARKS: &str = "berubah_sejak = 2026-03-01";

    fn faq(changes: &[(&str, &str, &str)]) -> Faq {
        let mut files: BTreeMap<String, String> = good_folder();
        let norms = files.get_mut("_norma.toml").unwrap();
        *norms = norms.replace("[norma.pasal_berubah]\npasal-8 = 2026-03-02\n", "");
        for (file, passage, replacement) in changes {
            let text = files.get_mut(*file).unwrap();
            assert!(text.contains(passage), "{passage}");
            *text = text.replace(passage, replacement);
        }
        let (faq, problems) = parse(&files);
        assert_eq!(problems, []);
        faq.unwrap()
    }

    /// What is open for the entry `like`, which cites `pp-94-2021:pasal-5-n` and was checked on 2026-02-23.
    fn open(faq: &Faq) -> Vec<String> {
        let entry = faq.entry(&EntryId::parse("like").unwrap()).unwrap();
        faq.open_marks(entry).iter().map(|placed| placed.confirmation().to_string()).collect()
    }

    #[test]
    fn a_mark_without_its_day_is_confirmed_by_a_later_check() {
        assert_eq!(open(&faq(&[])), ["pp-94-2021@2026-03-01"]);
        let checked = ("media-sosial/like.md", "diperiksa = 2026-02-23", "diperiksa = 2026-03-01");
        assert_eq!(open(&faq(&[checked])), Vec::<String>::new());
    }

    #[test]
    fn a_mark_of_an_old_change_waits_for_its_own_confirmation() {
        let marked = ("_norma.toml", OLD_MARKS, "berubah_sejak = 2020-01-01\nditandai = 2026-11-22");
        assert_eq!(open(&faq(&[marked])), ["pp-94-2021@2026-11-22"]);
        let confirm = |key: &'static str| ("media-sosial/like.md", "diperiksa = 2026-02-23", key);
        let earlier = "diperiksa = 2026-11-30\ndikonfirmasi = [\"pp-94-2021@2026-11-21\"]";
        assert_eq!(open(&faq(&[marked, confirm(earlier)])), ["pp-94-2021@2026-11-22"]);
        let right = "diperiksa = 2026-02-23\ndikonfirmasi = [\"pp-94-2021@2026-11-22\"]";
        assert_eq!(open(&faq(&[marked, confirm(right)])), Vec::<String>::new());
    }

    #[test]
    fn an_article_touches_its_parts_and_its_whole_and_nothing_else() {
        let basis = |text| LegalBasis::parse(text).unwrap();
        let touches = |one, other| basis(one).touches(&basis(other));
        for touching in [("pp:pasal-5", "pp:pasal-5-n"), ("pp", "pp:pasal-5"), ("pp:pasal-5", "pp:pasal-5")] {
            assert!(touches(touching.0, touching.1) && touches(touching.1, touching.0), "{touching:?}");
        }
        for apart in [("pp:pasal-5", "pp:pasal-52"), ("pp:pasal-5-n", "pp:pasal-5-m"), ("pp", "pp-94")] {
            assert!(!touches(apart.0, apart.1) && !touches(apart.1, apart.0), "{apart:?}");
        }
    }

    #[test]
    fn what_was_revoked_weighs_more_than_what_changed_later() {
        let marks = "berubah_sejak = 2026-03-01\ncatatan_perubahan = \"Ada revisi.\"";
        let article = "pasal-8 = \"Pasal 8\"\n[norma.pasal_berubah]\npasal-5-n = { sejak = 2026-02-25, dicabut = true, \
             catatan = \"Dihapus.\", ditandai = 2026-04-01 }\n";
        let faq =
            faq(&[("_norma.toml", OLD_MARKS, marks), ("_norma.toml", "pasal-8 = \"Pasal 8\"\n", article)]);
        let entry = faq.entry(&EntryId::parse("like").unwrap()).unwrap();
        let open = faq.open_marks(entry);
        assert_eq!(open.len(), 2);
        assert!(open[0].mark.is_revoked);
        assert_eq!(open[0].mark.note.as_deref(), Some("Dihapus."));
        assert_eq!(open[0].confirmation().to_string(), "pp-94-2021:pasal-5-n@2026-04-01");
        assert_eq!(open[1].mark.note.as_deref(), Some("Ada revisi."));
    }

    #[test]
    fn a_confirmation_is_read_only_in_its_one_form() {
        let text = "uu-7-2017:pasal-280@2026-11-22";
        assert_eq!(Confirmation::parse(text).unwrap().to_string(), text);
        for wrong in ["uu-7-2017", "uu@22-11-2026", "uu:@2026-11-22", "UU@2026-11-22", "@2026-11-22"] {
            assert_eq!(Confirmation::parse(wrong), None, "{wrong}");
        }
    }
}
