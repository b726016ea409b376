//! Questions that were passed on, grouped by what they mean.

use std::collections::BTreeMap;

use crate::curation::Gap;
use crate::curation::cleaning::as_phrase;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::matching::Matcher;
use crate::matching::Sketch;

/// How alike a question must be, on average, to those of a group to belong to it.
const ALIKE: f32 = 0.3;

/// Entries that are proposed for a group.
const PROPOSED: usize = 3;

/// Phrases that one step adds to an entry.
const MOST_PHRASES: usize = 5;

/// Questions that mean the same, the most typical one first.
#[derive(Clone, PartialEq, Eq)]
pub struct Group {
    gaps: Vec<Gap>,
}

impl Group {
    /// The questions, the most typical one first.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The key of the most typical question.
    #[must_use]
    pub fn key(&self) -> &str {
        self.gaps.first().map(|gap| gap.key.as_str()).unwrap_or_default()
    }

    /// The most typical question.
    #[must_use]
    pub fn title(&self) -> &str {
        self.gaps.first().map(|gap| gap.text.as_str()).unwrap_or_default()
    }

    /// How many questions there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.gaps.len()
    }

    /// The first and the last week.
    #[must_use]
    pub fn weeks(&self) -> (u32, u32) {
        let weeks = || self.gaps.iter().map(|gap| gap.week);
        (weeks().min().unwrap_or(0), weeks().max().unwrap_or(0))
    }

    /// The different texts with how often each was passed on, the most typical one first.
    #[must_use]
    pub fn texts(&self) -> Vec<(&str, usize)> {
        let mut texts: Vec<(&str, usize)> = Vec::new();
        for gap in &self.gaps {
            match texts.iter_mut().find(|(text, _)| folded(text) == folded(&gap.text)) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => texts.push((&gap.text, 1)),
            }
        }
        texts
    }

    /// The texts as phrases of an entry: a few, without what was taken out of them.
    #[must_use]
    pub fn phrases(&self) -> Vec<String> {
        let mut phrases: Vec<String> = Vec::new();
        for phrase in self.texts().into_iter().map(|(text, _)| as_phrase(text)) {
            if phrase.contains(' ') && !phrases.iter().any(|other| folded(other) == folded(&phrase)) {
                phrases.push(phrase);
            }
        }
        phrases.truncate(MOST_PHRASES);
        phrases
    }
}

/// Groups questions, the largest group first, then the newest.
#[must_use]
pub fn groups(gaps: Vec<Gap>, matcher: &Matcher) -> Vec<Group> {
    let mut sketched: Vec<(Gap, Sketch)> =
        gaps.into_iter().map(|gap| (gap.clone(), matcher.sketch(&as_phrase(&gap.text)))).collect();
    // The order of keys is chance, and the same at every look.
    sketched.sort_by(|(one, _), (other, _)| one.key.cmp(&other.key));
    let mut found: Vec<Vec<(Gap, Sketch)>> = Vec::new();
    for (gap, sketch) in sketched {
        let near = found.iter_mut().map(|group| (mean_likeness(&sketch, group), group));
        match near.max_by(|(one, _), (other, _)| one.total_cmp(other)) {
            Some((likeness, group)) if likeness >= ALIKE => group.push((gap, sketch)),
            _ => found.push(vec![(gap, sketch)]),
        }
    }
    let mut groups: Vec<Group> = found.into_iter().map(most_typical_first).collect();
    groups.sort_by_key(|group| (std::cmp::Reverse((group.count(), group.weeks().1)), group.key().to_owned()));
    groups
}

/// Returns the group that a question belongs to.
#[must_use]
pub fn containing<'g>(groups: &'g [Group], key: &str) -> Option<&'g Group> {
    groups.iter().find(|group| group.gaps.iter().any(|gap| gap.key == key))
}

/// Whether the FAQ has the question by now: as a phrase of an entry, or of what lies outside.
#[must_use]
pub fn is_settled(gap: &Gap, faq: &Faq) -> bool {
    let own = folded(&as_phrase(&gap.text));
    let inside = faq.entries.iter().flat_map(|entry| &entry.phrases);
    let outside = faq.outside.iter().flat_map(|group| &group.phrases);
    !own.is_empty() && inside.chain(outside).any(|phrase| folded(phrase) == own)
}

/// Returns the entries that a group most likely means, best first.
#[must_use]
pub fn likely_entries(group: &Group, faq: &Faq, matcher: &Matcher) -> Vec<EntryId> {
    let mut weights: BTreeMap<String, f64> = BTreeMap::new();
    for (text, _) in group.texts() {
        for candidate in matcher.judge(&as_phrase(text)).candidates {
            *weights.entry(candidate.label).or_default() += candidate.confidence;
        }
    }
    let mut weighed: Vec<(String, f64)> = weights.into_iter().collect();
    weighed.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let known = |(label, _): (String, f64)| EntryId::parse(&label).filter(|id| faq.entry(id).is_some());
    weighed.into_iter().filter_map(known).take(PROPOSED).collect()
}

fn mean_likeness(sketch: &Sketch, group: &[(Gap, Sketch)]) -> f32 {
    let all: f32 = group.iter().map(|(_, other)| sketch.likeness(other)).sum();
    all / group.len().max(1) as f32
}

fn most_typical_first(group: Vec<(Gap, Sketch)>) -> Group {
    let mut weighed: Vec<(f32, Gap)> =
        group.iter().map(|(gap, sketch)| (mean_likeness(sketch, &group), gap.clone())).collect();
    weighed.sort_by(|(one, a), (other, b)| other.total_cmp(one).then_with(|| a.key.cmp(&b.key)));
    Group { gaps: weighed.into_iter().map(|(_, gap)| gap).collect() }
}

/// A text by its words alone.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
