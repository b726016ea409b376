//! Whether a clock is to be believed. What goes by time goes for good, so it waits where the clock is in doubt.
//!
//! A clock is held against two things: the week in which something was last kept, and the dates that
//! Telegram puts on messages. The first is known from the start, and says only that much time went by;
//! the second comes with the first message, and says who is right.

use crate::coordinates::Timestamp;

const DAY: i64 = 24 * 3600;

/// Weeks without a trace of the bot that its clock is believed by itself.
const SILENCE: u32 = 2;

/// A message that just came in may have been sent so long ago: Telegram keeps it for a day.
const OLDEST_MESSAGE: i64 = 2 * DAY;

/// No message is sent so much later than it came in.
const LATEST_MESSAGE: i64 = -DAY;

/// What Telegram said lately is still about this clock.
const LATELY: i64 = 2 * DAY;

/// After a long absence handlers have this long, in seconds, before anything goes.
const GRACE: u64 = 24 * 3600;

/// How far a clock is to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// It is right, as far as anybody can tell.
    Sound,
    /// It is weeks away from when something was last kept, and Telegram hasn't been heard yet.
    Doubtful,
    /// Telegram's own dates say otherwise: it is wrong.
    Contradicted,
    /// The bot was away for weeks and Telegram's dates agree; what goes by time goes after a day.
    Returned,
}

/// What is known of the time besides what the clock says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calendar {
    kept: Option<u32>,
    heard: Option<Heard>,
    returned: Option<Timestamp>,
}

/// A date of Telegram's, and what the clock said when it came.
#[derive(Debug, Clone, Copy)]
struct Heard {
    date: Timestamp,
    clock: Timestamp,
}

impl Heard {
    /// By how many seconds the clock was ahead.
    fn ahead(self) -> i64 {
        seconds_between(self.date, self.clock)
    }

    fn agrees(self) -> bool {
        (LATEST_MESSAGE..=OLDEST_MESSAGE).contains(&self.ahead())
    }

    /// Whether the clock hasn't been moved, or run on for days, since.
    fn is_recent(self, clock: Timestamp) -> bool {
        seconds_between(self.clock, clock).unsigned_abs() <= LATELY.unsigned_abs()
    }
}

impl Calendar {
    /// Hears in which week something was last kept.
    pub fn remember(&mut self, week: u32) {
        self.kept = Some(week);
        self.returned = None;
    }

    /// Hears the date that Telegram put on something that just came in.
    pub fn hear(&mut self, date: Timestamp, clock: Timestamp) {
        let heard = Heard { date, clock };
        self.heard = Some(heard);
        let away = heard.agrees() && self.kept.is_some_and(|kept| weeks_over(kept, clock) > 0);
        self.returned = if away { self.returned.or(Some(clock)) } else { None };
    }

    /// Returns how far the clock is to be believed when it says this.
    #[must_use]
    pub fn trust(&self, clock: Timestamp) -> Trust {
        match self.heard {
            Some(heard) if !heard.agrees() => Trust::Contradicted,
            Some(heard) if heard.is_recent(clock) => match self.returned {
                Some(then) if clock.0 < then.0.saturating_add(GRACE) => Trust::Returned,
                _ => Trust::Sound,
            },
            _ if self.kept.is_none_or(|kept| is_near(kept, clock)) => Trust::Sound,
            _ => Trust::Doubtful,
        }
    }

    /// Returns the moment that may be written down when the clock says this: Telegram's time where the
    /// clock is wrong, and the week that is known where nobody can tell.
    #[must_use]
    pub fn moment(&self, clock: Timestamp) -> Timestamp {
        match (self.trust(clock), self.heard, self.kept) {
            (Trust::Contradicted, Some(heard), _) => {
                Timestamp(clock.0.saturating_add_signed(heard.ahead().saturating_neg()))
            }
            (Trust::Doubtful, _, Some(kept)) => within(kept, clock),
            _ => clock,
        }
    }
}

/// Returns a moment of a week that goes on as the clock does.
fn within(week: u32, clock: Timestamp) -> Timestamp {
    let begin = u64::from(week).saturating_mul(7 * DAY.unsigned_abs());
    Timestamp(begin.saturating_add(clock.0 % (7 * DAY.unsigned_abs())))
}

/// Weeks that are more than the bot may have been silent for.
fn weeks_over(kept: u32, clock: Timestamp) -> u32 {
    clock.week().saturating_sub(kept).saturating_sub(SILENCE)
}

fn is_near(kept: u32, clock: Timestamp) -> bool {
    weeks_over(kept, clock) == 0 && clock.week().saturating_add(1) >= kept
}

