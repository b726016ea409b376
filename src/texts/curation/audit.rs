//! The audit as people read it.

use crate::coordinates::Timestamp;
use crate::curation::Button;
use crate::curation::audit::Audit;
use crate::curation::audit::AuditRow;
use crate::curation::audit::Deed;
use crate::curation::audit::Parting;
use crate::curation::audit::head_line;
use crate::curation::button::people::Button as People;
use crate::texts::Message;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::purpose_name;
use crate::texts::curation::role_name;
use crate::texts::curation::row;
use crate::texts::curation::who;
use crate::texts::markup::escape;

/// A page of the audit, newest first.
#[must_use]
pub fn page(audit: &Audit, rows: &[&AuditRow], page: usize, pages: usize, hours_east: u8) -> Message {
    let lines: Vec<String> = rows.iter().map(|row| format!("• {}", line(row, hours_east))).collect();
    let list = if lines.is_empty() { "Belum ada tindakan pengelola.".to_owned() } else { lines.join("\n") };
    let html = format!("<b>Catatan audit</b>{}\n\n{list}\n\n{}", page_of(page, pages), state(audit));
    let pages = pager(page, pages, |page| Button::People(People::Audit(page)));
    let renew = row("Perbarui", &Button::People(People::Audit(0)));
    message(html, pages.into_iter().chain([renew]).collect())
}

/// Whether the chain is whole, and its head.
fn state(audit: &Audit) -> String {
    let head = head_line(&audit.rows);
    match (audit.broken, head) {
        (Some(number), _) => format!(
            "<b>RUSAK di baris {number}.</b> Sejak baris itu catatan ini tidak dapat dipercaya: ada baris yang diubah, hilang, atau disisipkan. Simpan pesan ini dan beri tahu pemilik."
        ),
        (None, None) => "Rantainya utuh.".to_owned(),
        (None, Some(head)) => format!(
            "Rantainya <b>utuh</b>. Kepala: <code>{head}</code>\nCatat kepala itu di luar bot, dan bandingkan dengan ringkasan mingguan: bila tidak ada lagi di rantai, ujungnya telah dipotong."
        ),
    }
}

/// One row, on one line.
#[must_use]
pub fn line(row: &AuditRow, hours_east: u8) -> String {
    let (who, what) = (who(row.author), escape(&deed(&row.deed)));
    format!("{} · {} · {who}: {what}", row.number, moment(row.at, hours_east))
}

/// A moment in local time, to the minute.
fn moment(at: Timestamp, hours_east: u8) -> String {
    let minutes = at.0.saturating_add(u64::from(hours_east).saturating_mul(3600)) / 60 % 1440;
    format!("{} {:02}.{:02}", at.date(hours_east), minutes / 60, minutes % 60)
}

/// What was done.
#[must_use]
pub fn deed(deed: &Deed) -> String {
    match deed {
        Deed::Published { revision, purpose, approver } => {
            let approver = approver.map(|admin| format!(", disetujui #{}", admin.0)).unwrap_or_default();
            format!("menerbitkan revisi {} ({}){approver}", revision.0, purpose_name(*purpose))
        }
        Deed::Submitted(draft) => format!("mengajukan draf {}", draft.0),
        Deed::Withdrawn(draft) => format!("menarik kembali draf {}", draft.0),
        Deed::Approved(draft) => format!("menyetujui draf {}", draft.0),
        Deed::Refused(draft) => format!("menolak draf {}", draft.0),
        Deed::Discarded(draft) => format!("membuang draf {}", draft.0),
        Deed::DiscardedOf(draft, admin) => format!("membuang draf {} milik #{}", draft.0, admin.0),
        Deed::Recalled(draft) => format!("mengembalikan draf {} yang dibuang", draft.0),
        Deed::StartedOver(draft) => format!("memulai lagi draf {} dari naskah terbaru", draft.0),
        Deed::TookOver(draft, admin) => format!("melanjutkan draf {} milik #{}", draft.0, admin.0),
        Deed::TookOverImport(draft) => format!("melanjutkan draf {} dari mesin bot", draft.0),
        Deed::Imported(draft) => format!("memasukkan berkas sebagai draf {}", draft.0),
        Deed::Exported(revision) => format!("mengambil FAQ sebagai berkas (revisi {})", revision.0),
        Deed::FolderRead => "folder FAQ dibaca ulang".to_owned(),
        Deed::FolderRefused => "folder FAQ tidak terbaca; FAQ terakhir yang baik tetap dipakai".to_owned(),
        Deed::Parted(parting, count) => format!("{count} pertanyaan orang {}", parted(*parting)),
        Deed::NobodyToAgree(revision) => {
            format!("revisi {} terbit tanpa persetujuan kedua: belum ada penyetuju", revision.0)
        }
        Deed::Announced(number, to) => format!("mengirim pengumuman {number} kepada {to} langganan"),
        Deed::AnnouncementStopped(number) => format!("menghentikan pengumuman {number}"),
        Deed::AnnouncementEnded { number, sent, uncertain } => {
            format!("pengumuman {number} selesai: {sent} terkirim, {uncertain} tidak pasti")
        }
        of_people => people(of_people),
    }
}

fn people(deed: &Deed) -> String {
    match deed {
        Deed::Invited(role) => format!("mengundang {}", role_name(*role)),
        Deed::Uninvited(role) => format!("membatalkan undangan {}", role_name(*role)),
        Deed::Joined { role, by } => format!("menerima undangan #{} menjadi {}", by.0, role_name(*role)),
        Deed::Declined(role) => format!("undangan {} ditolak yang diundang", role_name(*role)),
        Deed::Removed(admin, role) => format!("mengeluarkan {} #{}", role_name(*role), admin.0),
        Deed::Reinstated(admin, role) => format!("mengembalikan {} #{}", role_name(*role), admin.0),
        Deed::Moved(admin, from, to) => {
            format!("mengganti peran #{} dari {} menjadi {}", admin.0, role_name(*from), role_name(*to))
        }
        Deed::OwnerNamed(admin) => format!("netral.toml menetapkan #{} sebagai pemilik", admin.0),
        Deed::OwnerDropped(admin) => format!("netral.toml tidak lagi menyebut pemilik #{}", admin.0),
        _ => String::new(),
    }
}

fn parted(parting: Parting) -> &'static str {
    match parting {
        Parting::Phrase => "dimasukkan ke draf sebagai frasa",
        Parting::Entry => "dimasukkan ke draf entri baru",
        Parting::Outside => "dimasukkan ke draf sebagai di luar cakupan",
        Parting::Discarded => "dibuang",
        Parting::Returned => "dikembalikan ke daftar",
    }
}
