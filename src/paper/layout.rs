//! Lays blocks out on pages: lines with their places.

use crate::paper::Block;
use crate::paper::letters::width;

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.0, 842.0);
/// Space around the text.
pub(super) const MARGIN: f32 = 56.0;
/// Space between a line's foot and the next one's, as a share of its size.
const LEADING: f32 = 1.35;
/// Height of a line of a form.
const FORM_LINE: f32 = 24.0;

/// A page: its lines, and the frames around some of them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) frames: Vec<Frame>,
}

/// A line of text, its foot at `y` from the page's lower edge.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) is_bold: bool,
    pub(super) text: String,
}

/// A frame to write in.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) y: f32,
    pub(super) height: f32,
}

/// How a kind of block looks.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    is_bold: bool,
    /// Space before it.
    before: f32,
    indent: f32,
    /// Room it needs below on the same page: a heading doesn't stand alone.
    keep: f32,
}

fn style(block: &Block) -> Style {
    let plain = Style { size: 10.0, is_bold: false, before: 5.0, indent: 0.0, keep: 0.0 };
    match block {
        Block::Part(_) => Style { size: 18.0, is_bold: true, before: 0.0, keep: 80.0, ..plain },
        Block::Chapter(_) => Style { size: 13.0, is_bold: true, before: 22.0, keep: 110.0, ..plain },
        Block::Heading(_) => Style { is_bold: true, before: 10.0, keep: 30.0, ..plain },
        Block::Strong(_) => Style { is_bold: true, ..plain },
        Block::Item(_) => Style { before: 2.0, indent: 12.0, ..plain },
        Block::Small(_) => Style { size: 8.5, before: 3.0, ..plain },
        Block::Paragraph(_) | Block::Form(_) => plain,
    }
}

/// Lays a document's blocks out.
pub(super) fn pages(blocks: &[Block]) -> Vec<Page> {
    let mut sheet = Sheet { done: Vec::new(), page: Page::default(), y: TOP };
    for block in blocks {
        sheet.add(block);
    }
    sheet.done.push(sheet.page);
    sheet.done
}

const TOP: f32 = PAGE.1 - MARGIN;

/// Pages as they fill, and where the next line's head is on the one in hand.
struct Sheet {
    done: Vec<Page>,
    page: Page,
    y: f32,
}

impl Sheet {
    fn add(&mut self, block: &Block) {
        let style = style(block);
        match block {
            Block::Form(labels) => self.form(labels, style),
            Block::Part(text) => {
                if self.y < TOP {
                    self.turn();
                }
                self.text(text, style, None);
            }
            Block::Item(text) => self.text(text, style, Some("•")),
            Block::Chapter(text)
            | Block::Heading(text)
            | Block::Paragraph(text)
            | Block::Strong(text)
            | Block::Small(text) => self.text(text, style, None),
        }
    }

    fn text(&mut self, text: &str, style: Style, mut mark: Option<&str>) {
        let height = style.size * LEADING;
        self.y -= if self.y < TOP { style.before } else { 0.0 };
        self.need(height + style.keep);
        for text in wrapped(text, PAGE.0 - 2.0 * MARGIN - style.indent, style) {
            self.need(height);
            self.y -= height;
            if let Some(mark) = mark.take() {
                self.line(MARGIN, style, mark.to_owned());
            }
            self.line(MARGIN + style.indent, style, text);
        }
    }

    fn line(&mut self, x: f32, style: Style, text: String) {
        self.page.lines.push(Line { x, y: self.y, size: style.size, is_bold: style.is_bold, text });
    }

    fn form(&mut self, labels: &[String], style: Style) {
        let height = labels.iter().map(|_| FORM_LINE).sum::<f32>() + 8.0;
        self.y -= style.before + 5.0;
        self.need(height);
        let (head, style) = (self.y, Style { size: 9.0, ..style });
        for label in labels {
            self.y -= FORM_LINE;
            self.line(MARGIN + 8.0, style, label.clone());
        }
        self.y = head - height;
        self.page.frames.push(Frame { y: self.y, height });
    }

    /// Turns the page where so much doesn't fit on it any more.
    fn need(&mut self, height: f32) {
        if self.y - height < MARGIN && self.y < TOP {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }
}

/// Breaks a text between its words, so that no line is wider than the room; a word that alone is, is cut.
fn wrapped(text: &str, room: f32, style: Style) -> Vec<String> {
    let fits = |text: &str| width(text, style.size, style.is_bold) <= room;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if !line.is_empty() && !fits(&format!("{line}{letter}")) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::MARGIN;
    use super::PAGE;
    use super::pages;
    use crate::paper::Block;
    use crate::paper::letters::width;

    #[test]
    fn no_line_leaves_the_page_and_no_word_is_lost() {
        let text = "kata ".repeat(900) + &"panjang".repeat(60);
        let blocks =
            [Block::Part("Bagian".to_owned()), Block::Item(text.clone()), Block::Paragraph(text.clone())];
        let pages = pages(&blocks);
        assert!(pages.len() > 1);
        let mut said = String::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            assert!(
                line.x + width(&line.text, line.size, line.is_bold) <= PAGE.0 - MARGIN + 0.1,
                "{}",
                line.text
            );
            assert!(line.y >= MARGIN - 0.1 && line.y <= PAGE.1 - MARGIN, "{}", line.y);
            said.push_str(&line.text.replace([' ', '•'], ""));
        }
        let squeezed = text.replace(' ', "");
        assert_eq!(said, format!("Bagian{squeezed}{squeezed}"));
    }

    #[test]
    fn a_form_and_a_heading_stay_whole() {
        let form = Block::Form(vec!["Nama:".to_owned(), "Tanggal:".to_owned()]);
        let blocks: Vec<Block> = (0..60)
            .flat_map(|_| {
                [Block::Chapter("Judul".to_owned()), Block::Paragraph("x".to_owned()), form.clone()]
            })
            .collect();
        for page in pages(&blocks) {
            for frame in &page.frames {
                assert!(frame.y >= MARGIN - 0.1);
                let inside =
                    page.lines.iter().filter(|line| line.y > frame.y && line.y < frame.y + frame.height);
                assert_eq!(inside.count(), 2);
            }
            let last = page.lines.iter().min_by(|one, other| one.y.total_cmp(&other.y)).unwrap();
            assert_ne!(last.text, "Judul", "a heading alone at the foot of a page");
        }
    }

    #[test]
    fn each_part_begins_a_page() {
        let part = |name: &str| Block::Part(name.to_owned());
        assert_eq!(pages(&[part("a"), part("b"), Block::Paragraph("c".to_owned())]).len(), 2);
    }
}
