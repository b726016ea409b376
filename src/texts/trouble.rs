//! What went wrong and what to do now: in a chat, and for the people who run Netral.

use crate::texts::Message;

/// Says that a deletion did not happen.
#[must_use]
pub fn not_forgotten() -> Message {
    let html = "Data Anda <b>belum</b> terhapus: penyimpanan bot sedang tidak dapat ditulis. \
        Coba lagi nanti dengan /hapus_data; bila tetap gagal, hubungi pengelola bot.";
    Message { html: html.to_owned(), keyboard: Vec::new() }
}
