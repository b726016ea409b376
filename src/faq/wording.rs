//! Every sentence about a problem in the FAQ, in Indonesian: what is wrong and what to do about it.
//!
//! Editors are HR officers, not programmers: no sentence names TOML, a type or a byte.

mod advice;
mod edit;
mod entry;
mod folder;
mod form;
mod phrases;

pub(crate) use advice::*;
pub(crate) use edit::*;
pub(crate) use entry::*;
pub(crate) use folder::*;
pub(crate) use form::*;
pub(crate) use phrases::*;

/// Least similarity at which a name is offered in place of an unknown one.
const SIMILAR: f64 = 0.6;

/// Returns the sentence that offers the most similar name, or `otherwise` when none is similar.
fn suggest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>, otherwise: impl Into<String>) -> String {
    let word = word.to_lowercase();
    let similarity = |name: &str| strsim::normalized_damerau_levenshtein(&word, &name.to_lowercase());
    let scored = names.into_iter().map(|name| (similarity(name), name));
    match scored.max_by(|(left, _), (right, _)| left.total_cmp(right)) {
        Some((score, name)) if score >= SIMILAR => format!("Mungkin maksudnya `{name}`."),
        _ => otherwise.into(),
    }
}

/// Returns names as a list for people: `a`, `b`, `c`.
fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
