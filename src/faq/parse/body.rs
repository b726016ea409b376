//! Splits an answer into summary, explanation, sanctions and what differs per employment status.

use std::ops::Range;

use crate::faq::Employment;
use crate::faq::Explanation;
use crate::faq::StatusSection;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

const SUMMARY: &str = "ringkas:";
const MAX_SUMMARY_LETTERS: usize = 300;

/// Telegram's limit for a message, in UTF-16 units.
const MAX_MESSAGE_UNITS: usize = 4096;
/// Room in the message for title, verdict, legal basis, date, contacts and markup.
const RESERVED_UNITS: usize = 600;

/// Statuses as headings name them; the first name of each status is the one that is offered.
const STATUSES: [(&str, Employment); 18] = [
    ("PNS", Employment::Pns),
    ("PPPK", Employment::Pppk),
    ("CPNS", Employment::Cpns),
    ("non-ASN", Employment::NonAsn),
    ("non ASN", Employment::NonAsn),
    ("honorer", Employment::NonAsn),
    ("tenaga honorer", Employment::NonAsn),
    ("non-ASN/honorer", Employment::NonAsn),
    ("kepala desa, perangkat desa, dan BPD", Employment::KepalaDesa),
    ("kepala desa", Employment::KepalaDesa),
    ("kepala desa dan perangkat desa", Employment::KepalaDesa),
    ("pegawai BUMN", Employment::Bumn),
    ("pegawai BUMD", Employment::Bumn),
    ("pegawai BUMN/BUMD", Employment::Bumn),
    ("pegawai BUMN dan BUMD", Employment::Bumn),
    ("BUMN", Employment::Bumn),
    ("BUMD", Employment::Bumn),
    ("pensiunan", Employment::Pensiunan),
];

/// The text of an answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) summary: String,
    pub(super) explanation: Explanation,
}

/// Whether a line begins the summary, and with it the answer.
pub(in crate::faq) fn opens_summary(line: &str) -> bool {
    after_summary_label(line).is_some()
}

/// Whether a line, without space at its end, goes on with the summary of the lines before it.
pub(in crate::faq) fn continues_summary(line: &str) -> bool {
    !line.is_empty() && !is_heading(line) && !opens_summary(line)
}

/// Reads the answer in a part of the text, reporting what is wrong with it.
pub(super) fn read(sheet: &mut Sheet<'_>, part: Range<usize>) -> Answer {
    let first_line = sheet.line_at(part.start);
    let text = sheet.text(part);
    let lines: Vec<(usize, &str)> = (first_line..).zip(text.lines().map(str::trim_end)).collect();
    let blank = lines.iter().take_while(|(_, line)| line.is_empty()).count();
    let lines = lines.get(blank..).unwrap_or_default();
    let first_line = lines.first().map_or(first_line, |(number, _)| *number);
    let (summary, rest) = read_summary(sheet, lines, first_line);
    let mut answer = Answer { summary, explanation: Explanation::default() };
    for section in sections(rest, first_line) {
        section.add_to(&mut answer.explanation, sheet);
    }
    check_length(sheet, first_line, "Jawaban", &[&answer.summary, &answer.explanation.body]);
    answer
}

/// Takes the `Ringkas:` paragraph off the lines of an answer.
fn read_summary<'l, 't>(
    sheet: &mut Sheet<'_>,
    lines: &'l [(usize, &'t str)],
    first_line: usize,
) -> (String, &'l [(usize, &'t str)]) {
    let Some(opening) = lines.first().and_then(|(_, line)| after_summary_label(line)) else {
        sheet.report(first_line, wording::summary_missing());
        return (String::new(), lines);
    };
    let more = lines.iter().skip(1).take_while(|(_, line)| continues_summary(line)).count();
    let (paragraph, rest) = lines.split_at_checked(more + 1).unwrap_or((lines, &[]));
    let continued = paragraph.iter().skip(1).map(|(_, line)| line.trim());
    let summary = std::iter::once(opening.trim()).chain(continued).collect::<Vec<_>>().join(" ");
    let summary = summary.trim().to_owned();
    report_summary(sheet, first_line, &summary, rest);
    (summary, rest)
}

fn report_summary(sheet: &mut Sheet<'_>, line: usize, summary: &str, rest: &[(usize, &str)]) {
    let letters = summary.chars().count();
    if letters == 0 {
        sheet.report(line, wording::summary_empty());
    } else if letters > MAX_SUMMARY_LETTERS {
        sheet.report(line, wording::summary_long(letters, MAX_SUMMARY_LETTERS));
    }
    for (line, _) in rest.iter().filter(|(_, line)| opens_summary(line)) {
        sheet.report(*line, wording::summary_repeated());
    }
}

