//! The rules across files: every reference leads somewhere and nothing contradicts anything else.
//!
//! Whether the *matcher* can keep the phrases apart is not asked here; that needs a trained matcher.

mod links;
mod phrases;
mod vocabulary;

use crate::faq::Problem;
use crate::faq::draft::Draft;

/// Finds everything that is wrong between the files of a folder.
pub(super) fn check(draft: &Draft) -> Vec<Problem> {
    let mut problems = links::check(draft);
    problems.extend(phrases::check(draft));
    problems.extend(vocabulary::check(&draft.vocabulary));
    problems
}
