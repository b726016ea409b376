//! The lawyer's copy: the whole FAQ on paper, with everything a reviewer must see and room to sign.

use crate::faq::Answered;
use crate::faq::Date;
use crate::faq::Entry;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::Norm;
use crate::faq::Sanction;
use crate::paper::Block;
use crate::paper::Document;
use crate::texts::entry::by_norm;
use crate::texts::entry::first_screen::consequence;
use crate::texts::entry::label_word;
use crate::texts::entry::sanction_name;
use crate::texts::entry::without_label;
use crate::texts::label::employment_name;
use crate::texts::markup::from_markdown;
use crate::texts::markup::plain;
use crate::texts::review::change_of_law;
use crate::texts::review::long_date;

/// Returns the FAQ as a document for a reviewer, or those entries of it that are wanted.
#[must_use]
pub fn document(faq: &Faq, wanted: impl Fn(&Entry) -> bool) -> Document {
    let entries: Vec<&Entry> = faq.entries.iter().filter(|entry| wanted(entry)).collect();
    let mut blocks = cover(faq, &entries);
    blocks.extend(watched(faq));
    for group in &faq.groups {
        let entries: Vec<&Entry> = faq.entries_of(&group.id).filter(|entry| wanted(entry)).collect();
        if !entries.is_empty() {
            blocks.push(Block::Part(group.title.clone()));
            blocks.extend(entries.into_iter().flat_map(|entry| chapter(faq, entry)));
        }
    }
    blocks.extend(norms(faq));
    let title = "FAQ Netralitas ASN: naskah untuk telaah hukum".to_owned();
    Document {
        title,
        footer: "Netral, naskah untuk telaah hukum. Panduan, bukan nasihat hukum".to_owned(),
        blocks,
    }
}

fn cover(faq: &Faq, entries: &[&Entry]) -> Vec<Block> {
    let reviewed = entries.iter().filter(|entry| entry.valid_review().is_some()).count();
    let unread = faq.norms.values().filter(|norm| !norm.was_read).count();
    let says = [
        format!(
            "{} tanya-jawab, {} peraturan. Sudah ditelaah dan belum berubah sejak itu: {reviewed}. \
             Peraturan yang naskahnya belum dibaca penyusun: {unread}.",
            entries.len(),
            faq.norms.len()
        ),
        "Setiap tanya-jawab memuat yang dibaca orang: label, jawaban, langkah, seluruh bagian, lalu dasar hukum dengan pasal \
         dan tautannya, hal yang masih terbuka, dan kotak untuk tanggal dan tanda tangan."
            .to_owned(),
        "Tanda \"aturan menyebut\" dan \"kesimpulan\" pada sanksi membedakan bunyi aturan dari simpulan penyusun.".to_owned(),
        "Sesudah selesai, penyetuju mencatat hasilnya di bot: /faq, buka entrinya, Catat telaah hukum. Catatan itu gugur \
         sendiri bila teksnya berubah."
            .to_owned(),
    ];
    let title = Block::Part("FAQ Netralitas ASN: naskah untuk telaah hukum".to_owned());
    [title].into_iter().chain(says.map(Block::Paragraph)).collect()
}

/// What may have changed since the sources end.
fn watched(faq: &Faq) -> Vec<Block> {
    if faq.watches.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::Part("Yang harus dipantau".to_owned()),
        Block::Paragraph(
            "Hal-hal ini dapat berubah, atau belum dapat dipastikan. Periksa yang mendesak lebih dulu."
                .to_owned(),
        ),
    ];
    for watch in faq.watches_in_order() {
        let urgent = if watch.is_urgent { "Mendesak: " } else { "" };
        blocks.push(Block::Strong(format!("{urgent}{}", watch.what)));
        let count = faq.watched(watch).count();
        blocks.push(Block::Small(format!(
            "Lihat: {}. Terakhir dicari {}. Menyangkut {count} tanya-jawab.",
            watch.look,
            long_date(watch.last)
        )));
    }
    blocks
}

