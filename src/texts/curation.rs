//! Everything said to those who keep the FAQ right. One file per flow.

pub mod add;
pub mod announce;
pub mod audit;
pub mod browse;
pub mod changes;
pub mod drafts;
pub mod edit;
pub mod files;
pub mod gaps;
pub mod gate;
pub mod history;
pub mod invitation;
pub mod law;
pub mod legal_review;
pub mod people;
pub mod publish;
pub mod retire;
pub mod statistics;
pub mod watch;

use crate::conversation::bare;
use crate::coordinates::Timestamp;
use crate::curation::Author;
use crate::curation::Button;
use crate::curation::Role;
use crate::curation::revision::Purpose;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;

/// Nothing is open (any more).
#[must_use]
pub fn nothing_open() -> Message {
    message("Tidak ada yang terbuka.", Vec::new())
}

/// A message was edited whose text was taken, and nothing comes of that.
#[must_use]
pub fn old_text_stands() -> Message {
    let html = "Suntingan itu tidak dipakai: teks yang lama tetap berlaku. \
        Untuk menggantinya, buka lagi bagiannya dan kirim teks yang baru.";
    message(html, Vec::new())
}

/// What was open isn't any more.
#[must_use]
pub fn left() -> Message {
    message("Ditutup. Draf yang sudah ada tetap tersimpan: /faq draf.", Vec::new())
}

/// A message with rows of admins' buttons.
#[must_use]
pub fn message(html: impl Into<String>, keyboard: Vec<Vec<KeyView>>) -> Message {
    Message { html: html.into(), keyboard }
}

/// A button of admins'.
#[must_use]
pub fn key(label: impl Into<String>, button: &Button) -> KeyView {
    KeyView { label: label.into(), action: KeyAction::Press(button.to_data()) }
}

/// A button that fills its row.
#[must_use]
pub fn row(label: impl Into<String>, button: &Button) -> Vec<KeyView> {
    vec![key(label, button)]
}

/// Buttons that turn the pages of a list; pages count from 0. Nothing where there is only one.
#[must_use]
pub fn pager(page: usize, pages: usize, button: impl Fn(usize) -> Button) -> Option<Vec<KeyView>> {
    let before = page.checked_sub(1).map(|before| key("Sebelumnya", &button(before)));
    let next = page.saturating_add(1);
    let after = (next < pages).then(|| key("Berikutnya", &button(next)));
    let keys: Vec<KeyView> = before.into_iter().chain(after).collect();
    (!keys.is_empty()).then_some(keys)
}

/// Says which page of several this is; nothing where there is only one.
#[must_use]
pub fn page_of(page: usize, pages: usize) -> String {
    if pages > 1 { format!(" (halaman {} dari {pages})", page.saturating_add(1)) } else { String::new() }
}

/// A role as people call it.
#[must_use]
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Owner => "pemilik",
        Role::Approver => "penyetuju",
        Role::Editor => "penyunting",
        Role::Auditor => "pemeriksa",
    }
}

/// Who did something: a role and a number, never a name.
#[must_use]
pub fn who(author: Author) -> String {
    match author {
        Author::Admin(admin, role) => format!("{} #{}", role_name(role), admin.0),
        Author::CommandLine => "pengelola server".to_owned(),
    }
}

/// What kind of change something is.
#[must_use]
pub fn purpose_name(purpose: Purpose) -> String {
    match purpose {
        Purpose::Edit => "mengubah entri".to_owned(),
        Purpose::Add => "entri baru".to_owned(),
        Purpose::Retire => "memensiunkan entri".to_owned(),
        Purpose::Restore => "memulihkan entri".to_owned(),
        Purpose::Review => "menaruh dalam tinjauan".to_owned(),
        Purpose::Confirm => "mengonfirmasi".to_owned(),
        Purpose::MarkLaw => "menandai perubahan hukum".to_owned(),
        Purpose::LegalReview => "mencatat telaah hukum".to_owned(),
        Purpose::Phrase => "menambah frasa dari pertanyaan orang".to_owned(),
        Purpose::Import => "impor berkas".to_owned(),
        Purpose::RollBack(to) => format!("mengembalikan ke revisi {}", to.0),
        Purpose::Undo(of) => format!("mengurungkan revisi {}", of.0),
        Purpose::Settle => "menyelesaikan konflik".to_owned(),
    }
}

