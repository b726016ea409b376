//! `netral ask`: one question, or one a line from standard input.

use std::io;
use std::io::BufRead;
use std::io::IsTerminal;
use std::io::Write;

use clap::Args;
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::material;
use crate::cli::material::Engine;
use crate::config::Places;
use crate::conversation::Part;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::desk::Reference;
use crate::faq::EntryId;
use crate::faq::OutsideId;
use crate::matching::Judgement;
use crate::matching::Matcher;
use crate::matching::Outcome;
use crate::texts;
use crate::texts::Agency;
use crate::texts::Scene;
use crate::texts::markup;
use crate::texts::trouble;

/// Options of `netral ask`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral ask \"boleh gak like status calon bupati?\"\n  netral ask --json < pertanyaan.txt > jawaban.jsonl"
)]
pub(super) struct Options {
    /// Satu objek JSON per baris, sesuai urutan masukan
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    engine: Engine,
    /// Pertanyaan; tanpa ini dibaca satu per baris dari masukan standar
    #[arg(value_name = "PERTANYAAN")]
    question: Vec<String>,
}

/// One answer, as other programs read it.
#[derive(Serialize)]
struct Line<'a> {
    question: &'a str,
    outcome: &'static str,
    entry: Option<&'a str>,
    confidence: f64,
    candidates: Vec<CandidateLine<'a>>,
    redirect: Option<&'a str>,
}

#[derive(Serialize)]
struct CandidateLine<'a> {
    entry: &'a str,
    confidence: f64,
}

/// Answers the question on the command line, or those of standard input.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let answerer = Answerer::new(places, options)?;
    if !options.question.is_empty() {
        return answerer.answer(&options.question.join(" "), &mut io::stdout().lock());
    }
    if io::stdin().is_terminal() {
        return Err(Failure::Input(trouble::no_question()));
    }
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while read_line(&mut input, &mut line)? {
        let question = String::from_utf8_lossy(&line);
        answerer.answer(question.trim_end_matches(['\n', '\r']), &mut io::stdout().lock())?;
    }
    Ok(())
}

/// Reads one more line; input that can't be read is no end of it.
pub(super) fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Failure> {
    line.clear();
    let read = input.read_until(b'\n', line);
    read.map(|length| length > 0).map_err(|_| Failure::Input(trouble::unreadable_input()))
}

/// Answers in JSON with a matcher alone, or in words with the FAQ.
enum Answerer {
    Json(Box<Matcher>),
    Words(Box<Reference>),
}

impl Answerer {
    fn new(places: &Places, options: &Options) -> Result<Self, Failure> {
        if options.json {
            return Ok(Self::Json(Box::new(material::matcher(places, &options.engine)?)));
        }
        Ok(Self::Words(Box::new(material::reference(places)?)))
    }

    fn answer(&self, question: &str, output: &mut impl Write) -> Result<(), Failure> {
        match self {
            Self::Json(matcher) => {
                let judgement = matcher.judge(question);
                serde_json::to_writer(&mut *output, &line(question, &judgement)).map_err(io::Error::from)?;
                writeln!(output)?;
            }
            Self::Words(reference) => writeln!(output, "{}\n", words(reference, question))?,
        }
        output.flush()?;
        Ok(())
    }
}

fn line<'a>(question: &'a str, judgement: &'a Judgement) -> Line<'a> {
    let (outcome, entry, redirect) = match &judgement.outcome {
        Outcome::Answer(entry) => ("answer", Some(entry.as_str()), None),
        Outcome::Choose(_) => ("choose", None, None),
        Outcome::Redirect(group) => ("redirect", None, Some(group.as_str())),
        Outcome::Unknown => ("unknown", None, None),
    };
    let candidates = judgement.candidates.iter().map(|candidate| CandidateLine {
        entry: &candidate.label,
        confidence: rounded(candidate.confidence),
    });
    Line {
        question,
        outcome,
        entry,
        confidence: rounded(judgement.confidence),
        candidates: candidates.collect(),
        redirect,
    }
}

fn rounded(confidence: f64) -> f64 {
    (confidence * 10_000.0).round() / 10_000.0
}

/// The answer as the bot would word it, without markup.
fn words(reference: &Reference, question: &str) -> String {
    let agency = Agency::default();
    let scene = Scene { faq: &reference.faq, agency: &agency, bot: None, takes_tips: false };
    let judgement = reference.matcher.judge(question);
    let mut state = State::default();
    state.screen = match &judgement.outcome {
        Outcome::Answer(label) => match EntryId::parse(label) {
            Some(entry) => Screen::Entry { entry, part: Part::Answer, preface: None },
            None => Screen::Unknown,
        },
        Outcome::Choose(labels) => {
            state.choice = labels.iter().filter_map(|label| EntryId::parse(label)).collect();
            Screen::Choice
        }
        Outcome::Redirect(label) => OutsideId::parse(label).map_or(Screen::Unknown, Screen::Outside),
        Outcome::Unknown => Screen::Unknown,
    };
    markup::plain(&texts::screen(scene, &state).html)
}
