//! How Indonesians write: the vocabulary's slang and abbreviations, reduplication with a 2, clitics,
//! greetings.
//!
//! A [`Wordbook`] turns clean words into standard words. Applying it twice gives what applying it once
//! gives. Negations survive everything: they turn an answer round.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use super::clean;
use super::corpus::Language;
use crate::Vocabulary;

/// Words that turn an answer round; no rule drops them.
const NEGATIONS: [&str; 5] = ["tidak", "bukan", "jangan", "belum", "tanpa"];

/// Endings that carry no topic, with how few letters a word with them may have.
const CLITICS: [&str; 5] = ["nya", "kah", "lah", "ku", "mu"];
const SHORTEST_WITH_CLITIC: usize = 6;

/// Words that only look as if they ended in a clitic.
const NO_CLITIC: [&str; 30] = [
    "sekolah",
    "masalah",
    "adalah",
    "jumlah",
    "sejumlah",
    "istilah",
    "makalah",
    "setelah",
    "sebelah",
    "bersalah",
    "langkah",
    "menikah",
    "berkah",
    "nafkah",
    "berlaku",
    "pelaku",
    "perilaku",
    "mengaku",
    "bangku",
    "bertemu",
    "hadiah",
    "bertanya",
    "mempunyai",
    "musyawarah",
    "lurah",
    "selaku",
    "tertuju",
    "penyuluh",
    "kelurahan",
    "ulah",
];

/// Longest key of the vocabulary in words.
const LONGEST_KEY: usize = 3;

/// Rounds after which even a vocabulary with chains is left alone.
const MOST_ROUNDS: usize = 4;

/// The vocabulary, ready for looking up.
#[derive(Debug)]
pub(crate) struct Wordbook {
    language: Language,
    standard_of: Keys<Vec<String>>,
    /// Words the vocabulary maps to: correct as they stand.
    standard: FxHashSet<String>,
    fillers: Keys<()>,
}

/// Keys of one to three words, found at the beginning of a text.
#[derive(Debug)]
struct Keys<T> {
    /// By the words, joined by a space.
    values: FxHashMap<String, T>,
    /// Most words of a key, by its first word.
    reach: FxHashMap<String, usize>,
}

impl<T> Keys<T> {
    fn new(pairs: impl Iterator<Item = (Vec<String>, T)>) -> Self {
        let mut keys = Self { values: FxHashMap::default(), reach: FxHashMap::default() };
        for (words, value) in pairs.filter(|(words, _)| (1..=LONGEST_KEY).contains(&words.len())) {
            let reach = keys.reach.entry(words.first().cloned().unwrap_or_default()).or_default();
            *reach = (*reach).max(words.len());
            keys.values.insert(words.join(" "), value);
        }
        keys
    }

    /// Returns the longest key that a text begins with: its number of words, and its value.
    fn longest(&self, words: &[String]) -> Option<(usize, &T)> {
        let reach = *self.reach.get(words.first()?)?;
        (1..=reach.min(words.len())).rev().find_map(|length| {
            let value = match words.get(..length)? {
                [word] => self.values.get(word),
                words => self.values.get(&words.join(" ")),
            };
            Some((length, value?))
        })
    }
}

impl Wordbook {
    /// Compiles a vocabulary; for [`Language::Plain`] the words pass as they are.
    pub(crate) fn new(vocabulary: &Vocabulary, language: Language) -> Self {
        let split = |text: &String| clean::words(text);
        let standard =
            vocabulary.words.values().chain(vocabulary.concepts.values().flatten()).flat_map(split);
        let standard = standard.collect();
        let keys = vocabulary.words.iter().map(|(key, value)| (clean::words(key), clean::words(value)));
        let fillers = vocabulary.fillers.iter().map(|filler| (clean::words(filler), ()));
        let is_negation = |words: &[String]| words.len() == 1 && NEGATIONS.contains(&words.concat().as_str());
        let fillers = Keys::new(fillers.filter(|(words, ())| !is_negation(words)));
        let standard_of = Keys::new(keys);
        Self { language, standard_of, standard, fillers }
    }

    /// Returns every word that the vocabulary knows to be correct.
    pub(crate) fn standard_words(&self) -> impl Iterator<Item = &str> {
        self.standard.iter().map(String::as_str)
    }

    /// Returns the standard words of a text, greetings dropped unless there is nothing else.
    pub(crate) fn read(&self, text: &str) -> Vec<String> {
        let words = clean::words(text);
        match self.language {
            Language::Plain => words,
            Language::Indonesian => self.standardised(words),
        }
    }

    /// Applies the vocabulary and the rules for single words until nothing changes.
    fn standardised(&self, mut words: Vec<String>) -> Vec<String> {
        for _ in 0..MOST_ROUNDS {
            let is_replaced = self.replace_keys(&mut words);
            let is_shortened = self.drop_fillers(&mut words);
            let many = words.len();
            words.dedup();
            if !is_replaced && !is_shortened && words.len() == many {
                break;
            }
        }
        words
    }

    /// Replaces keys of the vocabulary, longest first, and strips what is left of its endings; says whether there
    /// was anything to do.
    fn replace_keys(&self, words: &mut Vec<String>) -> bool {
        let mut replacements = Vec::new();
        let (mut place, mut rest) = (0, words.as_slice());
        while let Some((first, tail)) = rest.split_first() {
            let (length, standard) = match self.standard_of.longest(rest) {
                Some((length, standard)) => (length, Some(standard.clone())),
                None => (1, self.bare(first)),
            };
            replacements.extend(standard.map(|standard| (place..place + length, standard)));
            rest = rest.get(length..).unwrap_or(tail);
            place += length;
        }
        for (range, standard) in replacements.iter().rev() {
            words.splice(range.clone(), standard.iter().cloned());
        }
        !replacements.is_empty()
    }

