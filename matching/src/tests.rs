use super::Corpus;
use super::Language;
use super::Matcher;
use super::Outcome;
use super::OutsideTexts;
use super::TopicTexts;
use crate::Stance;

fn topic(label: &str, stance: Stance, title: &str, phrases: &[&str]) -> TopicTexts {
    let phrases = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
    TopicTexts {
        label: label.into(),
        stance: Some(stance),
        title: title.into(),
        phrases,
        ..TopicTexts::default()
    }
}

fn outside(label: &str, phrases: &[&str]) -> OutsideTexts {
    OutsideTexts { label: label.into(), phrases: phrases.iter().map(|phrase| (*phrase).to_owned()).collect() }
}

pub(crate) fn a_corpus() -> Corpus {
    let mut corpus = Corpus {
        topics: vec![
            topic(
                "suka",
                Stance::Forbids,
                "Bolehkah menyukai unggahan kandidat?",
                &[
                    "boleh tidak menekan jempol di kiriman kandidat",
                    "like status kandidat di facebook",
                    "kasih hati di video kandidat apakah melanggar",
                    "menyukai postingan kandidat di instagram",
                ],
            ),
            topic(
                "nonton",
                Stance::Permits,
                "Bolehkah menonton debat kandidat?",
                &[
                    "nonton debat kandidat di televisi boleh tidak",
                    "membaca program kandidat di situs resmi",
                    "menyimak siaran debat dari rumah",
                    "mencari tahu visi kandidat lewat debat",
                ],
            ),
            topic(
                "kaus",
                Stance::Forbids,
                "Bolehkah memakai kaus partai?",
                &[
                    "pakai kaus partai ke pasar",
                    "memakai topi bergambar partai saat olahraga",
                    "stiker partai menempel di motor saya",
                    "jaket berlogo partai boleh dipakai tidak",
                ],
            ),
        ],
        outside: vec![
            outside(
                "cuti",
                &[
                    "cara mengajukan cuti tahunan",
                    "sisa cuti tahun lalu hangus tidak",
                    "cuti melahirkan berapa bulan",
                ],
            ),
            outside("sapaan", &["halo", "terima kasih", "apa kabar"]),
        ],
        ..Corpus::default()
    };
    let words = [("ga", "tidak"), ("gak", "tidak"), ("bole", "boleh"), ("ngelike", "like")];
    corpus.vocabulary.words = words.map(|(slang, word)| (slang.to_owned(), word.to_owned())).into();
    corpus.vocabulary.fillers = vec!["halo".into(), "min".into(), "terima kasih".into()];
    corpus
}

fn outcome(question: &str) -> Outcome {
    Matcher::train(&a_corpus()).judge(question).outcome
}

fn best(question: &str) -> String {
    Matcher::train(&a_corpus()).judge(question).candidates[0].label.clone()
}

#[test]
fn a_phrase_of_one_topic_is_answered_surely_however_it_is_typed() {
    for question in [
        "pakai kaus partai ke pasar",
        "PAKAI KAUS PARTAI KE PASAR???",
        "halo min, pakai kaus partai ke pasarrrr",
        "pakai kaos partai ke psar",
    ] {
        assert_eq!(outcome(question), Outcome::Answer("kaus".into()), "{question}");
    }
}

#[test]
fn new_wordings_find_their_topic_first() {
    assert_eq!(best("bole ga kalo ngelike foto kandidat"), "suka");
    assert_eq!(best("saya mau menonton debatnya dari rumah"), "nonton");
    assert_eq!(best("topi partai boleh dipakai ke kantor?"), "kaus");
}

#[test]
fn outside_phrases_are_redirected_to_their_group() {
    assert_eq!(outcome("cuti melahirkan berapa bulan?"), Outcome::Redirect("cuti".into()));
    assert_eq!(outcome("terima kasih min"), Outcome::Redirect("sapaan".into()));
    assert_eq!(outcome("Halo!"), Outcome::Redirect("sapaan".into()));
}

#[test]
fn noise_is_never_answered() {
    for noise in ["", " ", "?!", "12345", "👍", "xqzw vbnm", "\u{202e}\u{0}", "a", "❤️❤️❤️", "... 2024 ..."]
    {
        let judgement = Matcher::train(&a_corpus()).judge(noise);
        assert!(
            !matches!(judgement.outcome, Outcome::Answer(_) | Outcome::Choose(_)),
            "{noise:?}: {judgement:?}"
        );
    }
}

#[test]
fn a_phrase_of_two_topics_is_not_answered_surely() {
    let mut corpus = a_corpus();
    corpus.topics[0].phrases.push("memberi tanda pada kandidat".into());
    corpus.topics[1].phrases.push("Memberi tanda pada kandidat!".into());
    let judgement = Matcher::train(&corpus).judge("memberi tanda pada kandidat");
    assert!(!matches!(judgement.outcome, Outcome::Answer(_)), "{judgement:?}");
}

