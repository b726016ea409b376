//! What is allowed in an entry and yet helps nobody: advice for editors, all of it warnings.
//!
//! [`parse`](crate::faq::parse) says what can't be used. This reads a whole [`Faq`] as a person in trouble would:
//! is there a step, does the word over the answer fit the question, is everybody served who is listed, is
//! answered what the phrases ask, can a line be held against whoever follows it?

mod counsel;
mod first_lines;
mod promises;

use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::edit;
use crate::faq::problem::Finding;

/// Returns the advice on every entry, in the FAQ's order.
#[must_use]
pub fn advise(faq: &Faq) -> Vec<Problem> {
    faq.entries.iter().flat_map(advise_on).collect()
}

/// Returns the advice on one entry.
#[must_use]
pub fn advise_on(entry: &Entry) -> Vec<Problem> {
    let file = edit::path(&entry.group, &entry.id);
    let findings: Vec<Finding> = [first_lines::check, promises::check, counsel::check]
        .into_iter()
        .flat_map(|check: fn(&Entry) -> Vec<Finding>| check(entry))
        .collect();
    findings.into_iter().map(|finding| finding.in_file(&file)).collect()
}

/// Returns everything of an entry that people read, but its title and its norms.
fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    let short =
        [Some(&entry.summary), entry.step.as_ref(), entry.caution.as_ref(), Some(&entry.explanation.body)];
    let sections = entry.explanation.sections.iter().map(|section| &section.body);
    short.into_iter().flatten().chain(&entry.explanation.sanction).chain(sections).map(String::as_str)
}

#[cfg(test)]
mod tests;
