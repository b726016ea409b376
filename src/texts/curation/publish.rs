//! What is said about previews, approval and publishing.

mod hindered;
mod told;

pub use hindered::broken;
pub use hindered::broken_draft;
pub use hindered::failed;
pub use hindered::gone;
pub use hindered::not_submitted;
pub use hindered::not_yours;
pub use hindered::nothing_left;
pub use hindered::orphaned;
pub use hindered::overtaken;
pub use hindered::own;
pub use hindered::torn;
pub use told::agreed;
pub use told::asked;
pub use told::free;
pub use told::moved_under;
pub use told::refused;

use crate::coordinates::Timestamp;
use crate::curation::Button;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::FileChange;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::button::drafts;
use crate::curation::button::drafts::Deed;
use crate::curation::button::history;
use crate::curation::button::publish;
use crate::curation::button::publish::Seen;
use crate::curation::gate::Report;
use crate::curation::publishing::Terms;
use crate::faq::Faq;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::ago;
use crate::texts::curation::changes;
use crate::texts::curation::gate;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::purpose_name;
use crate::texts::curation::row;
use crate::texts::curation::who;
use crate::texts::markup::escape;

/// What people read on an answer while the folder and a revision differ in what weighs.
pub const CONFLICT_NOTE: &str =
    "Ada dua naskah yang berbeda untuk jawaban ini; pengelola sedang memilih yang benar.";

/// Most letters of a reason.
pub const LONGEST_REASON: usize = 500;

/// What a draft may come to in the eyes of whoever looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Something is wrong with it.
    Blocked,
    /// Its author has to say why first.
    Reason,
    /// Its author may publish it.
    Publish,
    /// Its author may put it before an approver.
    Submit,
    /// It waits for an approver.
    Submitted,
    /// Nobody else can agree: its author may begin the waiting time.
    Wait,
    /// Nobody else can agree: it waits until then.
    Waiting(Timestamp),
    /// Nobody else could agree, and the time is over: its author may publish it.
    Waited,
    /// Whoever looks may agree or turn it down.
    Decide,
    /// Somebody else's, that isn't submitted.
    Others,
}

/// A draft and everything that is said of it.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// What it changes on the newest texts.
    pub changes: &'a [FileChange],
    /// The FAQ as it would be.
    pub faq: &'a Faq,
    /// What the gate found.
    pub report: &'a Report,
    /// What it needs.
    pub terms: Terms,
    /// What may be done now.
    pub step: Step,
    /// Whether whoever looks is its author.
    pub is_own: bool,
    /// What buttons say was seen.
    pub seen: Seen,
    /// Whether others have published since it was begun, so that it was fitted.
    pub fitted: bool,
    /// Whether it isn't any more what was seen when the button was pressed.
    pub renewed: bool,
    /// Now.
    pub now: Timestamp,
    /// Hours that local time is ahead of UTC.
    pub hours_east: u8,
}

/// Words a draft under the messages that people will get.
#[must_use]
pub fn preview(sight: Sight<'_>) -> Message {
    let Sight { draft, .. } = sight;
    let mut paragraphs = vec![format!(
        "<b>Pratinjau draf {}</b> · {}\n<i>{}, {}</i>",
        draft.id.0,
        purpose_name(draft.purpose),
        who(draft.author),
        ago(draft.at, sight.now, sight.hours_east)
    )];
    if sight.renewed {
        paragraphs.push(
            "<b>Belum terjadi:</b> ini sudah berbeda dari yang Anda lihat tadi. Periksa lagi.".to_owned(),
        );
    }
    if sight.fitted {
        paragraphs
            .push("Disesuaikan dengan perubahan orang lain yang terbit setelah draf ini dimulai.".to_owned());
    }
    paragraphs.push(changes::told(sight.faq, sight.changes));
    paragraphs.extend(draft.reason.as_ref().map(|reason| format!("<b>Alasan:</b> {}", escape(reason))));
    paragraphs.push(gate::told(sight.faq, sight.report));
    paragraphs.push(next(sight));
    message(paragraphs.join("\n\n"), keys(sight))
}

/// What an approver gets with a preview that leaves something out: a file with everything.
#[must_use]
pub fn whole_changes(draft: &Draft, changes: &[FileChange]) -> (String, Vec<u8>, Message) {
    let caption = format!(
        "Seluruh perubahan draf {}, baris demi baris: pesan di atas hanya memuat sebagian.",
        draft.id.0
    );
    let name = format!("draf-{}-perubahan.txt", draft.id.0);
    (name, changes::whole(changes).into_bytes(), message(caption, Vec::new()))
}