/// How long ago something was, in local days.
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp, hours_east: u8) -> String {
    let day =
        |moment: Timestamp| moment.0.saturating_add(u64::from(hours_east).saturating_mul(3_600)) / 86_400;
    match (now.0.saturating_sub(at.0) / 60, day(now).saturating_sub(day(at))) {
        (0..=1, _) => "baru saja".to_owned(),
        (minutes @ 2..=59, _) => format!("{minutes} menit lalu"),
        (minutes, 0) => format!("{} jam lalu", minutes / 60),
        (_, 1) => "kemarin".to_owned(),
        (_, days @ 2..=30) => format!("{days} hari lalu"),
        _ => format!("pada {}", at.date(hours_east)),
    }
}

/// Returns the callback data of the button that a typed number or label names; `awaited` tells whether
/// another text is awaited.
#[must_use]
pub fn read_typed(offered: &[(String, String)], text: &str, awaited: bool) -> Option<String> {
    let typed = folded(text);
    let numbered =
        |number: usize| offered.iter().find(|(label, _)| label.starts_with(&format!("{number}. ")));
    let by_number = typed.parse::<usize>().ok().and_then(|number| {
        // Where a text is awaited, a number may be one: then only what is shown with it is meant.
        numbered(number).or_else(|| offered.get(number.checked_sub(1)?).filter(|_| !awaited))
    });
    let by_label = || offered.iter().find(|(label, _)| folded(label) == typed || unnumbered(label) == typed);
    by_number.or_else(by_label).map(|(_, data)| data.clone())
}

/// Whether somebody wants to leave what is open.
#[must_use]
pub fn says_cancel(text: &str) -> bool {
    folded(text) == "batal"
}

fn folded(text: &str) -> String {
    bare(text).trim_end_matches(['.', '!', '…']).to_lowercase()
}

/// A label without the number before it, or the count behind it.
fn unnumbered(label: &str) -> String {
    let label = folded(label);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let label = match label.split_once(". ") {
        Some((number, title)) if is_number(number) => title.to_owned(),
        _ => label,
    };
    match label.strip_suffix(')').and_then(|label| label.rsplit_once(" (")) {
        Some((title, count)) if is_number(count) => title.to_owned(),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;
    use super::ago;
    use super::read_typed;

    #[test]
    fn a_button_is_typed_by_its_number_or_by_what_stands_on_it() {
        let offered = [("1. Bolehkah ASN hadir?", "a"), ("Kembali", "b"), ("Draf saya (2)", "c")];
        let offered = offered.map(|(label, data)| (label.to_owned(), data.to_owned()));
        for (typed, data) in [
            ("1", Some("a")),
            ("2.", Some("b")),
            (" kembali ", Some("b")),
            ("bolehkah asn hadir?", Some("a")),
            ("1. Bolehkah ASN hadir?", Some("a")),
            ("draf saya", Some("c")),
            ("4", None),
            ("0", None),
            ("Bolehkah", None),
        ] {
            assert_eq!(read_typed(&offered, typed, false).as_deref(), data, "{typed}");
        }
    }

    #[test]
    fn while_a_text_is_awaited_only_numbers_that_are_shown_are_buttons() {
        let offered = [("1. Bolehkah ASN hadir?", "a"), ("Kembali", "b")];
        let offered = offered.map(|(label, data)| (label.to_owned(), data.to_owned()));
        assert_eq!(read_typed(&offered, "1", true).as_deref(), Some("a"));
        assert_eq!(read_typed(&offered, "2", true), None);
        assert_eq!(read_typed(&offered, "kembali", true).as_deref(), Some("b"));
    }

    #[test]
    fn what_was_long_ago_is_told_by_its_date() {
        let now = Timestamp(1_000 * 86_400);
        let before = |seconds: u64| ago(Timestamp(now.0 - seconds), now, 7);
        assert_eq!(before(30), "baru saja");
        assert_eq!(before(600), "10 menit lalu");
        assert_eq!(before(3 * 3_600), "3 jam lalu");
        assert_eq!(before(10 * 3_600), "kemarin");
        assert_eq!(before(3 * 86_400), "3 hari lalu");
        assert_eq!(before(40 * 86_400), "pada 1972-08-18");
    }
}
