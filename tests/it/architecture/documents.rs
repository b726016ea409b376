//! What the documents say must hold: their links lead somewhere, their commands run, their tables agree.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use crate::architecture::files_below;
use crate::architecture::layers::LAYERS;
use crate::architecture::repository;

#[test]
fn every_link_in_the_documents_leads_to_a_file() {
    let mut seen = 0;
    let mut dead = Vec::new();
    for document in files_below(repository(), "md") {
        let text = fs::read_to_string(&document).unwrap();
        for target in links(&text) {
            seen += 1;
            if !leads_somewhere(&document, target) {
                dead.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    assert!(seen > 10, "the search for links must find them");
}

#[test]
fn a_dead_link_is_noticed() {
    let document = repository().join("README.md");
    let text = "See [a](LICENSE) and [b](docs/nowhere.md), ![c](#no-such-heading), [d](https://example.org), \
                <img src=\"nothing.png\" width=\"9\">.";
    let dead: Vec<&str> =
        links(text).into_iter().filter(|target| !leads_somewhere(&document, target)).collect();
    assert_eq!(dead, ["docs/nowhere.md", "#no-such-heading", "nothing.png"]);
}

#[test]
fn every_command_in_the_readme_exists() {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let commands = commands(&readme);
    assert!(commands.len() > 5, "the search for commands must find them: {commands:?}");
    let unknown: Vec<&Vec<&str>> = commands.iter().filter(|words| !is_known(words)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_command_that_does_not_exist_is_noticed() {
    let text =
        "```sh\nnetral tidak-ada --pilihan X   # a comment\ncargo run --release -- ask --tidak-ada\n```\n";
    let commands: Vec<Vec<&str>> = commands(text).into_iter().collect();
    assert_eq!(commands, [vec!["ask", "--tidak-ada"], vec!["tidak-ada", "--pilihan"]]);
    assert!(commands.iter().all(|words| !is_known(words)));
}

#[test]
fn the_layer_tables_in_the_documents_are_the_one_that_is_tested() {
    let tested: Vec<(String, BTreeSet<&str>)> = LAYERS
        .iter()
        .map(|(title, modules)| ((*title).to_owned(), modules.iter().map(|(name, _)| *name).collect()))
        .collect();
    for document in ["src/lib.rs", "ARCHITECTURE.md"] {
        let text = fs::read_to_string(repository().join(document)).unwrap();
        assert_eq!(layer_table(&text), tested, "{document}");
    }
}

#[test]
fn the_example_configuration_is_accepted_and_a_misspelt_one_is_not() {
    let example = repository().join("netral.contoh.toml");
    let (done, said) = chat_with(&example);
    assert!(done, "{said}");

    let folder = tempfile::tempdir().unwrap();
    let misspelt = folder.path().join("netral.toml");
    fs::write(&misspelt, fs::read_to_string(example).unwrap().replace("nama =", "namaa =")).unwrap();
    let (done, said) = chat_with(&misspelt);
    assert!(!done && said.contains("namaa"), "{said}");
}

/// Starts a conversation in the terminal that ends at once; returns whether it went well, and the complaints.
fn chat_with(config: &Path) -> (bool, String) {
    let mut chat = Command::new(env!("CARGO_BIN_EXE_netral"));
    let output = chat.arg("chat").arg("--config").arg(config).stdin(Stdio::null()).output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

/// The targets of `[text](target)` and `<img src="target">` outside code.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    let targets = prose.flat_map(|prose| prose.split("](").skip(1).chain(prose.split("<img src=\"").skip(1)));
    targets.filter_map(|rest| rest.split([')', ' ', '"']).next()).collect()
}

fn leads_somewhere(document: &Path, target: &str) -> bool {
    if target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:") {
        return true;
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = if file.is_empty() { document.to_owned() } else { document.parent().unwrap().join(file) };
    let in_page = || fs::read_to_string(&path).is_ok_and(|text| headings(&text).contains(heading));
    path.exists() && (heading.is_empty() || in_page())
}

/// The headings of a page, as links name them.
fn headings(text: &str) -> BTreeSet<String> {
    let slug = |title: &str| {
        let lower = title.trim().to_lowercase().replace(' ', "-");
        lower.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect()
    };
    text.lines().filter(|line| line.starts_with('#')).map(|line| slug(line.trim_start_matches('#'))).collect()
}

/// The `netral` commands in the code blocks: subcommands and long options, without their values.
fn commands(text: &str) -> BTreeSet<Vec<&str>> {
    let code = text.split("```").skip(1).step_by(2).flat_map(str::lines);
    code.filter_map(|line| {
        let line = line.trim_start_matches("$ ");
        line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("netral "))
    })
    .map(words)
    .collect()
}

fn words(line: &str) -> Vec<&str> {
    let before_comment = line.split('#').next().unwrap_or(line);
    let is_subcommand = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
    let subcommands =
        before_comment.split_whitespace().take_while(|word| is_subcommand(word) && !word.starts_with('-'));
    let options = before_comment.split_whitespace().filter(|word| word.starts_with("--"));
    subcommands.chain(options).collect()
}

/// Asks the program itself: the help of the command must exist and name the options.
fn is_known(words: &[&str]) -> bool {
    let (options, subcommands): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| word.starts_with("--"));
    let help = Command::new(env!("CARGO_BIN_EXE_netral")).args(subcommands).arg("--help").output().unwrap();
    let text = String::from_utf8(help.stdout).unwrap();
    help.status.success() && options.iter().all(|option| text.contains(option))
}

/// The rows `| title | modules | rule |` of a layer table, with the modules in backticks.
fn layer_table(text: &str) -> Vec<(String, BTreeSet<&str>)> {
    let rows = text.lines().map(|line| line.trim_start_matches("//! ")).filter(|line| line.starts_with("| "));
    let cells = rows.map(|row| row.split('|').map(str::trim).skip(1).collect::<Vec<&str>>());
    cells
        .filter(|cells| {
            cells.first().is_some_and(|title| title.starts_with(|letter: char| letter.is_ascii_digit()))
        })
        .map(|cells| (cells[0].to_owned(), cells[1].split('`').skip(1).step_by(2).collect()))
        .collect()
}
