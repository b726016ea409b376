//! `netral eval`: measures the matcher on labelled questions.

use std::collections::BTreeSet;
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

use clap::Args;
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::material;
use crate::cli::material::Engine;
use crate::config::Places;
use crate::matching::Corpus;
use crate::matching::Matcher;
use crate::matching::evaluate;
use crate::matching::evaluate::Report;
use crate::matching::evaluate::Row;
use crate::texts::trouble;

/// Options of `netral eval`.
#[derive(Debug, Args)]
#[command(
    after_help = "Berkas: pertanyaan TAB id entri (atau -) TAB id lain yang juga benar TAB gaya.\n\nContoh:\n  netral eval tests/data/questions-dev.tsv\n  netral eval uji.tsv --json"
)]
pub(super) struct Options {
    /// Pertanyaan berlabel
    #[arg(value_name = "FILE.tsv")]
    file: PathBuf,
    /// Satu objek JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    engine: Engine,
}

/// How long single judgements took, in microseconds.
#[derive(Serialize)]
struct Latency {
    p50_us: f64,
    p99_us: f64,
    max_us: f64,
}

#[derive(Serialize)]
struct Measured<'a> {
    #[serde(flatten)]
    report: &'a Report,
    train_ms: f64,
    latency: Latency,
}

/// Measures and prints.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let rows = material::rows(&options.file)?;
    let begin = Instant::now();
    let corpus = material::corpus(places, &options.engine)?;
    refuse_unknown(options, &corpus, &rows)?;
    let matcher = Matcher::train(&corpus);
    let train_ms = begin.elapsed().as_secs_f64() * 1000.0;
    let latency = latency(&matcher, &rows);
    let report = evaluate::evaluate(&matcher, &rows);
    let mut output = io::stdout().lock();
    if options.json {
        let measured = Measured { report: &report, train_ms, latency };
        serde_json::to_writer(&mut output, &measured).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        writeln!(output, "{report}")?;
        writeln!(
            output,
            "latency        p50 {:.0} µs   p99 {:.0} µs   max {:.0} µs\ntraining       {train_ms:.0} ms (with reading)",
            latency.p50_us, latency.p99_us, latency.max_us
        )?;
    }
    Ok(())
}

/// An id that no entry has would count as a wrong answer whatever was answered.
fn refuse_unknown(options: &Options, corpus: &Corpus, rows: &[Row]) -> Result<(), Failure> {
    let known: BTreeSet<&str> = corpus.topics.iter().map(|topic| topic.label.as_str()).collect();
    let named = rows.iter().flat_map(|row| row.expected.iter().chain(&row.also)).map(String::as_str);
    let unknown: BTreeSet<&str> = named.filter(|label| !known.contains(label)).collect();
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(Failure::Input(trouble::unknown_labels(&options.file, &unknown))),
    }
}

fn latency(matcher: &Matcher, rows: &[Row]) -> Latency {
    let mut taken: Vec<Duration> = rows
        .iter()
        .map(|row| {
            let begin = Instant::now();
            let _judgement = std::hint::black_box(matcher.judge(&row.question));
            begin.elapsed()
        })
        .collect();
    taken.sort();
    let last = taken.len().saturating_sub(1);
    let at = |percent: usize| {
        let taken = taken.get(last * percent / 100).copied().unwrap_or_default();
        taken.as_secs_f64() * 1_000_000.0
    };
    Latency { p50_us: at(50), p99_us: at(99), max_us: at(100) }
}
