//! The form in which what a matcher has learnt is kept: numbers in a row, little end first, and a sum over them.
//!
//! It is given away and taken back in pieces, so that no piece of memory as large as a whole matcher comes and
//! goes: the system's allocator would hold on to that much ever after.

/// Bytes that are given or taken at once.
const PIECE: usize = 1 << 14;

/// More of anything than a matcher has; a damaged file must not ask for more memory than there is.
const MOST: u64 = 1 << 28;

/// Gives away what is kept.
pub(crate) struct Giving<'to> {
    give: &'to mut dyn FnMut(&[u8]),
    sum: Sum,
}

/// Takes back what was kept.
pub(crate) struct Taking<'from> {
    take: &'from mut dyn FnMut(&mut [u8]) -> Option<()>,
    sum: Sum,
}

/// A sum over everything that was given or taken.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Sum(u64);

/// What stands in a row of numbers.
pub(crate) trait Number: Copy {
    /// Writes numbers behind others.
    fn write(numbers: &[Self], bytes: &mut Vec<u8>);
    /// Reads numbers, and puts them behind others.
    fn read(bytes: &[u8], numbers: &mut Vec<Self>);
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Number for $number {
            fn write(numbers: &[Self], bytes: &mut Vec<u8>) {
                numbers.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
            }
            fn read(bytes: &[u8], numbers: &mut Vec<Self>) {
                numbers.extend(bytes.as_chunks().0.iter().map(|bytes| Self::from_le_bytes(*bytes)));
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, f32);

impl<'to> Giving<'to> {
    /// Begins to give pieces to a function.
    pub(crate) fn to(give: &'to mut dyn FnMut(&[u8])) -> Self {
        Self { give, sum: Sum::default() }
    }

    /// Gives a number.
    pub(crate) fn number<T: Number>(&mut self, number: T) {
        let mut bytes = Vec::with_capacity(size_of::<T>());
        T::write(&[number], &mut bytes);
        self.piece(&bytes);
    }

    /// Gives how many there are.
    pub(crate) fn many(&mut self, many: usize) {
        self.number(many as u64);
    }

    /// Gives numbers, and before them how many there are.
    pub(crate) fn numbers<T: Number>(&mut self, numbers: &[T]) {
        self.many(numbers.len());
        let mut piece = Vec::with_capacity(PIECE);
        for some in numbers.chunks(PIECE / size_of::<T>()) {
            piece.clear();
            T::write(some, &mut piece);
            self.piece(&piece);
        }
    }

    /// Gives the sum, which ends it.
    pub(crate) fn end(mut self) {
        self.number(self.sum.0);
    }

    fn piece(&mut self, bytes: &[u8]) {
        self.sum.add(bytes);
        (self.give)(bytes);
    }
}

impl<'from> Taking<'from> {
    /// Begins to take pieces from a function that fills what it is handed, or says that it can't.
    pub(crate) fn from(take: &'from mut dyn FnMut(&mut [u8]) -> Option<()>) -> Self {
        Self { take, sum: Sum::default() }
    }

    /// Takes a number.
    pub(crate) fn number<T: Number>(&mut self) -> Option<T> {
        let mut numbers = Vec::with_capacity(1);
        self.some(1, &mut [0; size_of::<u64>()], &mut numbers)?;
        numbers.pop()
    }

    /// Takes how many there are.
    pub(crate) fn many(&mut self) -> Option<usize> {
        let many: u64 = self.number()?;
        (many <= MOST).then_some(many as usize)
    }

    /// Takes numbers.
    pub(crate) fn numbers<T: Number>(&mut self) -> Option<Vec<T>> {
        let many = self.many()?;
        let mut numbers = Vec::new();
        numbers.try_reserve_exact(many).ok()?;
        let mut piece = [0; PIECE];
        while numbers.len() < many {
            let some = (many - numbers.len()).min(PIECE / size_of::<T>());
            self.some(some, &mut piece, &mut numbers)?;
        }
        Some(numbers)
    }

    /// Takes a text.
    pub(crate) fn text(&mut self) -> Option<String> {
        String::from_utf8(self.numbers()?).ok()
    }

    /// Takes the sum, and says whether it is that of everything before.
    pub(crate) fn end(mut self) -> Option<()> {
        let sum = self.sum;
        (self.number::<u64>()? == sum.0).then_some(())
    }

    fn some<T: Number>(&mut self, many: usize, piece: &mut [u8], numbers: &mut Vec<T>) -> Option<()> {
        let bytes = piece.get_mut(..many * size_of::<T>())?;
        (self.take)(bytes)?;
        self.sum.add(bytes);
        T::read(bytes, numbers);
        Some(())
    }
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| self.mix(u64::from(*byte)));
    }

    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::Giving;
    use super::PIECE;
    use super::Taking;

    fn given() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut give = |piece: &[u8]| bytes.extend_from_slice(piece);
        let mut giving = Giving::to(&mut give);
        giving.number(7_u16);
        giving.numbers(&(0..PIECE as u32).collect::<Vec<_>>());
        giving.numbers("naïve".as_bytes());
        giving.numbers::<f32>(&[0.5, -0.0]);
        giving.end();
        bytes
    }

    fn taken(mut bytes: &[u8]) -> Option<(u16, Vec<u32>, String, Vec<f32>)> {
        let mut take = |piece: &mut [u8]| {
            let (given, rest) = bytes.split_at_checked(piece.len())?;
            piece.copy_from_slice(given);
            bytes = rest;
            Some(())
        };
        let mut taking = Taking::from(&mut take);
        let all = (taking.number()?, taking.numbers()?, taking.text()?, taking.numbers()?);
        taking.end()?;
        Some(all)
    }

    #[test]
    fn what_was_given_is_taken_back() {
        let expected = (7, (0..PIECE as u32).collect(), "naïve".to_owned(), vec![0.5, -0.0]);
        assert_eq!(taken(&given()), Some(expected));
    }

    #[test]
    fn what_is_cut_off_or_changed_anywhere_is_not_taken() {
        let given = given();
        assert_eq!(taken(&given[..given.len() - 1]), None);
        for place in (0..given.len()).step_by(97) {
            for bit in [1, 128] {
                let mut changed = given.clone();
                changed[place] ^= bit;
                assert_eq!(taken(&changed), None, "byte {place}");
            }
        }
    }
}
