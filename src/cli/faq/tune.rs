//! `netral faq tune`: fits the thresholds anew and writes them into the FAQ's folder.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use chrono::DateTime;
use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::material;
use crate::cli::progress::Progress;
use crate::config::Places;
use crate::matching::Corpus;
use crate::matching::Matcher;
use crate::matching::Thresholds;
use crate::matching::evaluate;
use crate::matching::evaluate::Report;
use crate::matching::evaluate::Row;
use crate::matching::tune;
use crate::ports::Clock;
use crate::system::SystemClock;
use crate::texts::trouble;

/// Where the thresholds are, and the questions that help to fit them.
const THRESHOLDS: &str = "_ambang.toml";
const QUESTIONS: &str = "_uji.tsv";

/// Where the FAQ is if nobody says.
const FOLDER: &str = "faq";

const HEAD: &str = "# Ambang pencocokan. Ditulis oleh `netral faq tune`; jangan diubah dengan tangan.\n\
    # hasil: pada separuh pertanyaan uji yang tidak dipakai untuk menghitung ambang.\n\n";

/// Options of `netral faq tune`.
#[derive(Debug, Args)]
#[command(
    after_help = "Separuh pertanyaan uji ikut menentukan ambang, separuh lainnya menilai hasilnya.\n\nContoh:\n  netral faq tune faq\n  netral faq tune faq --uji pertanyaan.tsv --coba"
)]
pub(in crate::cli) struct Options {
    /// Folder FAQ; tanpa ini --faq, atau folder faq di sini
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Pertanyaan berlabel [bawaan: _uji.tsv di folder FAQ]
    #[arg(long, value_name = "FILE.tsv")]
    uji: Option<PathBuf>,
    /// Hitung dan tampilkan saja, tanpa menulis berkas
    #[arg(long)]
    coba: bool,
}

/// Fits, compares and writes.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let folder = options.folder.clone().or_else(|| places.faq.clone()).unwrap_or_else(|| FOLDER.into());
    let (faq, problems) = material::read_faq(Some(&folder));
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let mut corpus = faq.ok_or_else(|| Failure::Input(trouble::broken_faq(errors)))?.corpus();
    let (fitting, reporting) = questions(options, &folder)?;
    let before = evaluate::evaluate(&Matcher::train(&corpus), &reporting);
    let mut progress = Progress::start("melatih", tune::TRAININGS);
    let fitted = tune::tune(&corpus, &fitting, || progress.advance());
    progress.end();
    corpus.thresholds = Some(fitted.clone());
    let after = evaluate::evaluate(&Matcher::train(&corpus), &reporting);
    compare(&before, &after)?;
    let text = written(&corpus, &fitted, &after);
    if options.coba {
        writeln!(io::stdout(), "\nTidak ditulis (--coba).")?;
        return Ok(());
    }
    let file = folder.join(THRESHOLDS);
    replace(&file, &text).map_err(|_| Failure::Input(trouble::unwritable_file(&file)))?;
    writeln!(io::stdout(), "\nDitulis: {}", file.display())?;
    Ok(())
}

/// The questions that help to fit, and those that report; without a file there are none.
fn questions(options: &Options, folder: &Path) -> Result<(Vec<Row>, Vec<Row>), Failure> {
    let own = folder.join(QUESTIONS);
    let file = match &options.uji {
        Some(file) => file,
        None if own.exists() => &own,
        None => return Ok((Vec::new(), Vec::new())),
    };
    Ok(material::rows(file)?.into_iter().partition(Row::is_for_fitting))
}

fn compare(before: &Report, after: &Report) -> io::Result<()> {
    let mut output = io::stdout().lock();
    if after.questions == 0 {
        return writeln!(
            output,
            "Tanpa pertanyaan uji, hasilnya tidak dapat dinilai. Tulis _uji.tsv atau pakai --uji."
        );
    }
    writeln!(output, "{:<26}{:>9}{:>9}   ({} pertanyaan)", "", "sebelum", "sesudah", after.questions)?;
    for (name, of) in MEASURES {
        writeln!(output, "{name:<26}{:>9.3}{:>9.3}", of(before), of(after))?;
    }
    Ok(())
}

type Measure = (&'static str, fn(&Report) -> f64);

const MEASURES: [Measure; 5] = [
    ("dijawab benar", |report| value(report.answered_right)),
    ("dijawab keliru", |report| value(report.answered_wrong)),
    ("benar atau ditawarkan", |report| value(report.right_or_offered)),
    ("di luar dijawab", |report| value(report.out_answered)),
    ("putusan terbalik", |report| value(report.verdict_flips)),
];

fn value(estimate: Option<evaluate::Estimate>) -> f64 {
    estimate.map_or(0.0, |estimate| (estimate.value * 1000.0).round() / 1000.0)
}

/// The file with the thresholds, and what they gave.
fn written(corpus: &Corpus, fitted: &Thresholds, report: &Report) -> String {
    let numbers = |weights: &[f64]| weights.iter().map(|weight| format!("{weight:.4}")).collect::<Vec<_>>();
    let list = |weights: &[f64]| numbers(weights).join(", ");
    // Without questions there is no result to tell.
    let measures = MEASURES.iter().filter(|_| report.questions > 0);
    let results: String =
        measures.map(|(name, of)| format!("{} = {:.3}\n", name.replace(' ', "_"), of(report))).collect();
    format!(
        "{HEAD}tanggal = {}\ndata = \"{:016x}\"\njawab = {:.4}\npilih = {:.4}\n\
         bobot_benar = [{}]\nbobot_lingkup = [{}]\n\n[hasil]\npertanyaan = {}\n{}",
        today(),
        corpus.fingerprint(),
        fitted.answer,
        fitted.choose,
        list(&fitted.right_weights),
        list(&fitted.scope_weights),
        report.questions,
        results,
    )
}

/// Today, by universal time.
fn today() -> String {
    let now = i64::try_from(SystemClock.now().0).ok().and_then(|now| DateTime::from_timestamp(now, 0));
    now.unwrap_or_default().date_naive().to_string()
}

/// Writes a file whole or not at all.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let new = file.with_extension("baru");
    fs::write(&new, text)?;
    fs::rename(&new, file)
}
