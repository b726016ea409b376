//! What went wrong and what to do now: in a chat, and for the people who run Netral.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use crate::texts::Message;

/// A trouble in two sentences: what happened, and what to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    what: String,
    remedy: String,
}

impl Trouble {
    /// Words a trouble.
    #[must_use]
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.remedy)
    }
}

/// Says that a deletion did not happen.
#[must_use]
pub fn not_forgotten() -> Message {
    let html = "Data Anda <b>belum</b> terhapus: penyimpanan bot sedang tidak dapat ditulis. \
        Coba lagi nanti dengan /hapus_data; bila tetap gagal, hubungi pengelola bot.";
    Message { html: html.to_owned(), keyboard: Vec::new() }
}

/// Says that a rating or a status was not noted; it fits over the chat after a tap.
pub const NOT_NOTED: &str = "Belum tercatat: penyimpanan bot sedang tidak dapat ditulis. Coba lagi nanti; menjawab pertanyaan tetap bisa.";

/// There is no token.
#[must_use]
pub fn no_token() -> Trouble {
    Trouble::new(
        "TELOXIDE_TOKEN belum diisi.",
        "Isi variabel lingkungan itu dengan token dari @BotFather, atau coba dulu tanpa token: netral sandbox",
    )
}

/// Telegram doesn't accept the token.
#[must_use]
pub fn token_refused() -> Trouble {
    Trouble::new(
        "Token ditolak Telegram.",
        "Salin ulang token dari @BotFather ke TELOXIDE_TOKEN, lalu jalankan lagi.",
    )
}

/// The API's address is no address.
#[must_use]
pub fn odd_address() -> Trouble {
    Trouble::new(
        "TELOXIDE_API_URL bukan alamat http(s).",
        "Perbaiki alamatnya, atau kosongkan untuk memakai api.telegram.org.",
    )
}

/// The API doesn't answer.
#[must_use]
pub fn unreachable_api() -> Trouble {
    Trouble::new(
        "Bot API tidak dapat dihubungi.",
        "Periksa jaringan, proksi, dan TELOXIDE_API_URL, lalu jalankan lagi.",
    )
}

/// The configuration file can't be read.
#[must_use]
pub fn unreadable_config(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas konfigurasi {} tidak dapat dibaca.", file.display()),
        "Periksa nama dan izin berkas itu, atau jalankan tanpa --config.",
    )
}

/// The configuration file says something that can't be.
#[must_use]
pub fn wrong_config(file: &Path, what: &str) -> Trouble {
    Trouble::new(
        format!("Berkas konfigurasi {} keliru: {what}.", file.display()),
        "Perbaiki bagian itu; contoh lengkap ada di netral.contoh.toml.",
    )
}

/// The FAQ has errors.
#[must_use]
pub fn broken_faq(problems: usize) -> Trouble {
    Trouble::new(
        format!("FAQ tidak dapat dipakai: ada {problems} kesalahan."),
        "Jalankan netral faq check untuk melihat semuanya beserta cara memperbaikinya.",
    )
}

/// Another process uses the data folder.
#[must_use]
pub fn data_in_use(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" sedang dipakai proses netral lain.", folder.display()),
        "Hentikan proses itu dulu, atau pakai folder lain dengan --data.",
    )
}

/// Another process holds the data folder, and doesn't answer.
#[must_use]
pub fn data_held(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" dipegang proses netral lain, yang belum menjawab.", folder.display()),
        "Bila bot baru dimulai, tunggu sampai ia siap lalu ulangi; bila tidak, hentikan proses itu dulu.",
    )
}

/// The data folder can't be used.
#[must_use]
pub fn unusable_data(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" tidak dapat dipakai.", folder.display()),
        "Pastikan itu folder yang boleh ditulis oleh akun yang menjalankan netral, atau pakai folder lain dengan --data.",
    )
}

