//! The layer table, and what breaks it.

use crate::architecture::scan;
use crate::architecture::scan::NamedPath;

/// One layer: its title and its modules, each with those it may use.
type Layer = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// Who may use whom. The wiring may use everything.
pub(super) const LAYERS: [Layer; 4] = [
    (
        "0 pure",
        &[
            ("matching", &[]),
            ("coordinates", &[]),
            ("chart", &[]),
            ("paper", &[]),
            ("archive", &[]),
            ("faq", &["matching"]),
            ("tips", &["coordinates"]),
            ("conversation", &["faq", "matching"]),
            ("curation", &["coordinates", "archive", "faq", "matching", "conversation"]),
            (
                "texts",
                &["coordinates", "chart", "paper", "archive", "faq", "tips", "conversation", "curation"],
            ),
            ("ports", &["coordinates", "tips", "conversation", "curation", "texts"]),
            (
                "desk",
                &[
                    "coordinates",
                    "chart",
                    "archive",
                    "faq",
                    "matching",
                    "tips",
                    "conversation",
                    "curation",
                    "texts",
                    "ports",
                ],
            ),
        ],
    ),
    (
        "1 engines",
        &[
            ("faq_folder", &["faq"]),
            ("system", &["ports"]),
            ("storage", &["faq", "tips", "conversation", "curation", "texts", "ports", "system"]),
            ("sealing", &["tips", "ports", "system"]),
        ],
    ),
    (
        "2 edges",
        &[
            ("telegram", &["faq", "tips", "conversation", "curation", "texts", "ports", "desk"]),
            ("sandbox", &["tips", "curation", "ports"]),
        ],
    ),
    ("3 wiring", &[("config", EVERYTHING), ("cli", EVERYTHING)]),
];

const EVERYTHING: &[&str] = &[
    "coordinates",
    "paper",
    "archive",
    "matching",
    "faq",
    "tips",
    "conversation",
    "curation",
    "texts",
    "ports",
    "desk",
    "storage",
    "sealing",
    "faq_folder",
    "system",
    "telegram",
    "sandbox",
    "config",
    "cli",
];

/// Who alone may name what. The pure layer is in no list, so it may name none of it.
const OWNERS: &[(&str, &[&str])] = &[
    ("age", &["sealing", "sandbox"]),
    ("argon2", &["sealing"]),
    ("bech32", &["sealing"]),
    ("image", &["sealing", "chart"]),
    ("plotters", &["chart"]),
    ("pdf_writer", &["paper"]),
    ("chrono", &["coordinates", "cli"]),
    ("teloxide", &["telegram", "sandbox"]),
    ("reqwest", &["telegram"]),
    ("sled", &["storage"]),
    ("crc32fast", &["storage"]),
    ("rawzip", &["archive"]),
    ("miniz_oxide", &["archive"]),
    ("axum", &["sandbox"]),
    ("clap", &["cli"]),
    ("anyhow", &["config", "cli", "main"]),
    ("toml", &["faq", "faq_folder", "config", "cli"]),
    ("toml_edit", &["faq"]),
    ("include_dir", &["faq_folder", "sandbox"]),
    ("getrandom", &["system", "storage"]),
    ("rustix", &["system", "cli"]),
    ("tracing", NOT_PURE),
    ("tracing_subscriber", &["cli"]),
    ("tokio", NOT_PURE),
    ("tokio_util", NOT_PURE),
    ("std::env", &["config", "cli", "main"]),
    ("std::fs", &["storage", "faq_folder", "system", "config", "cli"]),
    ("std::net", NOT_PURE),
    ("std::os", NOT_PURE),
    ("std::process", &["cli", "main"]),
    ("std::thread", THREADS),
    ("std::io", WRITERS),
    ("std::time::SystemTime", &["system"]),
    ("std::time::Instant", NOT_PURE),
];

const NOT_PURE: &[&str] =
    &["storage", "sealing", "faq_folder", "system", "telegram", "sandbox", "config", "cli", "main"];

/// The matcher learns on several threads; what it learns doesn't depend on how many.
const THREADS: &[&str] = &[
    "matching",
    "storage",
    "sealing",
    "faq_folder",
    "system",
    "telegram",
    "sandbox",
    "config",
    "cli",
    "main",
];

/// An archive is written with the trait for files, but into memory.
const WRITERS: &[&str] = &[
    "archive",
    "storage",
    "sealing",
    "faq_folder",
    "system",
    "telegram",
    "sandbox",
    "config",
    "cli",
    "main",
];

/// Names so telling that they count wherever they stand in a path.
const TELLING: [(&str, &[&str]); 2] = [("SystemTime", &["system"]), ("Instant", NOT_PURE)];

/// The module a file belongs to: one under `src/`, or the crate `matching`.
pub(super) fn module_of(path: &str) -> String {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs").to_owned()
}

/// Whether the table (or the roots of the two crates) knows a module.
pub(super) fn is_listed(module: &str) -> bool {
    ["lib", "main"].contains(&module) || allowed(module).is_some()
}

