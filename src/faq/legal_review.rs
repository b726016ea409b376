//! That a lawyer of the agency has read an entry: who, when, and which text.

use std::fmt;

use sha2::Digest as _;
use sha2::Sha256;

use crate::faq::Date;
use crate::faq::Entry;

/// Bytes of the fingerprint that is kept: enough that nobody can write a second text with the same one.
const BYTES: usize = 16;

/// A record that somebody has reviewed an entry's text: `Bagian Hukum Setda@2026-12-03#0a1b2c3d4e5f…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalReview {
    /// Role and name, as the agency writes it.
    pub by: String,
    /// The day of the review.
    pub on: Date,
    /// Fingerprint of the text that was reviewed.
    pub of: String,
}

impl LegalReview {
    /// Reads a record as the FAQ's files write it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, of) = text.rsplit_once('#')?;
        let (by, day) = rest.rsplit_once('@')?;
        let on = Date::parse(day).filter(|date| date.to_string() == day)?;
        let is_fingerprint =
            of.len() == BYTES * 2 && of.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let by = by.trim();
        (is_fingerprint && !by.is_empty()).then(|| Self { by: by.to_owned(), on, of: of.to_owned() })
    }
}

impl fmt::Display for LegalReview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}#{}", self.by, self.on, self.of)
    }
}

impl Entry {
    /// Returns the review that holds for the text as it stands; one of an older text, or from before a change of
    /// law that somebody else has confirmed since, counts for nothing.
    #[must_use]
    pub fn valid_review(&self) -> Option<&LegalReview> {
        let review = self.legal_review.as_ref()?;
        let knew_the_law = self.confirmed.iter().all(|confirmed| confirmed.marked_on <= review.on);
        (knew_the_law && review.of == self.fingerprint()).then_some(review)
    }

    /// Returns the fingerprint of what the entry's own file says to readers, and what it rests on.
    ///
    /// Phrases, neighbours and editors' notes are no part of it: they change no answer. What other files add to
    /// the screen, the norms' names and whom to ask about a topic, isn't either.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(part);
        };
        for text in [&self.title, &self.summary, &self.explanation.body] {
            add(text);
        }
        add(self.verdict.as_str());
        add(self.label().as_str());
        for text in [&self.step, &self.caution, &self.ask, &self.explanation.sanction] {
            add(text.as_deref().unwrap_or_default());
        }
        for list in [
            self.applies_to.iter().map(|employment| employment.as_str().to_owned()).collect::<Vec<_>>(),
            self.basis.iter().map(ToString::to_string).collect(),
            self.sanctions.iter().map(|sanction| sanction.as_str().to_owned()).collect(),
            self.possible_sanctions.iter().map(|sanction| sanction.as_str().to_owned()).collect(),
        ] {
            add(&list.join("\n"));
        }
        for section in &self.explanation.sections {
            add(section.employment.as_str());
            add(&section.body);
        }
        hash.finalize().iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::LegalReview;
    use crate::faq::Confirmation;
    use crate::faq::Date;
    use crate::faq::Entry;
    use crate::faq::Label;
    use crate::faq::LegalBasis;
    use crate::faq::Sanction;
    use crate::faq::Verdict;
    use crate::faq::parse::parse;
    use crate::faq::parse::tests::good_folder;

    fn entry() -> Entry {
        parse(&good_folder()).0.unwrap().entries.remove(0)
    }

    fn reviewed() -> Entry {
        let mut entry = entry();
        let text = format!("Kabag Hukum, A. B.@2026-12-03#{}", entry.fingerprint());
        entry.legal_review = LegalReview::parse(&text);
        assert_eq!(entry.legal_review.as_ref().unwrap().to_string(), text);
        entry
    }

    #[test]
    fn a_review_holds_until_what_people_read_changes() {
        assert!(reviewed().valid_review().is_some());
        let edits: [fn(&mut Entry); 12] = [
            |entry| entry.title.push('?'),
            |entry| entry.relabelled = Some(Label::Guide),
            |entry| entry.caution = Some("Belum pasti.".to_owned()),
            |entry| entry.ask = Some("Bawaslu".to_owned()),
            |entry| entry.possible_sanctions = vec![Sanction::Pidana],
            |entry| entry.explanation.sanction = Some("Bergantung pemeriksaan.".to_owned()),
            |entry| entry.summary.push('.'),
            |entry| entry.verdict = Verdict::Conditional,
            |entry| entry.step = Some("Tunggu.".to_owned()),
            |entry| entry.explanation.body.push('x'),
            |entry| entry.basis.clear(),
            |entry| entry.applies_to.truncate(1),
        ];
        for (number, edit) in edits.iter().enumerate() {
            let mut entry = reviewed();
            edit(&mut entry);
            assert_eq!(entry.valid_review(), None, "edit {number}");
        }
    }

    #[test]
    fn a_review_from_before_a_change_of_law_that_was_confirmed_since_holds_no_longer() {
        let marked = |day| Confirmation {
            marked: LegalBasis::parse("pp-94-2021").unwrap(),
            marked_on: Date { year: 2026, month: 12, day },
        };
        for (day, holds) in [(2, true), (3, true), (4, false)] {
            let mut entry = reviewed();
            entry.confirmed = vec![marked(day)];
            assert_eq!(entry.valid_review().is_some(), holds, "marked on {day}");
        }
    }

    #[test]
    fn phrases_and_notes_leave_a_review_in_force() {
        let mut entry = reviewed();
        entry.phrases.push("kalimat baru".to_owned());
        entry.review_note = Some("Cek lagi.".to_owned());
        assert!(entry.valid_review().is_some());
    }

    #[test]
    fn a_record_of_another_form_is_none() {
        for wrong in [
            "Kabag@2026-12-03",
            "@2026-12-03#0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "Kabag@3-12-2026#0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "Kabag@2026-12-03#xyz",
        ] {
            assert_eq!(LegalReview::parse(wrong), None, "{wrong}");
        }
    }
}
