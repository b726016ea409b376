//! Repairs single words: typos against the words the matcher knows, and colloquial verb forms.
//!
//! A known word is never touched. Ties go to the more frequent word, then to the alphabet, so that the
//! same question always reads the same.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::corpus::Language;

/// Least Jaro-Winkler similarity of a typo to its word: .90 gave +.011 top-1 and +.10 on questions with
/// typos; .93 and .95 repaired too little.
const LEAST_SIMILARITY: f64 = 0.90;

/// Shorter words have too many neighbours.
const SHORTEST_REPAIRED: usize = 4;

/// Repairs per text; bounds the time that noise can cost.
const MOST_REPAIRS: usize = 32;

/// The known words.
#[derive(Debug)]
pub(crate) struct Spelling {
    language: Language,
    known: FxHashSet<String>,
    /// Words a typo may become, in alphabetical order.
    targets: Vec<Target>,
}

/// A known word with what a quick comparison needs.
#[derive(Debug)]
struct Target {
    word: String,
    times: u32,
    shape: Shape,
}

/// Cheap facts about a word that bound its similarity to another.
#[derive(Debug, Clone, Copy)]
struct Shape {
    letters: usize,
    /// One bit for each of `a` to `z` and `0` to `5` (others share bits) that occurs.
    mask: u32,
    start: [char; 4],
}

impl Shape {
    fn of(word: &str) -> Self {
        let mut start = ['\0'; 4];
        for (slot, letter) in start.iter_mut().zip(word.chars()) {
            *slot = letter;
        }
        let mask =
            word.chars().fold(0_u32, |mask, letter| mask | 1 << ((letter as u32).wrapping_sub(97) & 31));
        Self { letters: word.chars().count(), mask, start }
    }

    /// Returns an upper bound of the Jaro-Winkler similarity of two words.
    fn closest_possible(self, other: Self) -> f64 {
        let missing = |from: Self, to: Self| (from.mask & !to.mask).count_ones() as usize;
        let here = self.letters.saturating_sub(missing(self, other));
        let there = other.letters.saturating_sub(missing(other, self));
        let matches = here.min(there) as f64;
        let jaro = (matches / self.letters as f64 + matches / other.letters as f64 + 1.0) / 3.0;
        let common = self.start.iter().zip(other.start).take_while(|(a, b)| **a == *b).count();
        jaro + 0.1 * common as f64 * (1.0 - jaro)
    }
}

impl Spelling {
    /// Learns the words of the training texts and of the vocabulary.
    pub(crate) fn learn<'word>(words: impl Iterator<Item = &'word str>, language: Language) -> Self {
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        for word in words {
            *times.entry(word).or_default() += 1;
        }
        let known = times.keys().map(|word| (*word).to_owned()).collect();
        let long = times.into_iter().filter(|(word, _)| word.chars().count() >= SHORTEST_REPAIRED);
        let targets = long
            .map(|(word, times)| Target { word: word.to_owned(), times, shape: Shape::of(word) })
            .collect();
        Self { language, known, targets }
    }

    /// Whether the training texts or the vocabulary have this word.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Replaces unknown words by the known ones they were probably meant to be.
    pub(crate) fn repair(&self, words: Vec<String>) -> Vec<String> {
        let mut left = MOST_REPAIRS;
        let repaired = words.into_iter().map(|word| {
            if left == 0 || self.knows(&word) || !is_repairable(&word) {
                return word;
            }
            left -= 1;
            self.formal(&word).or_else(|| self.nearest(&word)).map_or(word, str::to_owned)
        });
        repaired.collect()
    }

    /// Returns the known word inside a colloquial verb: "ngeshare", "nyoblos", "dukungin".
    fn formal(&self, word: &str) -> Option<&str> {
        if self.language == Language::Plain {
            return None;
        }
        let roots = [
            word.strip_prefix("nge").map(str::to_owned),
            word.strip_prefix("ng").map(str::to_owned),
            word.strip_prefix("ng").map(|rest| format!("k{rest}")),
            word.strip_prefix("ny").map(|rest| format!("s{rest}")),
            word.strip_prefix("ny").map(|rest| format!("c{rest}")),
            word.strip_suffix("in").map(str::to_owned),
            word.strip_suffix("in").map(|rest| format!("{rest}kan")),
        ];
        let mut roots = roots.into_iter().flatten().filter(|root| root.chars().count() >= SHORTEST_REPAIRED);
        roots.find_map(|root| self.known.get(&root)).map(String::as_str)
    }

    /// Returns the most similar known word, if any is similar enough.
    fn nearest(&self, word: &str) -> Option<&str> {
        let shape = Shape::of(word);
        let mut best: Option<(f64, &Target)> = None;
        for target in &self.targets {
            let least = best.map_or(LEAST_SIMILARITY, |(similarity, _)| similarity);
            if target.shape.closest_possible(shape) < least {
                continue;
            }
            let similarity = strsim::jaro_winkler(&target.word, word);
            let wins = best.is_none_or(|(most, winner)| {
                similarity > most || (similarity >= most && target.times > winner.times)
            });
            if similarity >= LEAST_SIMILARITY && wins {
                best = Some((similarity, target));
            }
        }
        best.map(|(_, target)| target.word.as_str())
    }
}

/// Whether a word is long enough and of letters only, or almost: "kampany3" is, "2024" isn't.
fn is_repairable(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    word.chars().count() >= SHORTEST_REPAIRED && 2 * letters > word.chars().count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::LEAST_SIMILARITY;
    use super::Shape;
    use super::Spelling;
    use crate::corpus::Language;

    fn check(typed: &str, repaired: &str) {
        let known =
            "kampanye kampanye netral pegawai dukung share coblos sebar bagikan boleh tahun 2024 calon";
        let spelling = Spelling::learn(known.split(' '), Language::Indonesian);
        assert_eq!(spelling.repair(vec![typed.to_owned()]), [repaired], "{typed:?}");
    }

    #[test]
    fn a_typo_becomes_the_word_it_was_meant_to_be() {
        check("kampnye", "kampanye");
        check("kmapanye", "kampanye");
        check("peagwai", "pegawai");
        check("kampany3", "kampanye");
    }

    #[test]
    fn colloquial_verbs_become_their_root() {
        check("ngeshare", "share");
        check("nyoblos", "coblos");
        check("dukungin", "dukung");
        check("bagiin", "bagikan");
    }

    #[test]
    fn what_is_known_short_or_far_stays() {
        for word in ["netral", "ntr", "2025", "perpustakaan", "xqzwv"] {
            check(word, word);
        }
    }

    #[test]
    fn the_more_frequent_of_two_equally_near_words_wins() {
        let spelling = Spelling::learn("kopiz kopix kopix".split(' '), Language::Indonesian);
        assert_eq!(spelling.repair(vec!["kopiq".to_owned()]), ["kopix"]);
    }

    proptest! {
        #[test]
        fn the_quick_bound_never_hides_a_similar_word(one in "[a-f0-9é]{1,9}", other in "[a-f0-9é]{1,9}") {
            let bound = Shape::of(&one).closest_possible(Shape::of(&other));
            let similarity = strsim::jaro_winkler(&one, &other);
            prop_assert!(similarity < LEAST_SIMILARITY || bound >= similarity - 1e-9);
        }
    }
}
