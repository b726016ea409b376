//! What is said about announcements, and how they reach people.

use crate::conversation::Button as Public;
use crate::curation::Button;
use crate::curation::announcement::Announcement;
use crate::curation::announcement::LONGEST;
use crate::curation::announcement::Progress;
use crate::curation::announcement::Tallies;
use crate::curation::button::announce::Button as Announce;
use crate::texts::Agency;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::SUBSCRIPTION_ENDS;
use crate::texts::curation::message;
use crate::texts::curation::row;
use crate::texts::markup::escape;

/// An announcement as people get it.
#[must_use]
pub fn announced(agency: &Agency, text: &str) -> Message {
    let from = agency.name.as_ref().map_or_else(String::new, |name| format!(" dari {}", escape(name)));
    let html = format!(
        "<b>Pengumuman</b>{from}\n\n{}\n\n<i>Anda menerima ini karena berlangganan pengumuman.</i>",
        escape(text)
    );
    let leave = KeyAction::Press(Public::Subscribe(false).to_data());
    message(html, vec![vec![KeyView { label: SUBSCRIPTION_ENDS.to_owned(), action: leave }]])
}

/// Asks for the text.
#[must_use]
pub fn write(subscribers: usize, last: Option<&Announcement>) -> Message {
    let reach = match subscribers {
        0 => "Saat ini <b>belum ada pelanggan</b>, jadi belum ada yang akan menerimanya. Orang berlangganan lewat /langganan.".to_owned(),
        count => format!("Akan sampai ke <b>{count} pelanggan</b>, masing-masing paling banyak satu kali."),
    };
    let last = last
        .map_or_else(String::new, |last| format!("\n\nPengumuman terakhir: {}", in_numbers(last.tallies)));
    let html = format!(
        "<b>Tulis pengumuman</b> sebagai pesan biasa, paling panjang {LONGEST} huruf. Anda melihatnya dulu sebelum ada yang terkirim.\n\n{reach}{last}"
    );
    message(html, vec![row("Batal", &Button::Cancel)])
}

/// Asks for the text once more, and shows what it was.
#[must_use]
pub fn rewrite(text: &str) -> Message {
    let html = format!(
        "<b>Tulis ulang pengumuman</b>, lalu kirim ke sini. Ketuk teks di bawah untuk menyalinnya:\n\n<pre>{}</pre>",
        escape(text)
    );
    message(html, vec![row("Batal", &Button::Cancel)])
}

/// The text is longer than an announcement can be.
#[must_use]
pub fn too_long(length: usize) -> Message {
    let html = format!(
        "<b>Terlalu panjang:</b> {length} huruf, paling panjang {LONGEST}. Kirim teks yang lebih pendek; belum ada yang terkirim."
    );
    message(html, vec![row("Batal", &Button::Cancel)])
}

/// Asks what is to become of the announcement that stands above.
#[must_use]
pub fn asking(draft: &Announcement, subscribers: usize) -> Message {
    let reach = match subscribers {
        0 => "Belum ada pelanggan, jadi belum dapat dikirim. Draf ini tersimpan; buka lagi lewat /umumkan."
            .to_owned(),
        count => format!("Begitulah <b>{count} pelanggan</b> akan melihatnya. Belum ada yang terkirim."),
    };
    let send = (subscribers > 0).then(|| row("Kirim", &button(Announce::Ask(draft.id))));
    let others =
        [row("Ubah", &button(Announce::Write)), row("Hapus draf", &button(Announce::Discard(draft.id)))];
    message(reach, send.into_iter().chain(others).collect())
}

/// Asks once more before sending.
#[must_use]
pub fn confirm(draft: &Announcement, subscribers: usize) -> Message {
    let html = format!(
        "<b>Kirim ke {subscribers} pelanggan sekarang?</b> Yang sudah terkirim tidak dapat ditarik kembali."
    );
    let send = row("Ya, kirim", &button(Announce::Send(draft.id)));
    message(html, vec![send, row("Kembali", &button(Announce::Preview(draft.id)))])
}

/// There is a draft that wasn't sent.
#[must_use]
pub fn unsent(draft: &Announcement) -> Message {
    let beginning: String = draft.text.chars().take(80).collect();
    let html =
        format!("<b>Ada pengumuman Anda yang belum dikirim:</b>\n\n<i>{}…</i>", escape(beginning.trim_end()));
    let keys = vec![
        row("Lihat dan kirim", &button(Announce::Preview(draft.id))),
        row("Tulis ulang", &button(Announce::Write)),
        row("Hapus draf", &button(Announce::Discard(draft.id))),
    ];
    message(html, keys)
}