/// What is remembered of chats is damaged.
#[must_use]
pub fn broken_chat(data: &Path) -> Trouble {
    let folder = data.join("chat");
    let folder = folder.display();
    Trouble::new(
        format!(
            "Basis data \"{folder}\" rusak; tidak ada yang diubah atau dihapus. Laporan dan catatan pengelola ada di tempat lain dan tidak ikut rusak."
        ),
        format!(
            "Simpan salinan seluruh folder data, lalu pindahkan hanya \"{folder}\" dan jalankan lagi: yang hilang hanya setelan orang dan jawaban yang belum terkirim. Jangan memindahkan yang lain, terutama tips.* dan berkas rahasia."
        ),
    )
}

/// Admins' records are damaged.
#[must_use]
pub fn broken_records(data: &Path) -> Trouble {
    let folder = data.join("faq");
    let folder = folder.display();
    Trouble::new(
        format!(
            "Basis data \"{folder}\" rusak; tidak ada yang diubah atau dihapus. Laporan ada di tempat lain dan tidak ikut rusak."
        ),
        format!(
            "Simpan salinan seluruh folder data, lalu kembalikan folder itu dari cadangan. Tanpa cadangan, pindahkan hanya \"{folder}\" dan jalankan lagi: riwayat FAQ, draf, admin, dan statistik hilang. Jangan memindahkan yang lain, terutama tips.* dan berkas rahasia."
        ),
    )
}

/// Tips are damaged, and their journal too.
#[must_use]
pub fn broken_tips(data: &Path) -> Trouble {
    Trouble::new(
        format!(
            "Basis data laporan \"{}\" rusak bersama jurnalnya; tidak ada yang diubah atau dihapus.",
            data.join("tips.*").display()
        ),
        "JANGAN memindahkan atau menghapus folder data: laporan di dalamnya tidak dapat diminta lagi. Simpan salinan seluruhnya beserta berkas rahasia, lalu pulihkan laporan dengan netral restore --replace CADANGAN, yang memindahkan laporan lama ke samping.",
    )
}

/// A newer version wrote the data.
#[must_use]
pub fn newer_data(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" ditulis versi netral yang lebih baru.", folder.display()),
        "Jalankan versi yang lebih baru itu, atau pakai folder lain dengan --data.",
    )
}

/// The disk is full.
#[must_use]
pub fn disk_full(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Disk tempat folder data \"{}\" penuh.", folder.display()),
        "Kosongkan ruang, lalu jalankan lagi; data yang ada tetap utuh.",
    )
}

/// The operating system gives no randomness.
#[must_use]
pub fn no_randomness() -> Trouble {
    Trouble::new(
        "Sistem operasi tidak memberi bilangan acak untuk kunci.",
        "Mulai ulang mesin, lalu jalankan lagi.",
    )
}

/// The secret file is missing.
#[must_use]
pub fn secret_missing(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas rahasia {} tidak ada, padahal sudah ada data.", file.display()),
        "Kembalikan berkas itu dari cadangan; tanpa berkas itu data lama tidak terbaca.",
    )
}

/// The secret file doesn't open the data.
#[must_use]
pub fn secret_wrong(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas rahasia {} tidak cocok dengan folder data, atau rusak.", file.display()),
        "Pakai berkas rahasia milik folder data itu; salinannya yang lama juga cocok. Bila datanya salinan yang lebih tua dari lima minggu, pakai salinan berkas rahasia dari waktu itu. Atau pakai folder data lain dengan --data.",
    )
}

/// The secret file lies inside the data folder.
#[must_use]
pub fn secret_inside_data(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas rahasia {} terletak di dalam folder data.", file.display()),
        "Pindahkan ke luar folder data dan sesuaikan [rahasia] berkas di netral.toml: kunci dan data tidak boleh bersebelahan.",
    )
}

/// The secret file can't be read or written.
#[must_use]
pub fn secret_unusable(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas rahasia {} tidak dapat dibaca atau ditulis.", file.display()),
        "Periksa izin berkas dan foldernya; akun yang menjalankan netral harus dapat menulisnya.",
    )
}

/// A file the person named can't be read.
#[must_use]
pub fn unreadable_file(file: &Path) -> Trouble {
    Trouble::new(format!("Berkas {} tidak dapat dibaca.", file.display()), "Periksa nama dan izinnya.")
}