#[test]
fn candidates_are_at_most_five_and_sorted_whatever_the_outcome() {
    let matcher = Matcher::train(&a_corpus());
    for question in ["kaus partai", "cuti tahunan", "halo", "xqzw", "debat kandidat di instagram"] {
        let judgement = matcher.judge(question);
        let confidences: Vec<f64> =
            judgement.candidates.iter().map(|candidate| candidate.confidence).collect();
        assert!(confidences.len() <= 5 && confidences.is_sorted_by(|one, next| one >= next), "{judgement:?}");
        assert!(confidences.iter().all(|confidence| (0.0..=1.0).contains(confidence)));
        assert!((0.0..=1.0).contains(&judgement.in_scope));
        assert_eq!(
            confidences.first().copied().unwrap_or_default().to_bits(),
            judgement.confidence.to_bits()
        );
    }
}

#[test]
fn a_near_miss_pulls_its_topic_back() {
    let before = Matcher::train(&a_corpus()).judge("debat kandidat di instagram");
    let mut corpus = a_corpus();
    corpus.topics[1].near_misses.push("debat kandidat di instagram".into());
    let after = Matcher::train(&corpus).judge("debat kandidat di instagram");
    let confidence = |judgement: &super::Judgement| {
        let watching = judgement.candidates.iter().find(|candidate| candidate.label == "nonton");
        watching.map_or(0.0, |candidate| candidate.confidence)
    };
    assert!(confidence(&after) < confidence(&before));
}

#[test]
fn training_twice_gives_the_same_judgements() {
    let (one, other) = (Matcher::train(&a_corpus()), Matcher::train(&a_corpus()));
    for question in ["kaus partai", "cuti tahunan", "debat", "like kandidat"] {
        assert_eq!(one.judge(question), other.judge(question));
    }
}

#[test]
fn a_corpus_without_anything_judges_everything_unknown() {
    let judgement = Matcher::train(&Corpus::default()).judge("boleh?");
    assert_eq!((judgement.outcome, judgement.candidates), (Outcome::Unknown, vec![]));
}

#[test]
fn a_plain_corpus_of_any_language_is_matched_without_vocabulary() {
    let row = |phrase: &str, label: &str| (phrase.to_owned(), Some(label.to_owned()));
    let rows =
        [row("open the door", "door"), row("close the window", "window"), row("the door is stuck", "door")];
    let corpus = Corpus::plain(rows);
    assert_eq!(corpus.language, Language::Plain);
    assert_eq!(Matcher::train(&corpus).judge("please open door").candidates[0].label, "door");
}

/// Everything a matcher gives away to be kept.
fn kept(matcher: &Matcher) -> Vec<u8> {
    let mut bytes = Vec::new();
    matcher.keep(|piece| bytes.extend_from_slice(piece));
    bytes
}

/// A matcher from what was kept.
fn recalled(corpus: &Corpus, mut bytes: &[u8]) -> Option<Matcher> {
    Matcher::recall(corpus, |piece| {
        let (taken, rest) = bytes.split_at_checked(piece.len())?;
        piece.copy_from_slice(taken);
        bytes = rest;
        Some(())
    })
}

#[test]
fn a_matcher_that_was_kept_judges_as_it_did() {
    let plain = Corpus::plain([("open the door".to_owned(), Some("door".to_owned()))]);
    for corpus in [a_corpus(), plain, Corpus::default()] {
        let matcher = Matcher::train(&corpus);
        let recalled = recalled(&corpus, &kept(&matcher)).expect("it is sound");
        for question in ["menontn debat kandidat", "stiker partai", "cuti tahunan", "open dor", "xqzw", ""] {
            assert_eq!(recalled.explain(question), matcher.explain(question));
        }
        assert_eq!(kept(&recalled), kept(&matcher));
    }
}

#[test]
fn what_another_corpus_taught_or_what_is_damaged_is_not_recalled() {
    let corpus = a_corpus();
    let bytes = kept(&Matcher::train(&corpus));
    let mut other = a_corpus();
    other.topics[0].phrases.pop();
    assert!(recalled(&other, &bytes).is_none());
    assert_ne!(Matcher::name(&other), Matcher::name(&corpus));
    for end in (0..bytes.len()).step_by(997) {
        assert!(recalled(&corpus, &bytes[..end]).is_none(), "{end} bytes");
        let mut damaged = bytes.clone();
        damaged[end] ^= 4;
        assert!(recalled(&corpus, &damaged).is_none(), "byte {end}");
    }
}

#[test]
fn stances_and_thresholds_come_from_the_corpus_and_not_from_what_was_kept() {
    let mut corpus = a_corpus();
    let bytes = kept(&Matcher::train(&corpus));
    corpus.topics[0].stance = None;
    let recalled = recalled(&corpus, &bytes).expect("it has learnt the same");
    assert_eq!(recalled.stance("suka"), None);
}

mod laws {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::Matcher;
    use super::a_corpus;

    static MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::train(&a_corpus()));

    proptest! {
        #[test]
        fn no_text_makes_the_matcher_panic_or_leave_its_bounds(text in any::<String>()) {
            let judgement = MATCHER.judge(&text);
            prop_assert!(judgement.candidates.iter().all(|candidate| (0.0..=1.0).contains(&candidate.confidence)));
        }

        #[test]
        fn typos_never_raise_the_confidence_above_the_exact_phrase(place in 0_usize..26, letter in "[a-z]") {
            let exact = "pakai kaus partai ke pasar";
            let mut typed = exact.to_owned();
            typed.replace_range(place..=place, &letter);
            prop_assert!(MATCHER.judge(&typed).confidence <= MATCHER.judge(exact).confidence);
        }
    }
}