/// Everything in a source file that breaks the table, as `file.rs:line: what`.
pub(super) fn violations(path: &str, source: &str) -> Vec<String> {
    if scan::is_test_file(path) {
        return Vec::new();
    }
    let module = module_of(path);
    let depth = path.trim_end_matches(".rs").split('/').count();
    let judge = |named: &NamedPath| {
        let verdict = judge_import(&module, depth, named).or_else(|| judge_owner(&module, named))?;
        Some(format!("{path}:{}: {verdict}", named.line))
    };
    scan::named_paths(source).iter().filter_map(judge).collect()
}

fn judge_import(module: &str, depth: usize, named: &NamedPath) -> Option<String> {
    let climbs = named.parts.iter().take_while(|part| *part == "super").count();
    if climbs >= depth && module != "lib" {
        return Some("climbs to the crate's root; name the neighbour by `crate::`".to_owned());
    }
    let root = if module == "main" { "netral" } else { "crate" };
    let (first, target) = (named.parts.first()?, named.parts.get(1));
    if named.opens_many && target.is_none() && ["crate", "super", "std", "netral"].contains(&first.as_str()) {
        return Some(format!("groups imports; write one `{first}::…` a line"));
    }
    if module == "matching" {
        return None; // a crate of its own: the compiler holds it apart
    }
    let target = target.filter(|_| first == root)?;
    let may_use = target == module || module == "lib" || allowed(module)?.contains(&target.as_str());
    (!may_use).then(|| format!("{module} -> {target}"))
}

fn judge_owner(module: &str, named: &NamedPath) -> Option<String> {
    let mut owned = OWNERS.iter().filter(|(name, _)| named.begins_with(name));
    let mut telling = TELLING.iter().filter(|(name, _)| named.mentions(name));
    let (name, _) = owned
        .find(|(_, owners)| !owners.contains(&module))
        .or_else(|| telling.find(|(_, owners)| !owners.contains(&module)))?;
    Some(format!("{module} names {name}"))
}

fn allowed(module: &str) -> Option<&'static [&'static str]> {
    if module == "main" {
        return Some(&["cli"]);
    }
    let mut modules = LAYERS.iter().flat_map(|(_, modules)| modules.iter());
    modules.find(|(name, _)| *name == module).map(|(_, allowed)| *allowed)
}

#[test]
fn a_layer_uses_only_itself_and_those_before_it() {
    let order: Vec<&str> =
        LAYERS.iter().flat_map(|(_, modules)| modules.iter().map(|(name, _)| *name)).collect();
    for (module, allowed) in LAYERS[..3].iter().flat_map(|(_, modules)| modules.iter()) {
        let place = |name: &str| order.iter().position(|other| *other == name).unwrap();
        assert!(allowed.iter().all(|used| place(used) < place(module)), "{module} looks ahead");
    }
}

#[test]
fn what_is_planted_is_found() {
    let planted = [
        ("conversation.rs", "fn f() { crate::storage::SledStore::open(); }", "conversation -> storage"),
        ("texts/entry.rs", "\nuse crate::desk::Desk;", "texts -> desk"),
        ("faq.rs", "use crate::{matching, texts};", "groups imports"),
        ("faq.rs", "use std::{fs, env};", "groups imports"),
        ("faq/entry.rs", "use super::super::texts::Screen;", "climbs"),
        ("faq.rs", "use super::texts::Screen;", "climbs"),
        ("desk.rs", "use sled::Db;", "desk names sled"),
        ("storage.rs", "use teloxide::Bot;", "storage names teloxide"),
        ("telegram/poll.rs", "fn f() { std::env::var(\"A\"); }", "telegram names std::env"),
        ("matching/clean.rs", "async fn f() { tokio::task::yield_now().await }", "matching names tokio"),
        ("desk/word.rs", "use std::time::{Duration, SystemTime};", "desk names SystemTime"),
        ("telegram.rs", "use std::time;\nfn f() { time::SystemTime::now(); }", "telegram names SystemTime"),
        ("main.rs", "fn main() { netral::storage::open(); }", "main -> storage"),
    ];
    for (path, source, expected) in planted {
        let found = violations(path, source);
        assert!(found.iter().any(|line| line.contains(expected)), "{path}: {expected} not in {found:?}");
    }
}

#[test]
fn what_is_allowed_is_left_alone() {
    let innocent = [
        ("faq/entry.rs", "use super::slug::EntryId;\nuse crate::faq::date::Date;"),
        ("desk.rs", "// crate::storage\nuse crate::ports::Store;\npub(crate) fn sled_like() {}"),
        ("desk.rs", "#[cfg(test)]\nmod tests { use crate::storage::MemoryStore; }"),
        ("storage/tests.rs", "use teloxide::Bot;"),
        ("telegram.rs", "use teloxide::prelude::Requester;\nuse std::time::Duration;"),
        ("faq.rs", "pub use entry::{Entry, Verdict};"),
    ];
    for (path, source) in innocent {
        assert_eq!(violations(path, source), Vec::<String>::new(), "{path}");
    }
}
