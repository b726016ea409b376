//! Preview and receipt, and what became of "Kirim".

use crate::texts::Message;
use crate::texts::markup;
use crate::texts::markup::escape;
use crate::texts::tips::Desk;
use crate::texts::tips::MARK;
use crate::texts::tips::button::fruit_name;
use crate::texts::tips::button::question_name;
use crate::texts::tips::message;
use crate::texts::tips::plain;
use crate::texts::tips::span;
use crate::tips::Receipt;
use crate::tips::button::Button;
use crate::tips::draft::Draft;
use crate::tips::draft::Question;
use crate::tips::filing::Filing;
use crate::tips::limits::RetryAfter;

/// Words the preview, in as many messages as it needs; `date` is sealed with the report.
#[must_use]
pub fn preview(desk: Desk<'_>, draft: &Draft, date: &str) -> Vec<Message> {
    if let Some(file) = &draft.pre_sealed {
        return vec![plain(pre_sealed(file.len()))];
    }
    let answers = Question::ALL.into_iter().map(|question| {
        let said: Vec<String> =
            draft.answer(question).iter().map(|piece| escape(piece.text.trim())).collect();
        let photos = match (question, draft.photos.len()) {
            (Question::Evidence, count) if count > 0 => format!("\n{count} foto"),
            _ => String::new(),
        };
        let said = if draft.has(question) { said.join("\n") } else { "<i>(tidak diisi)</i>".to_owned() };
        format!("<b>{}</b>\n{said}{photos}", question_name(question))
    });
    let answers: Vec<String> = answers.collect();
    let roles: Vec<String> =
        desk.handlers.without(draft.excluded).map(|handler| escape(&handler.role)).collect();
    let excluded = draft.excluded.and_then(|role| desk.handlers.with_role(role));
    let excluded = excluded.map_or_else(String::new, |handler| format!("; tanpa {}", escape(&handler.role)));
    let html = format!(
        "{MARK}<b>Pratinjau laporan</b>\n\n{}\n\n<b>Penerima</b>\n{} dan pemegang kunci cadangan{excluded}\n\n\
         Tanggal hari ini ({date}) ikut disegel di dalam laporan, supaya penerima dapat menghitung tenggat 7 hari Bawaslu. Di luar segel hanya minggunya yang dicatat.",
        answers.join("\n\n"),
        roles.join(", "),
    );
    markup::split(&html, markup::LONGEST_PIECE).into_iter().map(plain).collect()
}

fn pre_sealed(bytes: usize) -> String {
    format!(
        "{MARK}<b>Berkas tersegel diterima</b> ({} KB)\n\nKami tidak dapat dan tidak akan membukanya. Nama berkasnya tidak disimpan. \
         Yang dapat membukanya hanya pemilik kunci yang Anda pakai; karena itu ukurannya tidak disamarkan dan tidak ada penerima yang dapat dikecualikan dari sini: \
         semua penerima akan melihat bahwa berkas ini ada, dan dapat mengubah status serta membalas walau tidak dapat membukanya. Jangan menjawab pertanyaan tentang siapa Anda.",
        bytes.div_ceil(1024)
    )
}

/// Words the receipt, shown before anything is filed.
#[must_use]
pub fn receipt(desk: Desk<'_>, filing: &Filing, receipt: &Receipt) -> Message {
    let html = format!(
        "{MARK}<b>Kode laporan Anda</b>\n\n<code>{}</code>\n\n\
         Simpan kode ini sekarang, sebaiknya di kertas. Kode <b>baru berlaku setelah Anda menekan Kirim</b>. \
         Hanya dengan kode ini status dan balasan dapat dilihat, lewat /status. Kode yang hilang tidak dapat dipulihkan oleh siapa pun, dan siapa pun yang memegangnya dapat memakainya.",
        *receipt.grouped()
    );
    message(desk, html, &filing.buttons(desk.handlers))
}

/// Words that the tip is filed: it takes the place of the receipt's message.
#[must_use]
pub fn filed(desk: Desk<'_>, receipt: &Receipt) -> Message {
    let html = format!(
        "{MARK}✅ <b>Terkirim.</b> Laporan sudah disegel dan disimpan; pesan draf di chat ini dihapus.\n\n\
         Kode Anda: <code>{}</code>\n\n\
         Simpan kodenya, lalu hapus pesan ini. Lihat status dan balasan kapan saja lewat /status. Bot tidak akan menghubungi Anda lebih dulu: kami tidak tahu siapa Anda. \
         Penerima biasanya membuka kotak laporan pada hari kerja; lihat lagi dalam satu atau dua minggu.",
        *receipt.grouped()
    );
    message(desk, html, &[vec![Button::Saved]])
}

