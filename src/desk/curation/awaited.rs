//! What an admin's chat is in the middle of, and how that ends when the FAQ answers instead.

use crate::curation::Admin;
use crate::curation::Kept;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::session::Session;
use crate::ports::Records;
use crate::ports::StoreError;

impl<S: Records> CurationDesk<S> {
    /// The FAQ answers an admin: from now on a typed number means *its* buttons, and a text is a question.
    pub(super) async fn looks_away(&self, admin: &Admin, incoming: &Incoming) -> Result<(), StoreError> {
        let session = self.session(admin)?;
        let shown = matches!(
            incoming.happening,
            Happening::Commanded { .. } | Happening::Pressed(_) | Happening::Said { .. }
        );
        let is_open = session.awaiting.is_some() || !session.offered.is_empty();
        if shown && is_open {
            // Where another turn of this admin's was faster, that one says what is open.
            let away = Session { awaiting: None, offered: Vec::new(), ..session.clone() };
            self.store.apply(vec![away.put_over(&session)]).await?;
        }
        Ok(())
    }

    pub(super) fn session(&self, admin: &Admin) -> Result<Session, StoreError> {
        let session = self.store.kept::<Session>(&Session::new(admin.id).key())?;
        Ok(session.unwrap_or_else(|| Session::new(admin.id)))
    }
}
