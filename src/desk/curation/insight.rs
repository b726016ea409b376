//! Statistics before admins, and what is done once a day and once a week.

use crate::chart;
use crate::conversation::Counted;
use crate::curation::Act;
use crate::curation::Admin;
use crate::curation::Gap;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::audit::AuditRow;
use crate::curation::audit::head_line;
use crate::curation::button::insight::Button;
use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Was;
use crate::curation::record::Write;
use crate::curation::statistics;
use crate::curation::statistics::Report;
use crate::curation::statistics::TOLD_FOR;
use crate::curation::statistics::Told;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::turn::Turn;
use crate::desk::statistics::told;
use crate::ports;
use crate::ports::ChatId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::ports::Timestamp;
use crate::ports::Word;
use crate::texts::curation::statistics as texts;
use crate::texts::curation::statistics::Around;

use serde::Deserialize;
use serde::Serialize;

/// Reads what was counted, by week.
pub(in crate::desk) type WeeklyCounts =
    Box<dyn Fn() -> Result<Vec<(u32, Counted, u64)>, StoreError> + Send + Sync>;

/// The last day on which the daily and weekly work was done.
#[derive(Serialize, Deserialize)]
struct LastDay(u32);

impl Kept for LastDay {
    const KIND: Kind = Kind::Mark;

    fn key(&self) -> String {
        "hari".to_owned()
    }
}

impl<S: Records> CurationDesk<S> {
    /// Follows a button of the statistics.
    pub(super) async fn statistics_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        match button {
            Button::Menu => self.show_week(turn, admin, None, false).await,
            Button::Week(week) => self.show_week(turn, admin, Some(week), false).await,
            Button::Chart(week) => {
                turn.keep_tapped();
                let report = self.week_told(turn, Some(week))?;
                self.draw(turn, report).await;
                Ok(())
            }
        }
    }

    /// Shows a closed week as a table, and as a picture too where that is wanted.
    pub(super) async fn show_week(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        wanted: Option<u32>,
        drawn: bool,
    ) -> Result<(), StoreError> {
        let report = self.week_told(turn, wanted)?;
        let (last, counts) = (statistics::closed(None, turn.now.week()), (self.weekly)()?);
        let first = statistics::first_week(&counts).unwrap_or(last);
        let around = Around {
            earlier: report.week.checked_sub(1).filter(|earlier| *earlier >= first),
            later: report.week.checked_add(1).filter(|later| *later <= last),
            may_edit: admin.role.may(Act::Edit),
        };
        turn.show_long(texts::table(&report, around));
        if drawn {
            self.draw(turn, report).await;
        }
        Ok(())
    }

    /// A week as it is told from now on.
    fn week_told(&self, turn: &mut Turn<'_>, wanted: Option<u32>) -> Result<Report, StoreError> {
        let week = statistics::closed(wanted, turn.now.week());
        let (told, is_new) = told(&*self.store, &self.standing().reference.faq, week, &self.weekly)?;
        if is_new && week.saturating_add(TOLD_FOR) > turn.now.week() {
            turn.write(told.put_new());
        }
        Ok(told.0)
    }

    async fn draw(&self, turn: &mut Turn<'_>, report: Report) {
        let picture = texts::picture(&report);
        let drawn = ports::done(&*self.workshop, move || chart::png(&picture)).await;
        match drawn.flatten() {
            Some(content) => {
                let (name, caption) = (texts::picture_name(&report), texts::caption(&report));
                turn.say(Word::Photo { name, content, caption });
            }
            None => turn.notice(texts::NO_PICTURE),
        }
    }

    /// Does what is to be done once a day and once a week, at the first look at it.
    ///
    /// # Errors
    /// When nothing can be stored; then it is done at a later look.
    pub(super) async fn keep_in_time(&self) -> Result<(), StoreError> {
        let today = self.clock.now();
        if self.last_day() == Some(today.day()) {
            return Ok(());
        }
        let mark = LastDay(today.day());
        let last: Option<LastDay> = self.store.kept(&mark.key())?;
        if last.as_ref().is_some_and(|last| last.0 >= mark.0) {
            self.note_day(mark.0);
            return Ok(());
        }
        let mut writes = self.gaps_due(today.week())?;
        writes.push(last.as_ref().map_or_else(|| mark.put_new(), |last| mark.put_over(last)));
        let is_new_week = last.is_some_and(|last| last.0 / 7 < mark.0 / 7);
        let digest = if is_new_week { Some(self.digest(today, &mut writes)?) } else { None };
        // Where somebody passed a question on meanwhile, the next look does it.
        if self.store.apply(writes).await? {
            self.note_day(mark.0);
            self.due().extend(digest.into_iter().flatten());
        }
        Ok(())
    }

    /// What is told of the week that has closed, and to whom.
    fn digest(
        &self,
        today: Timestamp,
        writes: &mut Vec<Write>,
    ) -> Result<Vec<(ChatId, Vec<Word>)>, StoreError> {
        let week = statistics::closed(None, today.week());
        let (told, is_new) = told(&*self.store, &self.standing().reference.faq, week, &self.weekly)?;
        if is_new {
            writes.push(told.put_new());
        }
        if let Some(old) = today.week().checked_sub(TOLD_FOR) {
            let row = Row { kind: Kind::Mark, key: Told::key_of(old) };
            writes.push(Write { row, was: Was::Anything, value: None });
        }
        let waiting = self.gaps_waiting(writes)?;
        let rows: Vec<AuditRow> = self.store.all_kept()?;
        let head = head_line(&rows);
        let for_role = |role: Role| match role {
            Role::Auditor => texts::audit_digest(week, head.as_deref()),
            Role::Owner | Role::Approver | Role::Editor => texts::digest(&told.0, waiting),
        };
        let said = |role: Role| {
            // Owners too, so that somebody has the head where there is no auditor.
            let head = (role == Role::Owner).then(|| texts::audit_digest(week, head.as_deref()));
            let messages = head.into_iter().chain([for_role(role)]);
            messages.map(|message| Word::Send { message, trail: None, protected: false }).collect()
        };
        let roster = self.roster();
        let told = roster.serving().filter_map(|admin| Some((admin.chat?, said(admin.role))));
        Ok(told.collect())
    }

    /// How many questions wait once these writes are done.
    fn gaps_waiting(&self, writes: &[Write]) -> Result<usize, StoreError> {
        let (mut gone, mut fresh) = (Vec::new(), Vec::new());
        for write in writes.iter().filter(|write| write.row.kind == Kind::Gap) {
            match &write.value {
                Some(bytes) => fresh.extend(Gap::from_bytes(bytes)),
                None => gone.push(write.row.key.clone()),
            }
        }
        let mut gaps: Vec<Gap> = self.store.all_kept()?;
        gaps.retain(|gap| !gone.contains(&gap.key));
        gaps.extend(fresh);
        Ok(self.still_open(gaps).len())
    }
}
