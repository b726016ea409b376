//! A FAQ of three answers: a process that has to start often trains on it in no time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use netral::faq::Faq;
use netral::faq::parse;

/// A question, and a piece of the one answer to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) text: &'static str,
    pub(crate) answer: &'static str,
}

/// One for each answer; all answers differ.
pub(crate) const QUESTIONS: [Question; 3] = [
    Question { text: "menyukai video kampanye", answer: "Tanda suka dibaca sebagai dukungan" },
    Question { text: "saya ikut mencoblos di tps", answer: "Anda tetap punya hak pilih" },
    Question {
        text: "meminjamkan mobil dinas untuk rapat partai",
        answer: "Kendaraan negara bukan milik partai",
    },
];

const LIKE: &str = r#"+++
judul = "Bolehkah menyukai unggahan calon?"
putusan = "dilarang"
berlaku_untuk = ["pns", "pppk"]
dasar = ["aturan-satu"]
sanksi = ["moral"]
terkait = ["hak-pilih"]
diperiksa = 2026-02-23
tanya = [
  "boleh nge-like postingan paslon",
  "kasih jempol ke status calon bupati",
  "gw nyukain foto caleg di ig",
  "menyukai video kampanye",
  "tombol suka di laman partai",
]
+++
Ringkas: Dilarang. Tanda suka dibaca sebagai dukungan.

Orang dapat melihatnya.
"#;

const VOTE: &str = r#"+++
judul = "Bolehkah ikut memilih?"
putusan = "boleh"
berlaku_untuk = ["pns", "pppk"]
dasar = ["aturan-dua"]
sanksi = []
terkait = ["suka"]
diperiksa = 2026-02-23
tanya = [
  "apa pns nyoblos",
  "saya ikut mencoblos di tps",
  "hak suara pegawai",
  "pergi ke bilik suara hari minggu",
  "golput atau tidak",
]
+++
Ringkas: Boleh. Anda tetap punya hak pilih.
"#;

const CAR: &str = r#"+++
judul = "Bolehkah kendaraan dinas dipakai partai?"
putusan = "dilarang"
berlaku_untuk = ["pns", "pppk"]
dasar = ["aturan-satu"]
sanksi = ["disiplin-berat"]
terkait = ["suka"]
diperiksa = 2026-02-23
tanya = [
  "mobil plat merah antar juru kampanye",
  "meminjamkan mobil dinas untuk rapat partai",
  "kendaraan kantor buat angkut spanduk",
  "motor operasional dipinjam relawan",
  "bensin kantor untuk konvoi",
]
+++
Ringkas: Dilarang. Kendaraan negara bukan milik partai.
"#;

const GROUPS: &str = r#"[[grup]]
id = "contoh"
judul = "Contoh"
keterangan = "Tiga tanya-jawab."
"#;

const NORMS: &str = r#"[[norma]]
id = "aturan-satu"
judul = "Aturan pertama"
kutipan = "Aturan 1"
status = "berlaku"
diperiksa = 2026-02-23

[[norma]]
id = "aturan-dua"
judul = "Aturan kedua"
kutipan = "Aturan 2"
status = "berlaku"
diperiksa = 2026-02-23
"#;

const OUTSIDE: &str = r#"[[kelompok]]
id = "cuti"
judul = "Cuti"
arahkan = "Tanyakan ke bagian kepegawaian."
tanya = ["cara ajukan cuti", "sisa cuti saya", "libur lebaran berapa hari"]
"#;

const FILES: [(&str, &str); 6] = [
    ("_grup.toml", GROUPS),
    ("_norma.toml", NORMS),
    ("_di-luar.toml", OUTSIDE),
    ("contoh/suka.md", LIKE),
    ("contoh/hak-pilih.md", VOTE),
    ("contoh/mobil-dinas.md", CAR),
];

/// The FAQ.
pub(crate) fn faq() -> Faq {
    let files = FILES.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let (faq, problems) = parse::parse(&BTreeMap::from(files));
    faq.unwrap_or_else(|| panic!("{problems:?}"))
}

/// Writes the FAQ as a folder.
pub(super) fn write(folder: &Path) {
    fs::create_dir_all(folder.join("contoh")).unwrap();
    for (path, text) in FILES {
        fs::write(folder.join(path), text).unwrap();
    }
}
