//! What expires when. Both stores ask here, so that they forget alike.
//!
//! Days and weeks are counted whole, because nothing finer is stored. A key and all it sealed go five
//! weeks after the Thursday its week began: a row of a week's last day therefore lives 28 days, none
//! lives longer than 30, and nothing can be recovered after 35.

/// Days without use after which a chat's state is forgotten.
const STATE_DAYS: u32 = 30;

/// Weeks after which a week's key is destroyed, and with it all that it sealed.
const KEY_WEEKS: u32 = 5;

/// Weeks for which counts are kept: a year, and what it is compared with.
const COUNT_WEEKS: u32 = 60;

/// Whether a chat's state, last used on day `used`, is forgotten on day `today`.
pub(super) fn state_expired(used: u32, today: u32) -> bool {
    today >= used.saturating_add(STATE_DAYS)
}

/// Whether the key of week `made` is destroyed in week `this_week`.
pub(super) fn key_expired(made: u32, this_week: u32) -> bool {
    this_week >= made.saturating_add(KEY_WEEKS)
}

/// Returns the oldest week whose key isn't destroyed in week `this_week`.
pub(super) fn oldest_key(this_week: u32) -> u32 {
    this_week.saturating_sub(KEY_WEEKS - 1)
}

/// Whether what was counted in week `counted` is forgotten in week `this_week`.
pub(super) fn count_expired(counted: u32, this_week: u32) -> bool {
    this_week >= counted.saturating_add(COUNT_WEEKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_lives_thirty_days() {
        assert!(!state_expired(100, 129));
        assert!(state_expired(100, 130));
    }

    #[test]
    fn a_key_lives_five_weeks() {
        assert!(!key_expired(100, 104));
        assert!(key_expired(100, 105));
        assert!(!key_expired(oldest_key(105), 105) && key_expired(oldest_key(105) - 1, 105));
    }

    #[test]
    fn a_count_lives_sixty_weeks() {
        assert!(!count_expired(100, 159));
        assert!(count_expired(100, 160));
    }

    #[test]
    fn a_clock_that_went_back_expires_nothing() {
        assert!(!state_expired(100, 1));
        assert!(!key_expired(100, 1));
        assert!(!count_expired(100, 1));
    }
}
