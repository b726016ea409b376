//! What is said about files in and out. Sentences about what is wrong are plain: terminals say them too.

use std::fmt::Write as _;

use crate::archive::LARGEST;
use crate::archive::LARGEST_FILE;
use crate::archive::LARGEST_SUM;
use crate::archive::MOST_FILES;
use crate::archive::Refusal;
use crate::coordinates::Timestamp;
use crate::curation::Button;
use crate::curation::Draft;
use crate::curation::DraftId;
use crate::curation::RevisionId;
use crate::curation::button::files::Button as Files;
use crate::curation::button::publish::Button as Publish;
use crate::curation::gate::Landing;
use crate::curation::gate::Move;
use crate::curation::gate::Shift;
use crate::curation::import::Encoding;
use crate::curation::import::Trouble;
use crate::faq::Group;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::markup::escape;

/// Most lines of a list that a message shows; the whole list then comes as a file.
pub const LISTED: usize = 15;

/// Titles of one kind that a message shows.
const TITLES: usize = 7;

/// Groups on a page.
const GROUPS: usize = 7;

/// What the file with a whole list is called.
pub const LIST_NAME: &str = "masalah.txt";

const MEGABYTE: usize = 1024 * 1024;

/// What an import would change, by titles or, for files that aren't entries, by names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// What comes to say something else.
    pub changed: Vec<String>,
    /// What is new.
    pub added: Vec<String>,
    /// What comes to lie in another group.
    pub moved: Vec<String>,
    /// What a whole folder lacks.
    pub lacking: Vec<String>,
}

/// How files come in and out.
#[must_use]
pub fn menu(may_import: bool) -> Message {
    let export = "<b>Ekspor</b> memberi Anda arsip .zip berisi FAQ yang sedang berlaku.";
    let import = "<b>Impor</b>: kirim ke sini satu berkas .md (satu entri) atau arsip .zip (seluruh folder). \
        Semua masalahnya ditunjukkan dulu, lalu Anda melihat pratinjau. Tidak ada yang terbit sebelum Anda setuju.";
    let html = if may_import { format!("{import}\n\n{export}") } else { export.to_owned() };
    let leave = may_import.then(|| row("Batal", &Button::Cancel));
    let keyboard = [row("Ekspor (.zip)", &Button::Files(Files::Export))].into_iter().chain(leave);
    message(html, keyboard.collect())
}

/// What the FAQ's archive is called.
#[must_use]
pub fn archive_name(now: Timestamp, hours_east: u8, revision: RevisionId) -> String {
    format!("netral-faq-{}-r{}.zip", now.date(hours_east), revision.0)
}

/// What stands over the archive.
#[must_use]
pub fn exported(entries: usize, revision: RevisionId) -> Message {
    message(format!("<b>Ekspor siap</b>: {entries} entri, {}.", as_of(revision)), Vec::new())
}

/// What stands under the archive.
#[must_use]
pub fn archive_caption(revision: RevisionId) -> Message {
    let html = format!(
        "FAQ yang berlaku, {}. Ubah berkasnya, lalu kirim kembali lewat /faq impor.",
        as_of(revision)
    );
    message(html, Vec::new())
}

fn as_of(revision: RevisionId) -> String {
    match revision.0 {
        0 => "tanpa revisi".to_owned(),
        number => format!("sampai revisi {number}"),
    }
}

/// The FAQ doesn't fit into one archive.
#[must_use]
pub fn not_packed() -> Message {
    message("<b>Ekspor gagal</b>: FAQ tidak muat dalam satu arsip. Hubungi pengelola server.", Vec::new())
}

/// Telegram didn't hand the file over.
#[must_use]
pub fn not_fetched() -> Message {
    let html = "<b>Berkas belum terbaca</b>: Telegram tidak menyerahkannya. Kirim sekali lagi sebentar lagi.";
    message(html, cancel())
}

/// The examination broke down.
#[must_use]
pub fn broke_down() -> Message {
    let html = "<b>Berkas belum diperiksa</b>: pemeriksaannya terhenti karena gangguan di server. \
        Kirim sekali lagi sebentar lagi.";
    message(html, cancel())
}

/// The FAQ says all that already.
#[must_use]
pub fn nothing_new() -> Message {
    message("<b>Tidak ada perubahan</b>: FAQ sudah berisi sama dengan berkas ini.", Vec::new())
}

/// The button's question was answered already.
#[must_use]
pub fn settled() -> Message {
    let html = "Pertanyaan ini sudah terjawab, atau drafnya sudah tidak ada. Kirim berkasnya sekali lagi bila perlu: /faq impor";
    message(html, Vec::new())
}

/// What was sent can't be read.
#[must_use]
pub fn refused(lines: &[String], more: usize) -> Message {
    listed("<b>Berkas ini tidak dapat dipakai.</b> Tidak ada yang berubah.", lines, more)
}

