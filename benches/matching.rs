//! How long the matcher takes to learn the FAQ and to judge one question.

use std::hint::black_box;

use criterion::Criterion;
use criterion::criterion_group;
use criterion::criterion_main;
use netral::faq_folder;
use netral::matching::Corpus;
use netral::matching::Matcher;
use netral::matching::OutsideTexts;
use netral::matching::TopicTexts;

/// Questions of several lengths and kinds; none of them is a phrase of the FAQ.
const QUESTIONS: [(&str, &str); 4] = [
    ("short", "kaus partai di pasar"),
    ("chat", "min gw pns, klo nongkrong sm temen trs ada caleg dtg gmn ya, gpp ga?"),
    ("typos", "bolehhkah pegwai ngri ikt konvoii psangan clon"),
    (
        "story",
        "Selamat sore. Saya bekerja di kelurahan sejak lulus kuliah. Kemarin hujan deras dan jalan macet. \
         Di balai warga ternyata ada panggung dan seorang kandidat berpidato. Saya berdiri di belakang sebentar \
         lalu pulang. Apakah saya perlu khawatir, dan apa yang sebaiknya saya katakan kepada atasan saya?",
    ),
];

/// Builds a corpus of the given size from a fixed list of syllables.
fn synthetic(topics: usize, phrases: usize) -> Corpus {
    let word = |number: usize| {
        let syllables = ["ka", "ri", "ton", "me", "su", "bal", "gi", "der", "pu", "nas", "lo", "wit"];
        let pick = |place: usize| syllables.get(place % syllables.len()).copied().unwrap_or_default();
        [pick(number), pick(number / 12), pick(number / 144 + 5)].concat()
    };
    let phrase = |topic: usize, number: usize| {
        let common = (0..6).map(|place| word((topic * 31 + number * 17 + place * 7) % 300));
        let own = [word(300 + topic % 1400), word(300 + (topic * 7 + number) % 1400)];
        common.chain(own).collect::<Vec<_>>().join(" ")
    };
    let all = |topic: usize| (0..phrases).map(|number| phrase(topic, number)).collect();
    let topic = |number: usize| TopicTexts {
        label: format!("topik-{number}"),
        phrases: all(number),
        ..TopicTexts::default()
    };
    let outside = OutsideTexts { label: "luar".to_owned(), phrases: all(topics + 1) };
    Corpus { topics: (0..topics).map(topic).collect(), outside: vec![outside], ..Corpus::default() }
}

/// Measures learning and judging with the FAQ that is compiled in.
fn with_the_faq(criterion: &mut Criterion) {
    let corpus = faq_folder::embedded().0.map(|faq| faq.corpus()).unwrap_or_default();
    criterion.bench_function("train/faq", |bench| bench.iter(|| Matcher::train(black_box(&corpus))));
    let matcher = Matcher::train(&corpus);
    for (kind, question) in QUESTIONS {
        let name = format!("judge/faq/{kind}");
        criterion.bench_function(&name, |bench| bench.iter(|| matcher.judge(black_box(question))));
    }
}

/// Measures judging with far more entries than any FAQ has; learning them takes most of a minute.
fn with_ten_thousand_entries(criterion: &mut Criterion) {
    let corpus = synthetic(10_000, 4);
    let matcher = Matcher::train(&corpus);
    let question = corpus.topics.first().and_then(|topic| topic.phrases.first()).cloned().unwrap_or_default();
    let question = format!("{question} seperti kemarin");
    criterion
        .bench_function("judge/10000 entries", |bench| bench.iter(|| matcher.judge(black_box(&question))));
}

criterion_group! {
    name = matching;
    config = Criterion::default().sample_size(20);
    targets = with_the_faq, with_ten_thousand_entries
}
criterion_main!(matching);
