//! The words of many texts: each word is kept once, however often it occurs, in few pieces of memory. A list of
//! words per text left the system's allocator with holes that it never gave back.

use rustc_hash::FxHashMap;

/// Texts as numbers of words.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    dictionary: Vec<String>,
    numbers: FxHashMap<String, u32>,
    words: Vec<u32>,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    /// Adds the words of a text.
    pub(crate) fn push(&mut self, words: Vec<String>) {
        for word in words {
            let number = self.numbers.get(&word).copied().unwrap_or_else(|| {
                let number = self.dictionary.len() as u32;
                self.dictionary.push(word.clone());
                self.numbers.insert(word, number);
                number
            });
            self.words.push(number);
        }
        self.ends.push(self.words.len());
    }

    /// Returns how many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns every word once.
    pub(crate) fn dictionary(&self) -> impl Iterator<Item = &str> {
        self.dictionary.iter().map(String::as_str)
    }

    /// Returns every word as often as it occurs.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter_map(|number| self.word(*number))
    }

    /// Returns the words of each text, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Vec<&str>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| {
            let numbers = self.words.get(begin..*end).unwrap_or_default();
            numbers.iter().filter_map(|number| self.word(*number)).collect()
        })
    }

    fn word(&self, number: u32) -> Option<&str> {
        self.dictionary.get(number as usize).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_come_back_as_they_went_in_and_every_word_is_kept_once() {
        let mut texts = Texts::default();
        for text in ["kaus partai", "", "partai kaus partai"] {
            texts.push(text.split_whitespace().map(str::to_owned).collect());
        }
        assert_eq!(texts.len(), 3);
        assert!(texts.iter().eq([vec!["kaus", "partai"], vec![], vec!["partai", "kaus", "partai"]]));
        assert!(texts.dictionary().eq(["kaus", "partai"]));
        assert_eq!(texts.words().count(), 5);
    }
}