fn chapter(faq: &Faq, entry: &Entry) -> Vec<Block> {
    let statuses: Vec<&str> = entry.applies_to.iter().copied().map(employment_name).collect();
    let mut blocks = vec![
        Block::Chapter(entry.title.clone()),
        Block::Small(format!(
            "{} · putusan {} · {} · berlaku untuk {} · diperiksa {}",
            label_word(entry.label()),
            entry.verdict.as_str(),
            entry.id,
            statuses.join("; "),
            long_date(entry.checked_on)
        )),
        Block::Strong(without_label(entry)),
    ];
    blocks.extend(first_screen(faq, entry));
    blocks.extend(markdown(&entry.explanation.body));
    blocks.extend(sanctions(entry));
    for section in &entry.explanation.sections {
        blocks.push(Block::Heading(format!("Untuk {}", employment_name(section.employment))));
        blocks.extend(markdown(&section.body));
    }
    blocks.push(Block::Heading("Dasar hukum".to_owned()));
    blocks.extend(by_norm(faq, entry).iter().map(|(norm, cited)| Block::Item(norm_line(*norm, cited))));
    blocks.extend(open_points(faq, entry));
    blocks.push(review(entry));
    blocks.push(Block::Form(
        [
            "Ditelaah oleh (jabatan, nama):",
            "Tanggal:",
            "Tanda tangan:",
            "Hasil:  [  ] benar    [  ] benar dengan perbaikan    [  ] jangan dipakai dulu",
            "Perbaikan:",
        ]
        .map(str::to_owned)
        .to_vec(),
    ));
    blocks
}

/// What else stands on the first screen, for a reader who has named no status.
fn first_screen(faq: &Faq, entry: &Entry) -> Vec<Block> {
    let ask = entry.ask.as_ref().or_else(|| faq.group(&entry.group)?.ask.as_ref());
    let said = [
        ("Sekarang", entry.step.clone()),
        ("Akibat di layar pertama", consequence(entry, None)),
        ("Catatan", entry.caution.clone()),
        ("Bertanya ke", ask.cloned()),
    ];
    let said = said.into_iter().filter_map(|(name, text)| Some((name, text?)));
    said.map(|(name, text)| Block::Paragraph(format!("{name}: {text}"))).collect()
}

fn sanctions(entry: &Entry) -> Vec<Block> {
    let names = |sanctions: &[Sanction]| {
        let names: Vec<&str> = sanctions.iter().copied().map(sanction_name).collect();
        if names.is_empty() { "tidak ada".to_owned() } else { names.join("; ") }
    };
    let mut blocks = vec![
        Block::Heading("Sanksi".to_owned()),
        Block::Paragraph(format!(
            "Aturan menyebut: {}. Kesimpulan: {}.",
            names(&entry.sanctions),
            names(&entry.possible_sanctions)
        )),
    ];
    blocks.extend(entry.explanation.sanction.iter().flat_map(|text| markdown(text)));
    blocks
}

/// A norm as it is cited, with its title, its state, whether somebody read its text, and where it stands.
fn norm_line(norm: Option<&Norm>, cited: &str) -> String {
    let cited = plain(cited);
    let Some(norm) = norm else { return cited };
    let unread = if norm.was_read { "" } else { " NASKAH BELUM DIBACA PENYUSUN." };
    let link = norm.link.as_ref().map_or_else(String::new, |link| format!(" {link}"));
    format!("{cited}: {}. Status: {}.{unread}{link}", norm.title, norm.status)
}

/// What a reviewer has to decide: editors' notes, changes of law, what is watched, what a neighbour answers.
fn open_points(faq: &Faq, entry: &Entry) -> Vec<Block> {
    let mut points: Vec<String> = Vec::new();
    points.extend(entry.under_review.iter().map(|reason| format!("Putusan disembunyikan: {reason}")));
    points.extend(entry.review_note.clone());
    points.extend(faq.open_marks(entry).iter().map(|placed| plain(&change_of_law(faq, placed))));
    let watches = faq.watches.iter().filter(|watch| watch.concerns(entry));
    points.extend(watches.map(|watch| format!("Dipantau: {}", watch.what)));
    let elsewhere = entry.subquestions.iter().filter_map(|subquestion| match &subquestion.answer {
        Answered::By(id) => Some(format!("\"{}\" dijawab oleh {id}.", subquestion.asked)),
        Answered::Here(_) => None,
    });
    points.extend(elsewhere);
    if points.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading("Yang masih terbuka".to_owned());
    [heading].into_iter().chain(points.into_iter().map(Block::Item)).collect()
}

