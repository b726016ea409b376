//! The ratchet of weekly keys: each week's step follows from the one before, and there is no way back.
//!
//! Only the oldest step that is still needed has to be kept. Whoever has it derives every later one: so a
//! copy of it opens what is sealed in the weeks to come, and destroying it destroys the weeks before.

use zeroize::Zeroizing;

use crate::storage::keys::Key;
use crate::system::NoRandomness;

/// How far steps are derived at once: a clock that is centuries ahead gets nothing.
const FARTHEST: u32 = 10_000;

/// The step of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// The number of the week.
    pub(super) week: u32,
    secret: Key,
}

impl Step {
    /// Begins a ratchet with a week.
    pub(super) fn fresh(week: u32) -> Result<Self, NoRandomness> {
        Ok(Self { week, secret: Key::generate()? })
    }

    /// Reads what [`render`](Self::render) wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (week, secret) = text.split_once(' ')?;
        Some(Self { week: week.parse().ok()?, secret: Key::from_hex(secret)? })
    }

    /// Returns the parts of its text.
    pub(super) fn render(&self) -> (String, Zeroizing<String>) {
        (self.week.to_string(), self.secret.to_hex())
    }

    /// Returns the step of the next week.
    pub(super) fn next(&self) -> Self {
        let week = self.week.saturating_add(1);
        Self { week, secret: self.secret.follow(&[b"netral step ", &week.to_be_bytes()]) }
    }

    /// Returns the step of a week, unless that is past or absurdly far ahead.
    pub(super) fn at(&self, week: u32) -> Option<Self> {
        let ahead = week.checked_sub(self.week).filter(|ahead| *ahead <= FARTHEST)?;
        Some((0..ahead).fold(self.clone(), |step, _| step.next()))
    }

    /// Returns the key that the week's values are sealed with.
    pub(super) fn key(&self) -> Key {
        self.secret.follow(&[b"netral week ", &self.week.to_be_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_week_has_a_key_of_its_own_which_is_not_its_step() {
        let first = Step::fresh(2_900).unwrap();
        let (second, third) = (first.next(), first.next().next());
        assert_eq!((second.week, third.week), (2_901, 2_902));
        let keys = [first.key(), second.key(), third.key()];
        assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
        assert!(keys.iter().all(|key| ![&first, &second, &third].iter().any(|step| step.secret == *key)));
    }

    #[test]
    fn whoever_has_a_step_has_every_later_one_and_none_before() {
        let first = Step::fresh(2_900).unwrap();
        let later = first.at(2_907).unwrap();
        assert_eq!(first.next().next().at(2_907), Some(later.clone()));
        assert_eq!(later.at(2_907), Some(later.clone()));
        assert_eq!(later.at(2_906), None);
        assert_ne!(Step::fresh(2_907).unwrap(), later);
    }

    #[test]
    fn a_clock_centuries_ahead_gets_nothing() {
        let first = Step::fresh(2_900).unwrap();
        assert_eq!(first.at(u32::MAX), None);
        assert!(first.at(2_900 + FARTHEST).is_some());
        assert_eq!(Step::fresh(u32::MAX).unwrap().next().week, u32::MAX);
    }

    #[test]
    fn what_was_rendered_is_read_again_and_never_shows() {
        let step = Step::fresh(2_900).unwrap();
        let (week, secret) = step.render();
        assert_eq!(Step::parse(&format!("{week} {}", *secret)), Some(step.clone()));
        assert!(
            ["", "2900", "x 00", week.as_str(), secret.as_str()]
                .iter()
                .all(|text| Step::parse(text).is_none())
        );
        assert!(!format!("{step:?}").contains(secret.as_str()));
    }
}
