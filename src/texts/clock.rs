//! What owners and handlers read when the server's clock isn't to be believed.

use crate::coordinates::Trust;
use crate::texts::Message;

/// The clock is weeks away from when the bot was last used.
#[must_use]
pub fn doubtful() -> Message {
    said(
        "🕰 <b>Jam server perlu diperiksa</b>\n\n\
         Menurut jam server, bot ini sudah berminggu-minggu tidak dipakai. Mungkin bot memang lama mati, mungkin jamnya salah. \
         Sebelum jelas, tidak ada laporan atau catatan yang dihapus menurut waktu; laporan baru tetap diterima.\n\n\
         <b>Balas dengan pesan apa saja.</b> Tanggal yang dibubuhkan Telegram pada pesan itu menunjukkan mana yang benar.",
    )
}

/// Telegram's dates say that the clock is wrong.
#[must_use]
pub fn contradicted() -> Message {
    said(
        "🕰 <b>Jam server salah</b>\n\n\
         Jam server tidak cocok dengan tanggal dari Telegram. \
         Selama itu tidak ada laporan atau catatan yang dihapus menurut waktu; laporan baru tetap diterima.\n\n\
         Mintalah pengelola server membetulkan jamnya (<code>timedatectl</code>). Setelah itu bot melanjutkan sendiri.",
    )
}

/// The bot was away for weeks, and the clock is right.
#[must_use]
pub fn returned() -> Message {
    said(
        "🕰 <b>Bot kembali setelah berminggu-minggu</b>\n\n\
         Jam server cocok dengan tanggal dari Telegram. Laporan yang masa simpannya habis selama bot mati masih ada \
         dan baru dihapus <b>sehari lagi</b>. Penerima laporan: ambil sekarang yang masih diperlukan dengan /kotak.",
    )
}

/// The clock is believed again.
#[must_use]
pub fn sound_again() -> Message {
    said("🕰 Jam server cocok lagi. Penghapusan menurut waktu berjalan seperti biasa.")
}

/// Words for the command line how far the clock is to be believed.
#[must_use]
pub fn line(trust: Trust) -> &'static str {
    match trust {
        Trust::Sound => "Jam server: wajar.",
        Trust::Doubtful | Trust::Contradicted | Trust::Returned => {
            "Jam server: JAUH dari minggu terakhir bot dipakai. Tidak ada yang dihapus menurut waktu sampai jelas mana yang benar: betulkan jam server (timedatectl), atau, kalau bot memang lama mati, jalankan dan kirim pesan apa saja kepadanya."
        }
    }
}

fn said(html: &str) -> Message {
    Message { html: html.to_owned(), keyboard: Vec::new() }
}
