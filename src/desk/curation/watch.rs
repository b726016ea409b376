//! Conducts what must be watched: showing it, and noting that somebody looked.

use crate::curation::Admin;
use crate::curation::Author;
use crate::curation::browsing::Page;
use crate::curation::button::watch::Button;
use crate::curation::revision::Purpose;
use crate::curation::watch;
use crate::desk::curation::CurationDesk;
use crate::desk::curation::turn::Turn;
use crate::faq::Watch;
use crate::faq::WatchId;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::curation::law as law_texts;
use crate::texts::curation::watch as texts;

impl<S: Records> CurationDesk<S> {
    /// Follows a button of what is watched.
    pub(super) async fn watch_pressed(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        button: Button,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        match button {
            Button::List(page) => {
                let watches = faq.watches_in_order();
                turn.show(texts::list(faq, &Page::of(&watches, page)));
            }
            Button::Look(id) => match faq.watch(&id) {
                Some(watch) => turn.show_long(texts::look(faq, watch, admin.role)),
                None => turn.show(law_texts::gone()),
            },
            Button::Looked(id, seen) => return self.looked(turn, admin, &id, seen).await,
        }
        Ok(())
    }

    async fn looked(
        &self,
        turn: &mut Turn<'_>,
        admin: &Admin,
        id: &WatchId,
        seen: u32,
    ) -> Result<(), StoreError> {
        let standing = self.standing();
        let faq = &standing.reference.faq;
        let Some(watch) = faq.watch(id) else {
            turn.show(law_texts::gone());
            return Ok(());
        };
        let today = self.today(turn);
        let change = match watch::looked(&standing.files, watch, today) {
            Ok(Some(change)) => change,
            Ok(None) => {
                turn.show(texts::looked_before(watch));
                return Ok(());
            }
            Err(trouble) => {
                turn.show(law_texts::trouble(&trouble.told()));
                return Ok(());
            }
        };
        if watch::sight(watch) != seen {
            turn.notice(texts::CHANGED_MEANWHILE);
            turn.show_long(texts::look(faq, watch, admin.role));
            return Ok(());
        }
        let author = Author::Admin(admin.id, admin.role);
        let published = self.publish_now(turn, author, Purpose::Confirm, vec![change], None).await?;
        if let Some(revision) = published {
            let is_open = |other: &&Watch| other.id != watch.id && other.last < today;
            let next = faq.watches_in_order().into_iter().find(is_open);
            turn.show(texts::looked(faq, watch, revision, next));
        }
        Ok(())
    }
}
