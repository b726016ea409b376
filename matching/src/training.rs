//! Learns a corpus: reads every text, numbers the features, fits one plane per topic and one for the outside.

use super::Matcher;
use super::corpus::Corpus;
use super::corpus::TopicTexts;
use super::evidence::Topic;
use super::features::FeatureSpace;
use super::judgement::Judge;
use super::phrases::Phrase;
use super::phrases::Phrases;
use super::planes::Planes;
use super::separator::Example;
use super::separator::Plane;
use super::separator::Says;
use super::separator::separate;
use super::sparse::Rows;
use super::spelling::Spelling;
use super::wordbook::Wordbook;

/// Weight of an answer's summary; weights of 1 were worse, none cost .02 top-1.
const SUMMARY_WEIGHT: f32 = 0.3;

/// Weight of each further paragraph: several entries share some of their facts.
const PARAGRAPH_WEIGHT: f32 = 0.2;

/// One text of the corpus.
struct Text {
    words: Vec<String>,
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
    let texts = read(corpus, &wordbook);
    let words = texts.iter().flat_map(|text| &text.words).map(String::as_str);
    let spelling = Spelling::learn(words.chain(wordbook.standard_words()), corpus.language);
    let all: Vec<&[String]> = texts.iter().map(|text| text.words.as_slice()).collect();
    let (space, vectors) = FeatureSpace::learn(&all, &corpus.vocabulary, corpus.language);
    let planes = planes(corpus, &texts, &vectors, space.len());
    let topic = |topic: &TopicTexts| Topic { label: topic.label.clone(), stance: topic.stance };
    Matcher {
        planes: Planes::of(&planes, space.len()),
        phrases: phrases(corpus, &texts, &vectors, &space),
        topics: corpus.topics.iter().map(topic).collect(),
        groups: corpus.outside.iter().map(|group| group.label.clone()).collect(),
        judge: Judge::new(corpus.thresholds.as_ref()),
        wordbook,
        spelling,
        space,
    }
}

/// Reads every text of a corpus; empty ones say nothing.
fn read(corpus: &Corpus, wordbook: &Wordbook) -> Vec<Text> {
    let mut texts = Vec::new();
    let mut add = |text: &String, role, weight| {
        let words = wordbook.read(text);
        if !words.is_empty() {
            texts.push(Text { words, role, weight });
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
    texts
}

/// Fits one plane per topic and, if there are outside texts, one for all of them.
fn planes(corpus: &Corpus, texts: &[Text], vectors: &Rows, features: usize) -> Vec<Plane> {
    let topics = corpus.topics.len();
    let has_outside = texts.iter().any(|text| matches!(text.role, Role::Outside(_)));
    let example = |(text, vector): (&Text, _)| {
        let says = match text.role {
            Role::Asks(topic) | Role::Tells(topic) => Says::Belongs(topic),
            Role::Outside(_) => Says::Belongs(topics),
            Role::Misses(topic) => Says::Misses(topic),
        };
        Example { vector, says, weight: text.weight }
    };
    let examples = texts.iter().zip(vectors.iter()).map(example).collect();
    separate(examples, topics + usize::from(has_outside), features)
}

/// Collects what can be repeated word for word; a near miss of a topic is a phrase of nobody.
fn phrases(corpus: &Corpus, texts: &[Text], vectors: &Rows, space: &FeatureSpace) -> Phrases {
    let topics = corpus.topics.len();
    let phrase = |(text, vector): (&'_ Text, _)| match text.role {
        Role::Asks(topic) => Some((topic, vector)),
        Role::Outside(group) => Some((topics + group, vector)),
        Role::Tells(_) | Role::Misses(_) => None,
    };
    let all = texts.iter().zip(vectors.iter());
    let phrases = all
        .filter_map(|(text, vector)| {
            let (owner, vector) = phrase((text, vector))?;
            Some(Phrase { owner, words: &text.words, vector })
        })
        .collect();
    Phrases::new(phrases, topics + corpus.outside.len(), space)
}
