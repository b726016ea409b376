//! What commands ask of whoever holds the data folder: the running bot over its socket, or they themselves.

use serde::Deserialize;
use serde::Serialize;

use crate::cli::audit;
use crate::cli::audit::Report;
use crate::curation::Files;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::audit::NotedHead;
use crate::curation::delivery::Delivered;
use crate::curation::delivery::Health;
use crate::curation::delivery::Imported;
use crate::desk::Desk;
use crate::ports::Records;
use crate::ports::Store;
use crate::ports::StoreError;

/// What is asked.
#[derive(Serialize, Deserialize)]
pub(super) enum Request {
    /// The files of the FAQ in force.
    Export,
    /// To take files in.
    Import(Delivered),
    /// All revisions.
    Revisions,
    /// A look through the audit, and for a head that somebody noted.
    Audit(Option<String>),
    /// How admins' work stands.
    Health,
}

/// What is answered.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    /// The files of the FAQ in force, and the last revision in them.
    Exported(Files, RevisionId),
    /// What came of files.
    Imported(Imported),
    /// All revisions, in order.
    Revisions(Vec<Revision>),
    /// What the look through the audit came to.
    Audit(Report),
    /// How admins' work stands.
    Health(Health),
    /// The store failed; nothing happened.
    Failed,
    /// That can't be asked of this version.
    Foreign,
}

impl Request {
    /// Whether it can change anything.
    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Import(_))
    }
}

/// Answers a request.
pub(super) async fn answer<S: Store + Records>(request: Request, desk: &Desk<S>, store: &S) -> Answer {
    answered(request, desk, store).await.unwrap_or(Answer::Failed)
}

async fn answered<S: Store + Records>(
    request: Request,
    desk: &Desk<S>,
    store: &S,
) -> Result<Answer, StoreError> {
    Ok(match request {
        Request::Export => {
            let (files, head) = desk.export().await?;
            Answer::Exported(files, head)
        }
        Request::Import(delivered) => Answer::Imported(desk.import(delivered).await?),
        Request::Revisions => Answer::Revisions(store.all_kept()?),
        Request::Audit(noted) => {
            let noted = noted.as_deref().and_then(NotedHead::parse);
            Answer::Audit(audit::verify(store, noted.as_ref())?)
        }
        Request::Health => Answer::Health(desk.health().await?),
    })
}
