//! The dialogue in which a report is written.

use crate::texts::Message;
use crate::texts::markup;
use crate::texts::markup::escape;
use crate::texts::tips::Desk;
use crate::texts::tips::MARK;
use crate::texts::tips::button::question_name;
use crate::texts::tips::message;
use crate::texts::tips::notice;
use crate::texts::tips::plain;
use crate::texts::tips::risks;
use crate::tips::button::Button;
use crate::tips::draft::FEWEST;
use crate::tips::draft::MOST;
use crate::tips::draft::PHOTOS;
use crate::tips::draft::Question;
use crate::tips::filing::Filing;
use crate::tips::filing::Say;
use crate::tips::guard::Finding;
use crate::tips::limits::RetryAfter;

/// Words what comes next while a report is written. Preview and receipt have words of their own.
#[must_use]
pub fn say(desk: Desk<'_>, filing: &Filing, say: &Say) -> Message {
    let html = match say {
        Say::Notice => return notice(desk, filing),
        Say::Risks => return risks(desk, filing),
        Say::Ask(question) => ask(filing, *question),
        Say::Noted(question) => noted(filing, *question),
        Say::PhotoNoted => photo_noted(filing),
        Say::Guarded(findings) => guarded(findings),
        Say::TooShort => format!(
            "Ceritakan sedikit lebih rinci: baru {} huruf, paling sedikit {FEWEST}. Apa yang dilakukan, oleh siapa, bagaimana?",
            filing.draft.characters(Question::What)
        ),
        Say::TooLong => format!(
            "Pesan tadi <b>belum dicatat</b>: seluruh laporan paling banyak {MOST} huruf, dan kini sudah {}. Kirim versi yang lebih singkat.",
            filing.draft.all_characters()
        ),
        Say::TooManyPhotos => {
            format!("Foto tadi <b>tidak dicatat</b>: sudah ada {PHOTOS}, dan itu batasnya.")
        }
        Say::ReceiptInText => "Pesan tadi <b>tidak dicatat</b> dan kami hapus dari chat: di dalamnya ada 20 angka seperti kode laporan. \
             Kode jangan pernah ditulis di dalam laporan: siapa pun yang membacanya dapat membuka status dan balasannya. Bila itu NIP atau nomor lain, pisahkan dengan kata, lalu kirim lagi."
            .to_owned(),
        Say::SealedStandsAlone => "Berkas tersegel tadi <b>tidak dicatat</b>: ia hanya dapat dikirim sebagai laporan utuh, pada langkah pertama dan sebelum ada jawaban. Jawaban Anda tetap ada.".to_owned(),
        Say::PressFirst => press_first(filing),
        Say::Recipients => recipients(desk, filing),
        Say::Choose => "Bagian mana yang ingin Anda ubah?".to_owned(),
        Say::Ready => "Laporan siap.".to_owned(),
        Say::Stale => stale().to_owned(),
    };
    message(desk, format!("{MARK}{html}"), &filing.buttons(desk.handlers))
}

/// Said over the chat when a button belongs to an earlier step.
#[must_use]
pub fn stale() -> &'static str {
    "Tombol itu dari langkah sebelumnya. Pakai tombol di pesan terakhir."
}