    /// Strips a reduplication mark and a clitic, and looks the rest up; `None` if there is nothing to strip.
    fn bare(&self, word: &str) -> Option<Vec<String>> {
        if self.standard.contains(word) {
            return None;
        }
        let bare = without_two(word).or_else(|| without_clitic(word).map(str::to_owned))?;
        Some(self.standard_of.values.get(&bare).cloned().unwrap_or_else(|| vec![bare]))
    }

    /// Drops greetings and thanks, and says whether there were any; a text of nothing else is kept, so that it can
    /// be answered as small talk.
    fn drop_fillers(&self, words: &mut Vec<String>) -> bool {
        let mut fillers = Vec::new();
        let (mut place, mut rest) = (0, words.as_slice());
        while !rest.is_empty() {
            let filler = self.fillers.longest(rest).map(|(length, ())| length);
            fillers.extend(filler.map(|length| place..place + length));
            let length = filler.unwrap_or(1);
            rest = rest.get(length..).unwrap_or_default();
            place += length;
        }
        let dropped: usize = fillers.iter().map(ExactSizeIterator::len).sum();
        if dropped == words.len() {
            return false;
        }
        fillers.iter().rev().for_each(|range| drop(words.drain(range.clone())));
        dropped > 0
    }
}

/// Returns "foto" for "foto2" and "undangan" for "undang2an".
fn without_two(word: &str) -> Option<String> {
    let (base, ending) = word.split_once('2')?;
    let letters = |text: &str| text.chars().all(char::is_alphabetic);
    (base.chars().count() > 2 && letters(base) && letters(ending)).then(|| format!("{base}{ending}"))
}

/// Returns a long word without its clitic, when what is left is still a word.
fn without_clitic(word: &str) -> Option<&str> {
    if word.chars().count() < SHORTEST_WITH_CLITIC || NO_CLITIC.contains(&word) {
        return None;
    }
    let bare = CLITICS.iter().find_map(|clitic| word.strip_suffix(clitic))?;
    (bare.chars().count() > 2).then_some(bare)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Wordbook;
    use crate::Vocabulary;
    use crate::corpus::Language;

    fn wordbook() -> Wordbook {
        let words = [
            ("ga", "tidak"),
            ("gak", "tidak"),
            ("bole", "boleh"),
            ("tim ses", "tim sukses"),
            ("timses", "tim sukses"),
            ("medsos", "media sosial"),
            ("kades", "kepala desa"),
        ];
        let fillers = ["halo", "selamat pagi", "min", "tidak", "terima kasih"];
        let vocabulary = Vocabulary {
            words: words.map(|(slang, standard)| (slang.to_owned(), standard.to_owned())).into(),
            concepts: [("tempat belajar".to_owned(), vec!["sekolahnya".to_owned()])].into(),
            fillers: fillers.map(str::to_owned).into(),
        };
        Wordbook::new(&vocabulary, Language::Indonesian)
    }

    fn check(typed: &str, read: &str) {
        assert_eq!(wordbook().read(typed).join(" "), read, "{typed:?}");
    }

    #[test]
    fn slang_becomes_standard_words_also_in_pairs_and_under_a_clitic() {
        check("gak bole ya", "tidak boleh ya");
        check("gabung tim ses", "gabung tim sukses");
        check("timsesnya siapa", "tim sukses siapa");
        check("medsosku", "media sosial");
    }

    #[test]
    fn reduplication_is_written_once() {
        check("foto2", "foto");
        check("foto-foto calon", "foto calon");
        check("undang2an", "undangan");
        check("s2 di k2", "s2 di k2");
    }

    #[test]
    fn clitics_fall_but_not_parts_of_words() {
        check("bolehkah istriku", "boleh istri");
        check("adalah sekolah masalah", "adalah sekolah masalah");
        check("sekolahnya", "sekolahnya");
    }

    #[test]
    fn greetings_are_dropped_unless_there_is_nothing_else() {
        check("Halo min, selamat pagi, bolehkah hadir", "boleh hadir");
        check("halo min", "halo min");
    }

    #[test]
    fn negations_survive_a_careless_vocabulary() {
        check("tidak boleh", "tidak boleh");
        check("jangan, bukan, belum, tanpa", "jangan bukan belum tanpa");
    }

    #[test]
    fn kinds_of_staff_stay_apart() {
        let read = |text| wordbook().read(text);
        let kinds = ["pns", "pppk", "honorer", "kepala desa", "tni", "polri"].map(read);
        for (place, kind) in kinds.iter().enumerate() {
            assert!(kinds.iter().skip(place + 1).all(|other| other != kind));
        }
    }

    proptest! {
        #[test]
        fn reading_twice_is_reading_once(text in "((ga|gak|halo|min|tim|ses|foto2|kadesnya|medsosku|bolehkah|selamat|pagi|[a-z]{1,9}) ){0,9}") {
            let once = wordbook().read(&text);
            prop_assert_eq!(wordbook().read(&once.join(" ")), once);
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let words = wordbook().read(&text);
            prop_assert!(words.iter().all(|word| !word.is_empty()));
        }
    }
}
