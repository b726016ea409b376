//! What people at a terminal read about backups of tips.

use std::path::Path;

use crate::texts::trouble::Trouble;

/// A backup was written.
#[must_use]
pub fn written(file: &Path, tips: usize) -> String {
    format!(
        "Cadangan ditulis ke \"{}\": {tips} laporan, semuanya tetap tersegel.\n\
         Simpan berkas rahasia di tempat lain: tanpa itu cadangan ini tidak dapat dipulihkan untuk bot.",
        file.display()
    )
}

/// A backup was restored.
#[must_use]
pub fn restored(tips: usize, left_out: usize, replaced: bool) -> String {
    let mut text = format!("Dipulihkan: {tips} laporan.");
    if left_out > 0 {
        text.push_str(&format!(
            "\nTidak dipulihkan: {left_out} laporan, karena sudah dihapus setelah cadangan dibuat."
        ));
    }
    if replaced {
        text.push_str(
            "\nLaporan yang semula ada dipindahkan ke folder \"tips.….replaced-…\" di folder data. \
             Hapus folder itu bila tidak diperlukan lagi.",
        );
    }
    text
}

/// The sealed pieces of a backup were written.
#[must_use]
pub fn extracted(folder: &Path, pieces: usize) -> String {
    format!(
        "{pieces} berkas .age ditulis ke \"{}\". Setiap berkas dibuka penerima laporan dengan kuncinya sendiri.",
        folder.display()
    )
}

/// There is no data folder to back up.
#[must_use]
pub fn nothing_to_back_up(data: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" masih kosong.", data.display()),
        "Periksa --data dan apakah diska datanya terpasang.",
    )
}

/// Neither a file nor what to do was named.
#[must_use]
pub fn no_file_named() -> Trouble {
    Trouble::new("Nama berkas cadangan belum disebut.", "Contoh: netral backup laporan.cadangan")
}

/// The running bot didn't give a backup.
#[must_use]
pub fn bot_gave_none() -> Trouble {
    Trouble::new(
        "Bot yang sedang berjalan tidak memberikan cadangan yang utuh.",
        "Periksa ruang disk dan coba lagi; bila tetap gagal, hentikan bot lalu jalankan netral backup lagi.",
    )
}

/// The file for the backup can't be written.
#[must_use]
pub fn unwritable(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas \"{}\" tidak dapat ditulis.", file.display()),
        "Periksa izin folder dan ruang disk, atau pakai nama lain.",
    )
}

/// The file can't be read.
#[must_use]
pub fn unreadable(file: &Path) -> Trouble {
    Trouble::new(format!("Berkas \"{}\" tidak dapat dibaca.", file.display()), "Periksa nama dan izinnya.")
}

/// The file is no backup.
#[must_use]
pub fn foreign(file: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas \"{}\" bukan cadangan netral.", file.display()),
        "Pakai berkas yang ditulis oleh netral backup.",
    )
}

/// The backup is newer than this program.
#[must_use]
pub fn newer(file: &Path) -> Trouble {
    Trouble::new(
        format!("Cadangan \"{}\" ditulis oleh netral yang lebih baru.", file.display()),
        "Perbarui netral, lalu coba lagi.",
    )
}

/// The backup is damaged.
#[must_use]
pub fn damaged(file: &Path) -> Trouble {
    Trouble::new(
        format!("Cadangan \"{}\" rusak atau tidak lengkap; tidak ada yang diubah.", file.display()),
        "Pakai salinan lain atau cadangan yang lebih lama.",
    )
}

/// The backup was made with another secret file.
#[must_use]
pub fn other_secret(secret: &Path, file: &Path) -> Trouble {
    Trouble::new(
        format!(
            "Berkas rahasia \"{}\" bukan pasangan cadangan ini, sehingga kode laporan tidak akan berlaku; tidak ada yang diubah.",
            secret.display()
        ),
        extract_instead(file),
    )
}

/// There is no secret file.
#[must_use]
pub fn no_secret(secret: &Path, file: &Path) -> Trouble {
    Trouble::new(
        format!(
            "Berkas rahasia \"{}\" tidak ada. Tanpa berkas itu kode laporan tidak berlaku; tidak ada yang diubah.",
            secret.display()
        ),
        extract_instead(file),
    )
}

/// The data folder has tips already.
#[must_use]
pub fn occupied(data: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" sudah berisi laporan; tidak ada yang diubah.", data.display()),
        "Pakai folder lain dengan --data, atau --replace untuk memindahkan yang ada ke samping.",
    )
}

/// The extracted files can't be written.
#[must_use]
pub fn cannot_extract(folder: &Path) -> Trouble {
    Trouble::new(
        format!("Berkas tidak dapat ditulis ke \"{}\".", folder.display()),
        "Pakai folder baru yang boleh ditulis; berkas yang sudah ada tidak ditimpa.",
    )
}

fn extract_instead(file: &Path) -> String {
    format!(
        "Kembalikan berkas rahasia yang asli. Bila hilang, penerima tetap dapat membuka isinya: netral backup extract \"{}\" FOLDER",
        file.display()
    )
}