/// A file can't be written.
#[must_use]
pub fn unwritable_file(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas {} tidak dapat ditulis.", file.display()),
        "Periksa izin foldernya; isinya yang lama tetap utuh.",
    )
}

/// What a command says could not be written.
#[must_use]
pub fn unwritten() -> Trouble {
    Trouble::new(
        "Keluaran tidak dapat ditulis, sehingga hasilnya tidak lengkap.",
        "Periksa ruang disk dan izin berkas tujuannya, lalu ulangi.",
    )
}

/// Standard input can't be read.
#[must_use]
pub fn unreadable_input() -> Trouble {
    Trouble::new(
        "Masukan standar tidak dapat dibaca.",
        "Periksa berkas yang dialirkan ke perintah ini, lalu ulangi.",
    )
}

/// There is no data folder where one is needed.
#[must_use]
pub fn no_data(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" tidak ada.", folder.display()),
        "Sebut folder data bot dengan --data, atau jalankan dari folder kerja bot; folder itu dibuat saat bot pertama kali dijalankan.",
    )
}

/// The folder that is named holds something else than data.
#[must_use]
pub fn not_data(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Folder \"{}\" bukan folder data netral.", folder.display()),
        "Sebut folder data bot dengan --data, atau jalankan dari folder kerja bot.",
    )
}

/// There is a secret file, so there was data, but the data folder isn't there.
#[must_use]
pub fn data_gone(folder: &Path, secret: &Path) -> Trouble {
    Trouble::new(
        format!(
            "Folder data \"{}\" tidak ada, padahal berkas rahasia {} sudah ada.",
            folder.display(),
            secret.display()
        ),
        "Periksa --data dan apakah diska datanya terpasang; untuk mulai dengan data kosong, buat folder itu dulu.",
    )
}

/// A file the person named has wrong lines.
#[must_use]
pub fn wrong_lines(file: &Path, lines: &[usize]) -> Trouble {
    let shown: Vec<String> = lines.iter().take(5).map(ToString::to_string).collect();
    Trouble::new(
        format!("Berkas {} tidak terbaca di baris {}.", file.display(), shown.join(", ")),
        "Setiap baris: pertanyaan, tab, id entri atau - (lalu boleh tab id lain, tab gaya).",
    )
}

/// Labelled questions name answers that aren't there.
#[must_use]
pub fn unknown_labels(file: &Path, labels: &BTreeSet<&str>) -> Trouble {
    let shown: Vec<&str> = labels.iter().copied().take(10).collect();
    let more = labels.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(", dan {more} lagi") } else { String::new() };
    Trouble::new(
        format!("Berkas {} menyebut id yang tidak ada di FAQ: {}{more}.", file.display(), shown.join(", ")),
        "Perbaiki id itu, atau tulis - untuk pertanyaan di luar FAQ.",
    )
}

/// No question was given.
#[must_use]
pub fn no_question() -> Trouble {
    Trouble::new(
        "Tidak ada pertanyaan.",
        "Tulis pertanyaannya, misalnya: netral ask \"bolehkah ASN ikut kampanye?\"",
    )
}

/// The sandbox may be reached from this machine only.
#[must_use]
pub fn not_loopback() -> Trouble {
    Trouble::new(
        "Ruang uji hanya melayani komputer ini sendiri.",
        "Pakai alamat loopback, misalnya --listen 127.0.0.1:8077",
    )
}

/// The address of the sandbox is taken.
#[must_use]
pub fn address_in_use(address: &str) -> Trouble {
    Trouble::new(
        format!("Alamat {address} tidak dapat dibuka; mungkin sudah dipakai."),
        "Pilih porta lain, misalnya --listen 127.0.0.1:8078, atau :0 untuk porta bebas mana pun.",
    )
}

/// The store failed while running.
#[must_use]
pub fn store_failed() -> Trouble {
    Trouble::new(
        "Penyimpanan gagal saat bot berjalan.",
        "Periksa ruang dan kesehatan disk, lalu jalankan lagi.",
    )
}
