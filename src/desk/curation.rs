//! The desk for admins: hears what belongs to keeping the FAQ right, after tips and before questions.
//!
//! Everything it says is promised, so its order is **decide → commit → speak**. A turn reads, decides with `curation`, gathers
//! its writes and what it says; the writes are durable together or not at all, and where another admin was
//! faster the turn is decided anew. Reading order: [`CurationDesk::receive`] sorts, then one file per flow.

mod add;
mod announce;
mod audit;
mod awaited;
mod browse;
mod drafts;
mod edit;
mod files;
mod folder;
mod gaps;
mod history;
mod insight;
mod invitations;
mod law;
mod legal_review;
mod machine;
mod passing;
mod people;
mod posting;
mod publish;
mod retire;
mod retold;
mod roles;
mod session;
mod standing;
mod turn;
mod verdicts;
mod watch;

pub use files::FileName;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::RwLock;

use crate::conversation::Place;
use crate::conversation::Preface;
use crate::conversation::Wording;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Button;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::Roster;
use crate::curation::overlay::Overlay;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::curation::folder::Watched;
use crate::desk::curation::invitations::Guest;
use crate::desk::curation::people::Leaver;
pub use crate::desk::curation::posting::Posting;
use crate::desk::curation::publish::Bench;
pub(super) use crate::desk::curation::standing::Standing;
use crate::desk::curation::turn::After;
pub(super) use crate::desk::curation::turn::Outcome;
use crate::desk::curation::turn::Turn;
use crate::desk::curation::verdicts::Verdicts;
use crate::ports::Chance;
use crate::ports::ChatId;
use crate::ports::Clock;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Word;
use crate::ports::Workshop;
use crate::texts::Agency;
use crate::texts::curation as texts;

/// Turns that are decided anew because another admin was faster; more than that is no coincidence.
const ATTEMPTS: usize = 5;

/// What the desk for admins is opened with.
pub struct Keeping {
    /// Where owners talk to the bot, from the configuration.
    pub owners: Vec<ChatId>,
    /// The files that revisions stand on: those of the folder.
    pub files: Files,
    /// Does what takes its time.
    pub workshop: Arc<dyn Workshop>,
    /// Gives fresh randomness.
    pub chance: Arc<dyn Chance>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Hours that local time is ahead of UTC.
    pub hours_east: u8,
    /// Whether a change of verdict or legal basis needs a second pair of eyes.
    pub four_eyes: bool,
}

/// The bot's user name, once Telegram has told it.
pub(super) type BotName = Arc<RwLock<Option<Arc<str>>>>;

/// Serves those who keep the FAQ right.
pub(super) struct CurationDesk<S> {
    store: Arc<S>,
    clock: Arc<dyn Clock>,
    workshop: Arc<dyn Workshop>,
    chance: Arc<dyn Chance>,
    agency: Agency,
    hours_east: u8,
    four_eyes: bool,
    roster: RwLock<Arc<Roster>>,
    standing: Arc<RwLock<Standing>>,
    verdicts: Verdicts,
    due: Mutex<Vec<(ChatId, Vec<Word>)>>,
    weekly: insight::WeeklyCounts,
    /// The day on which the daily work was last seen to be done.
    day: Mutex<Option<u32>>,
    /// Those who wait for an announcement, as far as is known.
    waiting: Mutex<Vec<ChatId>>,
    bench: Bench,
    watched: Mutex<Watched>,
    owners: Vec<ChatId>,
    handlers: Vec<ChatId>,
    bot: BotName,
    leavers: Mutex<Vec<Leaver>>,
    guests: Mutex<BTreeMap<ChatId, Guest>>,
}

/// What became of an input.
pub(super) enum Heard {
    /// It was an admin's; this is to be said.
    Outcome(Outcome),
    /// It is somebody else's.
    NotOurs,
}

