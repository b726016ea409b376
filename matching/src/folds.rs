//! Splits a corpus, so that every phrase can be judged by a matcher that has never seen it.

use super::Corpus;
use super::OutsideTexts;
use super::evaluate::Row;

/// Parts the phrases are split into; each is judged by a matcher trained on the others.
pub const FOLDS: usize = 5;

/// Takes every fifth phrase out of a corpus, beginning with the one numbered `fold`; titles stay.
#[must_use]
pub fn split(corpus: &Corpus, fold: usize) -> (Corpus, Vec<Row>) {
    let mut rest = corpus.clone();
    let mut rows = Vec::new();
    let mut take = |phrases: &mut Vec<String>, expected: Option<&str>| {
        let mut place = 0;
        phrases.retain(|phrase| {
            place += 1;
            let is_held_out = (place - 1) % FOLDS == fold;
            if is_held_out {
                let expected = expected.map(str::to_owned);
                rows.push(Row { question: phrase.clone(), expected, also: Vec::new(), style: String::new() });
            }
            !is_held_out
        });
    };
    for topic in &mut rest.topics {
        take(&mut topic.phrases, Some(&topic.label));
    }
    for OutsideTexts { phrases, .. } in &mut rest.outside {
        take(phrases, None);
    }
    (rest, rows)
}
