//! Announcements: one message to all who asked for them, at most once to each.
//!
//! A chat that is to get one has a [`Sending`]: it waits, then it is *begun*, durably, before Telegram is
//! asked, and it goes with the outcome. One that is found begun after a stop may have been sent: it is
//! counted as uncertain and never sent again. One announcement goes out at a time.

use serde::Deserialize;
use serde::Serialize;

use crate::coordinates::ChatId;
use crate::coordinates::Timestamp;
use crate::curation::AdminId;
use crate::curation::Author;
use crate::curation::Kept;
use crate::curation::record::Kind;
use crate::curation::record::Was;
use crate::curation::record::Write;

/// Most characters of an announcement: with what stands around it, it fits into one message, even if
/// every character needs two of Telegram's units.
pub const LONGEST: usize = 1_800;

/// Announcements that are kept to look back at.
const KEPT: usize = 20;

/// An announcement's number: 1, 2, 3 …; never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnnouncementId(pub u32);

/// A chat that wants announcements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscriber {
    /// Which.
    pub chat: ChatId,
}

/// A message to all subscribers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its number.
    pub id: AnnouncementId,
    /// Who sends it.
    pub author: Author,
    /// What it says: plain text.
    pub text: String,
    /// When it was last worked on, sent or stopped.
    pub at: Timestamp,
    /// How far it is.
    pub state: Progress,
    /// What came of it so far.
    pub tallies: Tallies,
    /// Whether the sender was told of the end.
    pub told: bool,
}

/// How far an announcement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// It is being written.
    Draft,
    /// It goes out.
    Running,
    /// It went out to everybody.
    Done,
    /// It was stopped on the way.
    Stopped,
}

/// What came of an announcement, in chats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tallies {
    /// Subscribers when it began to go out.
    pub subscribers: u32,
    /// Those who got it.
    pub sent: u32,
    /// Those of whom that isn't known.
    pub uncertain: u32,
    /// Those who had blocked the bot; they are subscribers no more.
    pub gone: u32,
    /// Those to whom Telegram refused to bring it.
    pub refused: u32,
}

/// What becomes of an announcement in one chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Where.
    pub chat: ChatId,
    /// Which.
    pub announcement: AnnouncementId,
    /// Whether Telegram may have been asked.
    pub begun: bool,
}

/// What came of sending to one chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// Telegram took it.
    Sent,
    /// It may have been sent or not.
    Uncertain,
    /// The chat is gone for the bot.
    Gone,
    /// Telegram will never take it.
    Refused,
    /// It was surely not sent: it waits again.
    Waits,
}

impl std::fmt::Debug for Announcement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { id, state, tallies, .. } = self;
        write!(f, "Announcement({id:?}, {state:?}, {tallies:?}, …)")
    }
}

impl Kept for Subscriber {
    const KIND: Kind = Kind::Subscriber;

    fn key(&self) -> String {
        self.chat.0.to_string()
    }
}

impl Kept for Announcement {
    const KIND: Kind = Kind::Announcement;

    fn key(&self) -> String {
        self.id.key()
    }
}

impl Kept for Sending {
    const KIND: Kind = Kind::Sending;

    fn key(&self) -> String {
        Self::key_of(self.chat)
    }
}

/// The number that was given last, so that none is given twice: old buttons name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAnnouncement(pub u32);

impl Kept for LastAnnouncement {
    const KIND: Kind = Kind::Mark;

    fn key(&self) -> String {
        "pengumuman".to_owned()
    }
}

impl AnnouncementId {
    /// Returns its key among announcements.
    #[must_use]
    pub fn key(self) -> String {
        format!("{:08}", self.0)
    }
}

impl Sending {
    /// Returns the key of what goes to a chat: one announcement at a time does.
    #[must_use]
    pub fn key_of(chat: ChatId) -> String {
        chat.0.to_string()
    }

    /// Whether Telegram wasn't asked yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.begun
    }
}

impl Announcement {
    /// Begins to write one, after `last`.
    #[must_use]
    pub fn draft(last: LastAnnouncement, author: Author, text: String, at: Timestamp) -> Self {
        Self {
            id: AnnouncementId(last.0.saturating_add(1)),
            author,
            text,
            at,
            state: Progress::Draft,
            tallies: Tallies::default(),
            told: false,
        }
    }