fn seconds_between(earlier: Timestamp, later: Timestamp) -> i64 {
    let seconds = i64::try_from(later.0.abs_diff(earlier.0)).unwrap_or(i64::MAX);
    if later < earlier { seconds.saturating_neg() } else { seconds }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prelude::prop;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    const DAYS: u64 = 24 * 3600;
    const WEEKS: u64 = 7 * DAYS;

    /// A moment in the middle of a week.
    const NOW: Timestamp = Timestamp(2_943 * WEEKS + 3 * DAYS);

    fn after(seconds: u64) -> Timestamp {
        Timestamp(NOW.0 + seconds)
    }

    /// What a bot knows that was last used now.
    fn used() -> Calendar {
        let mut calendar = Calendar::default();
        calendar.remember(NOW.week());
        calendar
    }

    #[test]
    fn a_first_start_believes_the_clock() {
        assert_eq!(Calendar::default().trust(NOW), Trust::Sound);
        assert_eq!(Calendar::default().moment(NOW), NOW);
    }

    #[test]
    fn two_weeks_of_silence_are_believed_and_three_are_not() {
        assert_eq!(used().trust(after(2 * WEEKS)), Trust::Sound);
        assert_eq!(used().trust(after(3 * WEEKS)), Trust::Doubtful);
    }

    #[test]
    fn a_clock_that_went_back_by_weeks_is_in_doubt_and_one_that_went_back_by_days_is_not() {
        assert_eq!(used().trust(Timestamp(NOW.0 - WEEKS)), Trust::Sound);
        assert_eq!(used().trust(Timestamp(NOW.0 - 2 * WEEKS)), Trust::Doubtful);
        assert_eq!(used().trust(Timestamp(0)), Trust::Doubtful);
    }

    #[test]
    fn in_doubt_the_last_known_week_is_written_down_and_time_goes_on() {
        for clock in [Timestamp(0), after(15 * WEEKS), Timestamp(u64::MAX)] {
            assert_eq!(used().moment(clock).week(), NOW.week());
        }
        assert!(used().moment(after(15 * WEEKS)) < used().moment(after(15 * WEEKS + 60)));
    }

    #[test]
    fn a_clock_that_telegram_contradicts_is_wrong_and_telegrams_time_is_written_down() {
        for clock in [after(15 * WEEKS), Timestamp(0), after(3 * DAYS), Timestamp(NOW.0 - 2 * DAYS)] {
            for mut calendar in [used(), Calendar::default()] {
                calendar.hear(NOW, clock);
                assert_eq!(calendar.trust(clock), Trust::Contradicted);
                assert_eq!(calendar.moment(clock), NOW);
                let later = Timestamp(clock.0 + 5 * WEEKS);
                assert_eq!(calendar.trust(later), Trust::Contradicted, "however long ago that was");
                assert_eq!(calendar.moment(later), after(5 * WEEKS));
            }
        }
    }

    #[test]
    fn a_message_that_waited_for_a_day_contradicts_nothing() {
        let mut calendar = used();
        calendar.hear(NOW, after(DAYS));
        assert_eq!(calendar.trust(after(DAYS)), Trust::Sound);
        assert_eq!(calendar.moment(after(DAYS)), after(DAYS));
    }

    #[test]
    fn a_bot_that_was_off_for_fifteen_weeks_goes_on_a_day_after_telegram_agreed() {
        let mut calendar = used();
        let back = after(15 * WEEKS);
        assert_eq!(calendar.trust(back), Trust::Doubtful);
        calendar.hear(back, back);
        assert_eq!(calendar.trust(back), Trust::Returned);
        assert_eq!(calendar.moment(back), back);
        let late = Timestamp(back.0 + DAYS - 1);
        calendar.hear(late, late);
        assert_eq!(calendar.trust(late), Trust::Returned);
        assert_eq!(calendar.trust(Timestamp(back.0 + DAYS)), Trust::Sound);
    }

    #[test]
    fn a_clock_that_was_set_right_is_believed_as_soon_as_telegram_agrees() {
        let mut calendar = used();
        calendar.hear(NOW, after(15 * WEEKS));
        calendar.hear(after(60), after(60));
        assert_eq!(calendar.trust(after(60)), Trust::Sound);
        let mut ahead = Calendar::default();
        ahead.remember(NOW.week() + 52);
        ahead.hear(NOW, NOW);
        assert_eq!(ahead.trust(NOW), Trust::Sound, "what was kept last came from a wrong clock");
    }

    #[test]
    fn a_clock_that_jumps_after_telegram_agreed_is_in_doubt() {
        for jumped in [after(15 * WEEKS), after(3 * WEEKS), Timestamp(0)] {
            let mut calendar = used();
            calendar.hear(NOW, NOW);
            assert_eq!(calendar.trust(jumped), Trust::Doubtful);
        }
    }

    #[test]
    fn a_bot_that_nobody_writes_to_keeps_its_clock() {
        let mut calendar = used();
        calendar.hear(NOW, NOW);
        for week in 1..100 {
            assert_eq!(calendar.trust(after(week * WEEKS)), Trust::Sound);
            calendar.remember(after(week * WEEKS).week());
        }
    }

    proptest! {
        #[test]
        fn a_clock_that_is_believed_is_near_what_is_known(
            kept in 2_000_u32..3_000, clock in any::<u64>(),
            heard in prop::option::of((any::<u64>(), any::<u64>())),
        ) {
            let clock = Timestamp(clock);
            let mut calendar = Calendar::default();
            calendar.remember(kept);
            if let Some((date, then)) = heard {
                calendar.hear(Timestamp(date), Timestamp(then));
            }
            let agreed = heard.is_some_and(|(date, then)| {
                then.abs_diff(date) <= 2 * DAYS && then.abs_diff(clock.0) <= 2 * DAYS
            });
            if calendar.trust(clock) == Trust::Sound {
                prop_assert!(agreed || clock.week() <= kept + SILENCE);
                prop_assert_eq!(calendar.moment(clock), clock);
            }
        }
    }
}
