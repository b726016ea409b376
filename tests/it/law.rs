//! What would make an answer wrong in law, held as far as words can hold it, and what every first screen promises.
//!
//! Each point says what no sentence may say, or what an entry must say in one sentence. Every forbidden thing has
//! a sample that shows that it would be found.

#![expect(clippy::unwrap_used, reason = "a test may panic: that is how it fails")]

mod points;

use std::sync::LazyLock;

use netral::faq::Employment;
use netral::faq::Entry;
use netral::faq::Faq;
use netral::faq::NormId;
use netral::faq::advice;
use netral::faq_folder;
use netral::texts;

use self::points::FORBIDDEN;
use self::points::Forbidden;
use self::points::REQUIRED;
use self::points::TITLES;

static FAQ: LazyLock<Faq> = LazyLock::new(|| faq_folder::embedded().0.unwrap());

/// Everything of an entry that people read.
fn texts_of(entry: &Entry) -> Vec<&str> {
    let explanation = &entry.explanation;
    let mut texts = vec![entry.title.as_str(), &entry.summary, &explanation.body];
    texts.extend(
        [&entry.step, &entry.caution, &explanation.sanction].into_iter().filter_map(|text| text.as_deref()),
    );
    texts.extend(explanation.sections.iter().map(|section| section.body.as_str()));
    texts
}

/// Sentences in lower case, without emphasis. `go.id` and `jo. UU` end none.
fn sentences(text: &str) -> Vec<String> {
    let text = text.replace("**", "").replace(" jo. ", " jo ").to_lowercase();
    let ends = [". ", "? ", "! ", ".\n", "?\n", "!\n", "\n"];
    ends.iter().fold(vec![text], |parts, end| {
        parts.iter().flat_map(|part| part.split(end).map(str::to_owned).collect::<Vec<_>>()).collect()
    })
}

fn says(sentence: &str, forbidden: &Forbidden) -> bool {
    forbidden.all.iter().all(|words| sentence.contains(words))
        && !forbidden.unless.iter().any(|words| sentence.contains(words))
}

#[test]
fn no_sentence_says_what_would_make_an_answer_wrong() {
    let mut found = Vec::new();
    for entry in &FAQ.entries {
        for sentence in texts_of(entry).into_iter().flat_map(sentences) {
            let wrong = FORBIDDEN.iter().filter(|forbidden| says(&sentence, forbidden));
            found.extend(wrong.map(|forbidden| format!("{}: {}: {sentence}", forbidden.point, entry.id)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn whatever_is_forbidden_would_be_found() {
    for forbidden in FORBIDDEN {
        let found = sentences(forbidden.sample).iter().any(|sentence| says(sentence, forbidden));
        assert!(found, "{}: {}", forbidden.point, forbidden.sample);
    }
}

#[test]
fn every_entry_says_what_it_must_in_one_sentence() {
    let mut missing = Vec::new();
    for (point, id, words) in REQUIRED {
        let entry = FAQ.entries.iter().find(|entry| entry.id.as_str() == *id).unwrap();
        let said = texts_of(entry).into_iter().flat_map(sentences);
        if !said.into_iter().any(|sentence| words.iter().all(|word| sentence.contains(word))) {
            missing.push(format!("{point}: {id}: {words:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn norms_have_their_true_titles() {
    for (id, words) in TITLES {
        let norm = &FAQ.norms[&NormId::parse(id).unwrap()];
        assert!(norm.title.contains(words), "{id}: {}", norm.title);
    }
}

#[test]
fn there_is_nothing_to_advise_and_every_first_screen_fits() {
    let mut advice: Vec<String> = advice::advise(&FAQ).iter().map(ToString::to_string).collect();
    advice.extend(texts::too_long_first_screens(&FAQ).iter().map(ToString::to_string));
    assert!(advice.is_empty(), "{}", advice.join("\n"));
}

#[test]
fn what_is_open_is_watched() {
    let urgent: Vec<&str> =
        FAQ.watches.iter().filter(|watch| watch.is_urgent).map(|watch| watch.id.as_str()).collect();
    assert_eq!(urgent.len(), 3, "a new election law, a new civil service law, a new decree: {urgent:?}");
    for watch in &FAQ.watches {
        assert!(FAQ.watched(watch).next().is_some(), "{}: nothing depends on it", watch.id);
    }
    // Whatever rests on the election law warns as soon as a new one is marked.
    let election =
        FAQ.entries.iter().filter(|entry| entry.basis.iter().any(|it| it.norm.as_str() == "uu-7-2017"));
    assert!(election.clone().count() > 40);
    for entry in election {
        assert!(FAQ.watches.iter().any(|watch| watch.is_urgent && watch.concerns(entry)), "{}", entry.id);
    }
}

#[test]
fn people_who_fear_their_office_or_are_accused_are_not_sent_to_it() {
    let asked = |id: &str| {
        let entry = FAQ.entries.iter().find(|entry| entry.id.as_str() == id).unwrap();
        entry.ask.clone().or_else(|| FAQ.group(&entry.group)?.ask.clone()).unwrap_or_default()
    };
    for id in [
        "perintah-atasan-mendukung",
        "dihukum-karena-menolak",
        "proses-pemeriksaan-terlapor",
        "hapus-unggahan-lama",
    ] {
        assert!(asked(id).contains("bantuan hukum KORPRI"), "{id}: {}", asked(id));
    }
    let reporting = FAQ.entries.iter().filter(|entry| entry.group.as_str() == "pelaporan");
    for entry in reporting {
        assert!(
            !asked(entry.id.as_str()).contains("BKPSDM") && !asked(entry.id.as_str()).is_empty(),
            "{}",
            entry.id
        );
    }
    assert!(asked("kepala-perangkat-desa").contains("dinas pemberdayaan desa"));
    assert!(asked("pegawai-bumn-bumd").contains("KPU"));
    for employment in [Employment::KepalaDesa, Employment::Bumn, Employment::Pensiunan, Employment::NonAsn] {
        assert!(FAQ.ask_by_status[&employment].contains("Bawaslu"), "{employment:?}");
    }
}
