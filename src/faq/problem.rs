//! What is wrong with an FAQ, where, and what to do about it, in words an editor understands.

use std::fmt;

/// Something wrong in a file of the FAQ folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path inside the folder, with `/`.
    pub file: String,
    /// Line in that file, from 1, where the problem has one.
    pub line: Option<usize>,
    /// Whether the FAQ can be used all the same.
    pub severity: Severity,
    /// What is wrong, in Indonesian.
    pub what: String,
    /// What to do about it, in Indonesian.
    pub remedy: String,
}

impl Problem {
    /// Whether it keeps the FAQ from being used.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}: {} {}", self.severity, self.what, self.remedy)
    }
}

/// How much a [`Problem`] weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The FAQ can't be used until it is solved.
    Error,
    /// The FAQ works, yet could mislead or be forgotten.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "kesalahan",
            Self::Warning => "peringatan",
        })
    }
}

/// A problem before it is known where: what `wording` makes and a place completes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    severity: Severity,
    what: String,
    remedy: String,
}

impl Finding {
    pub(crate) fn error(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity: Severity::Error, what: what.into(), remedy: remedy.into() }
    }

    pub(crate) fn warning(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, what: what.into(), remedy: remedy.into() }
    }

    /// Returns the problem of having this finding in a line of a file.
    pub(crate) fn at(self, file: &str, line: usize) -> Problem {
        Problem { line: Some(line), ..self.in_file(file) }
    }

    /// Returns the problem of having this finding in a file or folder as a whole.
    pub(crate) fn in_file(self, file: &str) -> Problem {
        Problem {
            file: file.to_owned(),
            line: None,
            severity: self.severity,
            what: self.what,
            remedy: self.remedy,
        }
    }
}
