//! `netral why`: the way of one question to its outcome, for those who write phrases and vocabulary.

use std::io;
use std::io::Write;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::material;
use crate::cli::material::Engine;
use crate::config::Places;
use crate::matching::Explanation;
use crate::matching::Outcome;
use crate::matching::Reasons;

/// Options of `netral why`.
#[derive(Debug, Args)]
#[command(
    after_help = "Fitur: kata dan pasangan kata (bentuk dasar), |potongan kata|, [konsep].\n\nContoh:\n  netral why \"boleh gak like status calon bupati?\""
)]
pub(super) struct Options {
    #[command(flatten)]
    engine: Engine,
    /// Pertanyaan yang ingin dijelaskan
    #[arg(value_name = "PERTANYAAN", required = true)]
    question: Vec<String>,
}

/// Explains how a question is judged.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let matcher = material::matcher(places, &options.engine)?;
    let question = options.question.join(" ");
    write(&mut io::stdout().lock(), &question, &matcher.explain(&question))?;
    Ok(())
}

fn write(output: &mut impl Write, question: &str, explanation: &Explanation) -> io::Result<()> {
    let pairs = |pairs: &[(String, String)]| {
        listed(pairs.iter().map(|(from, to)| format!("{from} → {to}")).collect(), ", ")
    };
    writeln!(output, "pertanyaan     {question}")?;
    writeln!(output, "kata baku      {}", listed(explanation.words.clone(), " "))?;
    writeln!(output, "ejaan          {}", pairs(&explanation.repairs))?;
    writeln!(output, "tak dikenal    {}", listed(explanation.unknown.clone(), ", "))?;
    writeln!(output, "konsep         {}", pairs(&explanation.concepts))?;
    writeln!(output, "hasil          {}", outcome(explanation))?;
    for reasons in &explanation.reasons {
        write_reasons(output, reasons)?;
    }
    writeln!(output, "\nsemua yang di luar FAQ   skor {:+.2}", explanation.outside)
}

fn write_reasons(output: &mut impl Write, reasons: &Reasons) -> io::Result<()> {
    let Reasons { label, score, likeness, features } = reasons;
    writeln!(output, "\n{label}   skor {score:+.2}, mirip frasa terdekatnya {likeness:.2}")?;
    for (feature, part) in features {
        writeln!(output, "  {part:+.3}  {feature}")?;
    }
    Ok(())
}

fn outcome(explanation: &Explanation) -> String {
    let judgement = &explanation.judgement;
    let (right, scope) = (judgement.confidence, judgement.in_scope);
    let what = match &judgement.outcome {
        Outcome::Answer(label) => format!("answer {label}"),
        Outcome::Choose(labels) => format!("choose {}", labels.join(", ")),
        Outcome::Redirect(group) => format!("redirect {group}"),
        Outcome::Unknown => "unknown".to_owned(),
    };
    format!("{what}   (benar {right:.2}, dalam cakupan {scope:.2})")
}

fn listed(items: Vec<String>, between: &str) -> String {
    if items.is_empty() { "-".to_owned() } else { items.join(between) }
}