fn ask(filing: &Filing, question: Question) -> String {
    let number = question.index().saturating_add(1);
    let text = match question {
        Question::What => {
            "<b>Apa yang terjadi?</b>\nCeritakan dengan kata-kata sendiri, boleh beberapa pesan. Tulis yang Anda lihat atau dengar, bukan siapa Anda."
        }
        Question::Who => {
            "<b>Siapa yang melakukan?</b>\nNama, jabatan, dan instansinya, sejauh Anda tahu. NIP-nya bila ada: SBT BKN memerlukannya."
        }
        Question::When => {
            "<b>Kapan terjadi?</b>\nTanggal dan jam, sejauh Anda ingat. Bawaslu menerima laporan resmi paling lama 7 hari sejak kejadian diketahui; laporan yang lebih lama tetap berguna sebagai informasi awal."
        }
        Question::Where => {
            "<b>Di mana terjadi?</b>\nProvinsi atau kabupaten/kota, lalu tempatnya; untuk media sosial, nama akun atau tautannya."
        }
        Question::Evidence => {
            "<b>Ada bukti?</b>\nTautan, atau sampai 5 foto. Kirim sebagai foto, bukan berkas. Jangan mencari bukti baru demi laporan ini; yang sudah ada cukup."
        }
        Question::Context => {
            "<b>Keterangan lain</b>\nAdakah saksi lain? Sudahkah dilaporkan, ke mana? Apakah atasan terlibat? Jangan menulis nama Anda sendiri."
        }
    };
    let now = if filing.is_replacing() {
        let present: Vec<String> =
            filing.draft.answer(question).iter().map(|piece| escape(&piece.text)).collect();
        let shown = markup::split(&present.join("\n"), 1500).into_iter().next().unwrap_or_default();
        format!(
            "\n\n<b>Sekarang:</b>\n{shown}\n\nYang Anda kirim berikutnya menggantikannya; <b>Lanjut</b> membiarkannya."
        )
    } else {
        String::new()
    };
    format!("Laporan, langkah {number} dari 7\n\n{text}{now}")
}

fn noted(filing: &Filing, question: Question) -> String {
    let characters = filing.draft.characters(question);
    let more = match question {
        Question::What if characters < FEWEST => {
            format!("Ceritakan sedikit lebih rinci: paling sedikit {FEWEST} huruf.")
        }
        _ => "Tambah lagi bila perlu, atau tekan <b>Lanjut</b>.".to_owned(),
    };
    format!("{}: dicatat, {characters} huruf. {more}", question_name(question))
}

fn photo_noted(filing: &Filing) -> String {
    format!(
        "Foto dicatat sebagai bukti ({} dari {PHOTOS}). Data kamera dan lokasi di dalamnya sudah dibuang; yang tampak di gambar tetap ada. \
         Tambah lagi bila perlu, atau lanjutkan.",
        filing.draft.photos.len()
    )
}

fn guarded(findings: &[Finding]) -> String {
    let names = findings.iter().map(|finding| match finding {
        Finding::Nip => "angka seperti NIP",
        Finding::Nik => "angka seperti NIK",
        Finding::Phone => "nomor telepon",
        Finding::Email => "alamat surel",
        Finding::Handle => "nama pengguna (@…)",
        Finding::Self_ => "kata-kata tentang diri Anda, seperti \"nama saya\" atau \"saya staf\"",
    });
    let names: Vec<&str> = names.collect();
    format!(
        "<b>Bagian ini bisa menunjuk ke Anda.</b> Di dalamnya ada {}.\n\n\
         <b>Ubah</b>: pesan itu tidak dicatat, tulis lagi tanpa bagian tersebut.\n<b>Tetap kirim</b>: pakai apa adanya, misalnya karena itu tentang orang lain. Pesan baru menggantikan pesan itu.",
        names.join(" dan ")
    )
}

fn press_first(filing: &Filing) -> String {
    let what = if filing.receipt.is_some() {
        "Laporan sudah siap. Tekan <b>Kirim</b>, <b>Ubah</b>, atau <b>Batal</b>."
    } else {
        "Tekan salah satu tombol di bawah dulu."
    };
    format!("Pesan tadi <b>belum dicatat</b>. {what}")
}

fn recipients(desk: Desk<'_>, filing: &Filing) -> String {
    let excluded = filing.draft.excluded;
    let rows = desk.handlers.all().iter().map(|handler| {
        let mark = if excluded == Some(handler.id()) { "✗ <s>dikecualikan</s>" } else { "✓ menerima" };
        format!("{mark}: <b>{}</b>", escape(&handler.role))
    });
    let rows: Vec<String> = rows.collect();
    let hint = if rows.len() > 1 {
        "Bila salah satu terlibat, kecualikan: ia tidak dapat membuka laporan ini dan tidak diberi tahu. Hanya satu yang dapat dikecualikan; menekan yang lain menggantinya. Bila lebih dari satu, atau pemegang kunci cadangan, terlibat: pakai kanal lain."
    } else {
        "Hanya ada satu penerima, jadi tidak ada yang dapat dikecualikan. Bila ia terlibat, pakai kanal lain."
    };
    format!(
        "Laporan, langkah 7 dari 7\n\n<b>Siapa yang menerima?</b>\n{}\n{}: <b>{}</b>\n\n{hint}",
        rows.join("\n"),
        "✓ kunci cadangan",
        escape(&desk.handlers.escrow().role)
    )
}

