//! What is said about revisions and conflicts.

use crate::curation::Act;
use crate::curation::Button;
use crate::curation::FileChange;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::button::history;
use crate::curation::overlay::Conflict;
use crate::curation::publishing::Settling;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::Problem;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::changes;
use crate::texts::curation::changes::subject;
use crate::texts::curation::gate;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::purpose_name;
use crate::texts::curation::row;
use crate::texts::curation::who;
use crate::texts::markup::escape;

/// A page of revisions, newest first.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Those on it.
    pub revisions: &'a [&'a Revision],
    /// Which page, from 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// How many conflicts wait.
    pub conflicts: usize,
    /// Hours that local time is ahead of UTC.
    pub hours_east: u8,
}

/// Words a page of all revisions.
#[must_use]
pub fn all(page: Page<'_>) -> Message {
    let turn = |page: usize| on(history::Button::Page(u32::try_from(page).unwrap_or(u32::MAX)));
    let head = format!("<b>Riwayat</b>{}", page_of(page.page, page.pages));
    list(page, &head, "Belum ada yang diterbitkan dari Telegram.", turn)
}

/// Words a page of the revisions that touched an entry.
#[must_use]
pub fn of_entry(page: Page<'_>, entry: &EntryId, title: &str) -> Message {
    let turn =
        |page: usize| on(history::Button::Entry(entry.clone(), u32::try_from(page).unwrap_or(u32::MAX)));
    let head = format!("<b>Riwayat</b> · {}{}", escape(title), page_of(page.page, page.pages));
    list(page, &head, "Entri ini masih seperti naskah aslinya.", turn)
}

fn list(page: Page<'_>, head: &str, none: &str, turn: impl Fn(usize) -> Button) -> Message {
    let lines: Vec<String> = page.revisions.iter().map(|revision| line(revision, page.hours_east)).collect();
    let body = if lines.is_empty() { none.to_owned() } else { lines.join("\n\n") };
    let keys = page
        .revisions
        .iter()
        .map(|revision| key(format!("Revisi {}", revision.id.0), &on(history::Button::Show(revision.id))));
    let keys: Vec<KeyView> = keys.collect();
    let mut rows: Vec<Vec<KeyView>> = keys.chunks(3).map(<[KeyView]>::to_vec).collect();
    rows.extend(pager(page.page, page.pages, turn));
    if page.conflicts > 0 {
        rows.push(row(format!("Konflik ({})", page.conflicts), &on(history::Button::Conflicts)));
    }
    message(format!("{head}\n\n{body}"), rows)
}

fn line(revision: &Revision, hours_east: u8) -> String {
    format!(
        "<b>{}</b> · {} · {}\n{}\n<i>{}</i>",
        revision.id.0,
        revision.at.date(hours_east),
        purpose_name(revision.purpose),
        escape(&subject(&revision.changes)),
        signed(revision)
    )
}

fn signed(revision: &Revision) -> String {
    let author = who(revision.author);
    match revision.approver {
        Some(approver) => format!("{author}, disetujui #{}", approver.0),
        None => author,
    }
}

/// What may be done with a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// It can be put back.
    pub back: bool,
    /// It can be taken back by one tap.
    pub undo: bool,
}

/// Words a revision with everything it changed.
#[must_use]
pub fn one(faq: &Faq, revision: &Revision, ways: Ways, hours_east: u8) -> Message {
    let mut paragraphs = vec![format!(
        "<b>Revisi {}</b> · {} · {}\n<i>{}</i>",
        revision.id.0,
        revision.at.date(hours_east),
        purpose_name(revision.purpose),
        signed(revision)
    )];
    paragraphs.extend(revision.reason.as_ref().map(|reason| format!("<b>Alasan:</b> {}", escape(reason))));
    paragraphs.push(changes::told(faq, &revision.changes));
    let undo = ways.undo.then(|| row("Urungkan", &on(history::Button::Undo(revision.id))));
    let back = ways.back.then(|| row("Kembalikan ke sini", &on(history::Button::Back(revision.id))));
    let rows = undo.into_iter().chain(back).chain([row("Riwayat", &on(history::Button::Menu))]);
    message(paragraphs.join("\n\n"), rows.collect())
}

