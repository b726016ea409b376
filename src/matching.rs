//! Finds the entry that answers a question, or says honestly that none does.

use crate::faq::Faq;
use crate::faq::Vocabulary;

/// Texts to learn from.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    phrases: Vec<(String, String)>,
    vocabulary: Vocabulary,
}

impl Corpus {
    /// Collects the texts of a FAQ.
    #[must_use]
    pub fn of(faq: &Faq) -> Self {
        let of_entry = |entry: &crate::faq::Entry| {
            let label = entry.id.to_string();
            entry.phrases.iter().map(move |phrase| (phrase.to_lowercase(), label.clone())).collect::<Vec<_>>()
        };
        Self { phrases: faq.entries.iter().flat_map(of_entry).collect(), vocabulary: faq.vocabulary.clone() }
    }
}

/// What was learnt.
#[derive(Debug)]
pub struct Matcher {
    corpus: Corpus,
}

/// What a question is taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What to do with it.
    pub outcome: Outcome,
    /// Up to five entries, best first.
    pub candidates: Vec<Candidate>,
    /// How sure the outcome is.
    pub confidence: f64,
}

/// The four outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// One entry answers it.
    Answer(String),
    /// Several could.
    Choose(Vec<String>),
    /// Known to lie outside.
    Redirect(String),
    /// Nothing known.
    Unknown,
}

/// An entry that may answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub label: String,
    /// From 0 to 1.
    pub confidence: f64,
}

impl Matcher {
    /// Learns a corpus.
    #[must_use]
    pub fn train(corpus: &Corpus) -> Self {
        Self { corpus: corpus.clone() }
    }

    /// Judges a question.
    #[must_use]
    pub fn judge(&self, question: &str) -> Judgement {
        let _ = &self.corpus.vocabulary;
        let found = self.corpus.phrases.iter().find(|(phrase, _)| *phrase == question.to_lowercase());
        let outcome = found.map_or(Outcome::Unknown, |(_, label)| Outcome::Answer(label.clone()));
        Judgement { outcome, candidates: Vec::new(), confidence: 0.0 }
    }
}