/// Said when a chat writes too fast.
#[must_use]
pub fn too_fast(wait: RetryAfter) -> Message {
    plain(format!("{MARK}Pelan-pelan. Pesan tadi <b>belum dicatat</b>; kirim lagi dalam {}.", span(wait)))
}

/// Said when too much is being written at once to take more.
#[must_use]
pub fn too_full() -> Message {
    plain(format!(
        "{MARK}Sedang terlalu banyak draf terbuka, jadi ini <b>belum dicatat</b>. Coba lagi dalam beberapa menit. Bila mendesak, pakai kanal lain (Bawaslu, SBT BKN, SP4N-LAPOR!)."
    ))
}

/// Said when a report without a word makes way for others.
#[must_use]
pub fn made_way() -> Message {
    plain(format!(
        "{MARK}Sedang sangat ramai, jadi draf Anda yang masih kosong ditutup. Tidak ada yang hilang; mulai lagi dengan /lapor."
    ))
}

/// Tells owners and handlers that reports are turned away.
#[must_use]
pub fn menu_is_full() -> Message {
    plain(
        "⚠️ <b>Menu laporan penuh</b>\n\nMemori untuk draf laporan habis, jadi ada orang yang baru saja ditolak dan diminta mencoba lagi. Laporan yang sudah terkirim tidak terganggu. Bila ini berulang, mungkin ada yang membanjiri bot: hubungi pengelola server.",
    )
}

/// Why something that was sent can't be part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A voice or video note: a voice is an identity.
    Voice,
    /// A moving picture.
    Video,
    /// Somebody's contact.
    Contact,
    /// A place.
    Location,
    /// A file that isn't sealed.
    Document,
    /// A sticker, poll or anything else.
    Other,
    /// A sealed file that is too large.
    LargeSealed,
    /// A picture that can't be read.
    BrokenPhoto,
    /// A picture with too many pixels or bytes.
    LargePhoto,
    /// A file that Telegram didn't hand over.
    Unavailable,
}

/// Says why something can't be part of a report, and what to do instead.
#[must_use]
pub fn refused(desk: Desk<'_>, filing: Option<&Filing>, what: Refused) -> Message {
    let html = match what {
        Refused::Voice => {
            "Pesan suara tidak diterima dan tidak didengarkan: suara dapat dikenali. Tuliskan isinya dengan kata-kata."
        }
        Refused::Video => {
            "Video tidak diterima: terlalu banyak yang dapat dikenali di dalamnya. Kirim tangkapan layarnya sebagai foto, atau tautannya."
        }
        Refused::Contact => {
            "Kontak tidak diterima, supaya nomor siapa pun tidak ikut tersimpan. Tuliskan nama dan jabatannya saja."
        }
        Refused::Location => {
            "Lokasi tidak diterima: titik di peta dapat menunjukkan di mana Anda berada. Tuliskan nama tempatnya."
        }
        Refused::Document => {
            "Berkas tidak diterima: di dalamnya sering ada nama pembuat dan lokasi. Kirim gambarnya sebagai <b>foto</b>, atau tuliskan isinya. \
             Yang diterima hanya laporan yang sudah Anda segel sendiri dengan program age."
        }
        Refused::LargeSealed => {
            "Berkas tersegel paling besar 4 MB. Kecilkan fotonya sebelum disegel, atau kirim hanya teksnya."
        }
        Refused::Other => {
            "Yang seperti itu tidak dapat masuk ke laporan. Tuliskan dengan kata-kata, atau kirim foto."
        }
        Refused::BrokenPhoto => {
            "Foto tadi tidak dapat dibaca. Kirim ulang sebagai foto JPEG, PNG, atau WebP, atau buat tangkapan layarnya."
        }
        Refused::LargePhoto => {
            "Foto tadi terlalu besar. Kirim sebagai <b>foto</b> biasa (bukan berkas), atau buat tangkapan layarnya."
        }
        Refused::Unavailable => "Kiriman tadi tidak dapat diambil dari Telegram. Coba kirim sekali lagi.",
    };
    let buttons = filing.map(|filing| filing.buttons(desk.handlers)).unwrap_or_default();
    message(desk, format!("{MARK}{html} Kiriman itu <b>tidak dicatat</b>."), &buttons)
}

