//! What is said when somebody passes a question on to those who keep the FAQ.

use crate::conversation::Button;
use crate::conversation::Passing;
use crate::conversation::Refusal;
use crate::conversation::Slip;
use crate::curation::gap::LIVES;
use crate::curation::gap::LONGEST;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::Scene;
use crate::texts::entry::whom_to_ask;
use crate::texts::label;
use crate::texts::markup::escape;

/// What stands before the text in a preview.
const BEFORE: &str = "Ini persis yang akan dikirim:\n\n“";

/// What stands behind it.
const BEHIND: &str = "”\n\nDibaca pengelola FAQ";

/// Words a step whose text isn't at hand.
pub(super) fn html(scene: Scene<'_>, step: Passing) -> String {
    match step {
        Passing::Write => format!(
            "Tulis pertanyaan yang ingin Anda kirim ke pengelola FAQ, paling panjang {LONGEST} huruf. \
             Jangan sebut nama, jabatan, atau tempat kerja siapa pun.\n\n\
             Anda akan melihatnya dulu sebelum terkirim. Untuk berhenti, ketik <b>batal</b>."
        ),
        Passing::Preview => {
            "Pratinjau pertanyaan Anda ada di pesan sebelumnya. Tekan tombol di bawahnya.".to_owned()
        }
        Passing::Done => format!(
            "<b>Terkirim</b> tanpa identitas. Mulai besok pengelola FAQ dapat membacanya, dan isinya dihapus paling lambat {LIVES} minggu lagi.\n\n\
             Bot tidak dapat membalas Anda soal ini, karena tidak mencatat siapa yang bertanya. \
             Tanyakan lagi beberapa hari kemudian, atau hubungi {}.",
            whom_to_ask(scene)
        ),
        Passing::Dropped => "Tidak jadi dikirim. Tidak ada yang disimpan.".to_owned(),
        Passing::Refused(refusal) => refused(scene, refusal),
    }
}

fn refused(scene: Scene<'_>, refusal: Refusal) -> String {
    let report = if scene.takes_tips { " Untuk itu ada /lapor." } else { "" };
    match refusal {
        Refusal::TellsOfMisconduct => format!(
            "Belum dikirim: tulisan ini menceritakan kejadian, bukan bertanya, dan dapat menunjuk orang tertentu.{report}\n\n\
             Tulis pertanyaannya secara umum, misalnya <i>bolehkah lurah membagikan sembako?</i>, atau ketik <b>batal</b>."
        ),
        Refusal::ReportOpen => {
            "Belum dikirim: di chat ini mungkin ada laporan yang belum selesai, dan keduanya tidak boleh tercampur. \
             Selesaikan atau batalkan laporan itu dulu."
                .to_owned()
        }
        Refusal::TooLong => format!(
            "Belum dikirim: terlalu panjang. Tulis intinya saja, paling panjang {LONGEST} huruf, atau ketik <b>batal</b>."
        ),
        Refusal::Empty => {
            "Belum dikirim: tanpa nama dan angka tidak ada pertanyaan yang tersisa. \
             Tulis pertanyaannya dengan beberapa kata, atau ketik <b>batal</b>."
                .to_owned()
        }
        Refusal::TooMany => format!(
            "Belum dikirim: dari chat ini sudah cukup banyak pertanyaan yang dikirim hari ini. Coba lagi besok, atau tanya {}.",
            whom_to_ask(scene)
        ),
        Refusal::NotStored => {
            "Belum dikirim: penyimpanan sedang bermasalah, jadi tidak ada yang disimpan. Coba lagi nanti.".to_owned()
        }
    }
}

/// Shows a question as it would be passed on.
#[must_use]
pub fn preview(scene: Scene<'_>, cleaned: &str, slip: Slip) -> Message {
    let at = scene.agency.name.as_ref().map_or_else(String::new, |name| format!(" di {}", escape(name)));
    let html = format!(
        "{BEFORE}{}{BEHIND}{at}; tanpa identitas dan tanpa jam; disimpan {LIVES} minggu.\n\n\
         Nama, angka, dan akun sudah diganti. Periksa lagi: adakah yang masih menunjuk Anda atau orang lain?",
        escape(cleaned)
    );
    let buttons = [Button::PassNow(Some(slip)), Button::PassShorter, Button::Cancel];
    let keyboard = buttons.iter().map(|button| vec![key(button)]).collect();
    Message { html, keyboard }
}

/// Reads the question back from the text of a preview.
#[must_use]
pub fn read_preview(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(BEFORE)?;
    let (question, _) = rest.rsplit_once(BEHIND)?;
    Some(question)
}

fn key(button: &Button) -> KeyView {
    KeyView { label: label::fixed(button).to_owned(), action: KeyAction::Press(button.to_data()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::preview;
    use super::read_preview;
    use crate::conversation::Slip;
    use crate::faq::Faq;
    use crate::texts::Agency;
    use crate::texts::Scene;
    use crate::texts::markup;

    proptest! {
        #[test]
        fn a_preview_is_read_back_to_the_letter(text in "[ -~“”\\[\\]éü\\n]{1,300}") {
            let (faq, agency) = (Faq::default(), Agency::default());
            let scene = Scene { faq: &faq, agency: &agency, bot: None, takes_tips: true };
            let shown = preview(scene, &text, Slip::from_random([7; 8]));
            let plain = markup::plain(&shown.html);
            prop_assert_eq!(read_preview(&plain), Some(text.as_str()));
        }
    }

    #[test]
    fn no_other_message_is_a_preview() {
        assert_eq!(read_preview("Maaf, saya tidak punya jawaban"), None);
        assert_eq!(read_preview("Ini persis yang akan dikirim:"), None);
    }
}
