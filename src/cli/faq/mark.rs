//! What an export is held against: the one that it is going to take the place of.

use std::fs;
use std::path::Path;

use crate::archive;
use crate::cli::failure::Failure;
use crate::cli::faq::export::is_archive;
use crate::curation::Files;
use crate::curation::RevisionId;
use crate::curation::import::entry_at;
use crate::faq::parse::FIXED_FILES;
use crate::faq_folder;
use crate::texts::faq_cli;
use crate::texts::faq_cli::Overwritten;

/// The file that says how far an export goes. It is hidden, so nothing reads it as part of an FAQ.
pub(super) const FILE: &str = ".netral-ekspor";

const WORD: &str = "revisi ";

/// What the file says.
pub(super) fn text(head: RevisionId) -> String {
    format!("{WORD}{}\n", head.0)
}

/// Tells what an export is going to change, and refuses one that would bring back an older FAQ.
pub(super) fn compare(files: &Files, head: RevisionId, target: &Path) -> Result<Overwritten, Failure> {
    let (there, marked) = match is_archive(target) {
        true => archived(target),
        false => (faq_folder::read(Some(target)).files, fs::read_to_string(target.join(FILE)).ok()),
    };
    if let Some(theirs) = marked.as_deref().and_then(read).filter(|theirs| *theirs > head) {
        return Err(Failure::Input(faq_cli::newer_there(target, theirs, head)));
    }
    let there = of_faq(there);
    let named = |is_so: fn(&Files, &str, &str) -> bool| {
        there.iter().filter(|(path, text)| is_so(files, path, text)).map(|(path, _)| path.clone()).collect()
    };
    Ok(Overwritten {
        changed: named(|files, path, text| files.get(path).is_some_and(|new| new != text)),
        removed: named(|files, path, _| !files.contains_key(path)),
    })
}

/// Those of a folder's files that an FAQ has.
pub(super) fn of_faq(files: Files) -> Files {
    let is_ours = |path: &str| entry_at(path).is_some() || FIXED_FILES.contains(&path);
    files.into_iter().filter(|(path, _)| is_ours(path)).collect()
}

fn archived(target: &Path) -> (Files, Option<String>) {
    let bytes = fs::read(target).unwrap_or_default();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let members = archive::unpack(&bytes).unwrap_or_default().into_iter();
    let files = members.map(|member| (member.path, text(member.bytes))).collect();
    (files, archive::find(&bytes, FILE).map(text))
}

fn read(marked: &str) -> Option<RevisionId> {
    marked.trim().strip_prefix(WORD.trim())?.trim().parse().ok().map(RevisionId)
}
