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
    pub(crate) fn take(&mut self, offset: i64, limit: usize) -> Vec<&str> {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let drop = self.waiting.len().saturating_sub(keep);
            self.waiting.drain(..drop);
        } else {
            self.confirm(offset);
        }
        self.waiting.iter().take(limit).map(|update| update.json.as_str()).collect()
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
