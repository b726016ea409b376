//! What is said unprompted about drafts and proposals.

use crate::curation::Author;
use crate::curation::Button;
use crate::curation::Draft;
use crate::curation::RevisionId;
use crate::curation::button::history;
use crate::curation::button::publish;
use crate::texts::Message;
use crate::texts::curation::changes::subject;
use crate::texts::curation::message;
use crate::texts::curation::purpose_name;
use crate::texts::curation::row;
use crate::texts::curation::who;
use crate::texts::markup::escape;

/// To approvers: that somebody asks for agreement.
#[must_use]
pub fn asked(draft: &Draft) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft.id));
    let html = format!(
        "<b>Perlu persetujuan Anda:</b> draf {} dari {} ({}): {}.",
        draft.id.0,
        who(draft.author),
        purpose_name(draft.purpose),
        escape(&subject(&draft.changes))
    );
    message(html, vec![row(format!("Periksa draf {}", draft.id.0), &look)])
}

/// To the author: that somebody agreed, and that it is published.
#[must_use]
pub fn agreed(draft: &Draft, by: Author, revision: RevisionId) -> Message {
    let show = Button::History(history::Button::Show(revision));
    let html = format!(
        "<b>Disetujui dan terbit</b> sebagai revisi {}: {}. Oleh {}.",
        revision.0,
        escape(&subject(&draft.changes)),
        who(by)
    );
    message(html, vec![row("Lihat revisi", &show)])
}

/// To the author: that somebody turned it down, and why.
#[must_use]
pub fn refused(draft: &Draft, by: Author, why: &str) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft.id));
    let html = format!(
        "<b>Draf {} ditolak</b> oleh {}: {}.\n\n<b>Alasan:</b> {}\n\nDraf Anda tetap tersimpan; ubah lalu ajukan lagi.",
        draft.id.0,
        who(by),
        escape(&subject(&draft.changes)),
        escape(why)
    );
    message(html, vec![row(format!("Buka draf {}", draft.id.0), &look)])
}

/// To the author: that the waiting time is over.
#[must_use]
pub fn free(draft: &Draft) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft.id));
    let html = format!(
        "<b>Masa tunggu draf {} selesai:</b> {}. Baca ulang, lalu terbitkan atau tarik kembali.",
        draft.id.0,
        escape(&subject(&draft.changes))
    );
    message(html, vec![row(format!("Buka draf {}", draft.id.0), &look)])
}

/// To whoever has an open draft of the same entry: that it changed under it.
#[must_use]
pub fn moved_under(draft: &Draft, revision: RevisionId) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft.id));
    let show = Button::History(history::Button::Show(revision));
    let html = format!(
        "Orang lain baru saja menerbitkan perubahan pada yang Anda sunting di draf {} (revisi {}): {}. Yang tidak bertabrakan digabung sendiri saat pratinjau.",
        draft.id.0,
        revision.0,
        escape(&subject(&draft.changes))
    );
    message(html, vec![row("Lihat revisi itu", &show), row(format!("Buka draf {}", draft.id.0), &look)])
}
