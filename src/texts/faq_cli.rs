//! What people at a terminal read about the FAQ's files and its history.

use std::fmt::Write as _;
use std::path::Path;

use crate::curation::Author;
use crate::curation::FileChange;
use crate::curation::Revision;
use crate::curation::RevisionId;
use crate::curation::Role;
use crate::curation::delivery::Health;
use crate::curation::delivery::Impact;
use crate::curation::delivery::Imported;
use crate::curation::revision::Purpose;
use crate::faq::Faq;
use crate::texts::curation;
use crate::texts::curation::files::file_name;
use crate::texts::trouble::Trouble;

/// Lines of a list that are shown.
const LISTED: usize = 20;

/// The FAQ was written.
#[must_use]
pub fn exported(target: &Path, entries: usize, head: RevisionId, overwritten: &Overwritten) -> String {
    let revision = match head.0 {
        0 => "tanpa revisi".to_owned(),
        number => format!("sampai revisi {number}"),
    };
    let told = format!("FAQ yang berlaku ditulis ke \"{}\": {entries} entri, {revision}.", target.display());
    let lines = [("Diganti", &overwritten.changed), ("Dihapus", &overwritten.removed)];
    let lines = lines.iter().filter(|(_, files)| !files.is_empty());
    lines.fold(told, |told, (what, files)| format!("{told}\n{what}: {}.", some_of(files)))
}

/// What an export put something else in the place of.
#[derive(Debug, Default)]
pub struct Overwritten {
    /// Files whose text was another one.
    pub changed: Vec<String>,
    /// Files that the FAQ in force doesn't have.
    pub removed: Vec<String>,
}

fn some_of(files: &[String]) -> String {
    let shown = files.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match files.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown}, dan {more} lagi"),
    }
}

/// What is there goes further than what is to be written.
#[must_use]
pub fn newer_there(target: &Path, theirs: RevisionId, head: RevisionId) -> Trouble {
    Trouble::new(
        format!(
            "\"{}\" berisi ekspor sampai revisi {}, yang akan ditulis baru sampai revisi {}; tidak ada yang ditulis.",
            target.display(),
            theirs.0,
            head.0
        ),
        "Periksa --data dan apakah diska datanya terpasang. Bila memang ingin mundur, tulis ke nama lain.",
    )
}

/// The phrases were written.
#[must_use]
pub fn phrases_written(file: &Path, phrases: usize) -> String {
    format!("{phrases} frasa ditulis ke \"{}\".", file.display())
}

/// The document to print was written.
#[must_use]
pub fn printed(target: &Path, entries: usize) -> String {
    format!(
        "{entries} tanya-jawab ditulis ke \"{}\", dengan kotak telaah untuk masing-masing.",
        target.display()
    )
}

/// The document has another form than those that can be written.
#[must_use]
pub fn not_printable(target: &Path) -> Trouble {
    Trouble::new(
        format!("\"{}\" tidak berakhir .pdf atau .html.", target.display()),
        "Pakai misalnya: netral faq cetak faq.pdf",
    )
}

/// A file is there already.
#[must_use]
pub fn file_occupied(target: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas \"{}\" sudah ada; tidak ada yang ditulis.", target.display()),
        "Pakai nama lain, atau --force untuk menimpanya.",
    )
}

/// The FAQ in force can't be read.
#[must_use]
pub fn not_readable() -> Trouble {
    Trouble::new("FAQ yang berlaku tidak dapat dibaca.", "Jalankan: netral faq check")
}

/// No topic and no entry has this name.
#[must_use]
pub fn nothing_named(name: &str) -> Trouble {
    Trouble::new(
        format!("Tidak ada topik atau tanya-jawab bernama \"{name}\"."),
        "Pakai nama folder topik, atau nama berkas tanya-jawab tanpa .md.",
    )
}

