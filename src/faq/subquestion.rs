//! What an entry's phrases ask besides its title, and where that is answered.

use std::fmt;

use crate::faq::EntryId;

/// One of the questions that an entry must answer: `Foto lama? = foto lama jangan diunggah`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subquestion {
    /// What is asked, as an editor says it.
    pub asked: String,
    /// Where the answer stands.
    pub answer: Answered,
}

/// Where a [`Subquestion`] is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// In the entry: words that stand together in one of its sentences, in any order.
    Here(String),
    /// By a neighbour: `Pose jarinya? -> pose-jari-foto`.
    By(EntryId),
}

const HERE: &str = " = ";
const BY: &str = " -> ";

impl Subquestion {
    /// Reads a line as the FAQ's files write it.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (asked, answer) = match line.rsplit_once(BY) {
            Some((asked, id)) => (asked, Answered::By(EntryId::parse(id.trim())?)),
            None => {
                let (asked, words) = line.rsplit_once(HERE)?;
                (asked, Answered::Here(words.trim().to_owned()))
            }
        };
        let is_said = |text: &str| text.contains(char::is_alphanumeric);
        let is_whole = is_said(asked) && !matches!(&answer, Answered::Here(words) if !is_said(words));
        is_whole.then(|| Self { asked: asked.trim().to_owned(), answer })
    }
}

impl fmt::Display for Subquestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.answer {
            Answered::Here(words) => write!(f, "{}{HERE}{words}", self.asked),
            Answered::By(id) => write!(f, "{}{BY}{id}", self.asked),
        }
    }
}

/// Whether one sentence of a text holds all of these words, whatever their order.
#[must_use]
pub(crate) fn is_said(text: &str, words: &str) -> bool {
    let wanted: Vec<String> = words_of(words).collect();
    text.split('\n').flat_map(sentences).any(|sentence| {
        let said: Vec<String> = words_of(sentence).collect();
        wanted.iter().all(|word| said.contains(word))
    })
}

/// Splits a line where a sentence ends: at a stop before a space. `go.id` has none.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut stopped = false;
    line.split(move |letter: char| {
        let ends = stopped && letter.is_whitespace();
        stopped = matches!(letter, '.' | '?' | '!') || stopped && matches!(letter, '"' | ')');
        ends
    })
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::Answered;
    use super::Subquestion;
    use super::is_said;

    #[test]
    fn a_line_is_read_and_written_in_one_form() {
        for line in ["Foto lama? = foto lama jangan diunggah", "Pose jarinya? -> pose-jari-foto"] {
            assert_eq!(Subquestion::parse(line).unwrap().to_string(), line);
        }
        let by = Subquestion::parse("Apa = artinya? -> arti").unwrap();
        assert!(matches!(by.answer, Answered::By(id) if id.as_str() == "arti"));
        for wrong in ["Foto lama?", "Foto lama? = ", " = jawab", "Pose? -> Bukan Id", "? = !"] {
            assert_eq!(Subquestion::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_are_looked_for_within_one_sentence() {
        let text = "Berfoto boleh. **Foto lama** jangan diunggah ulang.\n- Minta dihapus";
        assert!(is_said(text, "foto lama jangan diunggah"));
        assert!(is_said(text, "diunggah lama"), "in any order");
        assert!(!is_said(text, "berfoto lama"), "over the end of a sentence");
        assert!(is_said("Cek di infopemilu.kpu.go.id: nama Anda.", "cek infopemilu kpu nama"));
        assert!(!is_said(text, "fotolama"));
    }
}