impl<S: Records> CurationDesk<S> {
    pub(super) fn open(
        store: Arc<S>,
        agency: Agency,
        keeping: Keeping,
        standing: Arc<RwLock<Standing>>,
        weekly: insight::WeeklyCounts,
    ) -> Result<Self, StoreError> {
        let roster = Roster::new(store.all_kept()?);
        let known = Arc::clone(&standing.read().unwrap_or_else(PoisonError::into_inner).reference);
        let overlay = Overlay::of(&store.all_kept::<Revision>()?);
        if let Ok(stands) = Standing::over(Arc::new(keeping.files), overlay, &known) {
            *standing.write().unwrap_or_else(PoisonError::into_inner) = stands;
        }
        let desk = Self {
            store,
            clock: keeping.clock,
            workshop: keeping.workshop,
            chance: keeping.chance,
            agency,
            hours_east: keeping.hours_east,
            four_eyes: keeping.four_eyes,
            roster: RwLock::new(Arc::new(roster)),
            standing,
            verdicts: Verdicts::default(),
            due: Mutex::default(),
            weekly,
            day: Mutex::default(),
            waiting: Mutex::default(),
            bench: Bench::default(),
            watched: Mutex::default(),
            owners: keeping.owners,
            handlers: Vec::new(),
            bot: BotName::default(),
            leavers: Mutex::default(),
            guests: Mutex::default(),
        };
        desk.tell_of_fallen(&desk.standing());
        Ok(desk)
    }

    /// Returns where owners talk to the bot, by the configuration.
    pub(super) fn owners(&self) -> &[ChatId] {
        &self.owners
    }

    /// Learns where handlers of tips talk to the bot, and where its name will stand.
    pub(super) fn beside(self, handlers: Vec<ChatId>, bot: BotName) -> Self {
        Self { handlers, bot, ..self }
    }

    /// Hears an input, unless it is the FAQ's.
    ///
    /// # Errors
    /// When nothing can be stored; then nothing happened.
    pub(super) async fn receive(&self, incoming: &Incoming) -> Result<Heard, StoreError> {
        if incoming.place != Place::Private {
            return Ok(Heard::NotOurs);
        }
        let guest = self.take_guest(incoming.chat);
        let mut attempts = 0..ATTEMPTS;
        while attempts.next().is_some() {
            let Some(turn) = self.decide(incoming, guest.as_ref()).await? else { return Ok(Heard::NotOurs) };
            let (writes, mut outcome) = turn.end();
            if self.store.apply(writes).await? {
                let afterwards = std::mem::take(&mut outcome.afterwards);
                afterwards.into_iter().for_each(|after| self.follow_up(after));
                return Ok(Heard::Outcome(outcome));
            }
        }
        Err(StoreError::Unwritable)
    }

