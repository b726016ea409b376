//! Telegram's HTML: a small set of tags, four named characters, numeric ones, and errors with byte offsets.

use super::types::Entity;
use super::types::Formatted;

/// Turns markup into text and entities, or says what is wrong as Telegram would.
///
/// # Errors
/// The sentence that follows "can't parse entities: ".
pub fn parse_html(markup: &str) -> Result<Formatted, String> {
    let mut parser = Parser {
        rest: markup,
        total: markup.len(),
        text: String::new(),
        units: 0,
        open: Vec::new(),
        entities: Vec::new(),
    };
    while let Some(character) = parser.rest.chars().next() {
        match character {
            '<' if parser.rest.starts_with("</") => parser.end_tag()?,
            '<' => parser.start_tag()?,
            '&' => parser.character_reference(),
            other => {
                parser.push(other);
                parser.skip(other.len_utf8());
            }
        }
    }
    match parser.open.pop() {
        Some(tag) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", tag.name)),
        None => Ok(Formatted { text: parser.text, entities: parser.entities }.tidied()),
    }
}

struct Open {
    name: String,
    starts_at: usize,
    byte: usize,
    /// The place of its entity; the outer one of two that mark the same text comes first.
    entity: Option<usize>,
}

struct Parser<'a> {
    rest: &'a str,
    total: usize,
    text: String,
    units: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

impl Parser<'_> {
    fn offset(&self) -> usize {
        self.total.saturating_sub(self.rest.len())
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn push(&mut self, character: char) {
        self.units += character.len_utf16();
        self.text.push(character);
    }

    fn character_reference(&mut self) {
        let reference = self.rest.split_inclusive(';').next().filter(|it| it.ends_with(';'));
        match reference.and_then(|it| Some((decode(it)?, it.len()))) {
            Some((character, length)) => {
                self.push(character);
                self.skip(length);
            }
            None => {
                self.push('&');
                self.skip(1);
            }
        }
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let at = self.offset();
        let close = tag_end(self.rest).ok_or_else(|| format!("Unclosed start tag at byte offset {at}"))?;
        let inside = self.rest.get(1..close).unwrap_or_default().trim_end_matches('/');
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let name = name.to_lowercase();
        let attributes = read_attributes(attributes, at)?;
        let entity = entity_of(&name, &attributes, self.open.last(), self.units, at)?;
        let place = entity.is_some().then_some(self.entities.len());
        self.entities.extend(entity);
        self.open.push(Open { name, starts_at: self.units, byte: self.text.len(), entity: place });
        self.adopt_language(&attributes);
        self.skip(close + 1);
        Ok(())
    }

    /// `<pre><code class="language-x">` names the language of the `pre`.
    fn adopt_language(&mut self, attributes: &[(String, String)]) {
        let [.., outer, inner] = self.open.as_mut_slice() else { return };
        if outer.name != "pre" || inner.name != "code" || outer.starts_at != inner.starts_at {
            return;
        }
        let language = value_of(attributes, "class").and_then(|class| class.strip_prefix("language-"));
        let entity = outer.entity.and_then(|place| self.entities.get_mut(place));
        if let (Some(language), Some(entity)) = (language, entity) {
            entity.language = Some(language.to_owned());
        }
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let at = self.offset();
        let close = self.rest.find('>').ok_or_else(|| format!("Unclosed end tag at byte offset {at}"))?;
        let name = self.rest.get(2..close).unwrap_or_default().trim_end().to_lowercase();
        let tag = self.open.pop().ok_or_else(|| format!("Unexpected end tag at byte offset {at}"))?;
        if !name.is_empty() && name != tag.name {
            return Err(format!(
                "Unmatched end tag at byte offset {at}, expected \"</{}>\", found \"</{name}>\"",
                tag.name
            ));
        }
        self.close(&tag);
        self.skip(close + 1);
        Ok(())
    }

    fn close(&mut self, tag: &Open) {
        let Some(entity) = tag.entity.and_then(|place| self.entities.get_mut(place)) else { return };
        entity.length = self.units - tag.starts_at;
        if entity.kind == "text_link" && entity.url.as_deref() == Some("") {
            entity.url = self.text.get(tag.byte..).map(str::to_owned);
        }
    }
}

/// The position of the `>` that ends a start tag; one inside quotes does not.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in rest.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), now) if open == now => quote = None,
            _ => {}
        }
    }
    None
}