/// Said when something was sent or pressed while a report is open that belongs elsewhere.
#[must_use]
pub fn still_open(desk: Desk<'_>, filing: &Filing) -> Message {
    let html = format!(
        "{MARK}Laporan Anda masih terbuka, jadi perintah itu belum dijalankan. Lanjutkan laporannya, atau tekan <b>Batal</b> dulu."
    );
    message(desk, html, &filing.buttons(desk.handlers))
}

/// Said when a report was wiped on request.
#[must_use]
pub fn cancelled() -> Message {
    plain("Dibatalkan. Draf dihapus dari memori, dan pesannya dari chat ini. Tidak ada yang disimpan.")
}

/// Said when a report was wiped because nothing happened for half an hour.
#[must_use]
pub fn expired() -> Message {
    plain(
        "Draf laporan dihapus karena 30 menit tidak ada kegiatan. <b>Tidak ada yang terkirim atau disimpan.</b> Untuk memulai lagi: /lapor.",
    )
}

/// Said when the bot stops while a report is open.
#[must_use]
pub fn stopping() -> Message {
    plain(
        "Bot sedang dimatikan untuk perawatan. Draf laporan Anda dihapus; <b>tidak ada yang terkirim atau disimpan.</b> Nanti Anda dapat memulai lagi dengan /lapor.",
    )
}

/// Said when messages of a draft could not be deleted.
#[must_use]
pub fn not_erased() -> Message {
    plain(
        "Sebagian pesan draf tidak dapat kami hapus: Telegram hanya mengizinkannya selama 48 jam. <b>Hapus sendiri</b> pesan-pesan itu, atau seluruh chat ini.",
    )
}

/// Asks what a text is, when it could be part of a report that is gone.
#[must_use]
pub fn doubt(desk: Desk<'_>, restarted: bool) -> Message {
    let why = if restarted { "Kami baru dimulai ulang" } else { "Belum lama ini ada laporan di chat ini" };
    message(
        desk,
        format!(
            "{MARK}{why}, jadi pesan Anda tadi belum kami baca maknanya dan tidak disimpan. Apakah itu pertanyaan, atau bagian dari laporan?"
        ),
        &[vec![Button::IsQuestion, Button::IsReport]],
    )
}

/// Said when what was held back is gone by now.
#[must_use]
pub fn nothing_held() -> Message {
    plain(
        "Pesan itu sudah tidak kami pegang. Silakan tulis lagi pertanyaan Anda, atau mulai laporan dengan /lapor.",
    )
}

/// Said when a part of a report comes although the report is filed.
#[must_use]
pub fn add_instead(desk: Desk<'_>) -> Message {
    message(
        desk,
        format!(
            "{MARK}Laporan itu sudah terkirim dan tidak dapat diubah lagi; pesan tadi <b>tidak dicatat</b> dan masih ada di chat. Buka laporan dengan kode Anda, pilih <b>Tambah keterangan</b>, lalu kirim lagi isinya; setelah itu hapus pesan tadi."
        ),
        &[vec![Button::AskReceipt]],
    )
}

/// Said when a receipt stood in an ordinary message.
#[must_use]
pub fn receipt_elsewhere(desk: Desk<'_>) -> Message {
    message(
        desk,
        "Pesan Anda memuat 20 angka seperti kode laporan, jadi kami hapus dari chat dan tidak kami teruskan. Untuk melihat laporan, kirim kodenya saja; bila itu nomor lain, pisahkan dengan kata.",
        &[vec![Button::AskReceipt]],
    )
}

/// A span of time as people say it.
pub(super) fn span(wait: RetryAfter) -> String {
    match wait.0 {
        0..=90 => format!("{} detik", wait.0),
        91..=5400 => format!("{} menit", wait.0.div_ceil(60)),
        _ => format!("{} jam", wait.0.div_ceil(3600)),
    }
}
