//! What the matcher learns from: the texts of every topic, of what lies outside, and the vocabulary.

use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::Thresholds;
use crate::faq::Verdict;
use crate::faq::Vocabulary;

/// Label of outside texts that belong to no redirect group.
pub const NO_GROUP: &str = "-";

/// Headings whose text says the same in every entry and so tells nothing apart.
const SHARED_SECTIONS: [&str; 1] = ["Bertanya ke"];

/// The language a corpus is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vocabulary, clitics, reduplication and stemming apply.
    #[default]
    Indonesian,
    /// Any language: words are taken as they stand.
    Plain,
}

/// All texts a matcher is trained on.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// What can be answered.
    pub topics: Vec<TopicTexts>,
    /// What can't, in groups.
    pub outside: Vec<OutsideTexts>,
    /// How people write.
    pub vocabulary: Vocabulary,
    /// Which rules apply.
    pub language: Language,
    /// Fitted thresholds; without them built-in ones hold.
    pub thresholds: Option<Thresholds>,
}

/// The texts of one topic.
#[derive(Debug, Clone, Default)]
pub struct TopicTexts {
    /// What the matcher calls the topic: an entry's id, or any label.
    pub label: String,
    /// The question it answers.
    pub title: String,
    /// The ways people ask it.
    pub phrases: Vec<String>,
    /// Phrases that belong to a neighbour.
    pub near_misses: Vec<String>,
    /// Parts of the answer, the summary first: weak evidence.
    pub notes: Vec<String>,
    /// The entry's verdict, where it has one.
    pub verdict: Option<Verdict>,
}

/// The texts of one group of outside matters.
#[derive(Debug, Clone, Default)]
pub struct OutsideTexts {
    /// The group's id, or [`NO_GROUP`].
    pub label: String,
    /// The ways people ask it.
    pub phrases: Vec<String>,
}

impl Corpus {
    /// Takes the texts of a FAQ.
    #[must_use]
    pub fn of(faq: &Faq) -> Self {
        let outside = faq.outside.iter();
        let outside =
            outside.map(|group| OutsideTexts { label: group.id.to_string(), phrases: group.phrases.clone() });
        Self {
            topics: faq.entries.iter().map(TopicTexts::of).collect(),
            outside: outside.collect(),
            vocabulary: faq.vocabulary.clone(),
            language: Language::Indonesian,
            thresholds: faq.thresholds.clone(),
        }
    }

    /// Takes labelled phrases of any language; those without a label are out of scope.
    #[must_use]
    pub fn plain(rows: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let mut corpus = Self { language: Language::Plain, ..Self::default() };
        let mut place_of = std::collections::HashMap::new();
        let mut outside = Vec::new();
        for (phrase, label) in rows {
            let Some(label) = label else {
                outside.push(phrase);
                continue;
            };
            let place = *place_of.entry(label.clone()).or_insert(corpus.topics.len());
            if place == corpus.topics.len() {
                corpus.topics.push(TopicTexts { label, ..TopicTexts::default() });
            }
            if let Some(topic) = corpus.topics.get_mut(place) {
                topic.phrases.push(phrase);
            }
        }
        if !outside.is_empty() {
            corpus.outside.push(OutsideTexts { label: NO_GROUP.to_owned(), phrases: outside });
        }
        corpus
    }
}

impl TopicTexts {
    /// Takes the texts of an entry.
    fn of(entry: &Entry) -> Self {
        let mut notes = vec![entry.summary.clone()];
        notes.extend(paragraphs(&entry.explanation.body));
        Self {
            label: entry.id.to_string(),
            title: entry.title.clone(),
            phrases: entry.phrases.clone(),
            near_misses: entry.near_misses.clone(),
            notes,
            verdict: Some(entry.verdict),
        }
    }
}

/// Returns the paragraphs of a Markdown text without its headings and without sections all entries share.
fn paragraphs(markdown: &str) -> Vec<String> {
    let mut kept = Vec::new();
    for section in format!("\n{markdown}").split("\n## ") {
        let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
        if SHARED_SECTIONS.contains(&heading.trim()) {
            continue;
        }
        let parts = body.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        kept.extend(parts.map(str::to_owned));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::Corpus;
    use super::paragraphs;

    #[test]
    fn plain_rows_gather_under_their_label_in_order_of_appearance() {
        let row = |phrase: &str, label: Option<&str>| (phrase.to_owned(), label.map(str::to_owned));
        let corpus = Corpus::plain([
            row("satu", Some("b")),
            row("dua", Some("a")),
            row("tiga", Some("b")),
            row("x", None),
        ]);
        let labels: Vec<_> = corpus.topics.iter().map(|topic| topic.label.as_str()).collect();
        assert_eq!(labels, ["b", "a"]);
        assert_eq!(corpus.topics[0].phrases, ["satu", "tiga"]);
        assert_eq!(corpus.outside[0].phrases, ["x"]);
    }

    #[test]
    fn headings_and_shared_sections_are_no_evidence() {
        let body = "Awal.\n\nLanjut.\n\n## Mengapa\nSebab.\n\n## Bertanya ke\nBKPSDM.\n\n## Yang masih boleh\n- Ini.";
        assert_eq!(paragraphs(body), ["Awal.", "Lanjut.", "Sebab.", "- Ini."]);
    }
}
