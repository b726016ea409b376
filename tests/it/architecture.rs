//! Holds the repository to what its documents say: layers, owners, sizes, links and commands.
//!
//! `scan` turns a source file into the paths it names; `layers` has the table and judges them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic: that is how it fails")]

mod documents;
mod layers;
mod scan;

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::architecture::layers::violations;

/// The longest a source file may be, its tests apart.
const LONGEST_FILE: usize = 400;

#[test]
fn every_module_uses_only_what_its_layer_may_use() {
    let sources = sources();
    let broken: Vec<String> = sources.iter().flat_map(|(path, text)| violations(path, text)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    let core = sources.iter().filter(|(path, _)| path.starts_with("conversation")).count();
    assert!(core > 5, "the search for sources must find them");
}

#[test]
fn every_module_has_its_row_in_the_table() {
    let modules: Vec<String> = sources().iter().map(|(path, _)| layers::module_of(path)).collect();
    let unlisted: Vec<&String> = modules.iter().filter(|module| !layers::is_listed(module)).collect();
    assert!(unlisted.is_empty(), "no row for {unlisted:?}");
}

#[test]
fn no_source_file_is_too_long_to_read() {
    let too_long: Vec<String> = sources()
        .iter()
        .filter(|(path, _)| !scan::is_test_file(path))
        .map(|(path, text)| (path.clone(), scan::production_lines(text)))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(too_long.is_empty(), "over {LONGEST_FILE} lines: {too_long:?}");
}

/// Every Rust file of the program: its path under `src/`, or `matching/` and its path in that crate.
fn sources() -> Vec<(String, String)> {
    let crates = [("src", ""), ("matching/src", "matching/")];
    crates.into_iter().flat_map(|(folder, prefix)| sources_below(folder, prefix)).collect()
}

fn sources_below(folder: &str, prefix: &str) -> Vec<(String, String)> {
    let root = repository().join(folder);
    let files = files_below(&root, "rs");
    let relative =
        |file: &PathBuf| format!("{prefix}{}", file.strip_prefix(&root).unwrap().to_str().unwrap());
    files.iter().map(|file| (relative(file), fs::read_to_string(file).unwrap())).collect()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files with an extension, sorted; hidden folders and those git ignores are left out.
fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut files = Vec::new();
    for path in entries {
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            let foreign = name.starts_with('.') || ["target", "node_modules", "data"].contains(&name);
            files.extend(if foreign { Vec::new() } else { files_below(&path, extension) });
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files
}
