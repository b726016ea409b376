//! Labelled questions to measure with: `question<TAB>expected or -<TAB>also acceptable<TAB>style`.

/// What stands for "nothing in the FAQ" in the second column.
const OUT_OF_SCOPE: &str = "-";

/// One labelled question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What a person asked.
    pub question: String,
    /// The topic that answers it; `None` if none does.
    pub expected: Option<String>,
    /// Topics that would do as well.
    pub also: Vec<String>,
    /// How it is written; empty if not said.
    pub style: String,
}

/// A line that is no labelled question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RowProblem {
    /// Counted from 1.
    pub line: usize,
    /// What is missing.
    pub reason: RowFault,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The first column is empty.
    #[error("the question is empty")]
    NoQuestion,
    /// The second column is missing or empty.
    #[error("a tab and the expected topic, or - for out of scope, must follow the question")]
    NoExpectation,
}

impl Row {
    /// Whether the question is in the half that thresholds may be fitted on; the other half reports.
    /// The question's own text decides, so that adding rows moves none across.
    #[must_use]
    pub fn is_for_fitting(&self) -> bool {
        let mix = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let hash = self.question.bytes().fold(0x811c_9dc5, mix);
        (hash ^ (hash >> 16)) & 1 == 0
    }

    /// Whether the topic answers the question.
    #[must_use]
    pub fn accepts(&self, label: &str) -> bool {
        self.expected.as_deref() == Some(label) || self.also.iter().any(|also| also == label)
    }
}

/// Reads labelled questions; empty lines are skipped.
///
/// # Errors
/// Returns every line that can't be read.
pub fn parse(text: &str) -> Result<Vec<Row>, Vec<RowProblem>> {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match parse_line(line) {
            Ok(row) => rows.push(row),
            Err(reason) => problems.push(RowProblem { line: place + 1, reason }),
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

fn parse_line(line: &str) -> Result<Row, RowFault> {
    let mut columns = line.split('\t').map(str::trim);
    let question = columns.next().filter(|question| !question.is_empty()).ok_or(RowFault::NoQuestion)?;
    let expected = columns.next().filter(|expected| !expected.is_empty()).ok_or(RowFault::NoExpectation)?;
    let also = columns.next().unwrap_or_default().split([',', ' ']).filter(|label| !label.is_empty());
    Ok(Row {
        question: question.to_owned(),
        expected: (expected != OUT_OF_SCOPE).then(|| expected.to_owned()),
        also: also.map(str::to_owned).collect(),
        style: columns.next().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::RowFault;
    use super::parse;

    #[test]
    fn a_row_has_a_question_a_topic_others_and_a_style() {
        let rows =
            parse("\u{feff}Bolehkah ini?\tini\titu, sana  sini\tformal\r\n\r\ncuaca besok\t-\r\n").unwrap();
        assert_eq!(rows[0].question, "Bolehkah ini?");
        assert_eq!(rows[0].also, ["itu", "sana", "sini"]);
        assert_eq!(rows[0].style, "formal");
        assert!(rows[0].accepts("ini") && rows[0].accepts("sana") && !rows[0].accepts("bukan"));
        assert_eq!((rows[1].expected.as_deref(), rows[1].style.as_str()), (None, ""));
    }

    #[test]
    fn every_faulty_line_is_named() {
        let problems = parse("tanpa topik\nbaik\tini\n\tini\nkosong\t \n").unwrap_err();
        let named: Vec<_> = problems.iter().map(|problem| (problem.line, problem.reason)).collect();
        assert_eq!(
            named,
            [(1, RowFault::NoExpectation), (3, RowFault::NoQuestion), (4, RowFault::NoExpectation)]
        );
        assert!(problems[1].to_string().starts_with("line 3: the question is empty"));
    }
}
