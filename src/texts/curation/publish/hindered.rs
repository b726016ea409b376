//! Why something didn't happen to a draft, and what to do now.

use crate::curation::Button;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::button::drafts;
use crate::curation::button::history;
use crate::curation::button::publish;
use crate::curation::publishing::Tear;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::texts::Message;
use crate::texts::curation::changes;
use crate::texts::curation::gate;
use crate::texts::curation::message;
use crate::texts::curation::publish::waiting_key;
use crate::texts::curation::publish::work_on;
use crate::texts::curation::row;
use crate::texts::markup::escape;

/// That a draft can't be published as it is, and why.
#[must_use]
pub fn broken_draft(draft: &Draft, problems: &[Problem], is_own: bool) -> Message {
    let html = format!(
        "<b>Pratinjau draf {}</b> · {}\n\n<b>Belum dapat diterbitkan.</b> Perbaiki dulu:\n{}\n\nFAQ yang berlaku tidak berubah, dan draf Anda tersimpan.",
        draft.id.0,
        escape(&changes::subject(&draft.changes)),
        gate::problems(problems)
    );
    message(html, vec![if is_own { work_on(draft.id) } else { waiting_key() }])
}

/// That somebody else has changed the same meanwhile.
#[must_use]
pub fn torn(faq: &Faq, draft: &Draft, torn: &[Tear], is_own: bool) -> Message {
    let one = |tear: &Tear| {
        let fields: Vec<&str> = tear.fields.iter().map(|field| field.label()).collect();
        let place = if fields.is_empty() { "seluruh berkas".to_owned() } else { fields.join(", ") };
        let change =
            FileChange { path: tear.path.clone(), before: tear.now.clone(), after: tear.ours.clone() };
        format!("Bertabrakan di: <b>{place}</b>\n{}", changes::told(faq, &[change]))
    };
    let torn: Vec<String> = torn.iter().map(one).collect();
    let html = format!(
        "<b>Draf {} belum dapat diterbitkan:</b> orang lain sudah mengubah bagian yang sama sejak draf ini dimulai. Di bawah: yang berlaku sekarang (dari) dan naskah Anda (menjadi).\n\n{}\n\n<b>Mulai dari yang terbaru</b> menyimpan bagian Anda yang tidak bertabrakan; sisanya salin dari atas lalu ubah lagi.",
        draft.id.0,
        torn.join("\n\n")
    );
    let newest = row("Mulai dari yang terbaru", &Button::Publish(publish::Button::Newest(draft.id)));
    message(html, if is_own { vec![newest, work_on(draft.id)] } else { vec![waiting_key()] })
}

/// That a draft changes nothing (any more).
#[must_use]
pub fn nothing_left(draft: &Draft, is_own: bool) -> Message {
    let html = format!(
        "<b>Draf {} tidak mengubah apa pun:</b> yang berlaku sekarang sudah berbunyi begitu. Tidak ada yang perlu diterbitkan.",
        draft.id.0
    );
    message(html, vec![if is_own { work_on(draft.id) } else { waiting_key() }])
}

/// That a change can't be published as it is, and why.
#[must_use]
pub fn broken(problems: &[Problem]) -> Message {
    let html = format!(
        "<b>Belum dapat diterbitkan.</b> Perbaiki dulu:\n{}\n\nFAQ yang berlaku tidak berubah.",
        gate::problems(problems)
    );
    message(html, Vec::new())
}

/// That the work on a change broke down.
#[must_use]
pub fn failed() -> Message {
    message(
        "<b>Belum terjadi.</b> Pemeriksaannya terhenti karena gangguan di server. Coba lagi sebentar lagi.",
        Vec::new(),
    )
}

/// That others changed the same at the same time.
#[must_use]
pub fn overtaken() -> Message {
    message(
        "<b>Belum terjadi.</b> Orang lain baru saja mengubah bagian yang sama. Buka lagi, lalu ulangi.",
        Vec::new(),
    )
}

/// That a draft isn't there any more.
#[must_use]
pub fn gone() -> Message {
    message(
        "Draf itu sudah diterbitkan, ditolak, atau dibuang. Lihat riwayat untuk yang sudah terbit.",
        vec![waiting_key(), row("Riwayat", &Button::History(history::Button::Menu))],
    )
}

/// That only its author may do that with a draft.
#[must_use]
pub fn not_yours(draft: DraftId) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft));
    message("Hanya penulis draf itu yang dapat melakukannya.", vec![row("Lihat draf", &look)])
}

/// That nobody agrees to a change of his own.
#[must_use]
pub fn own(draft: DraftId) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft));
    message(
        "Anda penulisnya, jadi <b>orang lain</b> yang harus menyetujui. Belum ada yang berubah.",
        vec![row("Lihat draf", &look)],
    )
}

/// That nobody answers for a draft any more.
#[must_use]
pub fn orphaned(draft: DraftId) -> Message {
    let open = Button::Drafts(drafts::Button::On(draft, drafts::Deed::Open));
    message(
        "Penulis draf itu <b>sudah tidak bertugas</b>. Ambil alih dulu; setelah itu orang lain dapat menyetujuinya. Belum ada yang berubah.",
        vec![row("Buka draf", &open), waiting_key()],
    )
}

/// That a draft isn't before approvers (any more).
#[must_use]
pub fn not_submitted(draft: DraftId) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft));
    message(
        "Draf itu sudah ditarik kembali oleh penulisnya, atau sudah ditolak. Belum ada yang berubah.",
        vec![row("Lihat draf", &look), waiting_key()],
    )
}
