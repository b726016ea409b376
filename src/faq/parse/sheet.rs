//! One file while it is being read: its text, where its lines are, and what was found wrong in it.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::faq::Problem;
use crate::faq::problem::Finding;
use crate::faq::wording;

/// A file's text with its lines and problems.
pub(super) struct Sheet<'s> {
    file: &'s str,
    text: &'s str,
    /// Byte offset at which each line starts.
    line_starts: Vec<usize>,
    /// Byte offset at which the TOML part starts.
    toml_start: usize,
    /// Whether the TOML part has syntax errors, so that a missing key may only be unreadable.
    is_broken: bool,
    /// Lines whose text can't be trusted; one problem is told for each, not what follows from it.
    unreadable_lines: BTreeSet<usize>,
    problems: Vec<Problem>,
}

impl<'s> Sheet<'s> {
    pub(super) fn new(file: &'s str, text: &'s str) -> Self {
        let line_ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(line_ends.map(|(end, _)| end + 1)).collect();
        let mut sheet = Self {
            file,
            text,
            line_starts,
            toml_start: 0,
            is_broken: false,
            unreadable_lines: BTreeSet::new(),
            problems: Vec::new(),
        };
        sheet.report_control_characters();
        sheet
    }

    pub(super) fn file(&self) -> &'s str {
        self.file
    }

    /// Returns the text without a byte order mark, and the offset at which it starts.
    pub(super) fn unmarked(&self) -> (usize, &'s str) {
        match self.text.strip_prefix('\u{feff}') {
            Some(rest) => (self.text.len() - rest.len(), rest),
            None => (0, self.text),
        }
    }

    /// Returns a part of the text.
    pub(super) fn text(&self, part: Range<usize>) -> &'s str {
        self.text.get(part).unwrap_or_default()
    }

    /// Reads a part of the text as TOML, as far as it can be read.
    pub(super) fn toml(&mut self, part: Range<usize>) -> DeTable<'s> {
        self.toml_start = part.start;
        let (table, errors) = DeTable::parse_recoverable(self.text(part));
        self.is_broken = !errors.is_empty();
        for error in errors {
            let line = self.toml_line(error.span().unwrap_or_default());
            self.report_unreadable(line, wording::syntax(error.message(), self.line(line)));
        }
        table.into_inner()
    }

    /// Reads the whole text as TOML.
    pub(super) fn whole_toml(&mut self) -> DeTable<'s> {
        let (start, _) = self.unmarked();
        self.toml(start..self.text.len())
    }

    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Returns the line, from 1, of a byte offset in the text.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Returns the line of a place in the TOML part.
    pub(super) fn toml_line(&self, span: Range<usize>) -> usize {
        self.line_at(self.toml_start + span.start)
    }

    /// Returns the line of a value or key of the TOML part.
    pub(super) fn line_of<T>(&self, item: &Spanned<T>) -> usize {
        self.toml_line(item.span())
    }

    pub(super) fn report(&mut self, line: usize, finding: Finding) {
        if !self.unreadable_lines.contains(&line) {
            self.problems.push(finding.at(self.file, line));
        }
    }

    fn report_unreadable(&mut self, line: usize, finding: Finding) {
        self.report(line, finding);
        self.unreadable_lines.insert(line);
    }

    /// Reports something about the file as a whole.
    pub(super) fn report_file(&mut self, finding: Finding) {
        self.problems.push(finding.in_file(self.file));
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn line(&self, line: usize) -> &'s str {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
    }

    fn report_control_characters(&mut self) {
        for (index, line) in self.text.lines().enumerate() {
            if line.contains(|letter: char| letter.is_control() && letter != '\t') {
                self.report_unreadable(index + 1, wording::control_character());
            }
        }
    }
}
