//! What the matcher learns from: the texts of every topic, of what lies outside, and the vocabulary.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::Thresholds;

/// Label of outside texts that belong to no redirect group.
pub const NO_GROUP: &str = "-";

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
#[derive(Debug, Clone, PartialEq, Default)]
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

/// How people write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Slang, abbreviations and regional words to their standard words; final, no chains.
    pub words: BTreeMap<String, String>,
    /// Concepts with the standard words that stand for them.
    pub concepts: BTreeMap<String, Vec<String>>,
    /// Greetings and particles that carry nothing.
    pub fillers: Vec<String>,
}

/// Whether an answer says yes or no: to say the opposite of what is right is the worst way to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// The answer is yes.
    Permits,
    /// The answer is no.
    Forbids,
}

/// The texts of one topic.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TopicTexts {
    /// What the matcher calls the topic.
    pub label: String,
    /// The question it answers.
    pub title: String,
    /// The ways people ask it.
    pub phrases: Vec<String>,
    /// Phrases that belong to a neighbour.
    pub near_misses: Vec<String>,
    /// Parts of the answer, the summary first: weak evidence.
    pub notes: Vec<String>,
    /// What the answer says, where it says yes or no.
    pub stance: Option<Stance>,
}

/// The texts of one group of outside matters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutsideTexts {
    /// The group's id, or [`NO_GROUP`].
    pub label: String,
    /// The ways people ask it.
    pub phrases: Vec<String>,
}

impl Corpus {
    /// Returns a number that changes when any text does: thresholds are fitted for one of them.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let topic = |topic: &TopicTexts| {
            let texts = [&topic.phrases, &topic.near_misses, &topic.notes].into_iter().flatten();
            [&topic.label, &topic.title].into_iter().chain(texts).cloned().collect::<Vec<_>>()
        };
        let outside =
            self.outside.iter().flat_map(|group| std::iter::once(&group.label).chain(&group.phrases));
        let words = self.vocabulary.words.iter().flat_map(|(key, value)| [key, value]);
        let concepts = self.vocabulary.concepts.iter();
        let concepts = concepts.flat_map(|(name, members)| std::iter::once(name).chain(members));
        let rest = outside.chain(words).chain(concepts).chain(&self.vocabulary.fillers).cloned();
        let all = self.topics.iter().flat_map(topic).chain(rest);
        all.flat_map(|text| text.into_bytes().into_iter().chain([0]))
            .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// Takes labelled phrases of any language; those without a label are out of scope.
    #[must_use]
    pub fn plain(rows: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let mut corpus = Self { language: Language::Plain, ..Self::default() };
        let mut place_of = HashMap::new();
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

#[cfg(test)]
mod tests {
    use super::Corpus;

    #[test]
    fn the_fingerprint_changes_with_any_text_and_only_then() {
        let row = |phrase: &str| Corpus::plain([(phrase.to_owned(), Some("a".to_owned()))]);
        assert_eq!(row("satu").fingerprint(), row("satu").fingerprint());
        assert_ne!(row("satu").fingerprint(), row("dua").fingerprint());
        let mut with_words = row("satu");
        with_words.vocabulary.words.insert("st".to_owned(), "satu".to_owned());
        assert_ne!(with_words.fingerprint(), row("satu").fingerprint());
    }

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
}
