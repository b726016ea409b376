//! What the matcher learns from the FAQ.

use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::Verdict;
use crate::matching::Corpus;
use crate::matching::Language;
use crate::matching::OutsideTexts;
use crate::matching::Stance;
use crate::matching::TopicTexts;

/// Headings whose text says the same in every entry and so tells nothing apart.
const SHARED_SECTIONS: [&str; 1] = ["Bertanya ke"];

impl Faq {
    /// Returns all texts that tell entries and outside matters apart.
    #[must_use]
    pub fn corpus(&self) -> Corpus {
        let outside = self.outside.iter();
        let outside =
            outside.map(|group| OutsideTexts { label: group.id.to_string(), phrases: group.phrases.clone() });
        Corpus {
            topics: self.entries.iter().map(topic).collect(),
            outside: outside.collect(),
            vocabulary: self.vocabulary.clone(),
            language: Language::Indonesian,
            thresholds: self.thresholds.clone(),
        }
    }
}

fn topic(entry: &Entry) -> TopicTexts {
    let mut notes = vec![entry.summary.clone()];
    notes.extend(paragraphs(&entry.explanation.body));
    TopicTexts {
        label: entry.id.to_string(),
        title: entry.title.clone(),
        phrases: entry.phrases.clone(),
        near_misses: entry.near_misses.clone(),
        notes,
        stance: stance(entry.verdict),
    }
}

fn stance(verdict: Verdict) -> Option<Stance> {
    match verdict {
        Verdict::Allowed => Some(Stance::Permits),
        Verdict::Forbidden => Some(Stance::Forbids),
        Verdict::Conditional | Verdict::Info => None,
    }
}

/// Returns the paragraphs of a Markdown text without its headings and without sections all entries share.
fn paragraphs(markdown: &str) -> Vec<String> {
    let mut kept = Vec::new();
    for section in format!("\n{markdown}").split("\n## ") {
        let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
        if SHARED_SECTIONS.contains(&heading.trim()) {
            continue;
        }
        let parts = body.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        kept.extend(parts.map(str::to_owned));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn headings_and_shared_sections_are_no_evidence() {
        let body = "Awal.\n\nLanjut.\n\n## Mengapa\nSebab.\n\n## Bertanya ke\nBKPSDM.\n\n## Yang masih boleh\n- Ini.";
        assert_eq!(paragraphs(body), ["Awal.", "Lanjut.", "Sebab.", "- Ini."]);
    }
}
