//! A small good folder, and what is said when something in it goes wrong.

mod answers;
mod good;
mod hostile;
mod problems;

use std::collections::BTreeMap;

use super::parse;

const LIKE: &str = "media-sosial/like.md";
const VOTE: &str = "hak-politik/hak-pilih.md";

const LIKE_TEXT: &str = r###"+++
judul = "Bolehkah ASN menyukai unggahan calon?"
putusan = "dilarang"
berlaku_untuk = ["pns", "pppk"]
dasar = ["skb-2022:lampiran-ii", "pp-94-2021:pasal-5-n"]
sanksi = ["moral", "disiplin-berat"]
terkait = ["hak-pilih"]
diperiksa = 2026-02-23
tinjau = "Pedoman 2024."
tanya = [
  "boleh nge-like postingan paslon",
  "kasih jempol ke status calon bupati",
  "gw nyukain foto caleg di ig",
  "menyukai video kampanye",
  "tombol suka di laman partai",
]
bukan = ["follow akun calon"]
+++
Ringkas: Dilarang. Tanda suka dibaca
sebagai dukungan.

Orang dapat melihatnya.

## Mengapa
ASN melayani semua orang.

## Sanksi
PPK yang memutuskan.

## Yang masih boleh
- Membaca.
- Menonton.

## Untuk PPPK
Aturan instansi berlaku.

## untuk Honorer
Pastikan status Anda.
"###;

const VOTE_TEXT: &str = r###"+++
judul = "Bolehkah ASN memilih?"
putusan = "boleh"
berlaku_untuk = ["pns"]
dasar = ["uu-7-2017"]
sanksi = []
terkait = ["like"]
diperiksa = 2026-02-24
tanya = ["apa pns nyoblos", "saya ikut memilih", "hak suara pegawai", "ke tps boleh?", "golput atau tidak"]
+++

Ringkas: Boleh. Anda tetap punya hak pilih.
"###;

const GROUPS: &str = r#"# Urutan menu
[[grup]]
id = "media-sosial"
judul = "Media sosial"
keterangan = "Suka dan komentar."

[[grup]]
id = "hak-politik"
judul = "Hak pilih"
keterangan = "Memilih dan mengawasi."
"#;

const NORMS: &str = r#"[[norma]]
id = "pp-94-2021"
judul = "Peraturan Pemerintah tentang Disiplin PNS"
kutipan = "PP 94/2021"
status = "berlaku"
diperiksa = 2026-02-23
tautan = "https://contoh.go.id/pp"
berubah_sejak = 2026-03-01

[norma.pasal]
pasal-5-n = "Pasal 5 huruf n"
pasal-8 = "Pasal 8"

[norma.pasal_berubah]
pasal-8 = 2026-03-02

[[norma]]
id = "skb-2022"
judul = "Keputusan Bersama"
kutipan = "SKB 2022"
status = "pedoman"
diperiksa = 2026-02-23
[norma.pasal]
lampiran-ii = "Lampiran II"

[[norma]]
id = "uu-7-2017"
judul = "Undang-Undang Pemilihan Umum"
kutipan = "UU 7/2017"
status = "berlaku"
diperiksa = 2026-02-23
tautan = ""
"#;

const OUTSIDE: &str = r#"[[kelompok]]
id = "cuti"
judul = "Cuti"
arahkan = "Tanyakan ke bagian kepegawaian."
tanya = ["cara ajukan cuti", "sisa cuti saya"]
"#;

const VOCABULARY: &str = r#"sapaan = ["min", "kak"]

[kata]
gak = "tidak"
"ga boleh" = "dilarang"

[konsep]
media = ["facebook", "instagram"]
"#;

const THRESHOLDS: &str = r#"tanggal = 2026-02-23
data = "abc"
jawab = 0.9
pilih = 0
bobot_benar = [0.5, -2]
bobot_lingkup = [1e-3]
[hasil]
apa_saja = true
"#;

const TRIALS: &str = "# pertanyaan\tjawaban\nikut nyoblos ya?\thak-pilih\tlike, cuti\tchat\nresep soto\t-\n";

/// Returns a folder in which nothing is wrong.
pub(crate) fn good_folder() -> BTreeMap<String, String> {
    let files = [
        (LIKE, LIKE_TEXT),
        (VOTE, VOTE_TEXT),
        ("_grup.toml", GROUPS),
        ("_norma.toml", NORMS),
        ("_di-luar.toml", OUTSIDE),
        ("_kosakata.toml", VOCABULARY),
        ("_ambang.toml", THRESHOLDS),
        ("_uji.tsv", TRIALS),
        ("_contoh.md", LIKE_TEXT),
        ("README.md", "# Untuk penyunting"),
        ("media-sosial/README.md", "# Catatan"),
        ("media-sosial/_draf.md", "belum jadi"),
        (".git/HEAD", "\0"),
    ];
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

/// Returns a good folder in which one passage of one file is replaced.
fn folder_with(file: &str, passage: &str, replacement: &str) -> BTreeMap<String, String> {
    let mut files = good_folder();
    let text = files.get_mut(file).expect("the good folder has this file");
    assert!(text.contains(passage), "{file} doesn't contain {passage:?}");
    *text = text.replacen(passage, replacement, 1);
    files
}

/// Returns the problems of a folder, one a line, as `netral faq check` shows them.
fn problems_of(files: &BTreeMap<String, String>) -> Vec<String> {
    let (faq, problems) = parse(files);
    assert_eq!(faq.is_none(), problems.iter().any(crate::faq::Problem::is_error));
    problems.iter().map(ToString::to_string).collect()
}