/// What must be watched, at the end of a check.
#[must_use]
pub fn watched(faq: &Faq) -> String {
    if faq.watches.is_empty() {
        return "Tidak ada yang dipantau (_pantau.toml).".to_owned();
    }
    let mut text = format!("Perlu dipantau: {} hal (_pantau.toml; di bot: /faq tinjau).", faq.watches.len());
    for watch in faq.watches_in_order() {
        let urgent = if watch.is_urgent { "MENDESAK " } else { "" };
        let entries = faq.watched(watch).count();
        let _infallible = write!(
            text,
            "\n  {urgent}{} (dicari {}, {entries} entri): {} Lihat: {}",
            watch.id, watch.last, watch.what, watch.look
        );
    }
    let unread: Vec<&str> =
        faq.norms.values().filter(|norm| !norm.was_read).map(|norm| norm.id.as_str()).collect();
    if !unread.is_empty() {
        let _infallible = write!(text, "\nNaskah belum dibaca penyusun: {}.", unread.join(", "));
    }
    text
}

/// Something is there already.
#[must_use]
pub fn occupied(target: &Path) -> Trouble {
    Trouble::new(
        format!("\"{}\" sudah ada isinya; tidak ada yang ditulis.", target.display()),
        "Pakai nama lain, atau --force untuk memperbarui berkas FAQ di dalamnya (.git dan berkas lain dibiarkan).",
    )
}

/// A folder is wanted and something else is there.
#[must_use]
pub fn not_a_folder(target: &Path) -> Trouble {
    Trouble::new(
        format!("\"{}\" bukan folder dan bukan arsip .zip.", target.display()),
        "Sebut folder, atau nama berkas yang berakhir .zip.",
    )
}

/// It can't be written.
#[must_use]
pub fn unwritable(target: &Path) -> Trouble {
    Trouble::new(
        format!("\"{}\" tidak dapat ditulis.", target.display()),
        "Periksa izin folder dan ruang disk, atau pakai nama lain.",
    )
}

/// A link stands where a file is to be written.
#[must_use]
pub fn leads_out(place: &Path) -> Trouble {
    Trouble::new(
        format!("\"{}\" adalah tautan; tidak ada yang ditulis melaluinya.", place.display()),
        "Ganti tautan itu dengan berkas atau folder biasa.",
    )
}

/// The FAQ doesn't fit into an archive.
#[must_use]
pub fn not_packed() -> Trouble {
    Trouble::new("FAQ tidak muat dalam satu arsip .zip.", "Ekspor ke folder.")
}

/// A new entry has no group.
#[must_use]
pub fn no_topic(file: &Path) -> Trouble {
    Trouble::new(
        format!("Entri dalam \"{}\" belum ada, sehingga topiknya belum diketahui.", file.display()),
        "Tambahkan --topic, misalnya --topic media-sosial.",
    )
}

/// What was named as a group can't be one.
#[must_use]
pub fn odd_topic() -> Trouble {
    Trouble::new(
        "Nama topik hanya boleh huruf kecil a-z, angka, dan tanda hubung.",
        "Pakai nama foldernya, misalnya media-sosial.",
    )
}

/// The running bot gave no answer.
#[must_use]
pub fn bot_gave_none() -> Trouble {
    Trouble::new(
        "Bot yang sedang berjalan tidak memberi jawaban.",
        "Coba lagi; bila tetap gagal, hentikan bot lalu jalankan perintah ini lagi.",
    )
}

/// The running bot is of another version.
#[must_use]
pub fn other_version() -> Trouble {
    Trouble::new(
        "Bot yang sedang berjalan memakai versi netral yang lain.",
        "Mulai ulang bot dengan versi ini, atau pakai perintah dari versi yang sama.",
    )
}

/// There are no revisions.
#[must_use]
pub fn no_revisions(entry: Option<&str>) -> String {
    match entry {
        Some(entry) => format!("Belum ada revisi yang menyentuh entri {entry}."),
        None => "Belum ada revisi: yang berlaku adalah folder FAQ.".to_owned(),
    }
}

/// There is no such revision.
#[must_use]
pub fn no_revision(number: Option<u32>) -> Trouble {
    let what = match number {
        Some(number) => format!("Revisi {number} tidak ada."),
        None => "Belum ada revisi.".to_owned(),
    };
    Trouble::new(what, "Lihat daftarnya: netral faq history")
}

/// One revision on one line, with its reason below.
#[must_use]
pub fn revision(revision: &Revision, hours_east: u8) -> String {
    let names: Vec<&str> = revision.changes.iter().map(|change| name(&change.path)).collect();
    let approver = revision.approver.map(|admin| format!(", disetujui #{}", admin.0)).unwrap_or_default();
    let mut text = format!(
        "{}  {}  {}{approver}  {}: {}",
        revision.id.0,
        revision.at.date(hours_east),
        author(revision.author),
        purpose(revision.purpose),
        names.join(", ")
    );
    if let Some(reason) = &revision.reason {
        let _infallible = write!(text, "\n    Alasan: {reason}");
    }
    text
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().map_or(path, |name| name.strip_suffix(".md").unwrap_or(name))
}

