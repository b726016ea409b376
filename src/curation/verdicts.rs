//! Which verdicts changed lately, for everybody to see.

use std::collections::BTreeMap;

use crate::coordinates::Timestamp;
use crate::curation::Revision;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::Verdict;
use crate::faq::edit;
use crate::faq::edit::Field;

/// How long people are told of a change, in seconds: 90 days.
const TOLD: u64 = 90 * 86_400;

/// A revision that changed an entry's verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// The entry.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// The verdict until then.
    pub before: Verdict,
    /// The verdict from then on.
    pub after: Verdict,
}

/// An entry whose verdict isn't what it was 90 days ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictChange {
    /// What it answers.
    pub title: String,
    /// When its verdict last changed.
    pub at: Timestamp,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict now.
    pub after: Verdict,
}

/// Returns every change of a verdict, oldest first.
#[must_use]
pub fn turns(revisions: &[Revision]) -> Vec<Turned> {
    let changes =
        revisions.iter().flat_map(|revision| revision.changes.iter().map(|change| (revision.at, change)));
    let turned = changes.filter_map(|(at, change)| {
        let verdict = |text: &Option<String>| Verdict::parse(&edit::value(text.as_ref()?, Field::Verdict)?);
        let (before, after) = (verdict(&change.before)?, verdict(&change.after)?);
        let entry = EntryId::parse(change.path.rsplit('/').next()?.strip_suffix(".md")?)?;
        (before != after).then_some(Turned { entry, at, before, after })
    });
    turned.collect()
}

/// Returns the entries whose verdict changed in the last 90 days, the newest change first. What changed back
/// isn't told, nor what people don't see (any more).
#[must_use]
pub fn recent(turns: &[Turned], faq: &Faq, now: Timestamp) -> Vec<VerdictChange> {
    let mut spans: BTreeMap<&EntryId, (Verdict, &Turned)> = BTreeMap::new();
    for turn in turns.iter().filter(|turn| now.0.saturating_sub(turn.at.0) <= TOLD) {
        spans.entry(&turn.entry).and_modify(|(_, last)| *last = turn).or_insert((turn.before, turn));
    }
    let told = spans.into_iter().filter_map(|(id, (before, last))| {
        let entry = faq.entry(id)?;
        let is_told = entry.verdict == last.after && before != last.after && entry.under_review.is_none();
        let title = entry.title.clone();
        is_told.then_some(VerdictChange { title, at: last.at, before, after: last.after })
    });
    let mut told: Vec<VerdictChange> = told.collect();
    told.sort_by_key(|change| std::cmp::Reverse(change.at));
    told
}

#[cfg(test)]
mod tests {
    use super::Turned;
    use super::recent;
    use crate::coordinates::Timestamp;
    use crate::faq::EntryId;
    use crate::faq::Verdict;
    use crate::faq::parse::parse;
    use crate::faq::parse::tests::good_folder;

    const DAY: u64 = 86_400;

    fn turn(entry: &str, day: u64, before: Verdict, after: Verdict) -> Turned {
        Turned { entry: EntryId::parse(entry).unwrap(), at: Timestamp(day * DAY), before, after }
    }

    #[test]
    fn only_what_differs_from_90_days_ago_and_is_in_force_is_told() {
        let faq = parse(&good_folder()).0.unwrap(); // like: forbidden; hak-pilih: allowed
        let now = Timestamp(1_000 * DAY);
        let (info, forbidden) = (Verdict::Info, Verdict::Forbidden);
        let told = |turns: &[Turned]| {
            recent(turns, &faq, now).into_iter().map(|change| (change.before, change.at)).collect::<Vec<_>>()
        };
        assert_eq!(told(&[turn("like", 950, info, forbidden)]), [(info, Timestamp(950 * DAY))]);
        assert_eq!(told(&[turn("like", 909, info, forbidden)]), []);
        assert_eq!(told(&[turn("like", 910, info, forbidden)]).len(), 1);
        let back = [turn("like", 950, forbidden, info), turn("like", 951, info, forbidden)];
        assert_eq!(told(&back), []);
        let twice = [turn("like", 950, Verdict::Allowed, info), turn("like", 951, info, forbidden)];
        assert_eq!(told(&twice), [(Verdict::Allowed, Timestamp(951 * DAY))]);
        assert_eq!(told(&[turn("hak-pilih", 950, info, forbidden), turn("gone", 950, info, forbidden)]), []);
        let mut hidden = faq.clone();
        hidden.entries[0].under_review = Some("Ditinjau.".to_owned());
        assert_eq!(recent(&[turn("like", 950, info, forbidden)], &hidden, now), []);
    }
}