/// What can be done now, and why not more.
fn next(sight: Sight<'_>) -> String {
    let cause = cause(sight);
    match sight.step {
        Step::Blocked => "<b>Belum dapat diterbitkan.</b> Perbaiki dulu yang disebut di atas.".to_owned(),
        Step::Reason => {
            "Ada putusan yang <b>berbalik</b>. Tulis dulu alasannya: tekan <b>Tulis alasan</b>.".to_owned()
        }
        Step::Publish => {
            "<b>Siap diterbitkan.</b> Di atas: persis seperti yang akan dibaca orang.".to_owned()
        }
        Step::Submit => format!("{cause}, jadi <b>perlu persetujuan orang kedua</b>. Tekan <b>Ajukan</b>."),
        Step::Submitted => "<b>Menunggu persetujuan.</b> Anda diberi tahu begitu diputuskan.".to_owned(),
        Step::Wait => format!(
            "{cause}, tetapi <b>tidak ada penyetuju lain</b>. Perubahan seperti ini menunggu 24 jam sebelum dapat Anda terbitkan sendiri."
        ),
        Step::Waiting(until) => format!(
            "<b>Masa tunggu:</b> {} lagi. Belum ada orang kedua yang memeriksanya; pakai waktu ini untuk membaca ulang.",
            remaining(until, sight.now)
        ),
        Step::Waited => {
            "<b>Masa tunggu selesai.</b> PERINGATAN: tidak ada orang kedua yang memeriksa perubahan ini."
                .to_owned()
        }
        Step::Decide => format!("{cause}. Setujui hanya bila Anda sudah membaca semuanya."),
        Step::Others => "Draf ini milik orang lain dan belum diajukan.".to_owned(),
    }
}

fn cause(sight: Sight<'_>) -> String {
    match (sight.terms.weighs, sight.report.flips()) {
        (_, flips @ 1..) => format!("<b>{flips} pertanyaan berbalik putusan</b>"),
        (true, 0) => {
            "Putusan, dasar hukum, sanksi, atau untuk siapa jawaban berlaku berubah, atau entri datang atau pergi".to_owned()
        }
        (false, 0) => "Draf ini diajukan penulisnya".to_owned(),
    }
}

fn remaining(until: Timestamp, now: Timestamp) -> String {
    let minutes = until.0.saturating_sub(now.0).div_ceil(60);
    if minutes > 60 { format!("{} jam", minutes.div_ceil(60)) } else { format!("{minutes} menit") }
}

fn keys(sight: Sight<'_>) -> Vec<Vec<KeyView>> {
    use publish::Button as P;
    let (id, seen) = (sight.draft.id, sight.seen);
    let on = |label: &str, button: P| row(label, &Button::Publish(button));
    let reason = || {
        let label = if sight.draft.reason.is_some() { "Ubah alasan" } else { "Tulis alasan" };
        on(label, P::Reason(id))
    };
    match sight.step {
        Step::Blocked if sight.is_own => vec![work_on(id)],
        Step::Blocked => vec![waiting_key()],
        Step::Reason => vec![reason(), work_on(id)],
        Step::Publish => vec![on("Terbitkan", P::Publish(id, seen)), reason(), work_on(id)],
        Step::Submit => vec![on("Ajukan persetujuan", P::Submit(id, seen)), reason(), work_on(id)],
        Step::Wait => vec![on("Mulai masa tunggu 24 jam", P::Submit(id, seen)), reason(), work_on(id)],
        Step::Waited => {
            vec![on("Terbitkan sendiri", P::Publish(id, seen)), on("Tarik kembali", P::Withdraw(id))]
        }
        Step::Submitted | Step::Waiting(_) => vec![on("Tarik kembali", P::Withdraw(id))],
        Step::Decide => vec![on("Setujui dan terbitkan", P::Approve(id, seen)), on("Tolak", P::Refuse(id))],
        Step::Others => vec![waiting_key()],
    }
}

/// The ways back to work on a draft, or to give it up.
fn work_on(draft: DraftId) -> Vec<KeyView> {
    let on = |label: &str, deed| key(label, &Button::Drafts(drafts::Button::On(draft, deed)));
    vec![on("Ubah lagi", Deed::Open), on("Buang", Deed::AskDiscard)]
}

fn waiting_key() -> Vec<KeyView> {
    row("Menunggu persetujuan", &Button::Publish(publish::Button::Menu))
}