/// Said when "Kirim" comes again after the tip was filed.
#[must_use]
pub fn filed_before(desk: Desk<'_>, receipt: &Receipt) -> Message {
    let html = format!(
        "{MARK}✅ <b>Sudah terkirim.</b> Laporan dengan kode ini sudah disegel dan disimpan, satu kali.\n\n\
         Kode Anda: <code>{}</code>\n\nSimpan kodenya, lalu hapus pesan ini dan pesan draf yang masih tampak di chat ini. Status dan balasan: /status.",
        *receipt.grouped()
    );
    message(desk, html, &[vec![Button::Saved]])
}

/// Said when "Kirim" comes and there is neither a draft nor a tip.
#[must_use]
pub fn draft_lost(desk: Desk<'_>) -> Message {
    let html = format!(
        "{MARK}<b>Belum terkirim, draf hilang.</b> Draf hanya ada di memori dan sudah terhapus, misalnya karena bot dimulai ulang atau 30 menit berlalu. \
         Kode yang sempat ditampilkan tidak berlaku. Pesan draf yang masih tampak di chat ini <b>hapuslah sendiri</b>, lalu untuk menulis ulang tekan <b>Tulis laporan</b> lebih dulu."
    );
    message(desk, html, &[vec![Button::Report]])
}

/// Said when a button of a report comes whose draft is gone, and no receipt tells whether it was filed.
#[must_use]
pub fn draft_gone(desk: Desk<'_>) -> Message {
    let html = format!(
        "{MARK}<b>Draf itu sudah tidak ada.</b> Draf hanya ada di memori dan terhapus setelah terkirim, dibatalkan, 30 menit berlalu, atau bot dimulai ulang. \
         Bila Anda sudah menekan <b>Kirim</b>, periksa dengan kode Anda lewat /status; bila belum, tidak ada yang tersimpan."
    );
    message(desk, html, &[vec![Button::Report], vec![Button::AskReceipt]])
}

/// Said when sealing fails before anything was stored; the draft stays.
#[must_use]
pub fn not_sealed(desk: Desk<'_>, filing: &Filing) -> Message {
    let html = format!(
        "{MARK}<b>Belum terkirim.</b> Ada gangguan di server, jadi laporan belum dapat disegel. Draf Anda masih ada di memori selama 30 menit: coba lagi sebentar lagi, atau pakai kanal lain (Bawaslu, SBT BKN, SP4N-LAPOR!)."
    );
    message(desk, html, &filing.buttons(desk.handlers))
}

/// Said when the tip couldn't be made durable; the draft stays.
#[must_use]
pub fn not_filed(desk: Desk<'_>, filing: &Filing) -> Message {
    let html = format!(
        "{MARK}<b>Belum dapat dipastikan terkirim.</b> Ada gangguan di server saat menyimpan. Draf Anda masih ada di memori selama 30 menit: \
         simpan kodenya dan coba tekan <b>Kirim</b> lagi sebentar lagi; laporan yang sama tidak akan tersimpan dua kali. Bila tetap gagal, periksa lewat /status sebelum menulis ulang, atau pakai kanal lain (Bawaslu, SBT BKN, SP4N-LAPOR!)."
    );
    message(desk, html, &filing.buttons(desk.handlers))
}

/// Asks to pick a picture when very many tips come in.
#[must_use]
pub fn puzzle(desk: Desk<'_>, filing: &Filing) -> Message {
    let wanted = filing.puzzle.map_or("gambar", fruit_name);
    // The receipt stands here too: should the press come again after a restart, it tells what became of it.
    let receipt = filing.receipt.as_ref().map(Receipt::grouped);
    let html = format!(
        "{MARK}Sedang sangat banyak laporan masuk. Untuk memastikan Anda bukan mesin, tekan <b>{wanted}</b>; laporan Anda langsung terkirim setelahnya.\n\nKode Anda: <code>{}</code>",
        receipt.as_ref().map_or("", |receipt| receipt.as_str())
    );
    message(desk, html, &filing.buttons(desk.handlers))
}

/// Said when a chat has filed as many tips as it may.
#[must_use]
pub fn too_many_tips(wait: RetryAfter) -> Message {
    plain(format!(
        "{MARK}Anda sudah mengirim laporan sebanyak yang diterima dari satu chat dalam sehari. Coba lagi dalam {}. \
         Untuk menambah keterangan pada laporan yang sudah terkirim, buka /status.",
        span(wait)
    ))
}
