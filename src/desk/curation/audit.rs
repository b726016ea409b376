//! The audit: noting what admins do, and showing it.

use crate::curation::Author;
use crate::curation::Kept;
use crate::curation::audit::Audit;
use crate::curation::audit::AuditRow;
use crate::curation::audit::Deed;
use crate::curation::record::Kind;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::people::PAGE;
use crate::desk::curation::turn::Turn;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::audit as texts;

impl<S: Records> CurationDesk<S> {
    /// Notes an act in the audit. Several of one turn follow one another.
    pub(super) fn note(
        &self,
        turn: &mut Turn<'_>,
        author: Author,
        what: impl Into<Deed>,
    ) -> Result<(), StoreError> {
        let last = match turn.noted.take() {
            Some(last) => Some(last),
            None => self.last_row()?,
        };
        let row = AuditRow::after(last.as_ref(), turn.now, author, what.into());
        turn.write(row.put_new());
        turn.noted = Some(row);
        Ok(())
    }

    pub(super) fn last_row(&self) -> Result<Option<AuditRow>, StoreError> {
        let last = self.store.records(Kind::Audit)?.pop();
        // What can't be read can't be followed: acts wait until somebody looked at the chain.
        last.map(|(_, bytes)| AuditRow::from_bytes(&bytes).ok_or(StoreError::Unreadable)).transpose()
    }

    /// Shows a page of the audit, newest first, and whether its chain is whole.
    pub(super) fn audit(&self, turn: &mut Turn<'_>, page: usize) -> Result<(), StoreError> {
        let audit = Audit::read(&self.store.records(Kind::Audit)?);
        let pages = audit.rows.len().div_ceil(PAGE).max(1);
        let page = page.min(pages.saturating_sub(1));
        let newest = audit.rows.iter().rev();
        let rows: Vec<&AuditRow> = newest.skip(page.saturating_mul(PAGE)).take(PAGE).collect();
        turn.show(texts::page(&audit, &rows, page, pages, self.hours_east));
        Ok(())
    }
}