fn read_attributes(mut rest: &str, at: usize) -> Result<Vec<(String, String)>, String> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(attributes);
        }
        let name_ends = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(name_ends);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((name.to_lowercase(), String::new()));
            rest = after;
            continue;
        };
        let (value, left) = attribute_value(value.trim_start())
            .ok_or_else(|| format!("Unexpected end of attribute value at byte offset {at}"))?;
        attributes.push((name.to_lowercase(), decode_all(value)));
        rest = left;
    }
}

fn attribute_value(rest: &str) -> Option<(&str, &str)> {
    match rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => rest.get(1..)?.split_once(quote),
        None => Some(rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))),
    }
}

fn value_of<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The entity a tag opens; `None` for a `code` that only names its `pre`'s language.
fn entity_of(
    name: &str,
    attributes: &[(String, String)],
    parent: Option<&Open>,
    at_unit: usize,
    at: usize,
) -> Result<Option<Entity>, String> {
    let plain = |kind: &str| Ok(Some(Entity::plain(kind, at_unit, 0)));
    match name {
        "b" | "strong" => plain("bold"),
        "i" | "em" => plain("italic"),
        "u" | "ins" => plain("underline"),
        "s" | "strike" | "del" => plain("strikethrough"),
        "tg-spoiler" => plain("spoiler"),
        "span" if value_of(attributes, "class") == Some("tg-spoiler") => plain("spoiler"),
        "span" => Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {at}")),
        "blockquote" if value_of(attributes, "expandable").is_some() => plain("expandable_blockquote"),
        "blockquote" => plain("blockquote"),
        "pre" => plain("pre"),
        "code" if parent.is_some_and(|tag| tag.name == "pre") => Ok(None),
        "code" => plain("code"),
        "a" => {
            let url = value_of(attributes, "href").unwrap_or_default().to_owned();
            Ok(Some(Entity { url: Some(url), ..Entity::plain("text_link", at_unit, 0) }))
        }
        "tg-emoji" => match value_of(attributes, "emoji-id") {
            Some(id) => Ok(Some(Entity {
                custom_emoji_id: Some(id.to_owned()),
                ..Entity::plain("custom_emoji", at_unit, 0)
            })),
            None => Err(format!("Custom emoji entity at byte offset {at} has no attribute \"emoji-id\"")),
        },
        other => Err(format!("Unsupported start tag \"{other}\" at byte offset {at}")),
    }
}

/// The character a whole reference such as `&lt;` stands for.
fn decode(reference: &str) -> Option<char> {
    match reference {
        "&lt;" => return Some('<'),
        "&gt;" => return Some('>'),
        "&amp;" => return Some('&'),
        "&quot;" => return Some('"'),
        _ => {}
    }
    let number = reference.strip_prefix("&#")?.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|character| *character != '\0')
}

fn decode_all(value: &str) -> String {
    let mut decoded = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let whole =
            after.split_once(';').and_then(|(name, left)| Some((decode(&format!("&{name};"))?, left)));
        let (character, left) = whole.unwrap_or(('&', after));
        decoded.push(character);
        rest = left;
    }
    decoded + rest
}

impl Formatted {
    /// Cuts white space off both ends, drops empty entities and sorts the rest, as Telegram does before it sends.
    #[must_use]
    pub fn tidied(self) -> Self {
        let front = utf16(&self.text) - utf16(self.text.trim_start());
        let text = self.text.trim().to_owned();
        let length = utf16(&text);
        let mut entities: Vec<Entity> =
            self.entities.into_iter().filter_map(|entity| clipped(entity, front, length)).collect();
        entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
        Self { text, entities }
    }
}

fn clipped(entity: Entity, front: usize, length: usize) -> Option<Entity> {
    let start = entity.offset.max(front) - front;
    let end = entity.end().saturating_sub(front).min(length);
    (end > start).then(|| Entity { offset: start, length: end - start, ..entity })
}

