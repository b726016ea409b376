//! Texts by their hash: a sorted set of numbers, found in a few steps. What is known of each stands beside it,
//! in arrays in the same order.

use super::kept::Giving;
use super::kept::Taking;

/// Leading bits by which a hash is looked up first.
const BITS: u32 = 14;

/// A hash of a text, or of its beginning: FNV-1a, the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hash(u64);

impl Hash {
    /// Begins a text of a kind: the same letters of another kind are something else.
    pub(crate) fn of_kind(kind: usize) -> Self {
        Self(0xcbf2_9ce4_8422_2325).mix(kind as u64)
    }

    /// Goes on with a text.
    pub(crate) fn text(self, text: &str) -> Self {
        text.chars().fold(self, Self::letter)
    }

    /// Goes on with a letter.
    pub(crate) fn letter(self, letter: char) -> Self {
        self.mix(u64::from(u32::from(letter)))
    }

    /// Returns the number.
    pub(crate) fn number(self) -> u64 {
        self.0
    }

    fn mix(self, value: u64) -> Self {
        Self((self.0 ^ value).wrapping_mul(0x0100_0000_01b3))
    }
}

/// A set of hashes.
#[derive(Debug)]
pub(crate) struct Hashes {
    /// Where the hashes with each beginning start; one more than there are beginnings.
    starts: Vec<u32>,
    /// The hashes, ascending.
    sorted: Vec<u64>,
}

impl Hashes {
    /// Takes hashes in any order.
    pub(crate) fn of(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        let mut starts = vec![0; (1 << BITS) + 1];
        for hash in &hashes {
            if let Some(start) = starts.get_mut(beginning(*hash) + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { starts, sorted: hashes }
    }

    /// Gives them away to be kept.
    pub(crate) fn give(&self, to: &mut Giving<'_>) {
        to.numbers(&self.sorted);
    }

    /// Takes back what was kept.
    pub(crate) fn take(from: &mut Taking<'_>) -> Option<Self> {
        from.numbers().map(Self::of)
    }

    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Returns the place of a hash.
    pub(crate) fn place(&self, hash: u64) -> Option<usize> {
        let beginning = beginning(hash);
        let (start, end) = self.starts.get(beginning).zip(self.starts.get(beginning + 1))?;
        let near = self.sorted.get(*start as usize..*end as usize)?;
        Some(*start as usize + near.binary_search(&hash).ok()?)
    }

    /// Whether a hash is among them.
    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.place(hash).is_some()
    }
}

fn beginning(hash: u64) -> usize {
    (hash >> (u64::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Hash;
    use super::Hashes;

    #[test]
    fn a_text_hashes_alike_in_one_piece_or_several_but_not_as_another_kind() {
        let whole = Hash::of_kind(0).text("kaus partai");
        assert_eq!(whole, Hash::of_kind(0).text("kaus").letter(' ').text("partai"));
        assert_ne!(whole, Hash::of_kind(1).text("kaus partai"));
    }

    proptest! {
        #[test]
        fn every_hash_is_found_at_its_place_and_no_other(
            hashes in proptest::collection::vec(prop_oneof![any::<u64>(), 0_u64..50], 0..200),
            other in prop_oneof![any::<u64>(), 0_u64..50],
        ) {
            let set = Hashes::of(hashes.clone());
            for hash in hashes.iter().chain([&other]) {
                let place = set.sorted.iter().position(|one| one == hash);
                prop_assert_eq!(set.place(*hash), place);
                prop_assert_eq!(set.contains(*hash), hashes.contains(hash));
            }
        }
    }
}
