//! The command menu people see, from one table.

use crate::curation::Act;
use crate::curation::Role;

/// Commands for everybody, with what the menu says about each.
const PUBLIC: [(&str, &str); 9] = [
    ("tanya", "tulis pertanyaan"),
    ("menu", "daftar topik"),
    ("saya", "atur status: PNS, PPPK, honorer, dan lainnya"),
    ("perubahan", "putusan yang baru berubah"),
    ("langganan", "pengumuman: mulai atau berhenti"),
    ("privasi", "apa yang disimpan dan apa yang tidak"),
    ("hapus_data", "hapus data chat ini"),
    ("batal", "batalkan yang sedang terbuka"),
    ("bantuan", "cara memakai bot"),
];

/// Commands for everybody where tips are taken.
const TIPS: [(&str, &str); 3] = [
    ("lapor", "laporkan pelanggaran tanpa identitas"),
    ("status", "lihat laporan dengan kodenya"),
    ("penerima", "siapa yang dapat membuka laporan"),
];

/// Commands for those who open tips.
const HANDLER: [(&str, &str); 3] = [
    ("kotak", "laporan yang masuk"),
    ("balas", "balas sebuah laporan: /balas 7F3K"),
    ("segel_ulang", "kirim berkas yang disegel ulang"),
];

/// Commands for those who keep the FAQ, each with what one must be allowed to do for it.
const ADMIN: [(&str, &str, Act); 6] = [
    ("faq", "rawat isi FAQ", Act::Look),
    ("celah", "pertanyaan orang yang belum terjawab", Act::Edit),
    ("statistik", "angka pemakaian per minggu", Act::Measure),
    ("umumkan", "kirim pengumuman kepada yang berlangganan", Act::Announce),
    ("audit", "catatan tindakan pengelola", Act::Audit),
    ("admin", "pengelola dan undangan", Act::Govern),
];

/// Returns the commands for everybody.
#[must_use]
pub fn public(takes_tips: bool) -> Vec<(&'static str, &'static str)> {
    let tips: &[_] = if takes_tips { &TIPS } else { &[] };
    let (first, last) = PUBLIC.split_at(4);
    [first, tips, last].concat()
}

/// Returns the commands for those who open tips.
#[must_use]
pub fn handler() -> Vec<(&'static str, &'static str)> {
    [HANDLER.as_slice(), &public(true)].concat()
}

/// Returns the commands for somebody who keeps the FAQ, and perhaps opens tips too.
#[must_use]
pub fn admin(role: Role, takes_tips: bool, handles_tips: bool) -> Vec<(String, String)> {
    let own = ADMIN.iter().filter(|(.., act)| role.may(*act)).map(|(name, about, _)| (*name, *about));
    let others = if handles_tips { handler() } else { public(takes_tips) };
    owned(&own.chain(others).collect::<Vec<_>>())
}

/// Returns commands as they are handed over.
#[must_use]
pub fn owned(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(name, about)| ((*name).to_owned(), (*about).to_owned())).collect()
}

/// Commands for groups.
pub const GROUP: [(&str, &str); 2] =
    [("tanya", "tanya tentang netralitas ASN, jawabannya singkat"), ("bantuan", "cara memakai bot di grup")];

/// What the bot says of itself before somebody presses start.
pub const DESCRIPTION: &str = "Tanya apa yang boleh dan dilarang bagi ASN dalam urusan politik. \
     Jawaban singkat dengan dasar hukumnya. Panduan, bukan nasihat hukum. Pertanyaan Anda tidak disimpan.";

/// The line under the bot's name.
pub const SHORT_DESCRIPTION: &str = "Netralitas ASN: boleh atau dilarang? Jawaban dengan dasar hukumnya.";
