//! What a tipster reads who comes back with a receipt.

use crate::texts::Message;
use crate::texts::markup;
use crate::texts::markup::escape;
use crate::texts::tips::Desk;
use crate::texts::tips::message;
use crate::texts::tips::plain;
use crate::texts::tips::span;
use crate::tips::Outcome;
use crate::tips::Status;
use crate::tips::Tip;
use crate::tips::button::Button;
use crate::tips::limits::RetryAfter;
use crate::tips::status::Agency;

/// Asks for the receipt.
#[must_use]
pub fn ask_receipt(desk: Desk<'_>) -> Message {
    message(
        desk,
        "Kirim <b>kode laporan</b> Anda: 20 angka, spasi boleh ada boleh tidak. Pesan yang memuat kode langsung kami hapus dari chat.\n\n\
         Status SBT BKN, Bawaslu, atau SP4N-LAPOR! hanya dapat dilihat di kanal masing-masing.",
        &[vec![Button::Close]],
    )
}

/// Said when what was sent can't be a receipt.
#[must_use]
pub fn no_receipt(desk: Desk<'_>) -> Message {
    message(
        desk,
        "Itu bukan kode laporan: kode terdiri dari 20 angka, dan angka terakhirnya memeriksa yang lain. Periksa lagi, mungkin ada angka yang tertukar. Pesan tadi kami hapus dari chat.",
        &[vec![Button::Close]],
    )
}

/// Said for every receipt that leads nowhere: wrong, expired, removed or never filed.
#[must_use]
pub fn unknown_receipt(desk: Desk<'_>) -> Message {
    message(
        desk,
        "Tidak ada laporan dengan kode itu. Mungkin kodenya keliru, laporannya belum terkirim, sudah dihapus, atau masa simpannya habis; jawabannya selalu sama.",
        &[vec![Button::AskReceipt, Button::Close]],
    )
}

/// Said when too many receipts were tried.
#[must_use]
pub fn too_many_receipts(wait: RetryAfter) -> Message {
    plain(format!("Terlalu banyak kode dicoba. Coba lagi dalam {}; kode tadi tidak diperiksa.", span(wait)))
}

/// What a receipt opened.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The tip.
    pub tip: &'a Tip,
    /// Replies, oldest first; `None` for one that can't be opened.
    pub replies: &'a [Option<String>],
    /// Where the tip would be kept until, in weeks from now.
    pub weeks_left: u32,
}

/// Words a tip as its tipster sees it.
#[must_use]
pub fn followed(desk: Desk<'_>, view: View<'_>) -> Vec<Message> {
    let replies = view.replies.iter().enumerate().map(|(index, reply)| {
        let number = index.saturating_add(1);
        match reply {
            Some(text) => format!("<b>Balasan {number}</b>\n{}", escape(text.trim())),
            None => format!("<b>Balasan {number}</b>\n<i>tidak dapat dibuka; minta penerima mengirim ulang lewat Tambah keterangan</i>"),
        }
    });
    let replies: Vec<String> = replies.collect();
    let replies = if replies.is_empty() { "Belum ada balasan.".to_owned() } else { replies.join("\n\n") };
    let kept = format!("Tanpa kegiatan baru, laporan dihapus dalam sekitar {} minggu.", view.weeks_left);
    let html = format!(
        "<b>Laporan Anda</b>\n\nStatus: <b>{}</b>\n{}\n\n{replies}\n\n{kept}",
        status_name(view.tip.status),
        status_sentence(view.tip.status)
    );
    let mut pieces = markup::split(&html, markup::LONGEST_PIECE);
    let last = pieces.pop().unwrap_or_default();
    let open = [vec![Button::Add], vec![Button::Withdraw], vec![Button::Close]];
    pieces.into_iter().map(plain).chain([message(desk, last, &open)]).collect()
}

/// Returns a status in a word or two.
#[must_use]
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Received => "Diterima",
        Status::Read => "Dibaca",
        Status::Examined => "Ditelaah",
        Status::NeedsInformation => "Perlu informasi",
        Status::Forwarded(Agency::Bawaslu) => "Diteruskan ke Bawaslu",
        Status::Forwarded(Agency::Bkn) => "Diteruskan ke BKN",
        Status::Forwarded(Agency::Inspektorat) => "Diteruskan ke inspektorat",
        Status::Forwarded(Agency::Lapor) => "Diteruskan ke SP4N-LAPOR!",
        Status::Closed(Outcome::Proven) => "Selesai: terbukti",
        Status::Closed(Outcome::Unproven) => "Selesai: tidak terbukti",
        Status::Closed(Outcome::NotOurs) => "Selesai: bukan kewenangan",
        Status::Rejected => "Ditolak",
    }
}

