//! What the files of a folder say, each piece with its place, before the rules across files are applied.
//!
//! A [`Draft`] may be full of gaps and contradictions; only [`Draft::into_faq`] turns it into a
//! [`Faq`], and only [`parse`](crate::faq::parse::parse) calls that, once nothing is wrong.

use std::collections::BTreeMap;

use crate::faq::Confirmation;
use crate::faq::Date;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Explanation;
use crate::faq::Faq;
use crate::faq::Group;
use crate::faq::GroupId;
use crate::faq::Label;
use crate::faq::LegalBasis;
use crate::faq::LegalReview;
use crate::faq::Norm;
use crate::faq::OutsideGroup;
use crate::faq::OutsideId;
use crate::faq::Sanction;
use crate::faq::Subquestion;
use crate::faq::Verdict;
use crate::faq::Watch;
use crate::matching::Thresholds;
use crate::matching::Vocabulary;

/// Something and the line it stands in, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) line: usize,
    pub(crate) value: T,
}

impl<T> At<T> {
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> At<U> {
        At { line: self.line, value: change(self.value) }
    }
}

/// A whole folder as written.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) groups: Vec<At<Group>>,
    pub(crate) ask_by_status: BTreeMap<Employment, String>,
    pub(crate) norms: Vec<At<Norm>>,
    pub(crate) entries: Vec<EntryDraft>,
    pub(crate) watches: Vec<At<WatchDraft>>,
    pub(crate) outside: Vec<OutsideDraft>,
    pub(crate) vocabulary: VocabularyDraft,
    pub(crate) thresholds: Option<Thresholds>,
    pub(crate) trials: Vec<At<Trial>>,
}

/// One entry's file: where it lies and what it says.
#[derive(Debug)]
pub(crate) struct EntryDraft {
    pub(crate) file: String,
    pub(crate) id: EntryId,
    pub(crate) group: GroupId,
    pub(crate) content: Content,
}

/// What an entry's file says; what is missing or wrong has been reported and is absent.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) title: Option<At<String>>,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) relabelled: Option<Label>,
    pub(crate) applies_to: Vec<Employment>,
    pub(crate) basis: Vec<At<LegalBasis>>,
    pub(crate) sanctions: Vec<Sanction>,
    pub(crate) possible_sanctions: Vec<Sanction>,
    pub(crate) step: Option<String>,
    pub(crate) ask: Option<String>,
    pub(crate) related: Vec<At<EntryId>>,
    pub(crate) subquestions: Vec<At<Subquestion>>,
    pub(crate) checked_on: Option<Date>,
    pub(crate) caution: Option<String>,
    pub(crate) review_note: Option<String>,
    pub(crate) under_review: Option<String>,
    pub(crate) confirmed: Vec<Confirmation>,
    pub(crate) legal_review: Option<LegalReview>,
    /// Line of the key `tanya`, or of the header's start.
    pub(crate) phrases_line: usize,
    pub(crate) phrases: Vec<At<String>>,
    pub(crate) near_misses: Vec<At<String>>,
    pub(crate) summary: String,
    pub(crate) explanation: Explanation,
}

/// One block of `_pantau.toml`, with the places of what it names.
#[derive(Debug)]
pub(crate) struct WatchDraft {
    pub(crate) watch: Watch,
    pub(crate) norms: Vec<At<LegalBasis>>,
    pub(crate) entries: Vec<At<EntryId>>,
}

/// One group of `_di-luar.toml`.
#[derive(Debug)]
pub(crate) struct OutsideDraft {
    pub(crate) id: At<OutsideId>,
    pub(crate) title: String,
    pub(crate) pointer: String,
    pub(crate) phrases: Vec<At<String>>,
}

/// `_kosakata.toml`.
#[derive(Debug, Default)]
pub(crate) struct VocabularyDraft {
    pub(crate) words: Vec<At<(String, String)>>,
    pub(crate) concepts: Vec<(String, Vec<At<String>>)>,
    pub(crate) fillers: Vec<String>,
}

/// One labelled question of `_uji.tsv`: what is asked and the topics that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trial {
    pub(crate) question: String,
    pub(crate) labels: Vec<String>,
}

impl Draft {
    /// Returns the FAQ that this draft, in which nothing is wrong, stands for.
    pub(crate) fn into_faq(self) -> Option<Faq> {
        let groups: Vec<Group> = self.groups.into_iter().map(|group| group.value).collect();
        let mut entries = self.entries.into_iter().map(EntryDraft::into_entry).collect::<Option<Vec<_>>>()?;
        entries.sort_by_cached_key(|entry| {
            (groups.iter().position(|group| group.id == entry.group), entry.id.clone())
        });
        Some(Faq {
            groups,
            ask_by_status: self.ask_by_status,
            entries,
            norms: self.norms.into_iter().map(|norm| (norm.value.id.clone(), norm.value)).collect(),
            watches: self.watches.into_iter().map(|watch| watch.value.watch).collect(),
            outside: self.outside.into_iter().map(OutsideDraft::into_group).collect(),
            vocabulary: self.vocabulary.into_vocabulary(),
            thresholds: self.thresholds,
        })
    }
}

impl EntryDraft {
    fn into_entry(self) -> Option<Entry> {
        let content = self.content;
        Some(Entry {
            id: self.id,
            group: self.group,
            title: content.title?.value,
            verdict: content.verdict?,
            relabelled: content.relabelled,
            applies_to: content.applies_to,
            basis: values(content.basis),
            sanctions: content.sanctions,
            possible_sanctions: content.possible_sanctions,
            step: content.step,
            ask: content.ask,
            related: values(content.related),
            subquestions: values(content.subquestions),
            checked_on: content.checked_on?,
            caution: content.caution,
            review_note: content.review_note,
            under_review: content.under_review,
            confirmed: content.confirmed,
            legal_review: content.legal_review,
            phrases: values(content.phrases),
            near_misses: values(content.near_misses),
            summary: content.summary,
            explanation: content.explanation,
        })
    }
}

impl OutsideDraft {
    fn into_group(self) -> OutsideGroup {
        OutsideGroup {
            id: self.id.value,
            title: self.title,
            pointer: self.pointer,
            phrases: values(self.phrases),
        }
    }
}

impl VocabularyDraft {
    fn into_vocabulary(self) -> Vocabulary {
        let concepts = self.concepts.into_iter().map(|(concept, words)| (concept, values(words)));
        Vocabulary {
            words: self.words.into_iter().map(|pair| pair.value).collect(),
            concepts: concepts.collect(),
            fillers: self.fillers,
        }
    }
}

fn values<T>(items: Vec<At<T>>) -> Vec<T> {
    items.into_iter().map(|item| item.value).collect()
}
