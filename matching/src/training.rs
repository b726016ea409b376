//! Learns a corpus: reads every text, numbers the features, fits one plane per topic and one for the outside.

use super::Learnt;
use super::Matcher;
use super::corpus::Corpus;
use super::features::FeatureSpace;
use super::identity::Identity;
use super::phrases::Phrase;
use super::phrases::Phrases;
use super::planes::Planes;
use super::separator::Example;
use super::separator::Says;
use super::separator::separate;
use super::sparse::Rows;
use super::spelling::Spelling;
use super::texts::Texts;
use super::wordbook::Wordbook;

/// Weight of an answer's summary; weights of 1 were worse, none cost .02 top-1.
const SUMMARY_WEIGHT: f32 = 0.3;

/// Weight of each further paragraph: several entries share some of their facts.
const PARAGRAPH_WEIGHT: f32 = 0.2;

/// What a text of the corpus is.
#[derive(Debug, Clone, Copy)]
struct Use {
    role: Role,
    weight: f32,
}

/// What a text says about the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A title or phrase of a topic.
    Asks(usize),
    /// Part of a topic's answer.
    Tells(usize),
    /// Not this topic; nothing is said about the others.
    Misses(usize),
    /// A phrase of an outside group.
    Outside(usize),
}

/// Trains a matcher.
pub(super) fn train(corpus: &Corpus) -> Matcher {
    let wordbook = Wordbook::new(&corpus.vocabulary, corpus.language);
    let (texts, uses) = read(corpus, &wordbook);
    let spelling = Spelling::learn(texts.words().chain(wordbook.standard_words()), corpus.language);
    let (space, vectors) = FeatureSpace::learn(&texts, &corpus.vocabulary, corpus.language);
    let phrases = phrases(corpus, &texts, &uses, &vectors, &space);
    drop(texts);
    let planes = planes(corpus, &uses, &vectors, space.len());
    Matcher::of(corpus, Identity::of(corpus), Learnt { wordbook, spelling, space, planes, phrases })
}

/// Reads every text of a corpus; empty ones say nothing.
fn read(corpus: &Corpus, wordbook: &Wordbook) -> (Texts, Vec<Use>) {
    let (mut texts, mut uses) = (Texts::default(), Vec::new());
    let mut add = |text: &String, role, weight| {
        let words = wordbook.read(text);
        if !words.is_empty() {
            texts.push(words);
            uses.push(Use { role, weight });
        }
    };
    for (number, topic) in corpus.topics.iter().enumerate() {
        add(&topic.title, Role::Asks(number), 1.0);
        topic.phrases.iter().for_each(|phrase| add(phrase, Role::Asks(number), 1.0));
        topic.near_misses.iter().for_each(|phrase| add(phrase, Role::Misses(number), 1.0));
        for (place, note) in topic.notes.iter().enumerate() {
            let weight = if place == 0 { SUMMARY_WEIGHT } else { PARAGRAPH_WEIGHT };
            add(note, Role::Tells(number), weight);
        }
    }
    for (number, group) in corpus.outside.iter().enumerate() {
        group.phrases.iter().for_each(|phrase| add(phrase, Role::Outside(number), 1.0));
    }
    (texts, uses)
}

/// Fits one plane per topic and, if there are outside texts, one for all of them.
fn planes(corpus: &Corpus, uses: &[Use], vectors: &Rows, features: usize) -> Planes {
    let topics = corpus.topics.len();
    let has_outside = uses.iter().any(|text| matches!(text.role, Role::Outside(_)));
    let example = |(text, vector): (&Use, _)| {
        let says = match text.role {
            Role::Asks(topic) | Role::Tells(topic) => Says::Belongs(topic),
            Role::Outside(_) => Says::Belongs(topics),
            Role::Misses(topic) => Says::Misses(topic),
        };
        Example { vector, says, weight: text.weight }
    };
    let examples = uses.iter().zip(vectors.iter()).map(example).collect();
    Planes::of(&separate(examples, topics + usize::from(has_outside), features), features)
}

/// Collects what can be repeated word for word; a near miss of a topic is a phrase of nobody.
fn phrases(corpus: &Corpus, texts: &Texts, uses: &[Use], vectors: &Rows, space: &FeatureSpace) -> Phrases {
    let topics = corpus.topics.len();
    let owner = |text: &Use| match text.role {
        Role::Asks(topic) => Some(topic),
        Role::Outside(group) => Some(topics + group),
        Role::Tells(_) | Role::Misses(_) => None,
    };
    let all = uses.iter().zip(texts.iter()).zip(vectors.iter());
    let phrases = all.filter_map(|((text, words), vector)| Some(Phrase::new(owner(text)?, &words, vector)));
    Phrases::new(phrases.collect(), topics + corpus.outside.len(), space)
}
