//! Whatever admins publish, put back and take back, in any order: the FAQ stays one, and history leads to it.

use netral::curation::FileChange;
use netral::curation::Files;
use netral::curation::overlay::Overlay;
use netral::faq::edit::Field;
use netral::faq::parse::parse;
use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;

use super::EDITOR;
use super::OWNER;
use super::office::Office;
use super::proposing::drafted;
use super::proposing::edited;
use super::proposing::presses;
use super::proposing::previews;

/// One thing an admin does; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Step {
    Reword(usize, usize),
    Turn(usize, bool),
    AddPhrase(usize, usize),
    Retire(usize),
    Restore(usize),
    PutBack(usize),
    TakeBack(usize),
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (any::<usize>(), 0_usize..50).prop_map(|(entry, word)| Step::Reword(entry, word)),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(entry, allow)| Step::Turn(entry, allow)),
        2 => (any::<usize>(), 0_usize..50).prop_map(|(entry, word)| Step::AddPhrase(entry, word)),
        1 => any::<usize>().prop_map(Step::Retire),
        1 => any::<usize>().prop_map(Step::Restore),
        2 => any::<usize>().prop_map(Step::PutBack),
        2 => any::<usize>().prop_map(Step::TakeBack),
        1 => Just(Step::Restart),
    ]
}

fn entries(files: &Files) -> Vec<String> {
    files.keys().filter(|path| path.contains('/')).cloned().collect()
}

fn pick<T: Clone>(all: &[T], at: usize) -> Option<T> {
    all.get(at % all.len().max(1)).cloned()
}

/// Publishes a change as an editor would, with a reason where one is asked for; or is told why not.
fn publishes(office: &Office, changes: Vec<FileChange>) {
    if !changes.iter().any(FileChange::is_change) {
        return;
    }
    let draft = drafted(office, EDITOR, changes);
    previews(office, EDITOR, draft);
    finishes(office);
}

fn finishes(office: &Office) {
    if !office.labels(EDITOR).contains(&"Terbitkan".to_owned())
        && office.labels(EDITOR).contains(&"Tulis alasan".to_owned())
    {
        office.taps(EDITOR, "Tulis alasan");
        office.says(EDITOR, "Begitu aturannya.");
    }
    if office.labels(EDITOR).contains(&"Terbitkan".to_owned()) {
        office.taps(EDITOR, "Terbitkan");
    }
}

fn takes(office: Office, step: &Step) -> Office {
    let files = office.files();
    let entries = entries(&files);
    let revisions = u32::try_from(office.revisions().len()).unwrap();
    let change = |at: usize, fields: &[(Field, &str)]| {
        let path = pick(&entries, at)?;
        Some(vec![edited(&office, &path, fields)])
    };
    match step {
        Step::Reword(at, word) => {
            let text = format!("Penjelasan nomor {word} yang lain.");
            publishes(&office, change(*at, &[(Field::Body, &text)]).unwrap_or_default());
        }
        Step::Turn(at, allow) => {
            let verdict = if *allow { "boleh" } else { "dilarang" };
            publishes(&office, change(*at, &[(Field::Verdict, verdict)]).unwrap_or_default());
        }
        Step::AddPhrase(at, word) => {
            let phrases =
                pick(&entries, *at).map(|path| netral::faq::edit::lines(&files[&path], Field::Phrases));
            let phrases =
                format!("{}\nkalimat nomor {word} tentang hal ini", phrases.unwrap_or_default().join("\n"));
            publishes(&office, change(*at, &[(Field::Phrases, &phrases)]).unwrap_or_default());
        }
        Step::Retire(at) => {
            let gone = pick(&entries, *at).map(|path| FileChange {
                before: files.get(&path).cloned(),
                path,
                after: None,
            });
            publishes(&office, gone.into_iter().collect());
        }
        Step::Restore(at) => {
            let gone: Vec<String> =
                office.base().keys().filter(|path| !files.contains_key(*path)).cloned().collect();
            let back = pick(&gone, *at).map(|path| FileChange {
                before: None,
                after: office.base().get(&path).cloned(),
                path,
            });
            publishes(&office, back.into_iter().collect());
        }
        Step::PutBack(at) if revisions > 0 => {
            let to = u32::try_from(at % usize::try_from(revisions).unwrap()).unwrap() + 1;
            presses(&office, EDITOR, &format!("1:a:h:b:{to}"));
            finishes(&office);
        }
        Step::TakeBack(at) if revisions > 0 => {
            let of = u32::try_from(at % usize::try_from(revisions).unwrap()).unwrap() + 1;
            presses(&office, OWNER, &format!("1:a:h:u:{of}"));
        }
        Step::PutBack(_) | Step::TakeBack(_) => {}
        Step::Restart => return office.restarted(),
    }
    office
}

fn holds(office: &Office) {
    let files = office.files();
    let (faq, problems) = parse(&files);
    let faq = faq.unwrap_or_else(|| panic!("{problems:?}\n{}", office.transcript()));
    let replayed = Overlay::of(&office.revisions()).over(office.base());
    assert_eq!(replayed.files, files, "history leads to the FAQ");
    assert_eq!(replayed.conflicts, []);
    let in_force = office.desk().reference();
    assert_eq!(in_force.faq.entries, faq.entries, "and that is what is in force");
    let numbers: Vec<u32> = office.revisions().iter().map(|revision| revision.id.0).collect();
    assert_eq!(numbers, (1..=u32::try_from(numbers.len()).unwrap()).collect::<Vec<_>>());
}

fn sequences(count: u32) {
    let config = Config { cases: count, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let steps = prop::collection::vec(step(), 1..10);
    let outcome = runner.run(&steps, |steps| {
        let mut office = Office::new().without_four_eyes();
        for step in &steps {
            office = takes(office, step);
            holds(&office);
        }
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn any_sequence_of_edits_and_roll_backs_leaves_an_faq_that_its_history_leads_to() {
    sequences(24);
}

#[test]
#[ignore = "takes minutes: the same, a thousand times"]
fn a_thousand_sequences_do_too() {
    sequences(1_000);
}
