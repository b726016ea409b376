//! The command menu people see, from one table.

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
    ("segel_ulang", "ganti berkas dengan yang disegel ulang"),
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

/// Commands for groups.
pub const GROUP: [(&str, &str); 2] =
    [("tanya", "tanya tentang netralitas ASN, jawabannya singkat"), ("bantuan", "cara memakai bot di grup")];

/// What the bot says of itself before somebody presses start.
pub const DESCRIPTION: &str = "Tanya apa yang boleh dan dilarang bagi ASN dalam urusan politik. \
     Jawaban singkat dengan dasar hukumnya. Panduan, bukan nasihat hukum. Pertanyaan Anda tidak disimpan.";

/// The line under the bot's name.
pub const SHORT_DESCRIPTION: &str = "Netralitas ASN: boleh atau dilarang? Jawaban dengan dasar hukumnya.";
