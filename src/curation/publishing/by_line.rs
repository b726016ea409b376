//! Two changes of one text brought together line by line, where they don't touch the same lines.

use std::ops::Range;

use crate::faq::diff;
use crate::faq::diff::LineChange;

/// Lines of the origin, and what stands in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk<'t> {
    lines: Range<usize>,
    put: Vec<&'t str>,
}

/// Returns the text with both changes; `None` where they touch the same lines, or lines side by side.
pub(super) fn merge_lines(origin: &str, ours: &str, theirs: &str) -> Option<String> {
    let (ours_changed, theirs_changed) = (hunks(origin, ours), hunks(origin, theirs));
    let mut all = ours_changed.clone();
    for hunk in theirs_changed {
        if ours_changed.contains(&hunk) {
            continue;
        }
        if ours_changed.iter().any(|other| touches(other, &hunk)) {
            return None;
        }
        all.push(hunk);
    }
    all.sort_by_key(|hunk| hunk.lines.start);
    Some(applied(origin, &all))
}

fn touches(one: &Hunk<'_>, other: &Hunk<'_>) -> bool {
    one.lines.start <= other.lines.end && other.lines.start <= one.lines.end
}

fn hunks<'t>(origin: &'t str, changed: &'t str) -> Vec<Hunk<'t>> {
    let mut hunks: Vec<Hunk<'t>> = Vec::new();
    let (mut line, mut is_open) = (0_usize, false);
    for change in diff::lines(origin, changed) {
        if let LineChange::Same(_) = change {
            line = line.saturating_add(1);
            is_open = false;
            continue;
        }
        if !is_open {
            hunks.push(Hunk { lines: line..line, put: Vec::new() });
            is_open = true;
        }
        let Some(hunk) = hunks.last_mut() else { continue };
        match change {
            LineChange::Removed(_) => {
                line = line.saturating_add(1);
                hunk.lines.end = line;
            }
            LineChange::Added(text) => hunk.put.push(text),
            LineChange::Same(_) => {}
        }
    }
    hunks
}

fn applied(origin: &str, hunks: &[Hunk<'_>]) -> String {
    let lines: Vec<&str> = origin.lines().collect();
    let (mut text, mut next) = (Vec::<&str>::new(), 0);
    for hunk in hunks {
        text.extend(lines.get(next..hunk.lines.start).unwrap_or_default());
        text.extend(&hunk.put);
        next = hunk.lines.end;
    }
    text.extend(lines.get(next..).unwrap_or_default());
    text.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::merge_lines;

    const ORIGIN: &str = "a\nb\nc\nd\ne\n";

    #[test]
    fn changes_of_different_lines_come_together() {
        let merged = merge_lines(ORIGIN, "a\nB\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n");
        assert_eq!(merged.as_deref(), Some("a\nB\nc\nd\nE\nf\n"));
        let merged = merge_lines(ORIGIN, "b\nc\nd\ne\n", "a\nb\nc\nneu\nd\ne\n");
        assert_eq!(merged.as_deref(), Some("b\nc\nneu\nd\ne\n"));
    }

    #[test]
    fn the_same_change_on_both_sides_is_made_once() {
        assert_eq!(
            merge_lines(ORIGIN, "a\nx\nc\nd\ne\n", "a\nx\nc\nd\ne\n").as_deref(),
            Some("a\nx\nc\nd\ne\n")
        );
    }

    #[test]
    fn changes_of_the_same_or_of_neighbouring_lines_do_not() {
        assert_eq!(merge_lines(ORIGIN, "a\nx\nc\nd\ne\n", "a\ny\nc\nd\ne\n"), None);
        assert_eq!(merge_lines(ORIGIN, "a\nb\nx\nd\ne\n", "a\ny\nc\nd\ne\n"), None);
        assert_eq!(merge_lines(ORIGIN, "a\nb\nc\nd\ne\nx\n", "a\nb\nc\nd\ne\ny\n"), None);
    }
}