/// Length as Telegram counts it.
#[must_use]
pub fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::world::detect::with_detected;
    use proptest::prelude::*;

    /// Each entity as (kind, marked text), so that expectations read like the message.
    fn marked(markup: &str) -> Vec<(String, String)> {
        let formatted = parse_html(markup).unwrap();
        let units: Vec<u16> = formatted.text.encode_utf16().collect();
        let text = |entity: &Entity| String::from_utf16(&units[entity.offset..entity.end()]).unwrap();
        formatted.entities.iter().map(|entity| (entity.kind.clone(), text(entity))).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn every_supported_tag_makes_its_entity() {
        for (tags, kind) in [
            ("b strong", "bold"),
            ("i em", "italic"),
            ("u ins", "underline"),
            ("s strike del", "strikethrough"),
            ("tg-spoiler", "spoiler"),
            ("code", "code"),
            ("pre", "pre"),
            ("blockquote", "blockquote"),
        ] {
            for tag in tags.split(' ') {
                assert_eq!(marked(&format!("a <{tag}>é😀</{tag}> b")), pairs(&[(kind, "é😀")]));
            }
        }
        assert_eq!(marked("<span class=\"tg-spoiler\">x</span>"), pairs(&[("spoiler", "x")]));
        assert_eq!(marked("<blockquote expandable>x</blockquote>"), pairs(&[("expandable_blockquote", "x")]));
    }

    #[test]
    fn attributes_say_where_a_link_leads_and_what_language_code_is_in() {
        let link =
            &parse_html("<a href='https://a.id/?x=1&amp;y=&quot;2&quot;'>di sini</a>").unwrap().entities[0];
        assert_eq!(link.url.as_deref(), Some("https://a.id/?x=1&y=\"2\""));
        let pre = &parse_html("<pre><code class=\"language-rust\">fn</code></pre>").unwrap().entities;
        assert_eq!((pre.len(), pre[0].language.as_deref()), (1, Some("rust")));
        let emoji = &parse_html("<tg-emoji emoji-id=\"5\">👍</tg-emoji>").unwrap().entities[0];
        assert_eq!(emoji.custom_emoji_id.as_deref(), Some("5"));
    }

    #[test]
    fn only_four_names_and_numbers_are_characters() {
        let text =
            parse_html("&lt;&gt;&amp;&quot;&#65;&#x1F600; &nbsp; &copy; & &; &#0; &#xD800;").unwrap().text;
        assert_eq!(text, "<>&\"A😀 &nbsp; &copy; & &; &#0; &#xD800;");
    }

    #[test]
    fn nested_tags_nest_and_white_space_at_the_ends_goes() {
        assert_eq!(marked(" \n<b> a <i>b</i></b> \n"), pairs(&[("bold", "a b"), ("italic", "b")]));
        assert_eq!(marked("<b></b>x<i> </i>"), pairs(&[]));
        assert_eq!(parse_html("<b>a</>").unwrap().text, "a");
    }

    #[test]
    fn quotes_may_hold_an_angle_bracket() {
        assert_eq!(marked("<a href=\"https://a.id/>\">x</a>"), pairs(&[("text_link", "x")]));
    }

    fn markup() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("<b>".to_owned()),
            Just("</b>".to_owned()),
            Just("<a href=\"x".to_owned()),
            Just("\">".to_owned()),
            Just("<pre><code class=\"language-".to_owned()),
            Just("</code></pre>".to_owned()),
            Just("&amp;".to_owned()),
            Just("&#x1F6".to_owned()),
            Just("😀\u{301}\u{200d}".to_owned()),
            any::<String>(),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn is_sound(formatted: &Formatted) -> bool {
        let units: Vec<u16> = formatted.text.encode_utf16().collect();
        formatted.entities.iter().all(|entity| {
            let inside = units.get(entity.offset..entity.end());
            entity.length > 0 && inside.is_some_and(|inside| String::from_utf16(inside).is_ok())
        })
    }

    proptest! {
        #[test]
        fn whatever_comes_the_entities_lie_in_the_text_and_split_no_character(markup in markup()) {
            if let Ok(formatted) = parse_html(&markup) {
                prop_assert!(is_sound(&formatted));
                prop_assert!(is_sound(&with_detected(formatted)));
            }
        }

        #[test]
        fn an_escaped_text_comes_back_as_it_was(text in any::<String>()) {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let formatted = parse_html(&escaped).unwrap();
            prop_assert_eq!(formatted.text, text.trim());
            prop_assert!(formatted.entities.is_empty());
        }

        #[test]
        fn a_marked_text_is_marked_whole(text in "[a-zé😀]{1,20}", around in "[ a-z😀]{0,10}") {
            let formatted = parse_html(&format!("x{around}<u><s>{text}</s></u>{around}")).unwrap();
            let start = utf16(&around) + 1;
            let expected = ["underline", "strikethrough"].map(|kind| Entity::plain(kind, start, utf16(&text)));
            prop_assert_eq!(formatted.entities, expected);
        }
    }
}