    /// Begins to send it to so many.
    #[must_use]
    pub fn started(&self, subscribers: u32, at: Timestamp) -> Self {
        let tallies = Tallies { subscribers, ..Tallies::default() };
        Self { at, state: Progress::Running, tallies, ..self.clone() }
    }

    /// Stops it on the way.
    #[must_use]
    pub fn stopped(&self, at: Timestamp) -> Self {
        Self { at, state: Progress::Stopped, ..self.clone() }
    }

    /// Counts what came of sending it; nothing waits any more at the end of one that ran.
    #[must_use]
    pub fn after(&self, outcomes: &[Posted], nothing_waits: bool) -> Self {
        let mut after = self.clone();
        outcomes.iter().for_each(|outcome| after.tallies.count(*outcome));
        if nothing_waits && after.state == Progress::Running {
            after.state = Progress::Done;
        }
        after
    }

    /// Whether it is this admin's.
    #[must_use]
    pub fn is_by(&self, admin: AdminId) -> bool {
        matches!(self.author, Author::Admin(author, _) if author == admin)
    }

    /// Whether its end is known and the sender wasn't told.
    #[must_use]
    pub fn wants_telling(&self) -> bool {
        matches!(self.state, Progress::Done | Progress::Stopped) && !self.told
    }
}

impl Tallies {
    fn count(&mut self, outcome: Posted) {
        let tally = match outcome {
            Posted::Sent => &mut self.sent,
            Posted::Uncertain => &mut self.uncertain,
            Posted::Gone => &mut self.gone,
            Posted::Refused => &mut self.refused,
            Posted::Waits => return,
        };
        *tally = tally.saturating_add(1);
    }
}

/// Ends a chat's subscription, whether it has one or not.
#[must_use]
pub fn leaving(chat: ChatId) -> Write {
    Write { row: Subscriber { chat }.row(), was: Was::Anything, value: None }
}

/// Returns the announcement that goes out, if one does.
#[must_use]
pub fn running(all: &[Announcement]) -> Option<&Announcement> {
    all.iter().find(|announcement| announcement.state == Progress::Running)
}

/// Returns those that went out long ago: more aren't kept.
#[must_use]
pub fn outdated(all: &[Announcement]) -> Vec<&Announcement> {
    let ended: Vec<_> = all
        .iter()
        .filter(|announcement| matches!(announcement.state, Progress::Done | Progress::Stopped))
        .collect();
    ended.iter().rev().skip(KEPT).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curation::Role;

    fn a_draft() -> Announcement {
        Announcement::draft(
            LastAnnouncement(0),
            Author::Admin(AdminId(3), Role::Editor),
            "Halo".to_owned(),
            Timestamp(1),
        )
    }

    #[test]
    fn outcomes_are_counted_and_the_end_is_reached_only_while_it_runs() {
        let running = a_draft().started(4, Timestamp(2));
        let outcomes = [Posted::Sent, Posted::Uncertain, Posted::Gone, Posted::Refused, Posted::Waits];
        let after = running.after(&outcomes, false);
        assert_eq!((after.state, after.wants_telling()), (Progress::Running, false));
        let tallies = Tallies { subscribers: 4, sent: 1, uncertain: 1, gone: 1, refused: 1 };
        assert_eq!(after.tallies, tallies);
        let done = after.after(&[], true);
        assert!(done.state == Progress::Done && done.wants_telling());
        let stopped = running.stopped(Timestamp(3)).after(&[Posted::Sent], true);
        assert_eq!((stopped.state, stopped.tallies.sent), (Progress::Stopped, 1));
    }

    #[test]
    fn numbers_are_never_given_twice_and_old_ones_go() {
        let mut all = vec![a_draft()];
        for _ in 0..25 {
            let last = LastAnnouncement(all.last().unwrap().id.0);
            let next = Announcement::draft(last, Author::CommandLine, String::new(), Timestamp(1));
            assert!(all.iter().all(|other| other.id < next.id));
            all.push(next.started(1, Timestamp(2)).stopped(Timestamp(3)));
        }
        let old: Vec<_> = outdated(&all).iter().map(|old| old.id.0).collect();
        assert_eq!(old, [6, 5, 4, 3, 2], "drafts stay");
    }

    #[test]
    fn a_rendering_holds_no_text() {
        assert!(!format!("{:?}", a_draft()).contains("Halo"));
    }
}
