//! What is told before the first word: what is protected, and what can't be.

use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::markup::escape;
use crate::texts::tips::Desk;
use crate::texts::tips::MARK;
use crate::texts::tips::message;
use crate::texts::tips::plain;
use crate::tips::button::Button;
use crate::tips::filing::Filing;

/// Words the notice.
#[must_use]
pub fn notice(desk: Desk<'_>, filing: &Filing) -> Message {
    let waiting = if filing.has_first_text() {
        "\n\nTeks yang sudah Anda kirim kami pegang di memori saja, dan baru dipakai setelah Anda menekan <b>Lanjut</b>."
    } else {
        ""
    };
    message(desk, format!("{MARK}{NOTICE}{waiting}"), &filing.buttons(desk.handlers))
}

const NOTICE: &str = "<b>Sebelum Anda menulis laporan</b>\n\n\
     <b>Yang kami lakukan</b>\n\
     • Nama, nomor, nama pengguna, dan ID Telegram Anda tidak disimpan bersama laporan.\n\
     • Laporan disegel sebelum disimpan. Hanya petugas penerima dan pemegang kunci cadangan yang dapat membukanya (lihat /penerima); server ini sendiri tidak bisa.\n\
     • Pesan draf di chat ini kami hapus setelah laporan terkirim atau dibatalkan.\n\n\
     <b>Yang tidak dapat kami jamin</b>\n\
     • Telegram mengenal akun Anda dan menyimpan chat ini sampai dihapus.\n\
     • Selama Anda menulis, program bot melihat pesan Anda di memorinya.\n\
     • Isi laporan dapat menunjuk ke Anda bila hanya sedikit orang yang tahu.\n\
     • Pesan Anda sebelum laporan ini tidak ikut, dan tidak kami hapus.\n\n\
     <b>Saran</b>\n\
     Pakai ponsel dan paket data sendiri, bukan jaringan kantor. Jangan menulis nama atau NIP Anda. Kirim bukti sebagai foto, bukan berkas. Setelah selesai, hapus juga chat ini.\n\n\
     Ini <b>bukan laporan resmi ke Bawaslu</b>: laporan resmi memerlukan identitas pelapor dan paling lama 7 hari sejak kejadian diketahui. \
     Kanal lain: Bawaslu atau SigapLapor, SBT BKN, SP4N-LAPOR!.";

/// Words the risks in full.
#[must_use]
pub fn risks(desk: Desk<'_>, filing: &Filing) -> Message {
    let without_risks: Vec<_> = filing.buttons(desk.handlers).into_iter().take(1).collect();
    message(desk, format!("{MARK}{RISKS}"), &without_risks)
}

const RISKS: &str = "<b>Apa risikonya?</b>\n\n\
     <b>Atasan atau rekan</b> tidak diberi tahu siapa Anda oleh bot ini, tetapi dapat menebaknya dari isi laporan: gaya menulis, rincian yang diketahui sedikit orang, foto dari sudut tertentu. Tulis seperlunya.\n\n\
     <b>Orang yang memegang ponsel Anda</b> dapat membaca apa yang masih ada di chat ini. Hapus chat, atau atur hapus otomatis 1 hari di menu chat.\n\n\
     <b>Jaringan kantor</b> dapat mencatat bahwa Anda memakai Telegram.\n\n\
     <b>Telegram</b> tahu akun, nomor, dan alamat internet Anda, dan dapat diminta menyerahkannya lewat perintah hukum.\n\n\
     <b>Pengelola server</b> yang berniat buruk dapat mengubah program lalu membaca pesan yang masuk sesudahnya; laporan lama tetap tersegel.\n\n\
     <b>Penerima laporan</b> membaca seluruh isinya. Bila ada beberapa penerima dan salah satunya terlibat, Anda dapat mengecualikannya nanti.\n\n\
     Bila risiko itu terlalu besar, pakai kanal lain, atau segel laporan di komputer Anda dengan program age dan kirim berkasnya; kuncinya ada di /penerima.";

/// Words who can open tips, with the keys they are sealed to.
#[must_use]
pub fn recipients_of_tips(desk: Desk<'_>) -> Message {
    let row = |role: &str, key: &crate::tips::Recipient| {
        format!(
            "• <b>{}</b>\n  sidik jari {}\n  <code>{}</code>",
            escape(role),
            key.fingerprint(),
            escape(key.as_str())
        )
    };
    let handlers = desk.handlers.all().iter().map(|handler| row(&handler.role, &handler.key));
    let escrow = desk.handlers.escrow();
    let rows: Vec<String> = handlers.collect();
    let keys = desk.handlers.all().iter().map(|handler| &handler.key).chain([&escrow.key]);
    let to: Vec<String> = keys.map(|key| format!("-r {}", key.as_str())).collect();
    plain(format!(
        "<b>Yang dapat membuka laporan</b>\n\n{}\n\n<b>Pemegang kunci cadangan</b> (disimpan di luar server, dipakai bila kunci lain hilang)\n\n{}\n\n\
         Setiap laporan disegel dengan semua kunci ini, kecuali penerima yang Anda kecualikan. \
         Untuk menyegel sendiri di komputer:\n<code>age {} -o laporan.age laporan.txt</code>\nlalu kirim berkasnya sesudah /lapor dan <b>Lanjut</b>. Bila salah satunya terlibat, buang bagian <code>-r</code> miliknya.",
        rows.join("\n\n"),
        row(&escrow.role, &escrow.key),
        to.join(" ")
    ))
}

/// Returns the row that offers a report under an answer.
#[must_use]
pub fn report_key() -> Vec<KeyView> {
    let label = REPORT_LABEL.to_owned();
    vec![KeyView { label, action: KeyAction::Press(Button::Report.to_data()) }]
}

/// What stands on that button, which can also be typed.
pub const REPORT_LABEL: &str = "Laporkan tanpa identitas";
