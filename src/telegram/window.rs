//! Which updates are in hand, in the order they came, and from which number on to ask for more.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::ports::UpdateId;

/// After this long without an update Telegram may number anew, also lower: ask without an offset.
const QUIET: Duration = Duration::from_secs(24 * 3600);

/// Handled updates that are remembered, in memory only.
const REMEMBERED: usize = 1_000;

/// Updates in hand; only their contiguous beginning is acknowledged.
#[derive(Default)]
pub(super) struct Window {
    open: VecDeque<Open>,
    /// What to ask for once nothing is in hand.
    next: Option<u32>,
    /// Let go of lately: should one be handed over again, it has had its effect.
    gone: VecDeque<UpdateId>,
    last_arrival: Option<Instant>,
}

struct Open {
    update: UpdateId,
    since: Instant,
    done: bool,
}

impl Window {
    /// Takes an update in hand; `false` if it already is, or was while it came once more.
    pub(super) fn open(&mut self, update: UpdateId, now: Instant) -> bool {
        if self.gone.contains(&update) || self.open.iter().any(|open| open.update == update) {
            return false;
        }
        self.open.push_back(Open { update, since: now, done: false });
        self.last_arrival = Some(now);
        true
    }

    /// Marks an update as handled and lets go of the handled beginning.
    pub(super) fn done(&mut self, update: UpdateId) {
        if let Some(open) = self.open.iter_mut().find(|open| open.update == update) {
            open.done = true;
        }
        while let Some(first) = self.open.front().filter(|first| first.done) {
            self.next = Some(first.update.0.saturating_add(1));
            self.gone.push_back(first.update);
            self.open.pop_front();
            if self.gone.len() > REMEMBERED {
                self.gone.pop_front();
            }
        }
    }

    /// Treats updates that have been in hand for `patience` as handled: they end in the background.
    pub(super) fn give_up(&mut self, now: Instant, patience: Duration) {
        let late = |open: &&Open| now.duration_since(open.since) >= patience;
        let late: Vec<UpdateId> = self.open.iter().filter(late).map(|open| open.update).collect();
        for update in late {
            self.done(update);
        }
    }

    /// Returns the offset for the next poll: it acknowledges exactly the handled beginning.
    pub(super) fn offset(&mut self, now: Instant) -> Option<u32> {
        if let Some(first) = self.open.front() {
            return Some(first.update.0);
        }
        let quiet = self.last_arrival.is_none_or(|last| now.duration_since(last) >= QUIET);
        if quiet {
            self.gone.clear();
            return None;
        }
        self.next
    }

    /// Returns how many updates are in hand.
    pub(super) fn waiting(&self) -> usize {
        self.open.len()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::QUIET;
    use super::Window;
    use crate::ports::UpdateId;

    fn window(updates: &[u32], now: Instant) -> Window {
        let mut window = Window::default();
        for update in updates {
            assert!(window.open(UpdateId(*update), now));
        }
        window
    }

    #[tokio::test]
    async fn only_the_contiguous_beginning_is_acknowledged() {
        let now = Instant::now();
        let mut window = window(&[5, 6, 9], now);
        window.done(UpdateId(6));
        assert_eq!(window.offset(now), Some(5));
        window.done(UpdateId(5));
        assert_eq!(window.offset(now), Some(9));
        window.done(UpdateId(9));
        assert_eq!(window.offset(now), Some(10));
    }

    #[tokio::test]
    async fn an_update_in_hand_is_not_taken_twice() {
        let now = Instant::now();
        let mut window = window(&[5, 6], now);
        window.done(UpdateId(6));
        assert!(!window.open(UpdateId(6), now));
        assert_eq!(window.waiting(), 2);
    }

    #[tokio::test]
    async fn an_update_handled_while_it_comes_once_more_is_not_taken_twice() {
        let now = Instant::now();
        let mut window = window(&[5, 6, 7], now);
        window.done(UpdateId(5));
        assert_eq!(window.offset(now), Some(6), "this poll brings 6 and 7 once more");
        window.done(UpdateId(6));
        assert!(!window.open(UpdateId(6), now));
        assert!(!window.open(UpdateId(7), now));
        window.done(UpdateId(7));
        assert_eq!(window.offset(now), Some(8));
    }

    #[tokio::test]
    async fn a_slow_update_does_not_hold_up_the_others_for_ever() {
        let now = Instant::now();
        let mut window = window(&[5, 6], now);
        window.done(UpdateId(6));
        window.give_up(now + Duration::from_secs(4), Duration::from_secs(5));
        assert_eq!(window.offset(now), Some(5));
        window.give_up(now + Duration::from_secs(5), Duration::from_secs(5));
        assert_eq!(window.offset(now), Some(7));
    }

    #[tokio::test]
    async fn numbers_that_jump_down_after_a_quiet_time_are_seen() {
        let now = Instant::now();
        let mut window = window(&[900], now);
        window.done(UpdateId(900));
        assert_eq!(window.offset(now + QUIET), None);
        assert!(window.open(UpdateId(17), now + QUIET));
        window.done(UpdateId(17));
        assert_eq!(window.offset(now + QUIET), Some(18));
    }
}
