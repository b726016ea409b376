//! Telegram's HTML: escaping, the Markdown subset of the FAQ, measuring and splitting.

use std::fmt::Write;

/// Most UTF-16 units Telegram takes in one message, counted without markup.
pub const LONGEST_MESSAGE: usize = 4096;

/// Where long texts are parted: it leaves room for a line over each piece.
pub const LONGEST_PIECE: usize = 4000;

/// Escapes text so that none of it is taken for markup.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Makes text bold.
#[must_use]
pub fn bold(text: &str) -> String {
    format!("<b>{}</b>", escape(text))
}

/// Turns the FAQ's Markdown subset into HTML: headings, `- ` lists, `**bold**`, `*italic*` and links.
///
/// Everything else is shown as it stands. No tag spans a line.
#[must_use]
pub fn from_markdown(markdown: &str) -> String {
    let mut html = String::new();
    for block in markdown.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        if !html.is_empty() {
            html.push_str("\n\n");
        }
        html.push_str(&block_from_markdown(block));
    }
    html
}

/// Joins lines that the file wrapped, but keeps list items and headings on lines of their own.
fn block_from_markdown(block: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut joins = false;
    for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix('#') {
            lines.push(bold(heading.trim_start_matches('#').trim()));
            joins = false;
        } else if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
            lines.push(format!("• {}", inline(item)));
            joins = true;
        } else if let Some(last) = lines.last_mut().filter(|_| joins) {
            last.push(' ');
            last.push_str(&inline(line));
        } else {
            lines.push(inline(line));
            joins = true;
        }
    }
    lines.join("\n")
}

/// Renders bold, italic and links within a line.
fn inline(line: &str) -> String {
    let mut html = String::new();
    let mut rest = line;
    while !rest.is_empty() {
        if let Some((inner, after)) = enclosed(rest, "**", "**") {
            let _infallible = write!(html, "<b>{}</b>", escape(inner));
            rest = after;
        } else if let Some((inner, after)) = enclosed(rest, "*", "*") {
            let _infallible = write!(html, "<i>{}</i>", escape(inner));
            rest = after;
        } else if let Some((label, address, after)) = link(rest) {
            let _infallible = write!(html, "<a href=\"{}\">{}</a>", escape(address), escape(label));
            rest = after;
        } else {
            // Up to where the next mark may begin.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let (_, later) = rest.split_at(first);
            let length = later.find(['*', '[']).map_or(rest.len(), |at| at.saturating_add(first));
            let (plain, after) = rest.split_at(length);
            html.push_str(&escape(plain));
            rest = after;
        }
    }
    html
}

/// Splits `open inner close rest` when `text` begins so and `inner` is neither empty nor padded.
fn enclosed<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let (inner, after) = text.strip_prefix(open)?.split_once(close)?;
    let tight = !inner.is_empty() && inner.trim() == inner && !inner.starts_with('*');
    tight.then_some((inner, after))
}

/// Splits `[label](https://address) rest`.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = after.split_once(')')?;
    address.starts_with("https://").then_some((label, address, after))
}

/// Returns the text without its markup, for terminals and for measuring.
#[must_use]
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Returns how much of a message's length this HTML takes.
#[must_use]
pub fn length(html: &str) -> usize {
    plain(html).encode_utf16().count()
}

/// Splits HTML into messages on paragraphs; a paragraph that alone is too long loses its markup.
#[must_use]
pub fn split(html: &str, longest: usize) -> Vec<String> {
    // There are no more UTF-16 units than bytes: nearly every text is done here, unmeasured.
    if html.len() <= longest {
        return vec![html.to_owned()];
    }
    let mut pieces: Vec<String> = Vec::new();
    for paragraph in html.split("\n\n").flat_map(|paragraph| short_enough(paragraph, longest)) {
        match pieces.last_mut() {
            Some(last) if length(last) + 2 + length(&paragraph) <= longest => {
                last.push_str("\n\n");
                last.push_str(&paragraph);
            }
            _ => pieces.push(paragraph),
        }
    }
    pieces
}

fn short_enough(paragraph: &str, longest: usize) -> Vec<String> {
    if length(paragraph) <= longest {
        return vec![paragraph.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for word in plain(paragraph).split_inclusive(char::is_whitespace).flat_map(|word| chunks(word, longest)) {
        match pieces.last_mut() {
            Some(last) if last.encode_utf16().count() + word.encode_utf16().count() <= longest => {
                last.push_str(&word);
            }
            _ => pieces.push(word),
        }
    }
    pieces.iter().map(|piece| escape(piece.trim_end())).filter(|piece| !piece.is_empty()).collect()
}

fn chunks(word: &str, longest: usize) -> Vec<String> {
    let half = (longest / 2).max(1); // a character takes at most two UTF-16 units
    let characters: Vec<char> = word.chars().collect();
    characters.chunks(half).map(|chunk| chunk.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::escape;
    use super::from_markdown;
    use super::length;
    use super::plain;
    use super::split;
    use proptest::prelude::proptest;

    #[test]
    fn markdown_becomes_telegrams_html() {
        let cases = [
            ("Satu baris\nyang dilipat.", "Satu baris yang dilipat."),
            ("## Mengapa\nKarena **aturan**.", "<b>Mengapa</b>\nKarena <b>aturan</b>."),
            ("- satu\n- *dua*\n  lanjut", "• satu\n• <i>dua</i> lanjut"),
            ("A < B & \"C\"", "A &lt; B &amp; &quot;C&quot;"),
            ("[KPU](https://kpu.go.id)", "<a href=\"https://kpu.go.id\">KPU</a>"),
            ("[x](javascript:alert)", "[x](javascript:alert)"),
            ("5 * 3 ** 2", "5 * 3 ** 2"),
        ];
        for (markdown, html) in cases {
            assert_eq!(from_markdown(markdown), html);
        }
    }

    #[test]
    fn a_long_text_is_split_on_paragraphs() {
        let text = format!("{}\n\n{}\n\n{}", "a".repeat(60), "b".repeat(30), "c".repeat(20));
        assert_eq!(split(&text, 70).len(), 2);
        assert_eq!(split("pendek", 70), ["pendek"]);
    }

    proptest! {
        #[test]
        fn no_piece_is_too_long_and_no_word_is_lost(text in "([a-z<&\u{1F600}]{1,12}[ \n]{0,2}){0,40}") {
            let html = escape(&text);
            let pieces = split(&html, 50);
            for piece in &pieces {
                assert!(length(piece) <= 50);
            }
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(squeeze(&plain(&pieces.join(" "))), squeeze(&text));
        }

        #[test]
        fn escaped_text_reads_as_itself(text in "\\PC{0,80}") {
            assert_eq!(plain(&escape(&text)), text);
        }

        #[test]
        fn markdown_never_panics_and_leaves_no_stray_tag(text in "[\\PC\n*#\\[\\]()<>-]{0,80}") {
            let html = from_markdown(&text);
            assert_eq!(html.matches("<b>").count(), html.matches("</b>").count());
        }
    }
}
