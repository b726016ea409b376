//! `netral audit`: whether the audit's chain is whole.

use std::io;
use std::io::Write;

use clap::Subcommand;

use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Places;
use crate::curation::audit::Audit;
use crate::curation::audit::NotedHead;
use crate::texts::faq_cli;

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Periksa apakah rantainya utuh, dan apakah kepala yang pernah dicatat masih ada
    #[command(
        after_help = "Contoh:\n  netral audit verify\n  netral audit verify --kepala \"1a2b 3c4d 5e6f 7a8b\"   kepala dari ringkasan mingguan\n\nKode keluar: 0 utuh; 1 rusak, atau kepala itu tidak ada lagi: ujungnya pernah dipotong."
    )]
    Verify {
        /// Kepala rantai yang pernah dicatat
        #[arg(long, value_name = "HASH")]
        kepala: Option<String>,
    },
}

/// Runs a command on the audit.
pub(super) fn run(places: &Places, command: &Command) -> Result<(), Failure> {
    let Command::Verify { kepala } = command;
    let noted = match kepala.as_deref().map(NotedHead::parse) {
        Some(None) => return Err(Failure::Input(faq_cli::odd_head())),
        noted => noted.flatten(),
    };
    let Answer::Audit(rows) = ask(places, Request::Audit)? else { return Err(asking::unexpected()) };
    let audit = Audit::read(&rows);
    let seen = noted.as_ref().map(|noted| audit.seen(noted));
    writeln!(io::stdout(), "{}", faq_cli::audit(&audit, seen))?;
    if audit.broken.is_some() || seen == Some(None) { Err(Failure::Said(1)) } else { Ok(()) }
}
