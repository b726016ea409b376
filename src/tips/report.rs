//! The report as handlers read it, once they opened it: plain text with headings.

use zeroize::Zeroizing;

use crate::tips::Recipient;
use crate::tips::Tag;
use crate::tips::button::Quick;
use crate::tips::draft::Draft;
use crate::tips::draft::Question;

/// What stands over each answer. `netral tips sheet` looks for these lines.
#[must_use]
pub fn heading(question: Question) -> &'static str {
    match question {
        Question::What => "APA YANG TERJADI",
        Question::Who => "SIAPA",
        Question::When => "KAPAN",
        Question::Where => "DI MANA",
        Question::Evidence => "BUKTI",
        Question::Context => "SAKSI, SUDAH DILAPORKAN, ATASAN TERLIBAT",
    }
}

/// What stands over the lines that Netral adds.
pub const SYSTEM_HEADING: &str = "CATATAN SISTEM";

/// What stands in place of an answer that was skipped.
pub const SKIPPED: &str = "(tidak diisi)";

/// What a tapped answer to "when" says in the report; the date it is to be read by stands there too.
#[must_use]
pub fn when(quick: Quick) -> &'static str {
    match quick {
        Quick::Today => "Hari ini",
        Quick::Yesterday => "Kemarin",
        Quick::ThisWeek => "Minggu ini",
    }
}

/// What Netral adds to a report before it is sealed.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// How handlers speak of it.
    pub tag: Tag,
    /// The date it was filed, `2026-02-23`: it stands only here, sealed.
    pub date: &'a str,
    /// The public key for replies.
    pub reply_key: &'a Recipient,
}

/// Writes the report that is sealed.
#[must_use]
pub fn of_draft(draft: &Draft, frame: Frame<'_>) -> Zeroizing<String> {
    // Room for all of it from the start: a string that grows leaves its old self in memory.
    let mut text = Zeroizing::new(String::with_capacity(draft.bytes().min(64 * 1024).saturating_add(4096)));
    text.extend(["LAPORAN ", &frame.tag.to_string(), "\n"]);
    for question in Question::ALL {
        text.extend(["\n== ", heading(question), " ==\n"]);
        answer(draft, question, &mut text);
    }
    system(frame, draft.photos.len(), &mut text);
    text
}

/// Writes what a tipster adds to a tip later.
#[must_use]
pub fn of_addition(addition: &str, frame: Frame<'_>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(addition.len().saturating_add(4096)));
    text.extend(["TAMBAHAN UNTUK LAPORAN ", &frame.tag.to_string(), "\n\n== KETERANGAN ==\n"]);
    lines(addition, &mut text);
    system(frame, 0, &mut text);
    text
}

fn answer(draft: &Draft, question: Question, text: &mut String) {
    if !draft.has(question) {
        text.extend([SKIPPED, "\n"]);
    }
    for piece in draft.answer(question) {
        lines(&piece.text, text);
    }
    if question == Question::Evidence && !draft.photos.is_empty() {
        text.extend(["Foto terlampir: ", &draft.photos.len().to_string(), "\n"]);
    }
}

/// A line of the tipster's that looks like a heading is set in, so that it can't pass for one.
fn lines(said: &str, text: &mut String) {
    for line in said.trim().lines() {
        let looks_like_ours = line.trim_start().starts_with("==");
        text.extend([if looks_like_ours { "  | " } else { "" }, line, "\n"]);
    }
}

fn system(frame: Frame<'_>, photos: usize, text: &mut String) {
    text.extend(["\n== ", SYSTEM_HEADING, " ==\n"]);
    text.extend(["Tanggal diterima: ", frame.date, "\n"]);
    text.extend(["Kunci balasan: ", frame.reply_key.as_str(), "\n"]);
    text.extend(["Foto: ", &photos.to_string(), "\n"]);
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::Frame;
    use super::of_draft;
    use crate::tips::Recipient;
    use crate::tips::Tag;
    use crate::tips::draft::Draft;
    use crate::tips::draft::Piece;
    use crate::tips::draft::Question;

    fn said(text: &str) -> Piece {
        Piece { message: None, text: Zeroizing::new(text.to_owned()) }
    }

    #[test]
    fn a_report_has_every_heading_and_says_what_was_skipped() {
        let mut draft = Draft::default();
        draft.put(Question::What, said("Stiker dibagikan.\n== SIAPA ==\nbukan judul"));
        draft.put(Question::What, said("Lalu difoto bersama."));
        let key = Recipient::checked("age1x".to_owned());
        let frame = Frame { tag: Tag::parse("7F3K").unwrap(), date: "2026-02-23", reply_key: &key };
        let report = of_draft(&draft, frame);
        let expected = "LAPORAN 7F3K\n\n== APA YANG TERJADI ==\nStiker dibagikan.\n  | == SIAPA ==\nbukan judul\n\
            Lalu difoto bersama.\n\n== SIAPA ==\n(tidak diisi)\n\n== KAPAN ==\n(tidak diisi)\n\n== DI MANA ==\n(tidak diisi)\n\n\
            == BUKTI ==\n(tidak diisi)\n\n== SAKSI, SUDAH DILAPORKAN, ATASAN TERLIBAT ==\n(tidak diisi)\n\n\
            == CATATAN SISTEM ==\nTanggal diterima: 2026-02-23\nKunci balasan: age1x\nFoto: 0\n";
        assert_eq!(report.as_str(), expected);
    }
}
