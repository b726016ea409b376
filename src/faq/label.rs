//! What stands over an answer: usually its verdict, sometimes what the question rather asks for.
//!
//! The verdict is what the FAQ says about the conduct; it drives matching, the gate and approvals. The label is
//! only the word over the answer. A title that asks *what* or *how* can't be answered with DILARANG, and a rule
//! that asks to avoid something doesn't forbid it.

use crate::faq::Verdict;

/// The word over an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// `boleh`
    Allowed,
    /// `dilarang`
    Forbidden,
    /// `bersyarat`
    Conditional,
    /// `hindari`: no rule forbids it outright; a rule, or what follows from the rules, asks to avoid it.
    Avoid,
    /// `penjelasan`: what something is, who, when, why.
    Explanation,
    /// `panduan`: what to do, and how.
    Guide,
}

impl Label {
    /// Those that an entry's file can put in place of its verdict's word.
    pub const WRITTEN: [Self; 3] = [Self::Avoid, Self::Explanation, Self::Guide];

    /// Returns the word of a verdict where the file says nothing else.
    #[must_use]
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Allowed => Self::Allowed,
            Verdict::Forbidden => Self::Forbidden,
            Verdict::Conditional => Self::Conditional,
            Verdict::Info => Self::Explanation,
        }
    }

    /// Returns the label as the FAQ's files write it, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "boleh",
            Self::Forbidden => "dilarang",
            Self::Conditional => "bersyarat",
            Self::Avoid => "hindari",
            Self::Explanation => "penjelasan",
            Self::Guide => "panduan",
        }
    }

    /// Returns the label with this name, among those that files write.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::WRITTEN.into_iter().find(|label| label.as_str() == text)
    }

    /// Whether it can stand over an answer with this verdict: one that says "avoid" over an answer that permits
    /// would say the opposite of it.
    #[must_use]
    pub fn fits(self, verdict: Verdict) -> bool {
        match self {
            Self::Avoid => matches!(verdict, Verdict::Forbidden | Verdict::Conditional),
            Self::Explanation | Self::Guide => true,
            word => word == Self::of(verdict),
        }
    }

    /// Whether it answers a question for yes or no; the others explain or guide.
    #[must_use]
    pub fn is_verdict(self) -> bool {
        !matches!(self, Self::Explanation | Self::Guide)
    }
}

/// Words in `-kah` that ask for something else than yes or no, or for nothing.
const OTHER_KAH: [&str; 13] = [
    "siapakah",
    "bagaimanakah",
    "kapankah",
    "berapakah",
    "manakah",
    "mengapakah",
    "langkah",
    "nikah",
    "menikah",
    "menikahkan",
    "tingkah",
    "naskah",
    "berkah",
];

/// Whether a title asks for yes or no, which Indonesian marks with `-kah`.
#[must_use]
pub fn asks_yes_or_no(title: &str) -> bool {
    let lower = title.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word.len() > "kah".len() && word.ends_with("kah") && !OTHER_KAH.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::Label;
    use super::asks_yes_or_no;
    use crate::faq::Verdict;

    #[test]
    fn a_title_with_kah_asks_for_yes_or_no() {
        for title in
            ["Bolehkah berfoto?", "Foto saya diunggah orang lain, apakah saya salah?", "Haruskah mundur?"]
        {
            assert!(asks_yes_or_no(title), "{title}");
        }
        for title in [
            "Apa itu SKB?",
            "Saya dimasukkan ke grup, bagaimana?",
            "Siapakah yang mengawasi?",
            "Dihukum, apa langkah saya?",
            "",
        ] {
            assert!(!asks_yes_or_no(title), "{title}");
        }
    }

    #[test]
    fn no_label_says_the_opposite_of_its_verdict() {
        assert!(!Label::Avoid.fits(Verdict::Allowed) && !Label::Avoid.fits(Verdict::Info));
        assert!(Label::Avoid.fits(Verdict::Forbidden) && Label::Avoid.fits(Verdict::Conditional));
        for verdict in Verdict::ALL {
            assert!(Label::of(verdict).fits(verdict), "{verdict:?}");
            assert!(Label::Guide.fits(verdict), "{verdict:?}");
        }
    }
}
