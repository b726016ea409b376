//! `netral faq history`: the published changes, oldest first.

use std::io;
use std::io::Write;

use clap::Args;
use serde_json::json;

use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Config;
use crate::config::Places;
use crate::curation::Revision;
use crate::curation::import::entry_at;
use crate::texts::faq_cli;

/// Options of `netral faq history`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral faq history\n  netral faq history like          revisi yang menyentuh satu entri\n  netral faq history --json        satu objek per baris"
)]
pub(in crate::cli) struct Options {
    /// Id entri
    #[arg(value_name = "ENTRI")]
    entry: Option<String>,
    /// Satu objek JSON per revisi
    #[arg(long)]
    json: bool,
}

/// Tells the history.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let hours_east = Config::read(places)?.hours_east;
    let revisions = revisions(places)?;
    let mut output = io::stdout().lock();
    let shown: Vec<&Revision> =
        revisions.iter().filter(|revision| touches(revision, options.entry.as_deref())).collect();
    for revision in &shown {
        match options.json {
            true => writeln!(output, "{}", in_json(revision))?,
            false => writeln!(output, "{}", faq_cli::revision(revision, hours_east))?,
        }
    }
    if shown.is_empty() && !options.json {
        writeln!(output, "{}", faq_cli::no_revisions(options.entry.as_deref()))?;
    }
    Ok(())
}

/// All revisions, oldest first.
pub(super) fn revisions(places: &Places) -> Result<Vec<Revision>, Failure> {
    match ask(places, Request::Revisions)? {
        Answer::Revisions(revisions) => Ok(revisions),
        _ => Err(asking::unexpected()),
    }
}

fn touches(revision: &Revision, entry: Option<&str>) -> bool {
    let is_of = |path: &str, id: &str| entry_at(path).is_some_and(|entry| entry.as_str() == id);
    entry.is_none_or(|id| revision.changes.iter().any(|change| is_of(&change.path, id)))
}

fn in_json(revision: &Revision) -> serde_json::Value {
    let files: Vec<&str> = revision.changes.iter().map(|change| change.path.as_str()).collect();
    json!({
        "revision": revision.id.0,
        "at": revision.at.0,
        "author": faq_cli::author(revision.author),
        "approver": revision.approver.map(|admin| admin.0),
        "purpose": faq_cli::purpose(revision.purpose),
        "reason": revision.reason,
        "files": files,
    })
}