    /// Decides on an input; `None` if it isn't an admin's.
    async fn decide<'a>(
        &self,
        incoming: &'a Incoming,
        guest: Option<&Guest>,
    ) -> Result<Option<Turn<'a>>, StoreError> {
        let (roster, now) = (self.roster(), self.clock.now());
        let admin = roster.in_chat(incoming.chat);
        let session = admin.map(|admin| self.session(admin)).transpose()?;
        if let Some(session) = session.clone().filter(|session| session.had(incoming)) {
            // It had its effect, and the process died before anybody was told.
            return Ok(Some(Turn::again(incoming, now, session)));
        }
        let mut turn = Turn::new(incoming, now, session);
        if self.invited(&mut turn, guest, &roster, admin)? {
            return Ok(Some(turn));
        }
        let Some(admin) = admin else { return Ok(None) };
        let heard = match &incoming.happening {
            _ if self.take_file(&mut turn, admin).await? => true,
            Happening::Commanded { name, rest } => self.command(&mut turn, admin, name, rest).await?,
            Happening::Pressed(data) => match Button::from_data(data) {
                Some(button) => self.pressed(&mut turn, admin, button).await?,
                None => false,
            },
            Happening::Said { text, wording } => self.said(&mut turn, admin, text, *wording).await?,
            _ => false,
        };
        if heard {
            turn.holds_only_for(admin);
        } else {
            self.looks_away(admin, incoming).await?;
        }
        Ok(heard.then_some(turn))
    }

    async fn command(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        name: &str,
        rest: &str,
    ) -> Result<bool, StoreError> {
        match name.to_ascii_lowercase().as_str() {
            "batal" if turn.is_awaiting() => turn.leave(),
            "umumkan" if admin.role.may(Act::Announce) => self.announcements(turn, admin)?,
            "faq" if rest.trim() == "tinjau" && admin.role.may(Act::Look) => self.show_waiting(turn, admin),
            "faq" if self.files_command(turn, admin, rest.trim())? => {}
            "admin" if admin.role.may(Act::Govern) => self.people(turn, admin, 0)?,
            "audit" if admin.role.may(Act::Audit) => self.audit(turn, 0)?,
            "celah" if admin.role.may(Act::Edit) => self.show_gaps(turn, 0)?,
            "statistik" if admin.role.may(Act::Measure) => self.show_week(turn, admin, None, true).await?,
            "faq" if admin.role.may(Act::Look) => return self.faq(turn, admin, rest).await,
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn pressed(&self, turn: &mut Turn<'_>, admin: &Admin, button: Button) -> Result<bool, StoreError> {
        if !admin.role.may(button.act()) {
            return Ok(false);
        }
        match button {
            Button::Cancel => turn.leave(),
            Button::Gaps(button) => self.gaps_pressed(turn, admin, button).await?,
            Button::Insight(button) => self.statistics_pressed(turn, admin, button).await?,
            Button::Law(button) => self.law_pressed(turn, admin, button).await?,
            Button::Watch(button) => self.watch_pressed(turn, admin, button).await?,
            Button::LegalReview(button) => self.legal_review_pressed(turn, admin, button).await?,
            Button::Announce(button) => self.announce_pressed(turn, admin, &button)?,
            Button::Publish(button) => self.publish_pressed(turn, admin, button).await?,
            Button::History(button) => self.history_pressed(turn, admin, button).await?,
            Button::Entries(button) => self.browse(turn, admin, button).await?,
            Button::Drafts(button) => self.draft_pressed(turn, admin, button).await?,
            Button::Files(button) => self.files_pressed(turn, admin, button).await?,
            Button::People(button) => return self.people_pressed(turn, admin, button),
        }
        Ok(true)
    }

    /// A typed number or label is the button it names; other text is what is awaited, or a question.
    async fn said(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        text: &str,
        wording: Wording,
    ) -> Result<bool, StoreError> {
        let offered = turn.session.as_ref().map(|session| session.offered.clone()).unwrap_or_default();
        let typed = (wording == Wording::Typed)
            .then(|| texts::read_typed(&offered, text, turn.is_awaiting()))
            .flatten();
        if let Some(button) = typed.as_deref().and_then(Button::from_data) {
            return Box::pin(self.pressed(turn, admin, button)).await;
        }
        if wording == Wording::Typed && turn.is_awaiting() && texts::says_cancel(text) {
            turn.leave();
            return Ok(true);
        }
        if wording == Wording::Special(Preface::Edited) {
            return self.retold(turn, admin, text);
        }
        if !matches!(wording, Wording::Typed | Wording::Special(Preface::Forwarded)) {
            // A caption was meant for something else.
            return Ok(false);
        }
        let taken = self.taking(turn, text)?;
        let heard = self.taken(turn, admin, text, wording).await?;
        if let (true, Some(taken)) = (heard, taken) {
            turn.took(taken);
        }
        Ok(heard)
    }

    /// Returns what is to be said unprompted by now.
    pub(super) async fn words_due(&self) -> Vec<(ChatId, Vec<Word>)> {
        self.catch_up().await;
        // What can't be read or written now is told the next time.
        drop(self.look_back().await);
        drop(self.remind_of_old_drafts().await);
        drop(self.keep_in_time().await);
        drop(self.remind_approvers());
        let mut due = std::mem::take(&mut *self.due());
        due.extend(self.reminders());
        due
    }

    fn follow_up(&self, after: After) {
        match after {
            After::Stands(standing) => {
                let mut now = self.standing.write().unwrap_or_else(PoisonError::into_inner);
                if now.head <= standing.head {
                    if !Arc::ptr_eq(&now.base, &standing.base) {
                        self.keep_base(&now.base);
                    }
                    *now = *standing;
                }
                drop(now);
                self.clear_bench();
            }
            After::Serve(admin) => {
                let mut roster = self.roster.write().unwrap_or_else(PoisonError::into_inner);
                *roster = Arc::new(roster.with(admin));
            }
            After::Leaves(leaver) => self.leavers().push(leaver),
            After::Tell(chat, words) => self.due().push((chat, words)),
        }
    }

    fn last_day(&self) -> Option<u32> {
        *self.day.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_day(&self, day: u32) {
        *self.day.lock().unwrap_or_else(PoisonError::into_inner) = Some(day);
    }

    fn roster(&self) -> Arc<Roster> {
        Arc::clone(&self.roster.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn standing(&self) -> Standing {
        self.standing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn due(&self) -> MutexGuard<'_, Vec<(ChatId, Vec<Word>)>> {
        self.due.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
