//! What is left of web pages and mail in a text: tags, links, signatures of apps.

const TAGS: [&str; 37] = [
    "a",
    "b",
    "blockquote",
    "body",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// Longest tag, in bytes; a later `>` belongs to something else.
const LONGEST_TAG: usize = 400;

const ENTITIES: [&str; 7] = ["&nbsp;", "&amp;", "&quot;", "&#39;", "&apos;", "&lt;", "&gt;"];

/// What apps write under a message by themselves.
const SIGNATURES: [&str; 5] =
    ["sent from my ", "dikirim dari iphone", "dikirim dari hp", "dikirim dari ponsel", "terkirim dari "];

/// Longest signature after its beginning, in letters.
const LONGEST_SIGNATURE: usize = 40;

/// Puts a space in place of each tag.
pub(super) fn without_tags(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let length = tag(from).unwrap_or(0);
        plain.push(' ');
        rest = from.get(length.max(1)..).unwrap_or_default();
    }
    plain.push_str(rest);
    ENTITIES.iter().fold(plain, |plain, entity| plain.replace(entity, " "))
}

/// The length of the tag that a text begins with.
fn tag(text: &str) -> Option<usize> {
    let end = text.find('>').filter(|end| *end <= LONGEST_TAG)?;
    let inside = text.get(1..end)?.trim_start_matches('/');
    let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
    TAGS.contains(&name.to_ascii_lowercase().as_str()).then(|| end.saturating_add(1))
}

/// Leaves out addresses of pages.
pub(super) fn without_links(line: &str) -> String {
    if !line.contains(['/', 'w', 'W']) {
        return line.to_owned();
    }
    let words: Vec<&str> = line.split_whitespace().filter(|word| !is_link(word)).collect();
    words.join(" ")
}

fn is_link(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '<', '"', '\'']).to_ascii_lowercase();
    if word.starts_with("www.") || word.contains("://") {
        return true;
    }
    let Some((host, _)) = word.split_once('/') else { return false };
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    let is_end = (2..=6).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase());
    is_end
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
}

/// Cuts off what an app wrote at the end.
pub(super) fn without_signature(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let start = SIGNATURES.iter().filter_map(|signature| lower.rfind(signature)).min();
    match start {
        Some(start) if text.get(start..).is_some_and(|end| end.chars().count() <= LONGEST_SIGNATURE) => {
            text.get(..start).unwrap_or(text).to_owned()
        }
        _ => text.to_owned(),
    }
}
