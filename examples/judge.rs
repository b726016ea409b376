//! Judges the questions of a file with the FAQ that is compiled in, so that instructions can be counted
//! (see `docs/kinerja.md`).
//!
//! `cargo run --release --example judge tests/data/questions-dev.tsv`

use netral::faq_folder;
use netral::matching::Matcher;
use netral::matching::evaluate;
use netral::matching::evaluate::Row;

#[expect(clippy::print_stdout, reason = "its line is what this program is for")]
fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "tests/data/questions-dev.tsv".to_owned());
    let rows = evaluate::parse(&std::fs::read_to_string(file)?)
        .map_err(|wrong| anyhow::anyhow!("{} lines are wrong", wrong.len()))?;
    let faq = faq_folder::embedded().0.ok_or_else(|| anyhow::anyhow!("the FAQ is broken"))?;
    let matcher = Matcher::train(&faq.corpus());
    println!("{} questions, {} candidates", rows.len(), judge_all(&matcher, &rows));
    Ok(())
}

/// What is counted; a function of its own, so that a profiler finds it.
#[inline(never)]
fn judge_all(matcher: &Matcher, rows: &[Row]) -> usize {
    rows.iter().map(|row| matcher.judge(&row.question).candidates.len()).sum()
}
