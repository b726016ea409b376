//! Where a file of an archive stands: names are read strictly, since every system reads them its own way.

/// Longest name that is shown in a refusal, in letters.
const LONGEST_SHOWN: usize = 80;

/// Folders and files that systems leave behind on their own.
const LEFT_BEHIND: [&str; 3] = ["__macosx", "thumbs.db", "desktop.ini"];

/// What a name in an archive stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file, at this path inside the archive.
    File(String),
    /// A folder, something hidden, or something that a system left behind.
    Nothing,
    /// Outside, at least on some system; what to call it.
    LeadsOut(String),
    /// Nowhere: this is no text; what to call it.
    Odd(String),
}

/// Reads a name.
pub(super) fn place(name: &[u8]) -> Place {
    let Ok(text) = std::str::from_utf8(name) else { return Place::Odd(shown(name)) };
    if text.is_empty() || text.chars().any(char::is_control) {
        return Place::Odd(shown(name));
    }
    // Older programs of Windows write `\` between names.
    let steps: Vec<&str> = text.split(['/', '\\']).filter(|step| !matches!(*step, "" | ".")).collect();
    let leads_out = text.starts_with(['/', '\\']) || text.contains(':') || steps.contains(&"..");
    if leads_out {
        return Place::LeadsOut(shown(name));
    }
    if text.ends_with(['/', '\\']) || steps.is_empty() || steps.iter().any(|step| means_nothing(step)) {
        return Place::Nothing;
    }
    Place::File(steps.join("/"))
}

fn means_nothing(step: &str) -> bool {
    // `~$` begins the lock files of office programs.
    step.starts_with('.')
        || step.starts_with("~$")
        || LEFT_BEHIND.contains(&step.to_ascii_lowercase().as_str())
}

/// A name as far as it can be shown.
fn shown(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(name);
    let plain = text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter });
    plain.take(LONGEST_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::Place;
    use super::place;

    #[test]
    fn a_file_stands_where_its_name_says_however_it_is_written() {
        for name in
            ["masa/masa-tenang.md", "./masa/masa-tenang.md", "masa//masa-tenang.md", "masa\\masa-tenang.md"]
        {
            assert_eq!(place(name.as_bytes()), Place::File("masa/masa-tenang.md".to_owned()), "{name}");
        }
    }

    #[test]
    fn folders_hidden_files_and_leftovers_mean_nothing() {
        let names = [
            "masa/",
            "./",
            "__MACOSX/masa/._a.md",
            ".DS_Store",
            "faq/.git/config",
            "x/Thumbs.db",
            "masa\\",
            "faq\\.git\\config",
        ];
        assert!(names.iter().all(|name| place(name.as_bytes()) == Place::Nothing));
    }

    #[test]
    fn names_that_leave_the_folder_on_some_system_lead_out() {
        let names = [
            "../a.md",
            "a/../../b.md",
            "/etc/passwd",
            "..\\a.md",
            "a\\..\\..\\b.md",
            "\\a.md",
            "C:\\a.md",
            "C:a.md",
            "..",
            "a/..",
            "//x/a.md",
            "\\\\x\\a.md",
        ];
        for name in names {
            assert_eq!(place(name.as_bytes()), Place::LeadsOut(name.to_owned()), "{name}");
        }
    }

    #[test]
    fn names_that_are_no_text_are_odd_and_shown_without_harm() {
        assert_eq!(place(b"masa/\xe9.md"), Place::Odd("masa/\u{fffd}.md".to_owned()));
        assert_eq!(place(b"a\x1b[2J.md"), Place::Odd("a\u{fffd}[2J.md".to_owned()));
        assert_eq!(place(b""), Place::Odd(String::new()));
    }
}