/// That there is no such revision.
#[must_use]
pub fn no_revision() -> Message {
    message("Revisi itu tidak ada.", vec![row("Riwayat", &on(history::Button::Menu))])
}

/// That what would be put back is in force.
#[must_use]
pub fn same(revision: RevisionId) -> Message {
    message(
        format!(
            "Yang berlaku sekarang sudah sama dengan revisi {}. Tidak ada yang perlu dikembalikan.",
            revision.0
        ),
        vec![row("Riwayat", &on(history::Button::Menu))],
    )
}

/// Why a revision can't be taken back by one tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoUndo {
    /// Its five minutes are over.
    Late,
    /// Somebody changed the same again, or it is taken back already.
    Changed,
    /// It is somebody else's.
    Others,
}

/// Says why a revision can't be taken back by one tap, and what to do instead.
#[must_use]
pub fn no_undo(revision: RevisionId, why: NoUndo) -> Message {
    let text = match why {
        NoUndo::Late => {
            "Lima menitnya sudah lewat. Buka revisi sebelumnya di riwayat lalu tekan <b>Kembalikan ke sini</b>."
        }
        NoUndo::Changed => "Bagian itu sudah berubah lagi, atau sudah diurungkan. Lihat riwayat.",
        NoUndo::Others => "Hanya penulisnya atau penyetuju yang dapat mengurungkannya.",
    };
    let show = on(history::Button::Show(revision));
    message(
        format!("<b>Belum diurungkan.</b> {text}"),
        vec![vec![key("Lihat revisi", &show), key("Riwayat", &on(history::Button::Menu))]],
    )
}

/// That a revision is taken back.
#[must_use]
pub fn undone(of: RevisionId, now: RevisionId) -> Message {
    let undo = on(history::Button::Undo(now));
    message(
        format!(
            "<b>Revisi {} diurungkan</b> (revisi {}). Orang mendapat naskah sebelumnya lagi.",
            of.0, now.0
        ),
        vec![vec![key("Urungkan ini", &undo), key("Riwayat", &on(history::Button::Menu))]],
    )
}

/// Words where the folder and revisions differ.
#[must_use]
pub fn conflicts(conflicts: &[Conflict], fallen: &[String]) -> Message {
    let mut paragraphs = vec!["<b>Konflik folder dan revisi</b>".to_owned()];
    if conflicts.is_empty() && fallen.is_empty() {
        paragraphs.push("Tidak ada. Folder FAQ dan revisi dari Telegram selaras.".to_owned());
    } else {
        paragraphs.push("Naskah di folder berubah setelah diubah dari Telegram. Naskah dari Telegram tetap berlaku sampai dipilih; bila putusan, dasar, atau sanksinya berbeda, jawabannya tampil sedang ditinjau.".to_owned());
    }
    let lines = conflicts.iter().zip(1..).take(SHOWN).map(|(conflict, number)| {
        format!("{number}. {} <i>(revisi {})</i>", escape(&title(conflict)), conflict.revision.0)
    });
    paragraphs.push(lines.collect::<Vec<_>>().join("\n"));
    if !fallen.is_empty() {
        let named: Vec<String> = fallen.iter().map(|path| escape(&changes::named(path))).collect();
        paragraphs.push(format!(
            "<b>Revisi yang tidak dapat dipakai</b> (naskah folder yang berlaku): {}. Sunting ulang entri itu.",
            named.join(", ")
        ));
    }
    let keys = conflicts.iter().zip(1_usize..).take(SHOWN);
    let keys = keys.map(|(conflict, number)| {
        key(format!("Konflik {number}"), &on(history::Button::Conflict(conflict.tag())))
    });
    let keys: Vec<KeyView> = keys.collect();
    let mut rows: Vec<Vec<KeyView>> = keys.chunks(3).map(<[KeyView]>::to_vec).collect();
    rows.push(row("Riwayat", &on(history::Button::Menu)));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    message(paragraphs.join("\n\n"), rows)
}

/// Conflicts that are listed at once.
const SHOWN: usize = 12;

fn title(conflict: &Conflict) -> String {
    subject(&[FileChange {
        path: conflict.path.clone(),
        before: conflict.theirs.clone(),
        after: conflict.ours.clone(),
    }])
}