/// Asks why a draft is to be published.
#[must_use]
pub fn ask_reason() -> Message {
    message(
        format!(
            "Tulis <b>alasannya</b> dalam satu pesan, paling panjang {LONGEST_REASON} huruf. Ia tersimpan di riwayat; jangan menyebut nama orang."
        ),
        vec![row("Batal", &Button::Cancel)],
    )
}

/// Asks why a proposal is turned down.
#[must_use]
pub fn ask_refusal() -> Message {
    message(
        format!(
            "Tulis <b>mengapa ditolak</b> dalam satu pesan, paling panjang {LONGEST_REASON} huruf. Hanya penulis draf yang membacanya."
        ),
        vec![row("Batal", &Button::Cancel)],
    )
}

/// That a reason is empty or too long.
#[must_use]
pub fn reason_length() -> Message {
    message(
        format!("Alasan berisi 1 sampai {LONGEST_REASON} huruf. Tulis lagi."),
        vec![row("Batal", &Button::Cancel)],
    )
}

/// That a draft is before approvers now.
#[must_use]
pub fn submitted(draft: DraftId, approvers: usize) -> Message {
    let withdraw = row("Tarik kembali", &Button::Publish(publish::Button::Withdraw(draft)));
    let html = match approvers {
        0 => format!(
            "<b>Masa tunggu 24 jam untuk draf {} dimulai.</b> Setelah itu Anda diingatkan dan dapat menerbitkannya sendiri.",
            draft.0
        ),
        _ => format!(
            "<b>Draf {} diajukan</b> kepada {approvers} penyetuju. Anda diberi tahu begitu diputuskan.",
            draft.0
        ),
    };
    message(html, vec![withdraw])
}

/// That a draft is its author's again.
#[must_use]
pub fn withdrawn(draft: DraftId) -> Message {
    let look = Button::Publish(publish::Button::Preview(draft));
    message(format!("Draf {} ditarik kembali.", draft.0), vec![row("Pratinjau", &look)])
}

/// That a proposal was turned down, to whoever did it.
#[must_use]
pub fn turned_down(draft: DraftId) -> Message {
    message(
        format!("Draf {} <b>ditolak</b>; penulisnya sudah diberi tahu alasannya.", draft.0),
        vec![waiting_key()],
    )
}

/// That something is published, with the way to take it back.
#[must_use]
pub fn published(revision: RevisionId, changes: &[FileChange]) -> Message {
    let undo = Button::History(history::Button::Undo(revision));
    let show = Button::History(history::Button::Show(revision));
    let html = format!(
        "<b>Terbit</b> sebagai revisi {}: {}.\nOrang sudah mendapat naskah ini. Bila keliru, <b>Urungkan</b> dalam 5 menit; sesudahnya lewat riwayat.",
        revision.0,
        escape(&changes::subject(changes))
    );
    message(html, vec![vec![key("Urungkan", &undo), key("Lihat revisi", &show)]])
}

/// What waits for approval.
#[must_use]
pub fn waiting(drafts: &[Draft], now: Timestamp, hours_east: u8) -> Message {
    if drafts.is_empty() {
        return message(
            "<b>Menunggu persetujuan</b>\n\nTidak ada yang menunggu.",
            vec![row("Riwayat", &Button::History(history::Button::Menu))],
        );
    }
    let line = |draft: &Draft| {
        let since = draft.submitted.unwrap_or(draft.at);
        format!(
            "<b>Draf {}</b> · {}\n{}\n<i>{}, diajukan {}</i>",
            draft.id.0,
            purpose_name(draft.purpose),
            escape(&changes::subject(&draft.changes)),
            who(draft.author),
            ago(since, now, hours_east)
        )
    };
    let shown = drafts.iter().take(WAITING);
    let mut lines: Vec<String> = shown.clone().map(line).collect();
    let others = drafts.len().saturating_sub(WAITING);
    if others > 0 {
        lines.push(format!("… dan {others} lagi, setelah ini diputuskan."));
    }
    let keys = shown.map(|draft| {
        let look = Button::Publish(publish::Button::Preview(draft.id));
        row(format!("Periksa draf {}", draft.id.0), &look)
    });
    message(format!("<b>Menunggu persetujuan</b>\n\n{}", lines.join("\n\n")), keys.collect())
}

/// Proposals that are listed at once, the oldest first.
const WAITING: usize = 7;

/// What a revision is about, in a few words.
#[must_use]
pub fn about(revision: &Revision) -> String {
    escape(&changes::subject(&revision.changes))
}
