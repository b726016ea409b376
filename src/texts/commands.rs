//! The command menu people see, from one table.

/// Commands for everybody, with what the menu says about each.
pub const PUBLIC: [(&str, &str); 8] = [
    ("tanya", "tulis pertanyaan"),
    ("menu", "daftar topik"),
    ("saya", "atur status: PNS, PPPK, honorer, dan lainnya"),
    ("perubahan", "putusan yang baru berubah"),
    ("privasi", "apa yang disimpan dan apa yang tidak"),
    ("hapus_data", "hapus data chat ini"),
    ("batal", "batalkan yang sedang terbuka"),
    ("bantuan", "cara memakai bot"),
];

/// Commands for groups.
pub const GROUP: [(&str, &str); 2] =
    [("tanya", "tanya tentang netralitas ASN, jawabannya singkat"), ("bantuan", "cara memakai bot di grup")];

/// What the bot says of itself before somebody presses start.
pub const DESCRIPTION: &str = "Tanya apa yang boleh dan dilarang bagi ASN dalam urusan politik. \
     Jawaban singkat dengan dasar hukumnya. Panduan, bukan nasihat hukum. Pertanyaan Anda tidak disimpan.";

/// The line under the bot's name.
pub const SHORT_DESCRIPTION: &str = "Netralitas ASN: boleh atau dilarang? Jawaban dengan dasar hukumnya.";
