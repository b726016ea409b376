//! What handlers read: never the content of a tip, which only opens on their own computer.

use crate::texts::Message;
use crate::texts::markup::escape;
use crate::texts::tips::Desk;
use crate::texts::tips::message;
use crate::texts::tips::plain;
use crate::texts::tips::reseal;
use crate::texts::tips::status_name;
use crate::tips::Act;
use crate::tips::AuditRow;
use crate::tips::RoleId;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;
use crate::tips::button::Button;

/// How a tip stands in a handler's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing special.
    None,
    /// Unread for two weeks.
    Unread,
    /// Without feedback for a quarter.
    NoFeedback,
    /// It goes soon.
    GoesSoon(Week),
}

/// A tip in a handler's list.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The tip.
    pub tip: &'a Tip,
    /// How it stands.
    pub mark: Mark,
}

/// Words a page of a handler's list.
#[must_use]
pub fn inbox(
    desk: Desk<'_>,
    rows: &[Row<'_>],
    gone: &[&Tombstone],
    page: u8,
    pages: u8,
    now: Week,
) -> Message {
    let list = rows.iter().map(|row| {
        format!(
            "<b>{}</b> · {} · {}{}",
            row.tip.tag,
            weeks_ago(row.tip.filed, now),
            status_name(row.tip.status),
            mark(row.mark, now)
        )
    });
    let list: Vec<String> = list.collect();
    let list = if list.is_empty() { "Tidak ada laporan.".to_owned() } else { list.join("\n") };
    let gone = gone.iter().map(|stone| {
        let why = if stone.withdrawn { "dihapus pelapor" } else { "masa simpan habis" };
        format!("{} · {} · {why}, {}", stone.tag, status_name(stone.status), weeks_ago(stone.week, now))
    });
    let gone: Vec<String> = gone.collect();
    let gone = if gone.is_empty() {
        String::new()
    } else {
        format!("\n\n<b>Sudah dihapus</b>\n{}", gone.join("\n"))
    };
    let mut buttons: Vec<Vec<Button>> =
        rows.chunks(3).map(|three| three.iter().map(|row| Button::Open(row.tip.tag)).collect()).collect();
    let mut turn = Vec::new();
    if page > 0 {
        turn.push(Button::Inbox(page.saturating_sub(1)));
    }
    if page.saturating_add(1) < pages {
        turn.push(Button::Inbox(page.saturating_add(1)));
    }
    if !turn.is_empty() {
        buttons.push(turn);
    }
    message(desk, format!("<b>Kotak laporan</b>\n\n{list}{gone}"), &buttons)
}

fn mark(mark: Mark, now: Week) -> String {
    match mark {
        Mark::None => String::new(),
        Mark::Unread => " · <b>TERLAMBAT: belum diambil</b>".to_owned(),
        Mark::NoFeedback => " · <b>TERLAMBAT: belum ada kabar untuk pelapor</b>".to_owned(),
        Mark::GoesSoon(week) => {
            format!(" · <b>DIHAPUS dalam {} minggu</b>", week.0.saturating_sub(now.0).saturating_add(1))
        }
    }
}

fn weeks_ago(week: Week, now: Week) -> String {
    match now.0.saturating_sub(week.0) {
        0 => "minggu ini".to_owned(),
        1 => "minggu lalu".to_owned(),
        weeks => format!("{weeks} minggu lalu"),
    }
}

/// Words one tip as its handler sees it.
#[must_use]
pub fn tip(desk: Desk<'_>, tip: &Tip, viewer: RoleId, deeds: &[AuditRow], now: Week) -> Message {
    let parts = tip.parts.iter().filter(|part| part.replaced.is_none()).count();
    let deeds = deeds.iter().rev().take(8).map(|row| {
        let role = desk.handlers.with_role(row.role).map_or("peran lama", |handler| &handler.role);
        format!("• {}: {} {}", weeks_ago(row.week, now), escape(role), act(row.act))
    });
    let deeds: Vec<String> = deeds.collect();
    let deeds = if deeds.is_empty() {
        String::new()
    } else {
        format!("\n\n<b>Riwayat penanganan</b>\n{}", deeds.join("\n"))
    };
    let excluded = tip.excluded.map_or_else(String::new, |role| {
        let role = desk.handlers.with_role(role).map_or("peran lama", |handler| &handler.role);
        format!(
            "\nDikecualikan pelapor: {}. Ia tidak melihat laporan ini; jangan ikut disegel untuknya.",
            escape(role)
        )
    });
    let html = format!(
        "<b>Laporan {}</b>\n\nDiterima: {}\nStatus: <b>{}</b>, {}\nBerkas: {parts}, balasan: {}{excluded}{}{deeds}",
        tip.tag,
        weeks_ago(tip.filed, now),
        status_name(tip.status),
        weeks_ago(tip.since, now),
        tip.replies.len(),
        reseal::waiting(desk, tip),
    );
    let mut buttons = vec![vec![Button::Fetch(tip.tag)]];
    buttons.extend(reseal::buttons(tip, viewer));
    let rest = [Button::ChooseStatus(tip.tag), Button::Reply(tip.tag), Button::Inbox(0)];
    buttons.extend(rest.map(|button| vec![button]));
    message(desk, html, &buttons)
}

fn act(act: Act) -> String {
    match act {
        Act::Fetched => "mengambil".to_owned(),
        Act::Moved(status) => format!("mengubah status: {}", status_name(status)),
        Act::Replied => "membalas".to_owned(),
        Act::Resealed => "mengirim berkas yang disegel ulang".to_owned(),
        Act::Confirmed => "menyetujui segel ulang".to_owned(),
        Act::Declined => "membuang segel ulang".to_owned(),
    }
}

/// What stands under a fetched file.
#[must_use]
pub fn file_caption(tag: Tag, number: usize, count: usize) -> Message {
    plain(format!(
        "Berkas {number} dari {count} untuk laporan <b>{tag}</b>. Buka di komputer Anda: <code>netral tips open</code>, atau program age mana pun. Hapus dari ponsel setelah dipindahkan."
    ))
}

/// Returns the name of a tip's file.
#[must_use]
pub fn file_name(tag: Tag, number: usize, photo: bool) -> String {
    match (number, photo) {
        (1, _) => format!("{tag}.age"),
        (number, false) => format!("{tag}-{number}.age"),
        (number, true) => format!("{tag}-{number}-foto.jpg.age"),
    }
}

/// Asks for the status to set.
#[must_use]
pub fn choose_status(desk: Desk<'_>, tip: &Tip) -> Message {
    let settable = crate::tips::Status::settable().into_iter().filter(|next| tip.status.may_become(*next));
    let mut buttons: Vec<Vec<Button>> =
        settable.map(|status| vec![Button::SetStatus(tip.tag, status)]).collect();
    buttons.push(vec![Button::Open(tip.tag)]);
    message(
        desk,
        format!(
            "<b>Laporan {}</b>: kini {}. Pilih status baru; pelapor melihatnya saat membuka laporannya dengan kode.",
            tip.tag,
            status_name(tip.status)
        ),
        &buttons,
    )
}

/// Asks for a reply.
#[must_use]
pub fn ask_reply(desk: Desk<'_>, tag: Tag) -> Message {
    message(
        desk,
        format!(
            "Tulis balasan untuk <b>{tag}</b>. Hanya pelapor dengan kodenya yang dapat membacanya. \
             Jangan menanyakan identitasnya. Anda juga dapat mengirim berkas .age yang disegel ke kunci balasan di dalam laporan."
        ),
        &[vec![Button::Open(tag)]],
    )
}

/// Shows a reply before it is sealed.
#[must_use]
pub fn preview_reply(desk: Desk<'_>, tag: Tag, text: &str) -> Message {
    message(
        desk,
        format!(
            "<b>Balasan untuk {tag}</b>\n\n{}\n\nKirim? Setelah disegel, Anda sendiri tidak dapat membacanya lagi di sini. Menulis lagi <b>mengganti</b> balasan ini; <b>Buka {tag}</b> membatalkannya.",
            escape(text)
        ),
        &[vec![Button::SendReply, Button::Open(tag)]],
    )
}

/// Said when a command comes while a reply is being written.
#[must_use]
pub fn still_replying(desk: Desk<'_>, tag: Tag) -> Message {
    message(
        desk,
        format!(
            "Balasan untuk <b>{tag}</b> masih terbuka, jadi perintah itu belum dijalankan. Kirim balasannya, atau tekan <b>Batal</b> untuk membuangnya."
        ),
        &[vec![Button::Open(tag), Button::Cancel]],
    )
}

/// Said when a reply was given up on before it was sent.
#[must_use]
pub fn reply_lost(tag: Tag) -> Message {
    plain(format!(
        "Balasan untuk <b>{tag}</b> <b>belum terkirim</b> dan sudah dihapus dari memori. Tulis lagi lewat /balas {tag}."
    ))
}

/// That a reply is stored.
#[must_use]
pub fn replied(desk: Desk<'_>, tag: Tag) -> Message {
    message(
        desk,
        format!(
            "Balasan untuk <b>{tag}</b> disegel dan disimpan. Pelapor membacanya saat membuka laporannya dengan kode; ia tidak diberi tahu lebih dulu, karena kami tidak tahu siapa dia."
        ),
        &[vec![Button::ChooseStatus(tag)], vec![Button::Inbox(0)]],
    )
}

/// That a reply that was being written is dropped.
#[must_use]
pub fn reply_dropped(desk: Desk<'_>) -> Message {
    message(desk, "Dibatalkan. Balasan itu tidak disimpan.", &[vec![Button::Inbox(0)]])
}

/// Why something a handler asked for can't be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandlerTrouble {
    /// No such tip, or not for this handler.
    NoTip,
    /// The status can't follow the present one.
    NoSuchStep,
    /// The tip has as many replies as it may have.
    TooManyReplies,
    /// The reply is empty or too long.
    ReplyLength,
    /// The file isn't an age file.
    NotSealed,
    /// The sealed file names fewer keys than there are recipients.
    TooFewKeys,
    /// The sealed file names other things than keys of handlers, or more keys than there can be.
    OddKeys,
    /// Who sealed a file anew can't be who agrees to it.
    OwnReseal,
    /// Somebody else changed the tip at the same moment.
    Changed,
    /// The store failed.
    Store,
    /// How `/balas` is used.
    ReplyUsage,
    /// How `/segel_ulang` is used.
    ResealUsage,
}

