//! Reads Rust source just far enough to list the paths it names, with comments, strings and tests left out.

/// A path such as `std::fs::File`, where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedPath {
    /// Counted from 1.
    pub(super) line: usize,
    /// Its parts, in order.
    pub(super) parts: Vec<String>,
    /// Whether `::{` or `::*` follows.
    pub(super) opens_many: bool,
}

impl NamedPath {
    /// Whether the path begins with these parts.
    pub(super) fn begins_with(&self, path: &str) -> bool {
        let wanted: Vec<&str> = path.split("::").collect();
        self.parts.len() >= wanted.len() && self.parts.iter().zip(&wanted).all(|(part, want)| part == want)
    }

    /// Whether any part is `name`.
    pub(super) fn mentions(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part == name)
    }
}

/// Whether a file holds nothing but tests.
pub(super) fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Lists the paths that the code names, its test modules apart.
pub(super) fn named_paths(source: &str) -> Vec<NamedPath> {
    let code = without_tests(&without_comments_and_strings(source));
    let mut paths: Vec<NamedPath> = Vec::new();
    let mut joined = false;
    for (line, token) in tokens(&code) {
        match (token.as_str(), paths.last_mut()) {
            ("::", _) => joined = true,
            ("{" | "*", Some(last)) if joined => {
                last.opens_many = true;
                joined = false;
            }
            (word, Some(last)) if joined && is_word(word) => {
                last.parts.push(token);
                joined = false;
            }
            (word, _) if is_word(word) => {
                paths.push(NamedPath { line, parts: vec![token], opens_many: false })
            }
            _ => joined = false,
        }
    }
    paths
}

/// Counts the lines of a file that aren't tests.
pub(super) fn production_lines(source: &str) -> usize {
    let all = source.lines().count();
    let code = without_comments_and_strings(source);
    let test_lines = blanked_lines(&code, &without_tests(&code));
    all.saturating_sub(test_lines)
}

fn blanked_lines(before: &str, after: &str) -> usize {
    let pairs = before.lines().zip(after.lines());
    pairs.filter(|(before, after)| !before.trim().is_empty() && after.trim().is_empty()).count()
}

fn is_word(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

fn tokens(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = code;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        let length = match word {
            0 if rest.starts_with("::") => 2,
            0 => first.len_utf8(),
            _ => word,
        };
        let (token, after) = rest.split_at(length);
        if first == '\n' {
            line += 1;
        }
        if !first.is_whitespace() {
            found.push((line, token.to_owned()));
        }
        rest = after;
    }
    found
}

/// Blanks every item under `#[cfg(test)]`: up to its `;`, or to the brace that closes it.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        let (before, item) = rest.split_at(start);
        let (item, after) = item.split_at(end_of_item(item));
        kept.push_str(before);
        kept.extend(item.chars().map(blank));
        rest = after;
    }
    kept + rest
}

fn end_of_item(item: &str) -> usize {
    let mut depth = 0_usize;
    for (index, letter) in item.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return index + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return index + 1,
            _ => {}
        }
    }
    item.len()
}

fn blank(letter: char) -> char {
    if letter == '\n' { '\n' } else { ' ' }
}

/// Blanks comments, strings and character literals, so that lines keep their numbers.
fn without_comments_and_strings(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut rest = source;
    let mut in_word = false;
    while let Some(first) = rest.chars().next() {
        let skipped = if in_word { 0 } else { length_of_non_code(rest) };
        let (token, after) = rest.split_at(if skipped > 0 { skipped } else { first.len_utf8() });
        if skipped > 0 {
            kept.extend(token.chars().map(blank));
        } else {
            kept.push_str(token);
        }
        in_word = skipped == 0 && (first.is_alphanumeric() || first == '_');
        in_word &= !after.starts_with(['"', '\'', '/']);
        rest = after;
    }
    kept
}

/// The length of the comment or literal that `rest` begins with, or 0.
fn length_of_non_code(rest: &str) -> usize {
    let literal = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let prefix = rest.len() - literal.len();
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        block_comment(rest)
    } else if let Some(fence) = raw_string_fence(literal) {
        let opened = literal.find('"').unwrap_or(0) + 1;
        let closed = literal.get(opened..).and_then(|text| text.find(&fence));
        prefix + closed.map_or(literal.len(), |at| opened + at + fence.len())
    } else if literal.starts_with('"') {
        prefix + quoted(literal, '"')
    } else if is_character(literal) {
        prefix + quoted(literal, '\'')
    } else {
        0
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(text) = rest.get(at..) {
        let step = if text.starts_with("/*") {
            depth += 1;
            2
        } else if text.starts_with("*/") {
            depth -= 1;
            2
        } else {
            text.chars().next().map_or(0, char::len_utf8)
        };
        at += step;
        if depth == 0 || step == 0 {
            return at;
        }
    }
    rest.len()
}

/// What closes the raw string that `rest` begins with.
fn raw_string_fence(rest: &str) -> Option<String> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after.get(hashes..)?.starts_with('"').then(|| format!("\"{}", "#".repeat(hashes)))
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Tells a character literal from a lifetime.
fn is_character(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('\'')
        && matches!((letters.next(), letters.next()), (Some('\\'), _) | (_, Some('\'')))
}

#[test]
fn the_scanner_reads_code_and_nothing_else() {
    let source = r##"
//! crate::comment
/* crate::block /* nested */ crate::still */
use crate::faq::Entry;
const A: &str = "crate::text \" crate::more";
const B: &str = r#"crate::raw " "#;
const C: [char; 2] = ['"', '\''];
fn life<'a>(x: &'a str) { let _ = b"crate::bytes"; crate::ports::ChatId(1); }
#[cfg(test)]
mod tests { use crate::storage::MemoryStore; fn f() { if true {} } }
use std::
    fs::File;
#[cfg(test)]
mod more;
fn crate_like() {}
"##;
    let seen: Vec<(usize, String)> = named_paths(source)
        .iter()
        .filter(|path| path.parts.len() > 1)
        .map(|path| (path.line, path.parts.join("::")))
        .collect();
    let expected = [(4, "crate::faq::Entry"), (8, "crate::ports::ChatId"), (11, "std::fs::File")];
    assert_eq!(seen, expected.map(|(line, path)| (line, path.to_owned())));
}

#[test]
fn tests_dont_count_towards_the_length_of_a_file() {
    let source = "//! A module.\n\nfn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
    assert_eq!(production_lines(source), 4, "two lines with words, two empty ones");
}
