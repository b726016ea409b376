//! What the commands work with: the FAQ or other phrases, and a matcher of them.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::models::Models;
use crate::config::Places;
use crate::curation::Files;
use crate::desk::Reference;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq_folder;
use crate::matching::Corpus;
use crate::matching::Language;
use crate::matching::Matcher;
use crate::matching::evaluate;
use crate::matching::evaluate::Row;
use crate::texts::trouble;

/// Options to measure the engine on other data than the FAQ.
#[derive(Debug, Args)]
pub(super) struct Engine {
    /// Frasa dari berkas (frasa TAB id, - untuk di luar cakupan), bukan dari FAQ
    #[arg(long, value_name = "FILE")]
    phrases: Option<PathBuf>,
    /// Tanpa kosakata dan tanpa pemangkasan imbuhan Indonesia
    #[arg(long)]
    plain: bool,
}

/// What admins' revisions stand on: the files of the FAQ, and what they say.
pub(super) struct Base {
    /// The files by their path.
    pub(super) files: Files,
    /// What they say.
    pub(super) faq: Faq,
    /// The folder they were read from; none for those that are compiled in.
    pub(super) folder: Option<PathBuf>,
}

/// Reads the FAQ, from a folder if one is named, with all its problems.
pub(super) fn read_faq(folder: Option<&Path>) -> (Option<Faq>, Vec<Problem>) {
    folder.map_or_else(faq_folder::embedded, faq_folder::load)
}

/// Reads the FAQ; errors in it are a configuration's failure.
pub(super) fn faq(places: &Places) -> Result<Faq, Failure> {
    let (faq, problems) = read_faq(places.faq.as_deref());
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    faq.ok_or_else(|| Failure::Configuration(trouble::broken_faq(errors)))
}

/// Reads the FAQ with the files it stands in; errors in it are a configuration's failure.
pub(super) fn base(places: &Places) -> Result<Base, Failure> {
    let reading = faq_folder::read(places.faq.as_deref());
    let errors = reading.problems.iter().filter(|problem| problem.is_error()).count();
    let faq = reading.faq.ok_or_else(|| Failure::Configuration(trouble::broken_faq(errors)))?;
    Ok(Base { files: reading.files, faq, folder: places.faq.clone() })
}

/// Reads the FAQ and learns it, or recalls what was kept of it.
pub(super) fn reference(places: &Places) -> Result<Reference, Failure> {
    faq(places).map(|faq| Models::looked_for(places).reference(faq))
}

/// Returns a matcher of the FAQ or of the phrases of a file.
pub(super) fn matcher(places: &Places, engine: &Engine) -> Result<Matcher, Failure> {
    Ok(Models::looked_for(places).matcher(&corpus(places, engine)?))
}

/// Returns the phrases of the FAQ, or of a file.
pub(super) fn corpus(places: &Places, engine: &Engine) -> Result<Corpus, Failure> {
    let mut corpus = match &engine.phrases {
        Some(file) => phrases(file)?,
        None => faq(places)?.corpus(),
    };
    corpus.language = if engine.plain { Language::Plain } else { Language::Indonesian };
    Ok(corpus)
}

fn phrases(file: &Path) -> Result<Corpus, Failure> {
    let text = read(file)?;
    let rows = text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let (phrase, label) = line.split_once('\t').unwrap_or((line, "-"));
        let label = label.split('\t').next().unwrap_or_default().trim();
        (phrase.to_owned(), (label != "-").then(|| label.to_owned()))
    });
    Ok(Corpus::plain(rows))
}

/// Reads a text file the user named; bytes that are no text become replacement characters.
pub(super) fn read(file: &Path) -> Result<String, Failure> {
    let bytes = fs::read(file).map_err(|_| Failure::Input(trouble::unreadable_file(file)))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads labelled questions.
pub(super) fn rows(file: &Path) -> Result<Vec<Row>, Failure> {
    evaluate::parse(&read(file)?).map_err(|problems| {
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        Failure::Input(trouble::wrong_lines(file, &lines))
    })
}
