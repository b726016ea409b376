//! Examines what was sent, away from those who answer: unpacks it, holds it against the FAQ in force.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::curation::FileChange;
use crate::curation::Files;
use crate::curation::import;
use crate::curation::import::Comparison;
use crate::curation::import::Found;
use crate::curation::import::Import;
use crate::curation::import::Trouble;
use crate::desk::Reference;
use crate::faq::EntryId;
use crate::faq::Problem;
use crate::texts::curation::files::Summary;

/// What an import is held against.
pub(in crate::desk::curation) struct Examining {
    pub(in crate::desk::curation) files: Arc<Files>,
    pub(in crate::desk::curation) faq: Arc<Reference>,
}

/// What was found.
pub(in crate::desk::curation) enum Examined {
    /// It can't be imported at all.
    Refused(Vec<Trouble>),
    /// It says what the FAQ says already.
    Same,
    /// An entry that isn't there yet, without a group.
    Homeless { id: EntryId, title: Option<String>, text: String },
    /// It would change something.
    Ready(Box<Ready>),
}

/// What would change, and what is wrong with it.
pub(in crate::desk::curation) struct Ready {
    pub(in crate::desk::curation) comparison: Comparison,
    /// What retires the entries that a whole folder lacks.
    pub(in crate::desk::curation) retiring: Vec<FileChange>,
    pub(in crate::desk::curation) summary: Summary,
    /// Errors first.
    pub(in crate::desk::curation) problems: Vec<Problem>,
}

impl Examining {
    pub(in crate::desk::curation) fn of_file(&self, name: Option<&str>, bytes: &[u8]) -> Examined {
        match import::find(&self.files, name, bytes) {
            Err(troubles) => Examined::Refused(troubles),
            Ok(Found::Homeless { id, text }) => Examined::Homeless { id, title: title(&text), text },
            Ok(Found::Import(import)) => self.of_import(&import),
        }
    }

    pub(in crate::desk::curation) fn of_import(&self, import: &Import) -> Examined {
        let comparison = import::compare(&self.files, import);
        if comparison.is_empty() {
            return Examined::Same;
        }
        let (faq, problems) = import::check(&self.files, &comparison.changes);
        let mut titles = import::titles(&self.faq.faq);
        titles.extend(faq.as_ref().map(import::titles).unwrap_or_default());
        let summary = summary(&comparison, &titles);
        let retiring = comparison.retiring(&self.files);
        Examined::Ready(Box::new(Ready { comparison, retiring, summary, problems }))
    }
}

/// Tells by titles what would change.
fn summary(comparison: &Comparison, titles: &BTreeMap<String, String>) -> Summary {
    let named = |paths: &[String]| {
        let title = |path: &String| titles.get(path).unwrap_or(path).clone();
        paths.iter().map(title).collect()
    };
    Summary {
        changed: named(&comparison.changed),
        added: named(&comparison.added),
        moved: named(&comparison.moved),
        lacking: named(&comparison.lacking),
    }
}

/// The title that an entry's text gives, before anything else of it is read.
pub(in crate::desk::curation) fn title(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.trim_start().strip_prefix("judul"))?;
    let value = line.trim_start().strip_prefix('=')?.trim();
    let title = value.trim_matches(['"', '\'']).trim();
    (!title.is_empty()).then(|| title.chars().take(120).collect())
}