/// Says why something can't be done, and what to do instead.
#[must_use]
pub fn handler_trouble(desk: Desk<'_>, trouble: HandlerTrouble) -> Message {
    let text = match trouble {
        HandlerTrouble::NoTip => "Tidak ada laporan dengan tanda itu di kotak Anda. Lihat /kotak.",
        HandlerTrouble::NoSuchStep => {
            "Status itu tidak dapat dipasang sekarang. Laporan yang sudah selesai hanya dapat ditelaah lagi."
        }
        HandlerTrouble::TooManyReplies => {
            "Balasan itu tidak disimpan: laporan ini sudah memuat balasan sebanyak yang dapat diterima."
        }
        HandlerTrouble::ReplyLength => "Balasan berisi 1 sampai 3.000 huruf. Pesan tadi tidak disimpan.",
        HandlerTrouble::NotSealed => {
            "Itu bukan berkas age, jadi tidak diterima dan tidak disimpan. Segel dulu di komputer Anda: netral tips reply, atau age -r."
        }
        HandlerTrouble::TooFewKeys => {
            "Berkas itu disegel untuk kunci yang lebih sedikit daripada jumlah penerima dan kunci cadangan. Segel ulang dengan semua kunci di /penerima, kecuali yang dikecualikan pelapor (tertulis di halaman laporan itu)."
        }
        HandlerTrouble::OddKeys => {
            "Berkas itu disegel juga untuk kunci lain: lebih banyak daripada penerima dan kunci cadangan, atau dengan kata sandi. Segel ulang hanya dengan kunci di /penerima; netral tips reseal --config melakukannya sendiri."
        }
        HandlerTrouble::OwnReseal => {
            "Berkas ini Anda sendiri yang mengirim. Yang menyetujui harus penerima lain."
        }
        HandlerTrouble::Changed => "Laporan itu baru saja diubah orang lain. Buka lagi, lalu ulangi.",
        HandlerTrouble::Store => "Ada gangguan di server: ini belum terjadi. Coba lagi beberapa menit lagi.",
        HandlerTrouble::ReplyUsage => {
            "Cara memakai: /balas 7F3K lalu teks balasannya, atau kirim berkas .age dengan keterangan /balas 7F3K."
        }
        HandlerTrouble::ResealUsage => {
            "Cara memakai: kirim berkas hasil netral tips reseal dengan keterangan /segel_ulang 7F3K; untuk berkas kedua dan seterusnya tambahkan nomornya: /segel_ulang 7F3K 2."
        }
    };
    message(desk, text, &[vec![Button::Inbox(0)]])
}

/// The notice that there is something to fetch. It tells neither what nor how much.
#[must_use]
pub fn news(desk: Desk<'_>) -> Message {
    message(desk, "Ada kabar di kotak laporan. Buka /kotak.", &[vec![Button::Inbox(0)]])
}

/// The notice that something in the box goes soon.
#[must_use]
pub fn goes_soon(desk: Desk<'_>) -> Message {
    message(
        desk,
        "Ada laporan yang segera dihapus karena masa simpannya hampir habis. Buka /kotak, dan ambil yang masih diperlukan.",
        &[vec![Button::Inbox(0)]],
    )
}

/// The notice that the list of recipients has changed.
#[must_use]
pub fn recipients_changed() -> Message {
    plain(
        "Daftar penerima laporan berubah; lihat /penerima. Laporan lama tetap dibuka dengan kunci lama sampai disegel ulang.",
    )
}

/// What stands over every message while this is only a drill.
pub const DRILL: &str = "🟨 <b>LATIHAN – bukan laporan sungguhan</b>";
