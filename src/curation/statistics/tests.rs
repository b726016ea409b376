use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Cell;
use super::Told;
use super::WeeklyCounts;
use super::closed;
use super::report;
use crate::conversation::Counted;
use crate::conversation::Rating;
use crate::curation::Kept;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::parse::parse;

/// A FAQ with so many entries in each topic.
fn faq(topics: &[usize]) -> Faq {
    let mut files = BTreeMap::new();
    let (mut groups, norm) = (
        String::new(),
        "[[norma]]\nid = \"n\"\njudul = \"N\"\nkutipan = \"N\"\nstatus = \"berlaku\"\ndiperiksa = 2026-02-23\n",
    );
    for (topic, entries) in topics.iter().enumerate() {
        groups.push_str(&format!("[[grup]]\nid = \"g{topic}\"\njudul = \"G{topic}\"\nketerangan = \"K\"\n"));
        for entry in 0..*entries {
            let text = format!(
                "+++\njudul = \"Judul {topic} {entry}?\"\nputusan = \"info\"\nberlaku_untuk = [\"pns\"]\ndasar = [\"n\"]\nsanksi = []\nterkait = []\ndiperiksa = 2026-02-23\ntanya = [\"tanya {topic} {entry}\"]\n+++\nRingkas: Ya.\n"
            );
            files.insert(format!("g{topic}/e{topic}{entry}.md"), text);
        }
    }
    files.insert("_grup.toml".to_owned(), groups);
    files.insert("_norma.toml".to_owned(), norm.to_owned());
    files.insert(
        "_di-luar.toml".to_owned(),
        "[[kelompok]]\nid = \"x\"\njudul = \"X\"\narahkan = \"Y.\"\ntanya = [\"z z\"]\n".to_owned(),
    );
    let (faq, problems) = parse(&files);
    faq.unwrap_or_else(|| panic!("{problems:?}"))
}

fn ids(faq: &Faq) -> Vec<EntryId> {
    faq.entries.iter().map(|entry| entry.id.clone()).collect()
}

/// Everything that may vary in a week, in order.
fn cells(ids: &[EntryId]) -> Vec<Counted> {
    let mut cells: Vec<Counted> = ids.iter().cloned().map(Counted::Answered).collect();
    cells.extend(ids.iter().map(|id| Counted::Rated(id.clone(), Rating::Wrong)));
    cells.extend([Counted::Chose, Counted::Unknown]);
    cells
}

fn shown(counts: &WeeklyCounts, faq: &Faq, week: u32) -> String {
    String::from_utf8(Told(report(counts, faq, week)).to_bytes()).unwrap()
}

/// Whoever knows the rules and sees a report knows of each count only that it is one of these.
fn possible(faq: &Faq, cells: &[Counted], values: &[u64]) -> BTreeMap<String, Vec<BTreeSet<u64>>> {
    let mut found: BTreeMap<String, Vec<BTreeSet<u64>>> = BTreeMap::new();
    let worlds = values.len().pow(u32::try_from(cells.len()).unwrap());
    for world in 0..worlds {
        let digits =
            (0..cells.len()).map(|place| values[world / values.len().pow(place as u32) % values.len()]);
        let digits: Vec<u64> = digits.collect();
        let counts: Vec<_> =
            cells.iter().cloned().zip(&digits).map(|(cell, count)| (7, cell, *count)).collect();
        let sets = found.entry(shown(&counts, faq, 7)).or_insert_with(|| vec![BTreeSet::new(); cells.len()]);
        sets.iter_mut().zip(digits).for_each(|(set, digit)| drop(set.insert(digit)));
    }
    found
}

/// Holds, over all worlds there are, that no small count follows from what is shown.
fn nothing_small_follows(topics: &[usize], cells: impl Fn(&[EntryId]) -> Vec<Counted>, most: u64) {
    let faq = faq(topics);
    let values: Vec<u64> = (0..=most).collect();
    let reports = possible(&faq, &cells(&ids(&faq)), &values);
    assert!(reports.len() > 1, "reports must differ");
    for (report, sets) in reports {
        for set in sets {
            let alone = set.len() == 1 && set.iter().all(|count| (1..5).contains(count));
            assert!(!alone, "{set:?} follows from {report}");
        }
    }
}

#[test]
fn no_small_count_follows_from_a_week_whoever_reckons() {
    let answered = |ids: &[EntryId]| ids.iter().cloned().map(Counted::Answered).collect();
    nothing_small_follows(&[1], answered, 30);
    nothing_small_follows(&[2, 1], answered, 11);
    nothing_small_follows(&[4], answered, 7);
    nothing_small_follows(&[5], answered, 5);
    let wrong = |ids: &[EntryId]| ids.iter().map(|id| Counted::Rated(id.clone(), Rating::Wrong)).collect();
    nothing_small_follows(&[3], wrong, 9);
    nothing_small_follows(&[1], cells, 8);
}

