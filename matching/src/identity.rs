//! Which corpus a matcher has learnt: a number of everything that learning depends on.

use crate::Corpus;
use crate::Language;

/// What of the sources this engine was built from.
const ENGINE: &str = env!("NETRAL_ENGINE");

/// The number: two sums, worked out differently, so that chance never makes two corpora one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity([u64; 2]);

impl Identity {
    /// Sums up a corpus, and the engine that learns it. Stances and thresholds are told apart from what is learnt,
    /// and aren't in it.
    pub(crate) fn of(corpus: &Corpus) -> Self {
        let mut sum = Self([0xcbf2_9ce4_8422_2325, 0]);
        sum.text(ENGINE);
        sum.number(u64::from(corpus.language == Language::Plain));
        sum.number(corpus.topics.len() as u64);
        for topic in &corpus.topics {
            sum.text(&topic.label);
            sum.text(&topic.title);
            sum.texts(&topic.phrases);
            sum.texts(&topic.near_misses);
            sum.texts(&topic.notes);
        }
        sum.number(corpus.outside.len() as u64);
        for group in &corpus.outside {
            sum.text(&group.label);
            sum.texts(&group.phrases);
        }
        sum.number(corpus.vocabulary.words.len() as u64);
        corpus.vocabulary.words.iter().for_each(|(word, standard)| sum.pair(word, standard));
        sum.number(corpus.vocabulary.concepts.len() as u64);
        for (name, members) in &corpus.vocabulary.concepts {
            sum.text(name);
            sum.texts(members);
        }
        sum.texts(&corpus.vocabulary.fillers);
        sum
    }

    /// Returns the two numbers.
    pub(crate) fn numbers(self) -> [u64; 2] {
        self.0
    }

    fn texts(&mut self, texts: &[String]) {
        self.number(texts.len() as u64);
        texts.iter().for_each(|text| self.text(text));
    }

    fn pair(&mut self, one: &str, other: &str) {
        self.text(one);
        self.text(other);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        let (words, rest) = text.as_bytes().as_chunks();
        words.iter().for_each(|word| self.number(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| self.number(u64::from(*byte)));
    }

    fn number(&mut self, number: u64) {
        let [one, other] = &mut self.0;
        *one = (*one ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        *other = (other.rotate_left(5) ^ number).wrapping_mul(0xd6e8_feb8_6659_fd93);
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;
    use crate::tests::a_corpus;

    #[test]
    fn whatever_is_learnt_is_in_it_and_whatever_is_not_is_not() {
        let (same, mut other) = (Identity::of(&a_corpus()), a_corpus());
        assert_eq!(same, Identity::of(&a_corpus()));
        other.topics[0].stance = None;
        assert_eq!(same, Identity::of(&other));
        let moved = other.topics[0].phrases.pop().unwrap();
        other.topics[0].near_misses.insert(0, moved);
        assert_ne!(same, Identity::of(&other), "the same texts in the same order, but one is a near miss");
        let mut other = a_corpus();
        other.vocabulary.fillers.pop();
        assert_ne!(same, Identity::of(&other));
    }
}