/// The draft is gone.
#[must_use]
pub fn discarded() -> Message {
    message(
        "<b>Draf dihapus.</b> Tidak ada yang terkirim.",
        vec![row("Tulis baru", &button(Announce::Write))],
    )
}

/// What the button belongs to isn't there any more.
#[must_use]
pub fn gone() -> Message {
    message(
        "<b>Tidak ada lagi.</b> Draf itu sudah dihapus atau diganti; tidak ada yang terkirim.",
        vec![row("Tulis baru", &button(Announce::Write))],
    )
}

/// Another announcement is on its way.
#[must_use]
pub fn busy(running: &Announcement) -> Message {
    let html = format!(
        "<b>Belum dikirim:</b> pengumuman lain sedang berjalan. {}\n\nKirim yang ini setelah itu selesai; draf Anda tersimpan, buka lagi lewat /umumkan.",
        in_numbers(running.tallies)
    );
    message(html, vec![row("Lihat kemajuan", &button(Announce::Progress(running.id)))])
}

/// What was stopped is still being wound up.
#[must_use]
pub fn winding_up(draft: &Announcement) -> Message {
    message(
        "<b>Belum dikirim:</b> pengumuman sebelumnya baru saja dihentikan dan masih dibereskan. Coba lagi sebentar lagi.",
        vec![row("Coba lagi", &button(Announce::Ask(draft.id)))],
    )
}

/// How far an announcement is.
#[must_use]
pub fn progress(announcement: &Announcement) -> Message {
    let tallies = announcement.tallies;
    match announcement.state {
        Progress::Running => message(
            format!("<b>Sedang dikirim.</b> {}", in_numbers(tallies)),
            vec![
                row("Perbarui", &button(Announce::Progress(announcement.id))),
                row("Hentikan", &button(Announce::Stop(announcement.id))),
            ],
        ),
        Progress::Stopped => message(
            format!("<b>Pengumuman dihentikan.</b> {}", in_numbers(tallies)),
            vec![row("Tulis baru", &button(Announce::Write))],
        ),
        Progress::Done | Progress::Draft => message(
            format!("<b>Pengumuman selesai.</b> {}", in_numbers(tallies)),
            vec![row("Tulis baru", &button(Announce::Write))],
        ),
    }
}

/// What came of it, and what the numbers mean where that isn't plain.
fn in_numbers(tallies: Tallies) -> String {
    let Tallies { subscribers, sent, uncertain, gone, refused } = tallies;
    let uncertain = (uncertain > 0)
        .then(|| format!("{uncertain} tidak pasti (terputus saat dikirim, tidak dikirim ulang)"));
    let gone = (gone > 0).then(|| format!("{gone} sudah memblokir bot, langganannya dihapus"));
    let refused = (refused > 0).then(|| format!("{refused} ditolak Telegram"));
    let others: String =
        [uncertain, gone, refused].into_iter().flatten().map(|part| format!("; {part}")).collect();
    format!("Terkirim {sent} dari {subscribers}{others}.")
}

fn button(button: Announce) -> Button {
    Button::Announce(button)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::markup;

    #[test]
    fn the_longest_announcement_of_the_widest_characters_is_one_message() {
        for letter in ["&", "<", "😀", "a"] {
            let text = letter.repeat(LONGEST);
            let agency = Agency { name: Some("B".repeat(100)), contact: None };
            assert!(markup::length(&announced(&agency, &text).html) <= markup::LONGEST_MESSAGE);
            assert!(markup::length(&rewrite(&text).html) <= markup::LONGEST_MESSAGE);
        }
    }

    #[test]
    fn nothing_in_an_announcement_is_taken_for_markup() {
        let message = announced(&Agency::default(), "<b>a</b> & https://example.org/?a=1&b=2");
        assert!(message.html.contains("&lt;b&gt;a&lt;/b&gt; &amp; https://example.org/?a=1&amp;b=2"));
    }

    #[test]
    fn numbers_are_told_with_what_they_mean() {
        let tallies = Tallies { subscribers: 300, sent: 120, uncertain: 2, gone: 1, refused: 0 };
        assert_eq!(
            in_numbers(tallies),
            "Terkirim 120 dari 300; 2 tidak pasti (terputus saat dikirim, tidak dikirim ulang); 1 sudah memblokir bot, langganannya dihapus."
        );
    }
}
