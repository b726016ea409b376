//! What `netral tips` says to handlers, on their own computers.

pub mod sheet;

use std::path::Path;

use crate::texts::trouble::Trouble;

/// Asks for the passphrase of a key file.
pub const ASK_PASSPHRASE: &str = "Kata sandi kunci: ";

/// Asks for a new passphrase.
pub const ASK_NEW_PASSPHRASE: &str =
    "Kata sandi baru (paling sedikit 12 huruf; beberapa kata acak paling mudah diingat): ";

/// Asks for the new passphrase once more.
pub const ASK_AGAIN: &str = "Sekali lagi: ";

/// Says how a reply is typed.
pub const TYPE_REPLY: &str = "Ketik balasan, lalu tekan Ctrl-D di baris kosong.";

/// Says what to do with a new key.
#[must_use]
pub fn key_made(file: &Path, fingerprint: &str, protected: bool) -> String {
    let warning = if protected {
        "Tanpa kata sandinya, kunci itu tidak dapat dipakai siapa pun, juga oleh Anda: jangan sampai lupa."
    } else {
        "PERINGATAN: kunci ini tanpa kata sandi. Siapa pun yang membaca berkasnya dapat membuka semua laporan untuk Anda; pakai hanya untuk uji coba."
    };
    format!(
        "Kunci rahasia disimpan di {}.\n{warning}\n\n\
         Berikutnya:\n\
         1. Kirim kunci publik di atas (age1…) kepada pengelola bot. Kunci publik boleh diketahui siapa saja.\n\
         2. Bacakan sidik jarinya lewat telepon, agar tidak tertukar: {fingerprint}\n\
         3. Simpan satu salinan berkas kunci di tempat terkunci. Jangan mengirimnya kepada siapa pun, juga tidak kepada pengelola bot.",
        file.display()
    )
}

/// Says where something was written.
#[must_use]
pub fn written(file: &Path) -> String {
    format!("Ditulis: {}", file.display())
}

/// Heads a text when several are shown.
#[must_use]
pub fn heading(file: &Path) -> String {
    format!("---- {} ----", file.display())
}

/// Says that the two passphrases differ.
#[must_use]
pub fn passphrases_differ() -> Trouble {
    Trouble::new("Kedua kata sandi tidak sama.", "Jalankan lagi; belum ada kunci yang dibuat.")
}

/// Says that a passphrase is too short.
#[must_use]
pub fn passphrase_short() -> Trouble {
    Trouble::new(
        "Kata sandi terlalu pendek.",
        "Pakai paling sedikit 12 huruf, misalnya empat kata acak; belum ada kunci yang dibuat.",
    )
}

/// Says that no passphrase came.
#[must_use]
pub fn no_passphrase() -> Trouble {
    Trouble::new(
        "Kunci ini memerlukan kata sandi.",
        "Ketik kata sandinya, atau berikan lewat masukan standar.",
    )
}

/// Says that a passphrase is wrong.
#[must_use]
pub fn passphrase_wrong(key: &Path) -> Trouble {
    Trouble::new(
        format!("Kata sandi untuk {} keliru.", key.display()),
        "Coba lagi, perhatikan huruf besar. Bila benar-benar lupa, minta pemegang kunci cadangan.",
    )
}

/// Says that a file holds no key.
#[must_use]
pub fn no_key(key: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas {} tidak berisi kunci rahasia, atau rusak.", key.display()),
        "Pakai berkas yang dibuat `netral tips keygen` atau age-keygen, dengan --key FILE.",
    )
}

/// Says that a key does not open a file.
#[must_use]
pub fn key_wrong(file: &Path, key: &Path) -> Trouble {
    Trouble::new(
        format!(
            "Berkas {} tidak terbuka dengan kunci {}: dikunci untuk kunci lain.",
            file.display(),
            key.display()
        ),
        "Periksa apakah ini kunci yang terdaftar di /penerima; kunci lama mungkin masih diperlukan.",
    )
}

/// Says that a sealed file is damaged.
#[must_use]
pub fn damaged(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas {} rusak atau bukan berkas age.", file.display()),
        "Ambil lagi berkasnya dari bot dengan /kotak; unduhan mungkin terpotong.",
    )
}

/// Says that a file is there already.
#[must_use]
pub fn exists(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas {} sudah ada dan tidak ditimpa.", file.display()),
        "Pilih nama atau folder lain dengan --output, atau pindahkan berkas lama itu.",
    )
}

/// Says that something is no public key.
#[must_use]
pub fn no_recipient(text: &str) -> Trouble {
    Trouble::new(
        format!("\"{text}\" bukan kunci publik."),
        "Kunci publik diawali age1 dan disalin utuh; periksa apakah ada huruf yang hilang.",
    )
}

/// Says that a secret key was given where a public one belongs; never repeats it.
#[must_use]
pub fn secret_key_given() -> Trouble {
    Trouble::new(
        "Yang diberikan kunci rahasia, bukan kunci publik.",
        "Kunci rahasia itu kini mungkin tercatat di riwayat terminal: buat kunci baru, lalu pakai kunci publiknya (age1…).",
    )
}

/// Says that nobody was named to seal to.
#[must_use]
pub fn nobody_to_seal_to() -> Trouble {
    Trouble::new(
        "Tidak ada penerima.",
        "Sebut kunci publiknya dengan --to age1…, atau pakai --config netral.toml yang berisi [[penerima]] dan [cadangan].",
    )
}

/// Says that a configuration names no escrow.
#[must_use]
pub fn no_escrow(config: &Path) -> Trouble {
    Trouble::new(
        format!("Konfigurasi {} tidak lengkap: [[penerima]] dan [cadangan] harus ada.", config.display()),
        "Lengkapi dahulu, atau sebut semua kunci publiknya dengan --to age1….",
    )
}

/// Says that there is no reply to seal.
#[must_use]
pub fn no_reply() -> Trouble {
    Trouble::new(
        "Balasannya kosong.",
        "Tulis balasan di masukan standar, misalnya: netral tips reply --to age1… < balasan.txt",
    )
}

/// Says that a reply is no text.
#[must_use]
pub fn reply_is_no_text() -> Trouble {
    Trouble::new("Balasan harus berupa teks UTF-8.", "Simpan ulang berkasnya sebagai teks UTF-8.")
}

/// Says that a reply is too long.
#[must_use]
pub fn reply_long() -> Trouble {
    Trouble::new("Balasannya lebih dari 64 KiB.", "Persingkat, atau kirim beberapa balasan.")
}

/// Says that sealing failed.
#[must_use]
pub fn sealing_failed() -> Trouble {
    Trouble::new("Penguncian gagal.", "Jalankan lagi; bila tetap gagal, mulai ulang komputer ini.")
}

/// Says that a file isn't a report.
#[must_use]
pub fn no_report(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas {} bukan laporan dari bot ini.", file.display()),
        "Baris pertamanya harus \"LAPORAN\" dengan tanda empat huruf. Keterangan tambahan dan foto dibuka dengan: netral tips open",
    )
}
