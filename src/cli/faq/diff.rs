//! `netral faq diff`: what a revision changed, line by line.

use std::io;
use std::io::Write;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::faq::history::revisions;
use crate::config::Config;
use crate::config::Places;
use crate::curation::FileChange;
use crate::faq::diff::LineChange;
use crate::faq::diff::lines;
use crate::texts::faq_cli;

/// Lines that are shown around a change.
const AROUND: usize = 2;

/// Options of `netral faq diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral faq diff          revisi terakhir\n  netral faq diff 12       revisi 12"
)]
pub(in crate::cli) struct Options {
    /// Nomor revisi; tanpa ini yang terakhir
    #[arg(value_name = "REVISI")]
    revision: Option<u32>,
}

/// Shows what a revision changed.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let hours_east = Config::read(places)?.hours_east;
    let revisions = revisions(places)?;
    let found = match options.revision {
        Some(number) => revisions.iter().find(|revision| revision.id.0 == number),
        None => revisions.last(),
    };
    let Some(revision) = found else { return Err(Failure::Input(faq_cli::no_revision(options.revision))) };
    let mut output = io::stdout().lock();
    writeln!(output, "{}", faq_cli::revision(revision, hours_east))?;
    for change in revision.changes.iter().filter(|change| change.before != change.after) {
        write(&mut output, change)?;
    }
    Ok(())
}

fn write(output: &mut impl Write, change: &FileChange) -> io::Result<()> {
    let (before, after) =
        (change.before.as_deref().unwrap_or_default(), change.after.as_deref().unwrap_or_default());
    writeln!(output, "\n{}", faq_cli::file_changed(change))?;
    let lines = lines(before, after);
    let changed: Vec<usize> = (0..)
        .zip(&lines)
        .filter(|(_, line)| !matches!(line, LineChange::Same(_)))
        .map(|(place, _)| place)
        .collect();
    let mut skipped = false;
    for (place, line) in lines.iter().enumerate() {
        let is_near = changed.iter().any(|other| other.abs_diff(place) <= AROUND);
        match line {
            LineChange::Removed(text) => writeln!(output, "- {text}")?,
            LineChange::Added(text) => writeln!(output, "+ {text}")?,
            LineChange::Same(text) if is_near => writeln!(output, "  {text}")?,
            LineChange::Same(_) if !skipped => writeln!(output, "  …")?,
            LineChange::Same(_) => {}
        }
        skipped = !is_near;
    }
    Ok(())
}
