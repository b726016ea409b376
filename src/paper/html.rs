//! Writes a document as one HTML page that prints well and loads nothing.

use std::fmt::Write as _;

use crate::paper::Block;
use crate::paper::Document;

const STYLE: &str = "body{font:11pt/1.45 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1b2631}\
h1{font-size:1.7em;break-before:page}h1:first-of-type{break-before:auto}h2{font-size:1.25em;margin-top:2em}\
h2,h3{break-after:avoid}h3{font-size:1em;margin-bottom:.2em}p,ul{margin:.4em 0}small{color:#4b5661}\
.form{border:1px solid #1b2631;padding:.4em .8em;margin:1em 0 2em;break-inside:avoid}.form p{margin:.9em 0}\
footer{margin-top:3em;font-size:.85em;color:#4b5661}";

/// Returns the document as an HTML page.
#[must_use]
pub fn html(document: &Document) -> String {
    let title = escape(&document.title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    );
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        if let Block::Item(text) = block {
            let _infallible = write!(page, "<ul>\n<li>{}</li>\n", escape(text));
            while let Some(Block::Item(text)) = blocks.next_if(|next| matches!(next, Block::Item(_))) {
                let _infallible = writeln!(page, "<li>{}</li>", escape(text));
            }
            page.push_str("</ul>\n");
        } else {
            page.push_str(&element(block));
        }
    }
    let _infallible = write!(page, "<footer>{}</footer>\n</body>\n</html>\n", escape(&document.footer));
    page
}

fn element(block: &Block) -> String {
    match block {
        Block::Part(text) => format!("<h1>{}</h1>\n", escape(text)),
        Block::Chapter(text) => format!("<h2>{}</h2>\n", escape(text)),
        Block::Heading(text) => format!("<h3>{}</h3>\n", escape(text)),
        Block::Paragraph(text) | Block::Item(text) => format!("<p>{}</p>\n", escape(text)),
        Block::Strong(text) => format!("<p><strong>{}</strong></p>\n", escape(text)),
        Block::Small(text) => format!("<p><small>{}</small></p>\n", escape(text)),
        Block::Form(labels) => {
            let lines: String = labels.iter().map(|label| format!("<p>{}</p>\n", escape(label))).collect();
            format!("<div class=\"form\">\n{lines}</div>\n")
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::paper::Block;
    use crate::paper::Document;

    #[test]
    fn blocks_become_elements_and_no_text_becomes_markup() {
        let text = |text: &str| text.to_owned();
        let blocks = vec![
            Block::Chapter(text("A < B")),
            Block::Item(text("satu")),
            Block::Item(text("dua")),
            Block::Paragraph(text("<script>")),
            Block::Form(vec![text("Nama:")]),
        ];
        let page = html(&Document { title: text("T"), footer: text("F"), blocks });
        for part in [
            "<h2>A &lt; B</h2>",
            "<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>",
            "<p>&lt;script&gt;</p>",
            "<div class=\"form\">\n<p>Nama:</p>",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}
