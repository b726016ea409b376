//! Repairs single words: typos against the words the matcher knows, and colloquial verb forms.
//!
//! A known word is never touched. Ties go to the more frequent word, then to the alphabet, so that the
//! same question always reads the same.

use std::collections::BTreeMap;

use super::corpus::Language;
use super::hashes::Hash;
use super::hashes::Hashes;
use super::kept::Giving;
use super::kept::Taking;
use super::likeness::Typed;

/// Least Jaro-Winkler similarity of a typo to its word: .90 gave +.011 top-1 and +.10 on questions with
/// typos; .93 and .95 repaired too little.
const LEAST_SIMILARITY: f64 = 0.90;

/// Shorter words have too many neighbours.
const SHORTEST_REPAIRED: usize = 4;

/// Repairs per text; bounds the time that noise can cost.
const MOST_REPAIRS: usize = 32;

/// Letters at the beginning whose agreement counts more.
const BEGINNING: usize = 4;

/// What rounding may take from a bound.
const ROUNDING: f64 = 1e-9;

/// Words that are compared at once.
const LANES: usize = 16;

/// Kind of the hashes of known words.
const KNOWN: usize = 5;

/// The known words.
#[derive(Debug)]
pub(crate) struct Spelling {
    language: Language,
    known: Hashes,
    /// Words a typo may become, by how many letters they have.
    targets: Vec<Targets>,
}

/// Known words of one length, in alphabetical order.
#[derive(Debug, Default)]
struct Targets {
    /// Which letters each has.
    masks: Vec<u32>,
    words: Vec<Target>,
}

/// A known word with how often it occurs.
#[derive(Debug)]
struct Target {
    word: Box<str>,
    times: u32,
}

/// A known word that might be meant.
#[derive(Debug, Clone, Copy)]
struct Found<'known> {
    similarity: f64,
    target: &'known Target,
}

impl Spelling {
    /// Learns the words of the training texts and of the vocabulary.
    pub(crate) fn learn<'word>(words: impl Iterator<Item = &'word str>, language: Language) -> Self {
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        for word in words {
            *times.entry(word).or_default() += 1;
        }
        let known = Hashes::of(times.keys().map(|word| known(word)).collect());
        Self { language, known, targets: targets(times.into_iter()) }
    }

    /// Gives the words away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        self.known.give(to);
        let targets = self.targets.iter().flat_map(|targets| &targets.words);
        let words: Vec<&str> = targets.clone().map(|target| &*target.word).collect();
        to.numbers(words.join(" ").as_bytes());
        to.numbers(&targets.map(|target| target.times).collect::<Vec<_>>());
    }

    /// Takes back what was kept.
    pub(crate) fn take(from: &mut Taking<'_>, language: Language) -> Option<Self> {
        let (known, words, times) = (Hashes::take(from)?, from.text()?, from.numbers()?);
        Some(Self { language, known, targets: targets(words.split(' ').zip(times)) })
    }

    /// Whether the training texts or the vocabulary have this word.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.known.contains(known(word))
    }

    /// Replaces unknown words by the known ones they were probably meant to be.
    pub(crate) fn repair(&self, words: Vec<String>) -> Vec<String> {
        let mut left = MOST_REPAIRS;
        let repaired = words.into_iter().map(|word| {
            if left == 0 || self.knows(&word) || !is_repairable(&word) {
                return word;
            }
            left -= 1;
            self.formal(&word).or_else(|| self.nearest(&word).map(str::to_owned)).unwrap_or(word)
        });
        repaired.collect()
    }

    /// Returns the known word inside a colloquial verb: "ngeshare", "nyoblos", "dukungin".
    fn formal(&self, word: &str) -> Option<String> {
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
        roots.find(|root| self.knows(root))
    }

    /// Returns the most similar known word, if any is similar enough.
    ///
    /// Words of its own length come first: they are likest, and the likest so far rules the most others out.
    fn nearest(&self, word: &str) -> Option<&str> {
        let typed = Typed::new(word);
        let mask = mask(word);
        let mut best: Option<Found<'_>> = None;
        let mut lengths: Vec<(usize, &Targets)> = self.targets.iter().enumerate().collect();
        lengths.sort_by_key(|(letters, _)| letters.abs_diff(typed.letters()));
        for (letters, targets) in lengths {
            let least = best.map_or(LEAST_SIMILARITY, |best| best.similarity);
            let Some(matches) = least_matches(letters, typed.letters(), least - ROUNDING) else { continue };
            let (here, there) = (letters - matches, typed.letters() - matches);
            for target in targets.sharing(mask, here as u32, there as u32) {
                let found = Found { similarity: typed.similarity(&target.word), target };
                if found.similarity >= LEAST_SIMILARITY && best.is_none_or(|best| found.beats(best)) {
                    best = Some(found);
                }
            }
        }
        best.map(|best| &*best.target.word)
    }
}

