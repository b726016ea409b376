//! The figures of an evaluation, for machines and for people.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::estimate::Estimate;

/// How a matcher did on labelled questions; a measure is `None` where no question concerns it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How many questions there were.
    pub questions: usize,
    /// How many of them the topics answer.
    pub in_scope: usize,
    /// In scope: the right topic is the first candidate.
    pub top_1: Option<Estimate>,
    /// In scope: the right topic is among the first three candidates.
    pub top_3: Option<Estimate>,
    /// In scope: mean of one over the right topic's rank, 0 beyond the fifth.
    pub mrr: Option<Estimate>,
    /// How well the probability of being in scope tells in from out.
    pub auroc: Option<Estimate>,
    /// In scope: answered surely with the right topic.
    pub answered_right: Option<Estimate>,
    /// In scope: answered surely with a wrong topic.
    pub answered_wrong: Option<Estimate>,
    /// In scope: a choice was offered and the right topic is in it.
    pub choose_hit: Option<Estimate>,
    /// In scope: answered right, or offered in a choice.
    pub right_or_offered: Option<Estimate>,
    /// In scope: redirected or unknown.
    pub refused: Option<Estimate>,
    /// Out of scope: answered surely.
    pub out_answered: Option<Estimate>,
    /// Out of scope: a choice was offered.
    pub out_chosen: Option<Estimate>,
    /// In scope: answered surely with the opposite verdict.
    pub verdict_flips: Option<Estimate>,
    /// The main measures per style.
    pub styles: BTreeMap<String, StyleReport>,
}

/// How a matcher did on the questions of one style.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StyleReport {
    /// How many questions there were.
    pub questions: usize,
    /// As in [`Report::top_1`].
    pub top_1: Option<Estimate>,
    /// As in [`Report::top_3`].
    pub top_3: Option<Estimate>,
    /// As in [`Report::answered_right`].
    pub answered_right: Option<Estimate>,
    /// As in [`Report::answered_wrong`].
    pub answered_wrong: Option<Estimate>,
    /// As in [`Report::refused`].
    pub refused: Option<Estimate>,
    /// As in [`Report::out_answered`].
    pub out_answered: Option<Estimate>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<22} {:>5}", "questions", self.questions)?;
        writeln!(f, "{:<22} {:>5}", "in scope", self.in_scope)?;
        for (name, estimate) in self.measures() {
            writeln!(f, "{name:<22} {}", Interval(estimate))?;
        }
        writeln!(f)?;
        let names = ["top-1", "top-3", "right", "wrong", "refused", "out answered"];
        write!(f, "{:<22} {:>5}", "style", "n")?;
        names.iter().try_for_each(|name| write!(f, " {name:>7}"))?;
        for (style, report) in &self.styles {
            let style = if style.is_empty() { "(none)" } else { style };
            write!(f, "\n{style:<22} {:>5}", report.questions)?;
            report.measures().into_iter().try_for_each(|estimate| write!(f, " {:>7}", Figure(estimate)))?;
        }
        writeln!(f)
    }
}

impl Report {
    fn measures(&self) -> [(&'static str, Option<Estimate>); 12] {
        [
            ("top-1", self.top_1),
            ("top-3", self.top_3),
            ("MRR", self.mrr),
            ("AUROC in/out", self.auroc),
            ("answered right", self.answered_right),
            ("answered wrong", self.answered_wrong),
            ("choose hit", self.choose_hit),
            ("right or offered", self.right_or_offered),
            ("refused", self.refused),
            ("out answered", self.out_answered),
            ("out offered a choice", self.out_chosen),
            ("verdict flips", self.verdict_flips),
        ]
    }
}

impl StyleReport {
    fn measures(&self) -> [Option<Estimate>; 6] {
        [self.top_1, self.top_3, self.answered_right, self.answered_wrong, self.refused, self.out_answered]
    }
}

/// Writes a value with three decimals.
struct Figure(Option<Estimate>);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(estimate) => f.pad(&format!("{:.3}", estimate.value)),
            None => f.pad("-"),
        }
    }
}

/// Writes a value with its interval and the number of questions.
struct Interval(Option<Estimate>);

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(Estimate { value, low, high, of }) => {
                write!(f, "{value:.3}  [{low:.3}, {high:.3}]  n = {of}")
            }
            None => write!(f, "    -"),
        }
    }
}
