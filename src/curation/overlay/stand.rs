//! What base and revisions make together: an FAQ, or what is wrong with it.

use std::collections::BTreeSet;

use crate::curation::Files;
use crate::curation::RevisionId;
use crate::curation::overlay::Conflict;
use crate::curation::overlay::Effective;
use crate::curation::overlay::Overlay;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::faq::parse::parse;

/// An FAQ that can be in force, and how it came about.
#[derive(Debug)]
pub struct Stood {
    /// Its files by path.
    pub files: Files,
    /// What they say.
    pub faq: Faq,
    /// What an editor should look at all the same.
    pub warnings: Vec<Problem>,
    /// Where the base has moved on under a revision.
    pub conflicts: Vec<Conflict>,
    /// Paths where the base stands although a revision lies over it: with the revision there was no FAQ.
    pub fallen: BTreeSet<String>,
    /// The last revision.
    pub head: RevisionId,
}

/// Puts an overlay on a base, and gives up as little of the overlay as lets it be an FAQ.
///
/// `note` is what people read on an answer that is under review because both sides differ in what weighs.
///
/// # Errors
/// What is wrong with the base, when it is no FAQ even by itself.
pub fn stand(base: &Files, overlay: &Overlay, note: &str) -> Result<Stood, Vec<Problem>> {
    let mut fallen = BTreeSet::new();
    loop {
        let problems = match stand_whole(base, overlay, fallen.clone(), note) {
            Ok(stood) => return Ok(stood),
            Err(problems) => problems,
        };
        let more = next_to_fall(overlay, &fallen, &problems);
        if more.is_empty() {
            return Err(problems);
        }
        fallen.extend(more);
    }
}

/// Puts an overlay on a base, except on `fallen` paths.
///
/// # Errors
/// Everything that is wrong, where that is no FAQ.
pub fn stand_whole(
    base: &Files,
    overlay: &Overlay,
    fallen: BTreeSet<String>,
    note: &str,
) -> Result<Stood, Vec<Problem>> {
    let Effective { files, conflicts, head } = overlay.without(&fallen).over(base).under_review(note);
    match parse(&files) {
        (Some(faq), warnings) => Ok(Stood { files, faq, warnings, conflicts, fallen, head }),
        (None, problems) => Err(problems),
    }
}

/// Which paths to leave to the base next: those that an error names; else files that went, as something
/// may still point to them; else all.
fn next_to_fall(overlay: &Overlay, fallen: &BTreeSet<String>, problems: &[Problem]) -> BTreeSet<String> {
    let lying = |path: &&str| !fallen.contains(*path);
    let blamed = |path: &&str| problems.iter().any(|problem| problem.is_error() && problem.file == *path);
    let owned = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let choices = [
        owned(overlay.paths().filter(lying).filter(blamed).collect()),
        owned(overlay.gone().filter(lying).collect()),
        owned(overlay.paths().filter(lying).collect()),
    ];
    choices.into_iter().find(|paths| !paths.is_empty()).unwrap_or_default()
}