fn review(entry: &Entry) -> Block {
    let told = |by: &str, on: Date| format!("{by}, {}", long_date(on));
    Block::Small(match (&entry.legal_review, entry.valid_review()) {
        (_, Some(review)) => format!("Sudah ditelaah: {}.", told(&review.by, review.on)),
        (Some(review), None) => {
            format!("Pernah ditelaah ({}), tetapi teksnya berubah sejak itu.", told(&review.by, review.on))
        }
        (None, None) => "Belum ditelaah ahli hukum.".to_owned(),
    })
}

/// Every norm with its state.
fn norms(faq: &Faq) -> Vec<Block> {
    let heading = Block::Part("Daftar peraturan".to_owned());
    let rows = faq.norms.values().map(|norm| {
        let count = faq.dependents(&LegalBasis { norm: norm.id.clone(), article: None }).count();
        Block::Item(format!("{} Dipakai {count} tanya-jawab.", norm_line(Some(norm), &norm.citation)))
    });
    [heading].into_iter().chain(rows).collect()
}

/// Turns the FAQ's Markdown into blocks; emphasis is lost on paper.
fn markdown(text: &str) -> Vec<Block> {
    let lines = text.split("\n\n").flat_map(|block| {
        let html = from_markdown(block);
        html.split('\n').map(str::to_owned).collect::<Vec<_>>()
    });
    let blocks = lines.filter(|line| !line.trim().is_empty()).map(|line| {
        let said = with_addresses(&line);
        match (line.strip_prefix("<b>"), said.strip_prefix("• ")) {
            (Some(rest), _) if rest.ends_with("</b>") && !rest.trim_end_matches("</b>").contains('<') => {
                Block::Heading(said)
            }
            (_, Some(item)) => Block::Item(item.to_owned()),
            _ => Block::Paragraph(said),
        }
    });
    blocks.collect()
}

/// The plain text of a line, with the address behind each link: paper can't be tapped.
fn with_addresses(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, link)) = rest.split_once("<a href=\"") {
        let (address, after) = link.split_once("\">").unwrap_or((link, ""));
        let (label, after) = after.split_once("</a>").unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&format!("{label} ({address})"));
        rest = after;
    }
    text.push_str(rest);
    plain(&text)
}

#[cfg(test)]
mod tests {
    use super::document;
    use super::markdown;
    use crate::faq::LegalReview;
    use crate::faq::parse::parse;
    use crate::faq::parse::tests::good_folder;
    use crate::paper::Block;

    #[test]
    fn markdown_becomes_blocks() {
        let blocks = markdown("Awal **tebal**.\n\n## Mengapa\nSebab.\n- satu\n- [KPU](https://kpu.go.id)");
        let expected = [
            Block::Paragraph("Awal tebal.".to_owned()),
            Block::Heading("Mengapa".to_owned()),
            Block::Paragraph("Sebab.".to_owned()),
            Block::Item("satu".to_owned()),
            Block::Item("KPU (https://kpu.go.id)".to_owned()),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn a_reviewer_sees_what_is_open_and_who_has_reviewed() {
        let mut faq = parse(&good_folder()).0.unwrap();
        let said = |faq: &crate::faq::Faq| format!("{:?}", document(faq, |_| true));
        let text = said(&faq);
        for part in [
            "Pedoman 2024.",
            "PP 94/2021 berubah sejak 1 Maret 2026",
            "Belum ditelaah",
            "Aturan menyebut: sanksi moral",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let review = format!("Kabag Hukum@2026-12-03#{}", faq.entries[0].fingerprint());
        faq.entries[0].legal_review = LegalReview::parse(&review);
        assert!(said(&faq).contains("Sudah ditelaah: Kabag Hukum, 3 Desember 2026"));
        faq.entries[0].summary.push('!');
        assert!(said(&faq).contains("teksnya berubah sejak itu"));
    }

    #[test]
    fn only_wanted_entries_are_printed() {
        let faq = parse(&good_folder()).0.unwrap();
        let text = format!("{:?}", document(&faq, |entry| entry.id.as_str() == "hak-pilih").blocks);
        assert!(text.contains("Bolehkah ASN memilih?") && !text.contains("menyukai unggahan"), "{text}");
    }
}
