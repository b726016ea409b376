//! The queue of updates: ids, offsets, confirmation, and the kinds a bot asked for.

use std::collections::VecDeque;

/// Kinds that are delivered only when asked for by name.
const ONLY_WHEN_ASKED: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

#[derive(Debug)]
struct Update {
    id: i64,
    stretch: u64,
    json: String,
}

/// Updates that wait for the bot.
#[derive(Debug)]
pub(crate) struct Queue {
    waiting: VecDeque<Update>,
    next_id: i64,
    /// Grows with every jump; ids are compared only within one stretch.
    stretch: u64,
    allowed: Vec<String>,
}

impl Queue {
    pub(super) fn new(first_id: i64) -> Self {
        Self { waiting: VecDeque::new(), next_id: first_id, stretch: 0, allowed: Vec::new() }
    }

    /// From now on ids continue at `next`, higher or lower.
    pub(super) fn jump(&mut self, next: i64) {
        self.next_id = next;
        self.stretch += 1;
    }

    /// Remembers the kinds the bot wants; an empty list means the usual ones.
    pub(crate) fn allow(&mut self, kinds: Vec<String>) {
        self.allowed = kinds;
    }

    pub(crate) fn allowed(&self) -> &[String] {
        &self.allowed
    }

    pub(super) fn wants(&self, kind: &str) -> bool {
        if self.allowed.is_empty() {
            return !ONLY_WHEN_ASKED.contains(&kind);
        }
        self.allowed.iter().any(|allowed| allowed == kind)
    }

    /// Queues an update whose whole JSON is made from its id.
    pub(super) fn push(&mut self, json: impl FnOnce(i64) -> String) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.waiting.push_back(Update { id, stretch: self.stretch, json: json(id) });
        id
    }

    /// Confirms what lies before `offset` (or all but the last `-offset`) and answers what follows.
    ///
    /// No answer reaches across a jump, so that the next offset is about ids of one stretch.
    pub(crate) fn take(&mut self, offset: i64, limit: usize) -> Vec<&str> {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let drop = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..drop);
        } else {
            self.confirm(offset);
        }
        let stretch = self.waiting.front().map(|update| update.stretch);
        let same = self.waiting.iter().take_while(|update| Some(update.stretch) == stretch);
        same.take(limit).map(|update| update.json.as_str()).collect()
    }

    /// An offset beyond the newest id of a stretch confirms nothing: it belongs to ids before a jump.
    fn confirm(&mut self, offset: i64) {
        let Some(stretch) = self.waiting.front().map(|update| update.stretch) else { return };
        let same = |update: &&Update| update.stretch == stretch;
        let newest = self.waiting.iter().take_while(same).last().map_or(0, |update| update.id);
        if offset > newest.saturating_add(1) {
            return;
        }
        while self.waiting.front().is_some_and(|update| update.stretch == stretch && update.id < offset) {
            self.waiting.pop_front();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn queue(first: i64, count: usize) -> Queue {
        let mut queue = Queue::new(first);
        for _ in 0..count {
            queue.push(|id| id.to_string());
        }
        queue
    }

    #[test]
    fn an_offset_from_before_a_jump_confirms_nothing_after_it() {
        let mut queue = queue(100, 2);
        queue.jump(5);
        queue.push(|id| id.to_string());
        assert_eq!(queue.take(100, 100), ["100", "101"]);
        assert_eq!(queue.take(102, 100), ["5"]);
        assert_eq!(queue.take(102, 100), ["5"]);
        assert!(queue.take(6, 100).is_empty());
    }

    #[test]
    fn kinds_that_must_be_asked_for_are_not_sent_unasked() {
        let mut queue = queue(1, 0);
        assert!(queue.wants("message") && queue.wants("my_chat_member"));
        assert!(!queue.wants("message_reaction"));
        queue.allow(vec!["message_reaction".to_owned()]);
        assert!(queue.wants("message_reaction") && !queue.wants("message"));
    }

    proptest! {
        #[test]
        fn a_bot_that_confirms_what_it_got_gets_all_once_and_in_order(
            count in 0_usize..50, limit in 1_usize..10, jumps in proptest::collection::btree_set(1_i64..1_000, 0..4)
        ) {
            let mut queue = queue(500, count);
            let mut expected: Vec<i64> = (500..).take(count).collect();
            for jump in jumps.iter().rev().map(|jump| jump * 1_000) {
                queue.jump(jump);
                expected.push(queue.push(|id| id.to_string()));
            }
            let mut got = Vec::new();
            // One poll more than there are updates would be a bot that turns in circles.
            for _ in 0..=expected.len() {
                let offset = got.last().map_or(0, |last| last + 1);
                got.extend(queue.take(offset, limit).into_iter().map(|json| json.parse::<i64>().unwrap()));
            }
            prop_assert_eq!(got, expected);
        }
    }
}
