//! What people at a terminal read about backups.

use std::path::Path;

use crate::texts::trouble::Trouble;

/// How much is in a backup.
#[derive(Debug, Clone, Copy)]
pub struct Amounts {
    /// Tips.
    pub tips: usize,
    /// Admins' records.
    pub records: usize,
    /// Chats of which something is remembered.
    pub chats: usize,
}

/// What came back with a backup.
#[derive(Debug, Clone, Copy, Default)]
pub struct Came {
    /// Tips.
    pub tips: usize,
    /// Tips that stay away because their writers removed them.
    pub left_out: usize,
    /// Admins' records.
    pub records: usize,
    /// Records whose key is destroyed.
    pub lost: usize,
    /// Chats that are remembered again.
    pub chats: usize,
    /// Whether there was something before.
    pub replaced: bool,
}

/// A backup was written.
#[must_use]
pub fn written(file: &Path, amounts: Amounts) -> String {
    let Amounts { tips, records, chats } = amounts;
    format!(
        "Cadangan ditulis ke \"{}\" dan diperiksa: {tips} laporan, {records} catatan pengelola, pengaturan {chats} chat; semuanya tetap tersegel.\n\
         Tidak termasuk: berkas rahasia, netral.toml, folder FAQ, dan jawaban yang belum terkirim. Simpan berkas rahasia di tempat lain: tanpa itu cadangan ini tidak dapat dipulihkan.",
        file.display()
    )
}

/// Old daily backups were removed.
#[must_use]
pub fn removed(count: usize, kept: usize) -> String {
    format!("{count} cadangan harian yang lebih lama dihapus; {kept} disimpan.")
}

/// A backup was restored.
#[must_use]
pub fn restored(came: &Came) -> String {
    let Came { tips, left_out, records, lost, chats, replaced } = *came;
    let mut text =
        format!("Dipulihkan: {tips} laporan, {records} catatan pengelola, pengaturan {chats} chat.");
    if left_out > 0 {
        text.push_str(&format!("\nTidak dipulihkan: {left_out} laporan, karena dihapus pelapornya."));
    }
    if lost > 0 {
        text.push_str(&format!(
            "\nTidak dipulihkan: {lost} catatan pengelola (draf, peran, undangan, kiriman, langganan), \
             karena kuncinya sudah musnah dari berkas rahasia ini. Salinan berkas rahasia dari waktu cadangan itu masih membukanya."
        ));
    }
    if replaced {
        text.push_str(
            "\nYang semula ada dipindahkan ke folder \"replaced-…\" di folder data. \
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
    Trouble::new(
        "Nama berkas cadangan belum disebut.",
        "Contoh: netral backup netral.cadangan, atau netral backup --daily FOLDER",
    )
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
            "Berkas rahasia \"{}\" bukan pasangan cadangan ini, sehingga tidak ada yang terbuka dan kode laporan tidak berlaku; tidak ada yang diubah.",
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
            "Berkas rahasia \"{}\" tidak ada. Tanpa berkas itu tidak ada yang terbuka dan kode laporan tidak berlaku; tidak ada yang diubah.",
            secret.display()
        ),
        extract_instead(file),
    )
}

/// The backup has nothing but tips.
#[must_use]
pub fn tips_only(file: &Path) -> Trouble {
    Trouble::new(
        format!("Cadangan \"{}\" dari versi lama dan hanya berisi laporan.", file.display()),
        "Pulihkan tanpa --only, atau pakai cadangan yang lebih baru.",
    )
}

/// The data folder has something already.
#[must_use]
pub fn occupied(data: &Path) -> Trouble {
    Trouble::new(
        format!("Folder data \"{}\" sudah berisi; tidak ada yang diubah.", data.display()),
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
        "Kembalikan berkas rahasia yang asli. Bila hilang, penerima tetap dapat membuka isi laporan: netral backup extract \"{}\" FOLDER",
        file.display()
    )
}
