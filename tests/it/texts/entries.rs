//! Every part of every entry of the real FAQ, for everybody it can be tailored to.

use netral::conversation::Brief;
use netral::conversation::Part;
use netral::conversation::Preface;
use netral::conversation::Screen;
use netral::conversation::State;
use netral::faq::Date;
use netral::faq::Employment;
use netral::faq::Entry;
use netral::faq::EntryId;
use netral::faq::Faq;
use netral::faq::Mark;
use netral::faq_folder;
use netral::texts;
use netral::texts::Agency;
use netral::texts::KeyAction;
use netral::texts::Message;
use netral::texts::Scene;
use netral::texts::markup;

use super::markup::assert_well_formed;

const PARTS: [Part; 5] = [Part::Answer, Part::More, Part::Basis, Part::Sanction, Part::Related];

#[test]
fn every_part_of_every_answer_is_a_message_that_telegram_takes() {
    for_each_screen(|_, state, message| {
        assert_well_formed(&message.html);
        let length = markup::length(&message.html);
        assert!((1..=markup::LONGEST_MESSAGE).contains(&length), "{length} units: {:?}", state.screen);
        for key in message.keyboard.iter().flatten() {
            let KeyAction::Press(data) = &key.action else { continue };
            assert!(data.len() <= 64, "{data}");
            assert!((1..=48).contains(&key.label.chars().count()), "{}", key.label);
        }
    });
}

#[test]
fn every_answer_ends_with_its_basis_its_date_and_whom_to_ask() {
    for_each_screen(|faq, state, message| {
        if matches!(state.screen, Screen::Entry { part: Part::Related, .. }) {
            return;
        }
        let text = markup::plain(&message.html);
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let last = paragraphs.last().copied().unwrap_or_default();
        assert!(last.starts_with("Panduan, bukan nasihat hukum; sumber s.d. "), "{text}");
        assert!(last.contains("belum ditinjau ahli hukum"), "{text}");
        let (_, asked) = last.split_once(" Tanya: ").unwrap();
        assert!(whom_to_ask(faq, state).contains(&asked.trim_end_matches('.').to_owned()), "{text}");
        let is_basis = matches!(state.screen, Screen::Entry { part: Part::Basis, .. });
        let opening = if is_basis { "• " } else { "Dasar: " };
        assert!(paragraphs.iter().any(|paragraph| paragraph.starts_with(opening)), "{text}");
    });
}

#[test]
fn no_answer_is_without_the_verdict_in_its_first_line() {
    for_each_screen(|_, state, message| {
        if !matches!(state.screen, Screen::Entry { part: Part::Answer, preface: None, .. }) {
            return;
        }
        let words = [
            "BOLEH · ",
            "DILARANG · ",
            "BERSYARAT · ",
            "HINDARI · ",
            "PENJELASAN · ",
            "PANDUAN · ",
            "SEDANG DITINJAU · ",
        ];
        let text = markup::plain(&message.html);
        assert!(words.iter().any(|word| text.starts_with(word)), "{text}");
    });
}

#[test]
fn an_answer_under_review_says_why_and_hides_all_that_could_be_followed() {
    let (faq, _) = faq_folder::embedded();
    let mut faq: Faq = faq.unwrap();
    for entry in &mut faq.entries {
        entry.under_review = Some("Menunggu <surat edaran>.".to_owned());
    }
    let agency = Agency { name: None, contact: None };
    let scene = Scene { faq: &faq, agency: &agency, bot: None, takes_tips: true };
    for state in faq.entries.iter().flat_map(states) {
        let Screen::Entry { entry, part, .. } = &state.screen else { continue };
        let entry = faq.entry(entry).unwrap();
        let message = texts::screen(scene, &state);
        let text = markup::plain(&message.html);
        if *part == Part::Related {
            continue;
        }
        assert!(text.contains("Menunggu <surat edaran>."), "{text}");
        assert!(!text.contains(&entry.summary), "{text}");
        assert!(!text.contains(&entry.explanation.body) || entry.explanation.body.is_empty(), "{text}");
        assert!(message.keyboard.len() <= 3, "{text}");
        assert!(text.contains("Tanya: "), "{text}");
        assert!(*part == Part::Basis || text.contains("Dasar: "), "{text}");
        let brief = texts::brief(scene, &Brief::Answer(entry.id.clone()));
        assert!(brief.html.starts_with("<b>SEDANG DITINJAU</b>"), "{}", brief.html);
        assert!(!markup::plain(&brief.html).contains(&entry.summary), "{}", brief.html);
    }
}

