//! What stands on buttons about tips, and which of them a typed word means.

use crate::texts::tips::status_name;
use crate::tips::Handlers;
use crate::tips::button::Button;
use crate::tips::button::Fruit;
use crate::tips::button::Quick;
use crate::tips::draft::Question;

/// Returns a button's label.
pub(super) fn label(handlers: &Handlers, button: Button) -> String {
    match button {
        Button::Toggle(role) => {
            let role = handlers.with_role(role).map_or("penerima", |handler| &handler.role);
            format!("Kecualikan / sertakan: {role}")
        }
        Button::Open(tag) => format!("Buka {tag}"),
        Button::Fetch(_) => "Ambil".to_owned(),
        Button::SetStatus(_, status) => status_name(status).to_owned(),
        Button::Inbox(0) => "Kotak laporan".to_owned(),
        Button::Inbox(page) => format!("Halaman {}", page.saturating_add(1)),
        Button::ConfirmReseal(_, number, _) => format!("Setujui berkas {number}"),
        Button::DeclineReseal(_, number, _) => format!("Buang berkas {number}"),
        Button::ChangeAnswer(question) => question_name(question).to_owned(),
        button => fixed(button).to_owned(),
    }
}

fn fixed(button: Button) -> &'static str {
    match button {
        Button::Report => "Tulis laporan",
        Button::Risks => "Apa risikonya?",
        Button::Next(_) => "Lanjut",
        Button::Skip(_) => "Lewati",
        Button::When(Quick::Today) => "Hari ini",
        Button::When(Quick::Yesterday) => "Kemarin",
        Button::When(Quick::ThisWeek) => "Minggu ini",
        Button::KeepAnyway => "Tetap kirim",
        Button::Rephrase | Button::Change => "Ubah",
        Button::Send | Button::SendAddition | Button::SendReply => "Kirim",
        Button::Pick(fruit) => fruit_name(fruit),
        Button::ChangeRecipients => "Penerima",
        Button::Preview => "Kembali ke pratinjau",
        Button::Cancel => "Batal",
        Button::Saved => "Sudah saya simpan – hapus pesan ini",
        Button::IsQuestion => "Ini pertanyaan",
        Button::IsReport => "Ini bagian laporan",
        Button::AskReceipt => "Cek laporan dengan kode",
        Button::Add => "Tambah keterangan",
        Button::Withdraw => "Hapus laporan saya",
        Button::WithdrawNow => "Ya, hapus laporan",
        Button::Follow => "Kembali ke laporan",
        Button::Close => "Tutup",
        Button::ChooseStatus(_) => "Ubah status",
        Button::Reply(_) => "Balas",
        _ => "Buka",
    }
}

/// Returns a question as people name it.
pub(super) fn question_name(question: Question) -> &'static str {
    match question {
        Question::What => "Apa yang terjadi",
        Question::Who => "Siapa",
        Question::When => "Kapan",
        Question::Where => "Di mana",
        Question::Evidence => "Bukti",
        Question::Context => "Saksi dan keterangan lain",
    }
}

/// Returns a fruit's name with its picture.
pub(super) fn fruit_name(fruit: Fruit) -> &'static str {
    match fruit {
        Fruit::Apple => "Apel 🍎",
        Fruit::Watermelon => "Semangka 🍉",
        Fruit::Orange => "Jeruk 🍊",
        Fruit::Banana => "Pisang 🍌",
    }
}

/// Finds the button that a typed label means.
#[must_use]
pub fn read_typed(handlers: &Handlers, offered: &[Vec<Button>], typed: &str) -> Option<Button> {
    let typed = typed.trim().trim_end_matches(['.', '!']).to_lowercase();
    let without_picture = |label: &str| -> String {
        label.chars().filter(|letter| letter.is_ascii()).collect::<String>().trim().to_lowercase()
    };
    offered.iter().flatten().copied().find(|button| {
        let label = label(handlers, *button);
        label.to_lowercase() == typed || (!typed.is_empty() && without_picture(&label) == typed)
    })
}
