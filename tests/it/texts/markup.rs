//! Telegram refuses a message whose markup is not well formed.

const TAGS: [&str; 6] = ["b", "i", "a", "s", "code", "pre"];
const ENTITIES: [&str; 4] = ["amp;", "lt;", "gt;", "quot;"];

/// Panics unless every tag is known, closed and properly nested, and every `&` begins an entity.
#[expect(clippy::panic, reason = "a test fails by panicking")]
pub(crate) fn assert_well_formed(html: &str) {
    let mut open = Vec::new();
    let mut pieces = html.split('<');
    assert_plain(pieces.next().unwrap_or_default(), html);
    for piece in pieces {
        let Some((tag, text)) = piece.split_once('>') else { panic!("a tag that doesn't end: {html}") };
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None => {
                let name = tag.split(' ').next().unwrap_or_default();
                assert!(TAGS.contains(&name), "<{tag}> in {html}");
                open.push(name);
            }
        }
        assert_plain(text, html);
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

fn assert_plain(text: &str, html: &str) {
    assert!(!text.contains('>'), "{html}");
    for after in text.split('&').skip(1) {
        assert!(ENTITIES.iter().any(|entity| after.starts_with(entity)), "&{after} in {html}");
    }
}

#[test]
fn markup_that_telegram_refuses_is_noticed() {
    let refused = ["<b>", "</b>", "<b><i></b></i>", "<u>x</u>", "a < b", "a > b", "a & b", "<b"];
    for html in refused {
        assert!(std::panic::catch_unwind(|| assert_well_formed(html)).is_err(), "{html}");
    }
    assert_well_formed("<b>a</b> &lt; <a href=\"https://x?a=1&amp;b=2\"><i>b</i></a>");
}