/// What was sent would make no FAQ.
#[must_use]
pub fn unfit(lines: &[String], more: usize) -> Message {
    listed("<b>Berkas ini belum dapat terbit.</b> Tidak ada yang berubah.", lines, more)
}

fn listed(head: &str, lines: &[String], more: usize) -> Message {
    let mut html = format!("{head}\n");
    for line in lines {
        let _infallible = write!(html, "\n• {}", escape(line));
    }
    if more > 0 {
        let _infallible = write!(html, "\n• … dan {more} lagi, semuanya dalam {LIST_NAME}.");
    }
    html.push_str("\n\nPerbaiki, lalu kirim lagi ke sini.");
    message(html, cancel())
}

fn cancel() -> Vec<Vec<KeyView>> {
    vec![row("Batal", &Button::Cancel)]
}

/// What stands under a whole list.
#[must_use]
pub fn list_caption(problems: usize) -> Message {
    message(format!("Semua {problems} masalah, satu per baris."), Vec::new())
}

/// What a file would change.
#[must_use]
pub fn summary(summary: &Summary, warnings: usize) -> Message {
    let mut html = "<b>Isi berkas dibandingkan dengan FAQ yang berlaku:</b>".to_owned();
    html.push_str(&changes(summary));
    if warnings > 0 {
        let _infallible = write!(html, "\n\n{warnings} peringatan baru; rinciannya di pratinjau.");
    }
    message(html, Vec::new())
}

fn changes(summary: &Summary) -> String {
    let Summary { changed, added, moved, .. } = summary;
    let parts = [("diubah", changed), ("baru", added), ("pindah topik", moved)];
    parts.into_iter().filter(|(_, titles)| !titles.is_empty()).map(|(kind, of)| part(kind, of)).collect()
}

fn part(kind: &str, titles: &[String]) -> String {
    let mut html = format!("\n\n{} {kind}:", titles.len());
    for title in titles.iter().take(TITLES) {
        let _infallible = write!(html, "\n• {}", escape(file_name(title)));
    }
    let more = titles.len().saturating_sub(TITLES);
    if more > 0 {
        let _infallible = write!(html, "\n• … dan {more} lagi");
    }
    html
}

/// What files that aren't entries are called.
#[must_use]
pub fn file_name(title: &str) -> &str {
    match title {
        "_grup.toml" => "Daftar topik",
        "_norma.toml" => "Daftar peraturan",
        "_pantau.toml" => "Daftar pantauan",
        "_di-luar.toml" => "Pertanyaan di luar FAQ",
        "_kosakata.toml" => "Kosakata",
        "_ambang.toml" => "Ambang jawaban",
        "_uji.tsv" => "Pertanyaan uji",
        "_contoh.md" => "Contoh entri",
        title => title,
    }
}

/// Asks what becomes of entries that a whole folder lacks.
#[must_use]
pub fn lacking(draft: DraftId, summary: &Summary) -> Message {
    let count = summary.lacking.len();
    let mut html = format!("<b>{count} entri tidak ada di arsip ini.</b> Biarkan, atau pensiunkan?");
    html.push_str(&part("tidak ada di arsip", &summary.lacking));
    html.push_str(&changes(summary));
    html.push_str("\n\nSesudah ini Anda masih melihat pratinjau.");
    let keyboard = vec![
        row("Biarkan", &Button::Files(Files::Keep(draft))),
        row(format!("Pensiunkan {count} entri"), &Button::Files(Files::Retire(draft))),
        row("Batal", &Button::Cancel),
    ];
    message(html, keyboard)
}

/// Asks where an entry belongs that came alone.
#[must_use]
pub fn homeless(draft: DraftId, title: &str, groups: &[Group], page: usize) -> Message {
    let pages = groups.len().div_ceil(GROUPS).max(1);
    let page = page.min(pages.saturating_sub(1));
    let html = format!(
        "<b>Entri baru:</b> {}\n\nDi topik mana entri ini ditaruh?{}",
        escape(title),
        page_of(page, pages)
    );
    let shown = groups.iter().skip(page.saturating_mul(GROUPS)).take(GROUPS);
    let mut keyboard: Vec<Vec<KeyView>> = shown
        .map(|group| row(group.title.clone(), &Button::Files(Files::Group(draft, group.id.clone()))))
        .collect();
    let turned = |page: usize| Button::Files(Files::Groups(draft, u8::try_from(page).unwrap_or(u8::MAX)));
    keyboard.extend(pager(page, pages, turned));
    keyboard.extend(cancel());
    message(html, keyboard)
}

/// Tells an approver that somebody on the bot's own machine proposes something.
#[must_use]
pub fn proposed(draft: &Draft) -> Message {
    let reason = draft.reason.as_deref().map(|reason| format!("\n\nAlasan: {}", escape(reason)));
    let html = format!(
        "<b>Menunggu persetujuan:</b> impor berkas dari server ({} berkas berubah).{}",
        draft.changes.len(),
        reason.unwrap_or_default()
    );
    message(html, vec![row("Lihat", &Button::Publish(Publish::Preview(draft.id)))])
}

