//! What the gate found, in words.

use crate::curation::gate::Landing;
use crate::curation::gate::Move;
use crate::curation::gate::Report;
use crate::curation::gate::Shift;
use crate::faq::Faq;
use crate::faq::OutsideId;
use crate::faq::Problem;
use crate::texts::curation::changes::named;
use crate::texts::entry::verdict_word;
use crate::texts::markup::escape;

/// Moves of each kind that are told before the rest is only counted.
const MOVES: usize = 8;

/// Letters of a question that are told.
const LETTERS: usize = 160;

/// Problems that are listed before the rest is only counted.
const PROBLEMS: usize = 8;

/// Tells what the gate found.
#[must_use]
pub fn told(faq: &Faq, report: &Report) -> String {
    let mut paragraphs = Vec::new();
    let (errors, warnings): (Vec<_>, Vec<_>) =
        report.problems.iter().cloned().partition(|problem: &Problem| problem.is_error());
    if !errors.is_empty() {
        paragraphs.push(format!("<b>Harus diperbaiki dulu</b>\n{}", problems(&errors)));
    }
    if !warnings.is_empty() {
        paragraphs.push(format!("<b>Perlu dilihat</b>\n{}", problems(&warnings)));
    }
    paragraphs.push(headline(report));
    for shift in [Shift::Flip, Shift::Lost, Shift::Elsewhere, Shift::Gained] {
        paragraphs.extend(of_kind(faq, report, shift));
    }
    paragraphs.join("\n\n")
}

fn headline(report: &Report) -> String {
    match report.moves.len() {
        0 => format!("<b>Uji ulang:</b> {} pertanyaan diperiksa, tidak ada yang berpindah.", report.asked),
        moved => format!("<b>Uji ulang:</b> {moved} dari {} pertanyaan berpindah.", report.asked),
    }
}

fn of_kind(faq: &Faq, report: &Report, shift: Shift) -> Option<String> {
    let all: Vec<&Move> = report.moves.iter().filter(|moved| moved.shift == shift).collect();
    let head = match shift {
        Shift::Flip => "BERBALIK PUTUSAN",
        Shift::Lost => "Tadinya tepat, sekarang tidak",
        Shift::Elsewhere => "Berpindah",
        Shift::Gained => "Sekarang tepat",
    };
    let mut lines: Vec<String> = all.iter().take(MOVES).map(|moved| of_move(faq, moved)).collect();
    let others = all.len().saturating_sub(MOVES);
    if others > 0 {
        lines.push(format!("… dan {others} lagi."));
    }
    (!all.is_empty()).then(|| format!("<b>{head} ({})</b>\n{}", all.len(), lines.join("\n")))
}

fn of_move(faq: &Faq, moved: &Move) -> String {
    let question: String = moved.question.chars().take(LETTERS).collect();
    let dots = if question.len() < moved.question.len() { "…" } else { "" };
    let (before, after) = (landing(faq, &moved.before), landing(faq, &moved.after));
    format!("• <i>{}{dots}</i>\n  {before} → {after}", escape(&question))
}

fn landing(faq: &Faq, landing: &Landing) -> String {
    match landing {
        Landing::Answer { title, verdict, .. } => {
            format!("<b>{}</b> {}", verdict_word(verdict.0), escape(title))
        }
        Landing::Choose => "pilihan".to_owned(),
        Landing::Redirect(group) => {
            let known = OutsideId::parse(group).and_then(|id| faq.outside_group(&id));
            let title = known.map_or("di luar FAQ", |group| &group.title);
            format!("diarahkan ({})", escape(title))
        }
        Landing::Unknown => "tidak terjawab".to_owned(),
    }
}

/// Lists problems, each with what to do about it.
#[must_use]
pub fn problems(problems: &[Problem]) -> String {
    let one = |problem: &Problem| {
        let line = problem.line.map(|line| format!(", baris {line}")).unwrap_or_default();
        let file = escape(&named(&problem.file));
        format!("• {file}{line}: {} <i>{}</i>", escape(&problem.what), escape(&problem.remedy))
    };
    let mut lines: Vec<String> = problems.iter().take(PROBLEMS).map(one).collect();
    let others = problems.len().saturating_sub(PROBLEMS);
    if others > 0 {
        lines.push(format!("… dan {others} lagi."));
    }
    lines.join("\n")
}
