//! Finds texts that are nearly copies of each other by the pieces of three letters they share.

use std::collections::BTreeSet;
use std::collections::HashMap;

type Piece = [char; 3];

/// Texts, ready to be compared with others.
pub(super) struct Copies {
    texts: Vec<(String, usize)>,
    /// Which texts hold a piece.
    holders: HashMap<Piece, Vec<usize>>,
}

impl Copies {
    pub(super) fn of(texts: Vec<String>) -> Self {
        let mut holders: HashMap<Piece, Vec<usize>> = HashMap::new();
        let mut counted = Vec::new();
        for (number, text) in texts.into_iter().enumerate() {
            let pieces = pieces(&text);
            counted.push((text, pieces.len()));
            pieces.into_iter().for_each(|piece| holders.entry(piece).or_default().push(number));
        }
        Self { texts: counted, holders }
    }

    /// Returns the text that shares most with another one, and the share; `None` if none shares anything.
    pub(super) fn nearest(&self, other: &str) -> Option<(&str, f64)> {
        let pieces = pieces(other);
        let mut common = vec![0_usize; self.texts.len()];
        for holder in pieces.iter().filter_map(|piece| self.holders.get(piece)).flatten() {
            common[*holder] += 1;
        }
        let share = |(number, common): (usize, usize)| {
            let (text, many) = &self.texts[number];
            (text.as_str(), common as f64 / (many + pieces.len() - common) as f64)
        };
        common
            .into_iter()
            .enumerate()
            .filter(|(_, common)| *common > 0)
            .map(share)
            .max_by(|one, next| one.1.total_cmp(&next.1))
    }
}

fn pieces(text: &str) -> BTreeSet<Piece> {
    let lower: String = text
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let plain = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<char> = format!(" {plain} ").chars().collect();
    letters.windows(3).filter_map(|three| three.try_into().ok()).collect()
}