fn after_summary_label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_at_checked(SUMMARY.len())?;
    label.eq_ignore_ascii_case(SUMMARY).then_some(rest)
}

/// Text under one heading; the text before the first heading has none.
struct Section<'t> {
    line: usize,
    heading: Option<&'t str>,
    lines: Vec<&'t str>,
}

/// Whether a line is a heading, with or without the space it needs; `#netral` is a hashtag.
fn is_heading(line: &str) -> bool {
    line.starts_with("##") || line.starts_with("# ")
}

fn sections<'t>(lines: &[(usize, &'t str)], first_line: usize) -> Vec<Section<'t>> {
    let mut current = Section { line: first_line, heading: None, lines: Vec::new() };
    let mut sections = Vec::new();
    for (number, line) in lines {
        if is_heading(line) {
            let heading = Some(*line);
            let next = Section { line: *number, heading, lines: Vec::new() };
            sections.push(std::mem::replace(&mut current, next));
        } else {
            current.lines.push(line);
        }
    }
    sections.push(current);
    sections
}

impl Section<'_> {
    fn add_to(self, explanation: &mut Explanation, sheet: &mut Sheet<'_>) {
        let text = self.lines.join("\n").trim().to_owned();
        let Some(line) = self.heading else {
            explanation.body = text;
            return;
        };
        let heading = line.trim_start_matches('#').trim();
        if !line.starts_with("## ") {
            sheet.report(self.line, wording::heading_level(heading));
        }
        if text.is_empty() {
            sheet.report(self.line, wording::section_empty(heading));
        }
        match Kind::of(heading) {
            Kind::Ordinary => append(&mut explanation.body, &format!("## {heading}\n{text}")),
            Kind::Sanction => self.add_sanction(heading, text, explanation, sheet),
            Kind::Status(employment) => self.add_status(heading, employment, text, explanation, sheet),
            Kind::UnknownStatus => sheet.report(self.line, wording::unknown_status(heading, &offered())),
        }
    }

    fn add_sanction(
        &self,
        heading: &str,
        text: String,
        explanation: &mut Explanation,
        sheet: &mut Sheet<'_>,
    ) {
        check_length(sheet, self.line, &format!("Bagian `{heading}`"), &[&text]);
        if explanation.sanction.replace(text).is_some() {
            sheet.report(self.line, wording::section_repeated(heading));
        }
    }

    fn add_status(
        &self,
        heading: &str,
        employment: Employment,
        body: String,
        explanation: &mut Explanation,
        sheet: &mut Sheet<'_>,
    ) {
        check_length(sheet, self.line, &format!("Bagian `{heading}`"), &[&body]);
        if explanation.sections.iter().any(|section| section.employment == employment) {
            sheet.report(self.line, wording::section_repeated(heading));
        }
        explanation.sections.push(StatusSection { employment, body });
    }
}

/// What a heading says about the text under it.
enum Kind {
    Ordinary,
    Sanction,
    Status(Employment),
    UnknownStatus,
}

impl Kind {
    fn of(heading: &str) -> Self {
        let heading = heading.to_lowercase();
        if heading == "sanksi" {
            return Self::Sanction;
        }
        let Some(status) = heading.strip_prefix("untuk ") else { return Self::Ordinary };
        let known = STATUSES.iter().find(|(name, _)| name.to_lowercase() == status.trim());
        known.map_or(Self::UnknownStatus, |(_, employment)| Self::Status(*employment))
    }
}

/// Returns one heading name per status.
fn offered() -> Vec<&'static str> {
    let name_of = |employment| STATUSES.iter().find(|(_, status)| *status == employment);
    Employment::ALL.into_iter().filter_map(name_of).map(|(name, _)| *name).collect()
}

fn append(body: &mut String, text: &str) {
    if !body.is_empty() {
        body.push_str("\n\n");
    }
    body.push_str(text.trim_end());
}

fn check_length(sheet: &mut Sheet<'_>, line: usize, part: &str, texts: &[&str]) {
    let units: usize = texts.iter().map(|text| text.encode_utf16().count()).sum();
    let excess = (units + RESERVED_UNITS).saturating_sub(MAX_MESSAGE_UNITS);
    if excess > 0 {
        sheet.report(line, wording::answer_long(part, excess));
    }
}