/// Says what a status means, and what happens next.
fn status_sentence(status: Status) -> &'static str {
    match status {
        Status::Received => "Laporan tersimpan dan belum diambil penerima.",
        Status::Read => "Penerima sudah mengambil laporan Anda dan akan menelaahnya.",
        Status::Examined => "Penerima sedang menelaah laporan Anda; hasilnya akan tampak di sini.",
        Status::NeedsInformation => {
            "Penerima memerlukan keterangan lagi: baca balasannya, lalu pilih Tambah keterangan."
        }
        Status::Forwarded(_) => {
            "Laporan diteruskan ke lembaga itu sebagai informasi; perkembangannya di sana tidak selalu sampai ke sini."
        }
        Status::Closed(Outcome::Proven) => "Penelaahan selesai dan dugaannya terbukti.",
        Status::Closed(Outcome::Unproven) => {
            "Penelaahan selesai; dugaannya tidak dapat dibuktikan. Ini tidak berakibat apa pun bagi Anda."
        }
        Status::Closed(Outcome::NotOurs) => {
            "Penelaahan selesai; perkara ini di luar kewenangan penerima. Balasan biasanya menyebut kanal yang tepat."
        }
        Status::Rejected => {
            "Laporan tidak ditindaklanjuti, misalnya karena bukan soal netralitas. Ini tidak berakibat apa pun bagi Anda."
        }
    }
}

/// Asks what to add.
#[must_use]
pub fn ask_addition(desk: Desk<'_>) -> Message {
    message(
        desk,
        "📝 <b>Tambah keterangan</b>\n\nTulis keterangannya, boleh beberapa pesan, lalu tekan <b>Kirim</b>. Jangan menulis nama atau kode Anda. Pesannya kami hapus dari chat setelah disegel.",
        &[vec![Button::Follow]],
    )
}

/// Said when something is written while a tip is open, and nothing is being added.
#[must_use]
pub fn add_or_close(desk: Desk<'_>) -> Message {
    message(
        desk,
        "📝 Laporan Anda sedang terbuka, jadi pesan tadi <b>tidak diteruskan dan tidak disimpan</b>. Pilih <b>Tambah keterangan</b> untuk menulis kepada penerima, atau <b>Tutup</b> untuk kembali bertanya.",
        &[vec![Button::Add], vec![Button::Close]],
    )
}

/// That a piece of an addition was noted.
#[must_use]
pub fn addition_noted(desk: Desk<'_>, characters: usize) -> Message {
    message(
        desk,
        format!("📝 Keterangan dicatat di memori, {characters} huruf. Tambah lagi, atau tekan <b>Kirim</b>."),
        &[vec![Button::SendAddition, Button::Follow]],
    )
}

/// That an addition may point to its writer.
#[must_use]
pub fn addition_guarded(desk: Desk<'_>) -> Message {
    message(
        desk,
        "📝 <b>Bagian ini bisa menunjuk ke Anda</b>: ada angka atau kata-kata tentang diri Anda di dalamnya. <b>Ubah</b> untuk menulis lagi tanpa bagian itu, atau <b>Tetap kirim</b>. Pesan baru menggantikannya.",
        &[vec![Button::Rephrase, Button::KeepAnyway]],
    )
}

/// Why an addition wasn't noted or stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdditionTrouble {
    /// A receipt stood in it.
    Receipt,
    /// It would be too long.
    TooLong,
    /// Only text can be added.
    OnlyText,
    /// There is nothing to send yet.
    Empty,
    /// There are as many additions as a tip may have.
    TooMany,
    /// It could not be made durable.
    NotStored,
}

/// Says why an addition wasn't noted or stored.
#[must_use]
pub fn addition_trouble(desk: Desk<'_>, trouble: AdditionTrouble) -> Message {
    let text = match trouble {
        AdditionTrouble::Receipt => {
            "Pesan tadi memuat kode laporan, jadi <b>tidak dicatat</b> dan kami hapus dari chat."
        }
        AdditionTrouble::TooLong => {
            "Pesan tadi <b>tidak dicatat</b>: keterangan tambahan paling banyak 12000 huruf sekali kirim."
        }
        AdditionTrouble::OnlyText => {
            "Kiriman itu <b>tidak dicatat</b>: keterangan tambahan hanya dapat berupa teks. Tautan boleh."
        }
        AdditionTrouble::TooMany => {
            "<b>Tidak tersimpan</b>: laporan ini sudah memuat keterangan tambahan sebanyak yang dapat diterima. Bila masih ada yang penting, tulis laporan baru."
        }
        AdditionTrouble::Empty => "Belum ada yang ditulis. Tulis dulu keterangannya.",
        AdditionTrouble::NotStored => {
            "<b>Belum tersimpan</b>: ada gangguan di server. Keterangan Anda masih ada di memori; tekan <b>Kirim</b> lagi sebentar lagi."
        }
    };
    message(desk, format!("📝 {text}"), &[vec![Button::SendAddition, Button::Follow]])
}

