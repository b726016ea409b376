//! Tells why a question was judged as it was, for the people who write phrases and vocabulary.

use super::Judgement;
use super::Matcher;
use super::sparse::Sparse;

/// How many topics are explained.
const TOPICS: usize = 2;

/// How many of a topic's features are told.
const FEATURES: usize = 12;

/// The way of a question to its judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What it came to.
    pub judgement: Judgement,
    /// The standard words, before spelling was repaired.
    pub words: Vec<String>,
    /// Unknown words and what they were taken for.
    pub repairs: Vec<(String, String)>,
    /// Words, as repaired, that no text of the corpus has.
    pub unknown: Vec<String>,
    /// Words with the concepts they stand for.
    pub concepts: Vec<(String, String)>,
    /// The likeliest topics, best first, and what speaks for them.
    pub reasons: Vec<Reasons>,
    /// Score of everything outside, to be compared with those of the topics.
    pub outside: f32,
}

/// What speaks for and against a topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Reasons {
    /// The topic's label.
    pub label: String,
    /// The sum of all features and the topic's bias.
    pub score: f32,
    /// The features that move the score most, strongest first, with their part of it.
    pub features: Vec<(String, f32)>,
    /// Likeness of the question to the nearest phrase of the topic, 0 to 1.
    pub likeness: f32,
}

impl Matcher {
    /// Says what to do with a question, and why.
    #[must_use]
    pub fn explain(&self, question: &str) -> Explanation {
        let words = self.relevant(question);
        let repaired = self.spelling.repair(words.clone());
        let changed = words.iter().zip(&repaired).filter(|(word, repaired)| word != repaired);
        let judgement = self.judge(question);
        let vector = self.space.vector(&repaired);
        let scores = self.planes.scores(&vector);
        let likeness = self.phrases.nearest(&repaired, &vector).likeness;
        let reasons = judgement.candidates.iter().take(TOPICS).filter_map(|candidate| {
            let topic = self.topics.iter().position(|topic| topic.label == candidate.label)?;
            Some(Reasons {
                label: candidate.label.clone(),
                score: *scores.get(topic)?,
                features: self.strongest(topic, &repaired, &vector),
                likeness: *likeness.get(topic)?,
            })
        });
        Explanation {
            repairs: changed.map(|(word, repaired)| (word.clone(), repaired.clone())).collect(),
            unknown: repaired.iter().filter(|word| !self.spelling.knows(word)).cloned().collect(),
            concepts: self.space.concepts_in(&repaired),
            reasons: reasons.collect(),
            outside: scores.get(self.topics.len()).copied().unwrap_or_default(),
            judgement,
            words,
        }
    }

    /// Returns the features that move the score of a topic most.
    fn strongest(&self, topic: usize, words: &[String], vector: &Sparse) -> Vec<(String, f32)> {
        let names = self.space.names(words);
        let part = |(feature, value): &(u32, f32)| {
            Some((names.get(feature)?.clone(), value * self.planes.weight(*feature, topic)))
        };
        let mut features: Vec<(String, f32)> = vector.iter().filter_map(part).collect();
        features.sort_by(|one, next| next.1.abs().total_cmp(&one.1.abs()).then_with(|| one.0.cmp(&next.0)));
        features.truncate(FEATURES);
        features
    }
}

#[cfg(test)]
mod tests {
    use crate::Matcher;
    use crate::tests::a_corpus;

    #[test]
    fn a_repaired_word_and_what_speaks_for_the_best_topic_are_told() {
        let explanation = Matcher::train(&a_corpus()).explain("menontn debat kandidat yuk");
        assert_eq!(explanation.repairs, [("menontn".to_owned(), "menonton".to_owned())]);
        let best = &explanation.reasons[0];
        assert_eq!(best.label, "nonton");
        assert!(best.features.iter().any(|(name, part)| name == "debat" && *part > 0.0), "{best:?}");
        assert!(best.score > explanation.reasons[1].score && best.score > explanation.outside);
    }

    #[test]
    fn an_explanation_judges_as_the_judgement_does() {
        let matcher = Matcher::train(&a_corpus());
        for question in ["stiker partai di motor", "zzz", "", "resep rendang"] {
            assert_eq!(matcher.explain(question).judgement, matcher.judge(question));
        }
    }
}
