//! Which lines came and which went.

/// Most pairs of lines that are held against each other; beyond it, all lines that differ went and came.
const MOST_PAIRS: usize = 4_000_000;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineChange<'t> {
    /// It is in both.
    Same(&'t str),
    /// It went.
    Removed(&'t str),
    /// It came.
    Added(&'t str),
}

/// Returns the lines of two texts in order: those of both, those that went, those that came.
#[must_use]
pub fn lines<'t>(before: &'t str, after: &'t str) -> Vec<LineChange<'t>> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let (start, before) = before.split_at_checked(head).unwrap_or((&before, &[]));
    let after = after.get(head..).unwrap_or_default();
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, end) = before.split_at_checked(before.len().saturating_sub(tail)).unwrap_or((before, &[]));
    let after = after.get(..after.len().saturating_sub(tail)).unwrap_or_default();
    let same = |lines: &[&'t str]| lines.iter().copied().map(LineChange::Same).collect::<Vec<_>>();
    let mut changes = same(start);
    changes.extend(between(before, after));
    changes.extend(same(end));
    changes
}

/// Compares what lies between the lines that both texts begin and end with.
fn between<'t>(before: &[&'t str], after: &[&'t str]) -> Vec<LineChange<'t>> {
    if before.len().saturating_mul(after.len()) > MOST_PAIRS {
        let removed = before.iter().copied().map(LineChange::Removed);
        return removed.chain(after.iter().copied().map(LineChange::Added)).collect();
    }
    let common = common_lengths(before, after);
    let length = |i: usize, j: usize| common.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default();
    let (mut i, mut j) = (0_usize, 0_usize);
    let mut changes = Vec::new();
    loop {
        changes.push(match (before.get(i), after.get(j)) {
            (Some(one), Some(other)) if one == other => {
                (i, j) = (i.saturating_add(1), j.saturating_add(1));
                LineChange::Same(one)
            }
            (Some(one), other) if other.is_none() || length(i + 1, j) >= length(i, j + 1) => {
                i = i.saturating_add(1);
                LineChange::Removed(one)
            }
            (_, Some(other)) => {
                j = j.saturating_add(1);
                LineChange::Added(other)
            }
            _ => return changes,
        });
    }
}

/// Returns, for each pair of places, how many lines what follows them has in common.
fn common_lengths(before: &[&str], after: &[&str]) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0_u32; after.len().saturating_add(1)]];
    for one in before.iter().rev() {
        let below = rows.last().map(Vec::as_slice).unwrap_or_default();
        let mut row = vec![0_u32];
        let pairs = after.iter().rev().zip(below.iter().rev().skip(1).zip(below.iter().rev()));
        for (other, (below, diagonal)) in pairs {
            let right = row.last().copied().unwrap_or_default();
            row.push(if one == other { diagonal.saturating_add(1) } else { right.max(*below) });
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}