/// That an addition is stored.
#[must_use]
pub fn added(desk: Desk<'_>) -> Message {
    message(
        desk,
        "✅ <b>Keterangan tersimpan</b>, disegel untuk penerima laporan Anda. Pesannya kami hapus dari chat.",
        &[vec![Button::Follow], vec![Button::Close]],
    )
}

/// Asks whether to remove the tip.
#[must_use]
pub fn ask_withdraw(desk: Desk<'_>, fetched: bool) -> Message {
    let text = if fetched {
        "<b>Hapus laporan ini?</b>\n\nPenerima sudah mengambilnya, jadi yang sudah ada di tangan mereka tidak dapat ditarik. \
         Yang ada di sini dihapus dan saluran balasan ditutup; kode Anda tidak berlaku lagi."
    } else {
        "<b>Hapus laporan ini?</b>\n\nBelum ada penerima yang mengambilnya. Seluruh isinya dihapus dan kode Anda tidak berlaku lagi. \
         Dari berkas basis data hilang paling lambat dalam 24 jam; salinan cadangan yang tersegel dapat bertahan sampai masa simpannya habis."
    };
    message(desk, text, &[vec![Button::WithdrawNow], vec![Button::Follow]])
}

/// That the tip is removed.
#[must_use]
pub fn withdrawn() -> Message {
    plain(
        "<b>Laporan dihapus.</b> Kodenya tidak berlaku lagi. Di server selama sekitar setahun hanya tersisa catatan tanpa isi: bahwa pernah ada laporan dan apa yang dilakukan penerimanya. Berkas yang sudah diambil penerima dan salinan cadangan yang tersegel tidak ikut terhapus. Hapus juga chat ini bila perlu.",
    )
}

/// That what the receipt opened is closed.
#[must_use]
pub fn closed() -> Message {
    plain("Ditutup. Untuk membukanya lagi: /status.")
}

/// Said when what the receipt opened has been closed by time; `lost` if something was being added.
#[must_use]
pub fn session_over(desk: Desk<'_>, lost: bool) -> Message {
    let lost = if lost { " Keterangan yang belum Anda kirim <b>tidak tersimpan</b>." } else { "" };
    message(
        desk,
        format!(
            "Laporan itu sudah ditutup di chat ini karena lama tidak ada kegiatan.{lost} Kirim lagi kodenya untuk membukanya."
        ),
        &[vec![Button::AskReceipt]],
    )
}

/// Said when the bot stops while something is being added.
#[must_use]
pub fn addition_lost() -> Message {
    plain(
        "Bot sedang dimatikan untuk perawatan. Keterangan yang belum Anda kirim <b>tidak tersimpan</b>. Nanti buka lagi laporan Anda dengan kodenya lewat /status.",
    )
}

/// Said when a command comes while something is being added.
#[must_use]
pub fn still_adding(desk: Desk<'_>) -> Message {
    message(
        desk,
        "📝 Keterangan tambahan Anda masih terbuka, jadi perintah itu belum dijalankan. Tekan <b>Kirim</b>, atau <b>Kembali ke laporan</b> untuk membuangnya.",
        &[vec![Button::SendAddition, Button::Follow]],
    )
}

/// Said when something other than text comes while the receipt is asked for.
#[must_use]
pub fn receipt_as_text(desk: Desk<'_>) -> Message {
    message(
        desk,
        "Kode hanya dapat dibaca dari teks: ketik 20 angkanya. Kiriman tadi kami hapus dari chat.",
        &[vec![Button::Close]],
    )
}

/// Said when a receipt comes although no tips are taken (any more).
#[must_use]
pub fn closed_receipt() -> Message {
    plain(
        "Menu laporan sedang <b>tertutup</b>, jadi status tidak dapat dilihat sekarang. Simpan kode Anda dan jangan mengirimnya ke sini; pesan tadi kami hapus dari chat.",
    )
}

/// Said when the store can't be read or written.
#[must_use]
pub fn store_trouble() -> Message {
    plain("Ada gangguan di server, jadi ini <b>belum terjadi</b>. Coba lagi beberapa menit lagi.")
}
