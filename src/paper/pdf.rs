//! Writes a document as PDF.

use pdf_writer::Content;
use pdf_writer::Finish;
use pdf_writer::Name;
use pdf_writer::Pdf;
use pdf_writer::Rect;
use pdf_writer::Ref;
use pdf_writer::Str;
use pdf_writer::TextStr;

use crate::paper::Document;
use crate::paper::layout::MARGIN;
use crate::paper::layout::PAGE;
use crate::paper::layout::Page;
use crate::paper::layout::pages;
use crate::paper::letters::encoded;

const REGULAR: Name<'static> = Name(b"F1");
const BOLD: Name<'static> = Name(b"F2");
/// Font size of what stands at the foot of a page.
const FOOT: f32 = 8.0;

/// Returns the document as the bytes of a PDF file.
#[must_use]
pub fn pdf(document: &Document) -> Vec<u8> {
    let mut next = Ref::new(1);
    let mut pdf = Pdf::new();
    let (catalog, tree, info) = (next.bump(), next.bump(), next.bump());
    let fonts = [(REGULAR, next.bump(), &b"Helvetica"[..]), (BOLD, next.bump(), &b"Helvetica-Bold"[..])];
    let pages: Vec<(Ref, Ref, Page)> =
        pages(&document.blocks).into_iter().map(|page| (next.bump(), next.bump(), page)).collect();
    pdf.catalog(catalog).pages(tree).lang(TextStr("id"));
    pdf.document_info(info).title(TextStr(&document.title));
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(pages.iter().map(|(id, ..)| *id)).count(count);
    for (_, id, base) in fonts {
        pdf.type1_font(id).base_font(Name(base)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (number, (id, content, page)) in (1_usize..).zip(&pages) {
        let mut written = pdf.page(*id);
        written.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(tree).contents(*content);
        let mut resources = written.resources();
        let mut named = resources.fonts();
        for (name, id, _) in fonts {
            named.pair(name, id);
        }
        named.finish();
        resources.finish();
        written.finish();
        let foot = format!("{} · {number}/{count}", document.footer);
        pdf.stream(*content, &drawn(page, &foot));
    }
    pdf.finish()
}

fn drawn(page: &Page, foot: &str) -> Vec<u8> {
    let mut content = Content::new();
    for frame in &page.frames {
        content.rect(MARGIN, frame.y, PAGE.0 - 2.0 * MARGIN, frame.height);
        content.stroke();
    }
    for line in &page.lines {
        let font = if line.is_bold { BOLD } else { REGULAR };
        show(&mut content, font, line.size, (line.x, line.y), &line.text);
    }
    show(&mut content, REGULAR, FOOT, (MARGIN, MARGIN / 2.0), foot);
    content.finish().to_vec()
}

fn show(content: &mut Content, font: Name<'_>, size: f32, (x, y): (f32, f32), text: &str) {
    content.begin_text();
    content.set_font(font, size);
    content.next_line(x, y);
    content.show(Str(&encoded(text)));
    content.end_text();
}

#[cfg(test)]
mod tests {
    use super::pdf;
    use crate::paper::Block;
    use crate::paper::Document;

    #[test]
    fn a_document_is_a_whole_pdf_that_says_the_same_each_time() {
        let blocks = vec![Block::Part("Satu (dua)".to_owned()), Block::Form(vec!["Nama:".to_owned()])];
        let document = Document { title: "Judul".to_owned(), footer: "Kaki".to_owned(), blocks };
        let bytes = pdf(&document);
        assert!(bytes.starts_with(b"%PDF-1."));
        assert!(bytes.ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("/Count 1") && text.contains("/Helvetica-Bold"), "{text}");
        assert_eq!(pdf(&document), bytes);
    }
}