#[test]
fn a_change_of_law_is_told_under_the_verdict_and_in_groups() {
    let (faq, _) = faq_folder::embedded();
    let mut faq: Faq = faq.unwrap();
    let day = |year, month, day| Date { year, month, day };
    let norm = faq.norms.values_mut().find(|norm| norm.id.as_str() == "skb-2022").unwrap();
    norm.mark = Some(Mark {
        since: day(2024, 1, 5),
        note: Some("Diganti pedoman baru".to_owned()),
        is_revoked: true,
        marked_on: Some(day(2026, 11, 22)),
    });
    let agency = Agency { name: None, contact: None };
    let scene = Scene { faq: &faq, agency: &agency, bot: None, takes_tips: true };
    let entry = faq.entry(&EntryId::parse("like-postingan-calon").unwrap()).unwrap();
    let banner = "Sedang ditinjau: SKB Netralitas 2022 dicabut sejak 5 Januari 2024. Diganti pedoman baru. \
                  Jawaban ini dari sebelum perubahan; pastikan dulu.";
    let text = markup::plain(&texts::screen(scene, &state(entry, Part::Answer, None, None)).html);
    assert!(text.starts_with(&format!("DILARANG · {}\n{banner}\n", entry.title)), "{text}");
    let brief = texts::brief(scene, &Brief::Answer(entry.id.clone()));
    assert!(markup::plain(&brief.html).contains(banner), "{}", brief.html);
}

#[test]
fn only_civil_servants_are_sent_to_the_legal_aid_of_their_corps() {
    let faq = faq_folder::embedded().0.unwrap();
    let agency = Agency { name: None, contact: None };
    let scene = Scene { faq: &faq, agency: &agency, bot: None, takes_tips: true };
    let sent = |employment: Employment| {
        let screens = faq.entries.iter().map(|entry| {
            let state = state(entry, Part::Answer, None, Some(employment));
            markup::plain(&texts::screen(scene, &state).html)
        });
        let told = |text: &String| {
            let tells = |line: &str| line.starts_with("Sekarang:") || line.contains("Tanya:");
            text.lines().any(|line| tells(line) && line.contains("KORPRI"))
        };
        screens.filter(told).count()
    };
    assert!(sent(Employment::Pns) > 10, "they are sent there: {}", sent(Employment::Pns));
    for employment in Employment::ALL.into_iter().filter(|employment| !employment.is_asn()) {
        assert_eq!(sent(employment), 0, "{employment:?}");
    }
}

/// Everybody whom an answer on this screen could name to be asked.
fn whom_to_ask(faq: &Faq, state: &State) -> Vec<String> {
    let Screen::Entry { entry, .. } = &state.screen else { return Vec::new() };
    let entry = faq.entry(entry).unwrap();
    let agency = "BKPSDM Kota <Contoh> & Mitra, (021) 000000".to_owned();
    match entry.ask.clone().or_else(|| faq.group(&entry.group)?.ask.clone()) {
        // Others than civil servants are sent to legal aid of their own.
        Some(said) => vec![said.replace("bantuan hukum KORPRI", "bantuan hukum (OBH)"), said],
        None => faq.ask_by_status.values().cloned().chain([agency]).collect(),
    }
}

/// Words every part of every entry, for every status and however the question came.
fn for_each_screen(check: impl Fn(&Faq, &State, &Message)) {
    let (faq, _) = faq_folder::embedded();
    let faq: Faq = faq.unwrap();
    assert!(faq.entries.len() > 30, "the FAQ must be found");
    let agency = Agency {
        name: Some("BKPSDM Kota <Contoh> & Mitra".to_owned()),
        contact: Some("(021) 000000".to_owned()),
    };
    let scene = Scene { faq: &faq, agency: &agency, bot: Some("netral_bot"), takes_tips: true };
    for state in faq.entries.iter().flat_map(states) {
        check(&faq, &state, &texts::screen(scene, &state));
    }
}

fn states(entry: &Entry) -> Vec<State> {
    let parts = PARTS.into_iter().chain(Employment::ALL.map(Part::For));
    let prefaces = [None, Some(Preface::Edited), Some(Preface::Caption), Some(Preface::Forwarded)];
    let plain = parts.map(|part| state(entry, part, None, None));
    let tailored = Employment::ALL.map(|employment| state(entry, Part::Answer, None, Some(employment)));
    let prefaced = prefaces.map(|preface| state(entry, Part::Answer, preface, Some(Employment::Pppk)));
    plain.chain(tailored).chain(prefaced).collect()
}

fn state(entry: &Entry, part: Part, preface: Option<Preface>, employment: Option<Employment>) -> State {
    let screen = Screen::Entry { entry: entry.id.clone(), part, preface };
    State { employment, ..State::default().at(screen) }
}