/// Who did something.
#[must_use]
pub fn author(author: Author) -> String {
    curation::who(author)
}

/// What kind of change something is.
#[must_use]
pub fn purpose(purpose: Purpose) -> String {
    curation::purpose_name(purpose)
}

/// What became of a file.
#[must_use]
pub fn file_changed(change: &FileChange) -> String {
    let kind = match (&change.before, &change.after) {
        (None, _) => "baru",
        (_, None) => "dihapus",
        _ => "diubah",
    };
    format!("== {} ({kind})", change.path)
}

/// What came of an import.
#[must_use]
pub fn imported(imported: &Imported) -> String {
    match imported {
        Imported::Same => "Tidak ada perubahan: FAQ sudah berisi sama.".to_owned(),
        Imported::Unfit(lines) => {
            let count = lines.len();
            format!("{}\nTidak ada yang berubah: {count} masalah perlu diperbaiki.", lines.join("\n"))
        }
        Imported::Unexplained(impact) => format!(
            "{}\nBELUM terjadi: ada jawaban yang menjadi kebalikannya. Tulis mengapa dengan --reason.",
            told(impact)
        ),
        Imported::Would(impact) => {
            let next = if impact.approval { "diajukan ke penyetuju" } else { "langsung terbit" };
            let told = told(impact);
            let alone = alone(impact);
            format!("{told}\nHanya percobaan: tidak ada yang berubah. Tanpa --dry-run ini {next}{alone}.")
        }
        Imported::Published(revision, impact) => {
            format!("{}\nTerbit sebagai revisi {}{}.", told(impact), revision.0, alone(impact))
        }
        Imported::Proposed(draft, impact) => format!(
            "{}\nDiajukan sebagai draf {}: menunggu persetujuan di Telegram. Jawaban belum berubah.",
            told(impact),
            draft.0
        ),
    }
}

/// That nobody else has looked at what somebody else should have.
fn alone(impact: &Impact) -> &'static str {
    if impact.alone { " tanpa persetujuan kedua: belum ada penyetuju" } else { "" }
}

fn told(impact: &Impact) -> String {
    let Impact { changed, added, moved, retired, left, moves, warnings, .. } = impact;
    let lists = [
        ("diubah", changed),
        ("baru", added),
        ("pindah topik", moved),
        ("pensiun", retired),
        ("tidak ada di kiriman, dibiarkan (--retire untuk memensiunkan)", left),
        ("pertanyaan berpindah", moves),
        ("peringatan baru", warnings),
    ];
    let lists = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
    lists.map(|(kind, lines)| listed(kind, lines)).collect::<Vec<_>>().join("\n")
}

fn listed(kind: &str, lines: &[String]) -> String {
    let mut text = format!("{} {kind}:", lines.len());
    for line in lines.iter().take(LISTED) {
        let _infallible = write!(text, "\n  {}", file_name(line));
    }
    let more = lines.len().saturating_sub(LISTED);
    if more > 0 {
        let _infallible = write!(text, "\n  … dan {more} lagi");
    }
    text
}

/// How admins' work stands, one line each.
#[must_use]
pub fn health(health: &Health) -> String {
    let role = |(role, count): &(Role, usize)| format!("{count} {}", curation::role_name(*role));
    let admins: Vec<String> = health.admins.iter().map(role).collect();
    let mut text = format!("Pengelola FAQ: {}.", admins.join(", "));
    let Health { revision, drafts, proposals, .. } = health;
    let _infallible =
        write!(text, "\nRevisi: {revision}; draf: {drafts}; menunggu persetujuan: {proposals}.");
    for (paths, what) in [
        (&health.conflicts, "Konflik dengan folder FAQ, selesaikan di /faq riwayat"),
        (&health.fallen, "Revisi yang tidak dapat dipakai, isi folder FAQ yang berlaku"),
    ] {
        if !paths.is_empty() {
            let _infallible = write!(text, "\n{what}: {}.", paths.join(", "));
        }
    }
    text
}