/// Tells in one plain line where a question lands now and where it would land.
#[must_use]
pub fn moved(moved: &Move) -> String {
    let worst = if moved.shift == Shift::Flip { "BERLAWANAN: " } else { "" };
    format!("{worst}\"{}\": {} → {}", moved.question, landing(&moved.before), landing(&moved.after))
}

fn landing(landing: &Landing) -> String {
    match landing {
        Landing::Answer { title, verdict, .. } => format!("{title} ({})", verdict.0.as_str()),
        Landing::Choose => "pilihan".to_owned(),
        Landing::Redirect(_) => "diarahkan ke pihak lain".to_owned(),
        Landing::Unknown => "tidak dikenali".to_owned(),
    }
}

/// Says in one plain sentence or two what is wrong with something that was sent, and what to do.
#[must_use]
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Archive(refusal) => refusal_of(refusal),
        Trouble::Foreign => "Ini bukan berkas FAQ. Kirim berkas .md atau arsip .zip.".to_owned(),
        Trouble::Nameless => {
            "Berkas ini datang tanpa nama. Kirim sebagai berkas dengan nama entrinya, misalnya like.md."
                .to_owned()
        }
        Trouble::OddName(name) => {
            format!(
                "{name}: nama berkas hanya boleh huruf kecil a-z, angka, dan tanda hubung, misalnya masa-tenang.md."
            )
        }
        Trouble::TooLarge(name) => too_large(name),
        Trouble::NotText { file, line, seems } => format!("{file}:{line}: {}", encoding(*seems)),
        Trouble::NoGroup(name) => {
            format!("{name}: entri baru harus berada di folder topiknya, misalnya media-sosial/{name}.")
        }
        Trouble::Stranger(file) => {
            format!("{file}: bukan berkas FAQ. Keluarkan dari kirimannya, lalu kirim lagi.")
        }
        Trouble::Empty => {
            "Tidak ada berkas FAQ di dalamnya. Pastikan Anda mengirim folder FAQ, bukan folder lain."
                .to_owned()
        }
    }
}

fn encoding(seems: Encoding) -> &'static str {
    match seems {
        Encoding::Utf16 => "berkas tersimpan sebagai UTF-16. Simpan ulang dengan pengodean UTF-8.",
        Encoding::Windows1252 => {
            "hurufnya bukan UTF-8 (mungkin Windows-1252/ANSI). Simpan ulang dengan pengodean UTF-8."
        }
        Encoding::Binary => "ini bukan berkas teks. Keluarkan dari arsip, atau kirim berkas .md yang benar.",
    }
}

fn refusal_of(refusal: &Refusal) -> String {
    const AGAIN: &str = "Buat ulang arsipnya dari folder FAQ.";
    match refusal {
        Refusal::TooLarge => format!("Arsip lebih besar dari {} MB. {AGAIN}", LARGEST / MEGABYTE),
        Refusal::NoArchive => {
            "Ini bukan arsip .zip. Kompres folder FAQ sebagai .zip, lalu kirim lagi.".to_owned()
        }
        Refusal::Damaged => format!("Arsip rusak atau tidak lengkap. {AGAIN}"),
        Refusal::TooManyFiles => format!("Arsip berisi lebih dari {MOST_FILES} berkas. {AGAIN}"),
        Refusal::TooMuch => format!("Isi arsip lebih besar dari {} MB. {AGAIN}", LARGEST_SUM / MEGABYTE),
        Refusal::FileTooLarge(name) => too_large(name),
        Refusal::Locked(name) => {
            format!("{name}: berkas terkunci kata sandi. Buat arsip tanpa kata sandi.")
        }
        Refusal::OddlyPacked(name) => {
            format!("{name}: cara kompresinya tidak dikenal. Pakai kompresi .zip biasa (Deflate).")
        }
        Refusal::LeadsOut(name) => {
            format!("{name}: nama ini menunjuk ke luar folder. {AGAIN}")
        }
        Refusal::OddName(name) => format!("{name}: nama berkas tidak terbaca. Pakai huruf a-z saja."),
        Refusal::Link(name) => format!("{name}: ini tautan, bukan berkas. Ganti dengan berkas aslinya."),
        Refusal::Twice(name) => format!("{name}: nama ini ada dua kali. Sisakan satu."),
        Refusal::Nested(name) => format!("{name}: arsip di dalam arsip. Keluarkan isinya dulu."),
    }
}

fn too_large(name: &str) -> String {
    format!(
        "{name}: berkas lebih besar dari {} MB. Satu entri biasanya beberapa KB.",
        LARGEST_FILE / MEGABYTE
    )
}