impl Targets {
    /// Returns the words that lack at most `there` of the letters of a mask, and have at most `here` others.
    fn sharing(&self, mask: u32, here: u32, there: u32) -> impl Iterator<Item = &Target> {
        let pieces = self.masks.chunks(LANES).zip(self.words.chunks(LANES));
        let near = pieces.filter(move |(masks, _)| is_any_near(masks, mask, here + there));
        near.flat_map(move |(masks, words)| {
            let fits = move |(own, _): &(&u32, &Target)| {
                (**own & !mask).count_ones() <= here && (mask & !**own).count_ones() <= there
            };
            masks.iter().zip(words).filter(fits).map(|(_, target)| target)
        })
    }
}

/// Whether any of several masks differs from another in at most so many letters, in a form that the processor
/// does for several at once.
fn is_any_near(masks: &[u32], mask: u32, most: u32) -> bool {
    let Ok(masks) = <&[u32; LANES]>::try_from(masks) else { return true };
    let different = masks.map(|own| (own ^ mask).count_ones());
    different.into_iter().fold(u32::MAX, u32::min) <= most
}

impl Found<'_> {
    /// Whether this word is meant rather than another.
    fn beats(&self, other: Self) -> bool {
        let (own, others) = (self.target, other.target);
        let by_word = || own.times.cmp(&others.times).then_with(|| others.word.cmp(&own.word));
        self.similarity.total_cmp(&other.similarity).then_with(by_word).is_gt()
    }
}

/// Sorts words that a typo may become by how many letters they have.
fn targets<'word>(words: impl Iterator<Item = (&'word str, u32)>) -> Vec<Targets> {
    let mut targets: Vec<Targets> = Vec::new();
    for (word, times) in words {
        let letters = word.chars().count();
        if letters < SHORTEST_REPAIRED {
            continue;
        }
        if targets.len() <= letters {
            targets.resize_with(letters + 1, Targets::default);
        }
        if let Some(targets) = targets.get_mut(letters) {
            targets.masks.push(mask(word));
            targets.words.push(Target { word: word.into(), times });
        }
    }
    targets
}

/// Returns the least letters that two words of these lengths must share to be so similar; `None` if none suffice.
fn least_matches(letters: usize, others: usize, similarity: f64) -> Option<usize> {
    (0..=letters.min(others)).find(|matches| closest_possible(*matches, letters, others) >= similarity)
}

/// Returns an upper bound of the Jaro-Winkler similarity of two words that share so many letters.
fn closest_possible(matches: usize, letters: usize, others: usize) -> f64 {
    let matches = matches as f64;
    let jaro = (matches / letters as f64 + matches / others as f64 + 1.0) / 3.0;
    jaro + 0.1 * BEGINNING as f64 * (1.0 - jaro)
}

/// Returns one bit for each of `a` to `z` and `0` to `5` (others share bits) that occurs.
fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, letter| mask | 1 << ((letter as u32).wrapping_sub(97) & 31))
}

fn known(word: &str) -> u64 {
    Hash::of_kind(KNOWN).text(word).number()
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

    /// The most similar of all words, compared one by one.
    fn plainly_nearest<'word>(words: &'word [String], typed: &str) -> Option<&'word str> {
        let mut sorted: Vec<&String> = words.iter().filter(|word| word.chars().count() >= 4).collect();
        sorted.sort();
        let times = |word: &String| words.iter().filter(|other| *other == word).count();
        let mut best: Option<(f64, &String)> = None;
        for word in sorted {
            let similarity = strsim::jaro_winkler(word, typed);
            let wins = best.is_none_or(|(most, winner)| {
                similarity > most || (similarity >= most && times(word) > times(winner))
            });
            if similarity >= LEAST_SIMILARITY && wins {
                best = Some((similarity, word));
            }
        }
        best.map(|(_, word)| word.as_str())
    }

    proptest! {
        #[test]
        fn the_nearest_word_is_that_of_comparing_with_every_word(
            words in proptest::collection::vec("[a-cé]{1,9}|ka[m-p]{2}anye|[a-c]{30,40}", 1..60),
            typed in "[a-cé]{4,9}|ka[m-p]{2}anye|[a-c]{30,40}",
        ) {
            let spelling = Spelling::learn(words.iter().map(String::as_str), Language::Plain);
            prop_assert_eq!(spelling.nearest(&typed), plainly_nearest(&words, &typed));
        }
    }
}