#[test]
#[should_panic(expected = "follows from")]
fn a_table_that_told_exact_totals_would_be_caught() {
    // The positive control: the same search over a report that also tells the exact sum.
    let faq = faq(&[2]);
    let answered: Vec<Counted> = ids(&faq).into_iter().map(Counted::Answered).collect();
    let mut found: BTreeMap<u64, Vec<BTreeSet<u64>>> = BTreeMap::new();
    for world in 0..25_u64 {
        let digits = [world / 5, world % 5];
        let sets = found.entry(digits.iter().sum()).or_insert_with(|| vec![BTreeSet::new(); answered.len()]);
        sets.iter_mut().zip(digits).for_each(|(set, digit)| drop(set.insert(digit)));
    }
    for (sum, sets) in found {
        assert!(!sets.iter().any(|set| set.len() == 1 && !set.contains(&0)), "{sets:?} follows from {sum}");
    }
}

fn weeks() -> impl Strategy<Value = Vec<Vec<u64>>> {
    prop::collection::vec(prop::collection::vec(prop_oneof![0..5_u64, 5..60_u64], 12), 3)
}

fn counts_of(cells: &[Counted], weeks: &[Vec<u64>]) -> Vec<(u32, Counted, u64)> {
    let week = |(week, counts): (u32, &Vec<u64>)| {
        cells
            .iter()
            .cloned()
            .zip(counts.clone())
            .map(move |(cell, count)| (week, cell, count))
            .collect::<Vec<_>>()
    };
    (7..).zip(weeks).flat_map(week).collect()
}

proptest! {
    /// Over several weeks and topics: the counts that are too small trade places and amounts, and as long
    /// as what they come to together is told alike, nothing that is shown moves.
    #[test]
    fn what_is_shown_depends_on_small_counts_only_by_their_rounded_sum(weeks in weeks(), turn in 0..4_usize) {
        let faq = faq(&[3, 2]);
        let cells = cells(&ids(&faq));
        let mut other = weeks.clone();
        for week in &mut other {
            // Within the first topic small counts go round; sums stay.
            let small: Vec<usize> = (0..3).filter(|place| week[*place] < 5).collect();
            let old: Vec<u64> = small.iter().map(|place| week[*place]).collect();
            small.iter().enumerate().for_each(|(index, place)| week[*place] = old[(index + turn) % old.len()]);
            // Counts that stand alone are any small number.
            week[10..].iter_mut().filter(|count| **count < 5).for_each(|count| *count = (*count + 1) % 5);
        }
        let (one, two) = (counts_of(&cells, &weeks), counts_of(&cells, &other));
        for week in 7..11 {
            prop_assert_eq!(shown(&one, &faq, week), shown(&two, &faq, week));
        }
    }

    #[test]
    fn no_number_below_five_and_none_between_fives_is_shown(weeks in weeks()) {
        let faq = faq(&[3, 2]);
        let counts = counts_of(&cells(&ids(&faq)), &weeks);
        for week in 7..10 {
            let report = report(&counts, &faq, week);
            let rows = report.entries.iter().chain(&report.groups).chain(&report.wrong).map(|row| row.count);
            let outcomes = [&report.outcomes, &report.before].map(|it| [it.chose, it.redirected, it.unknown, Cell::About(it.answered + 5)]);
            for cell in rows.chain(outcomes.into_iter().flatten()).chain([report.helpful, report.passed_on]) {
                prop_assert!(cell == Cell::Few || (cell.value() >= 5 && cell.value() % 5 == 0), "{:?}", cell);
            }
        }
    }
}

#[test]
fn a_week_is_told_in_round_numbers() {
    let faq = faq(&[3]);
    let [a, b, c] = <[EntryId; 3]>::try_from(ids(&faq)).unwrap();
    let answered = |id: &EntryId, count| (9, Counted::Answered(id.clone()), count);
    let counts = vec![
        answered(&a, 43),
        answered(&b, 4),
        answered(&c, 3),
        (9, Counted::Unknown, 12),
        (9, Counted::Chose, 2),
        (9, Counted::Rated(a.clone(), Rating::Helpful), 31),
        (9, Counted::Rated(a, Rating::Unanswered), 9),
        (9, Counted::Rated(b, Rating::Wrong), 1),
        (8, Counted::Unknown, 99),
    ];
    let report = report(&counts, &faq, 9);
    assert_eq!(report.outcomes.answered, 50, "45 and the rare ones pooled");
    assert_eq!(report.outcomes.unknown, Cell::About(10));
    assert_eq!(report.outcomes.chose, Cell::Few);
    assert_eq!(report.outcomes.questions(), 60);
    assert_eq!(report.outcomes.share(10), Some(16));
    assert_eq!(report.helpful_share(), Some(75));
    assert_eq!(report.entries.len(), 1);
    assert_eq!(report.wrong.len(), 1);
    assert_eq!(report.before.unknown, Cell::About(100));
}

#[test]
fn only_closed_weeks_are_told() {
    assert_eq!(closed(None, 10), 9);
    assert_eq!(closed(Some(10), 10), 9);
    assert_eq!(closed(Some(99), 10), 9);
    assert_eq!(closed(Some(4), 10), 4);
}

#[test]
fn what_was_told_comes_back_from_its_bytes() {
    let told = Told(report(&[(9, Counted::Unknown, 12)], &faq(&[1]), 9));
    assert!(Told::from_bytes(&told.to_bytes()) == Some(told));
}
