//! Reads `_uji.tsv`: labelled questions that measure the matcher and are never trained on.
//!
//! A line is `question<TAB>entry id, outside id or -<TAB>also acceptable<TAB>style`; the last two
//! columns may be missing.

use crate::faq::draft::At;
use crate::faq::draft::Trial;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

/// Reads every line that asks something; empty lines and those that begin with `#` say nothing.
pub(super) fn read(sheet: &mut Sheet<'_>) -> Vec<At<Trial>> {
    let (_, text) = sheet.unmarked();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let mut trials = Vec::new();
    for (line, text) in lines {
        match trial(text) {
            Some(value) => trials.push(At { line, value }),
            None => sheet.report(line, wording::trial_without_label()),
        }
    }
    trials
}

fn trial(line: &str) -> Option<Trial> {
    let mut columns = line.split('\t').map(str::trim);
    let question = columns.next().filter(|question| !question.is_empty())?.to_owned();
    let expected = columns.next().filter(|expected| !expected.is_empty())?;
    let also = columns.next().unwrap_or_default().split([' ', ',']).filter(|label| !label.is_empty());
    let labels = std::iter::once(expected).chain(also).map(str::to_owned).collect();
    Some(Trial { question, labels })
}