/// Words both sides of a conflict.
#[must_use]
pub fn conflict(faq: &Faq, conflict: &Conflict, can_merge: bool, role: Role) -> Message {
    let change = FileChange {
        path: conflict.path.clone(),
        before: conflict.theirs.clone(),
        after: conflict.ours.clone(),
    };
    let may = role.may(Act::Approve);
    let what_now = if may {
        "Pilih salah satu. Mempertahankan revisi langsung berlaku; pilihan lain dipratinjau dulu."
    } else {
        "Penyetuju atau pemilik yang memilih."
    };
    let html = format!(
        "<b>Konflik</b> · {}\nDi bawah: naskah folder (dari) dan naskah revisi {} yang berlaku (menjadi).\n\n{}\n\n{what_now}",
        escape(&title(conflict)),
        conflict.revision.0,
        changes::told(faq, &[change])
    );
    let settle = |label: &str, settling| row(label, &on(history::Button::Settle(conflict.tag(), settling)));
    let mut rows = Vec::new();
    if may {
        rows.push(settle("Pertahankan revisi", Settling::Ours));
        rows.push(settle("Ambil dari folder", Settling::Theirs));
        rows.extend(can_merge.then(|| settle("Gabungkan keduanya", Settling::Merged)));
    }
    rows.push(row("Semua konflik", &on(history::Button::Conflicts)));
    message(html, rows)
}

/// That a conflict isn't there any more, or one side has changed since.
#[must_use]
pub fn conflict_gone() -> Message {
    message(
        "Konflik itu sudah selesai, atau salah satu naskahnya berubah lagi. Belum ada yang terjadi dari tombol ini.",
        vec![row("Semua konflik", &on(history::Button::Conflicts))],
    )
}

/// That whoever wrote the revision isn't the one to choose.
#[must_use]
pub fn own_conflict() -> Message {
    message(
        "Anda penulis revisi itu, jadi <b>penyetuju lain</b> yang memilih. Belum ada yang berubah.",
        vec![row("Semua konflik", &on(history::Button::Conflicts))],
    )
}

/// That a conflict is settled.
#[must_use]
pub fn settled(revision: RevisionId) -> Message {
    let show = on(history::Button::Show(revision));
    message(
        format!("<b>Konflik selesai</b> sebagai revisi {}.", revision.0),
        vec![vec![key("Lihat revisi", &show), key("Semua konflik", &on(history::Button::Conflicts))]],
    )
}

/// To admins: what has become of the folder while the bot runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// It was read; so many conflicts are new.
    Conflicts(usize),
    /// It can be read again.
    Mended,
}

/// Tells admins what has become of the folder.
#[must_use]
pub fn folder(news: Folder) -> Message {
    match news {
        Folder::Conflicts(count) => message(
            format!("Folder FAQ berubah dan dibaca. Ada <b>{count} konflik</b> dengan revisi dari Telegram."),
            vec![row("Lihat konflik", &on(history::Button::Conflicts))],
        ),
        Folder::Mended => {
            message("Folder FAQ <b>sudah dapat dibaca lagi</b>; naskahnya berlaku.", Vec::new())
        }
    }
}

/// Tells admins that the folder can't be read, and that the last good FAQ stays.
#[must_use]
pub fn folder_broken(problems: &[Problem]) -> Message {
    let errors: Vec<_> = problems.iter().filter(|problem| problem.is_error()).cloned().collect();
    message(
        format!(
            "<b>Folder FAQ rusak.</b> FAQ terakhir yang baik tetap berlaku. Perbaiki di komputer:\n{}",
            gate::problems(&errors)
        ),
        Vec::new(),
    )
}

/// Tells admins that revisions can't be used on this folder.
#[must_use]
pub fn fallen(paths: &[String]) -> Message {
    let named: Vec<String> = paths.iter().map(|path| escape(&changes::named(path))).collect();
    message(
        format!(
            "<b>Sebagian revisi tidak dapat dipakai</b> di atas folder yang sekarang, jadi naskah folder yang berlaku untuk: {}. Sunting ulang entri itu.",
            named.join(", ")
        ),
        vec![row("Lihat konflik", &on(history::Button::Conflicts))],
    )
}

fn on(button: history::Button) -> Button {
    Button::History(button)
}
