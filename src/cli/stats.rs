//! `netral stats`: how the FAQ fared in a closed week.

use std::io;
use std::io::Write;

use clap::Args;

use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Places;
use crate::ports::Clock;
use crate::system::SystemClock;
use crate::texts::curation::statistics;
use crate::texts::trouble;

/// Options of `netral stats`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral stats                 minggu terakhir yang sudah lengkap\n  netral stats --week 2942     minggu lain: hari sejak 1970 dibagi tujuh\n  netral stats --json\n\nHanya minggu yang sudah lengkap; angka kecil disembunyikan. Bekerja juga selagi bot berjalan."
)]
pub(super) struct Options {
    /// Nomor minggu
    #[arg(long, value_name = "N")]
    week: Option<u32>,
    /// Satu objek JSON
    #[arg(long)]
    json: bool,
}

/// Tells a week.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let last = SystemClock.now().week().saturating_sub(1);
    if let Some(week) = options.week.filter(|week| *week > last) {
        return Err(Failure::Input(statistics::not_closed(week, last)));
    }
    let Answer::Week(report) = ask(places, Request::Week(options.week))? else {
        return Err(asking::unexpected());
    };
    let mut output = io::stdout().lock();
    if options.json {
        let json = serde_json::to_string(&report).map_err(|_| Failure::Internal(trouble::store_failed()))?;
        writeln!(output, "{json}")?;
    } else {
        writeln!(output, "{}\n\n{}", statistics::span(report.week), statistics::plain(&report))?;
    }
    Ok(())
}
