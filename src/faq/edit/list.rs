//! Lists of a header, rewritten with as little change as can be: items that stay keep their comments.

use toml_edit::Array;
use toml_edit::Decor;
use toml_edit::Value;

use crate::faq::edit::typed;

/// Returns a text between straight quotes.
pub(super) fn quoted(text: &str) -> Value {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"").parse().unwrap_or_else(|_| Value::from(text))
}

/// Returns a list that holds these items, in this order, made out of the one that is there.
pub(super) fn rewritten(old: Option<&Array>, items: &[String], is_tall: bool) -> Array {
    let empty = Array::new();
    let is_tall = old.map_or(is_tall, |old| is_written_tall(old).unwrap_or(is_tall));
    let old = old.unwrap_or(&empty);
    let (mut kept, comments) = keep(old, items);
    let mut new = Array::new();
    for (index, item) in items.iter().enumerate() {
        let place = kept.iter().position(|value| value.as_str().map(typed::line).as_ref() == Some(item));
        let mut value = place.map_or_else(|| quoted(item), |place| kept.remove(place));
        space(value.decor_mut(), index == 0, is_tall, place.is_none());
        new.push_formatted(value);
    }
    let trailing = format!("{comments}{}", raw(Some(old.trailing())));
    let ends_line = if is_tall || comments.contains('#') { "\n" } else { "" };
    new.set_trailing_comma(!items.is_empty() && (is_tall || old.trailing_comma()));
    new.set_trailing(match trailing.contains('\n') || (items.is_empty() && !comments.contains('#')) {
        true => trailing,
        false => format!("{trailing}{ends_line}"),
    });
    new
}

/// Whether the list has an item a line; `None` for one that doesn't show.
fn is_written_tall(array: &Array) -> Option<bool> {
    let breaks = |text: &str| text.contains('\n');
    let any =
        array.iter().any(|item| breaks(raw(item.decor().prefix()))) || breaks(raw(Some(array.trailing())));
    (!array.is_empty() || any).then_some(any)
}

/// Returns the items that stay, and comments that stood at the end with items that go. A comment at any
/// other item that goes moves on to the next that stays.
fn keep(old: &Array, items: &[String]) -> (Vec<Value>, String) {
    let mut wanted: Vec<&String> = items.iter().collect();
    let mut carried = String::new();
    let mut kept = Vec::new();
    for value in old.iter() {
        let text = value.as_str().map(typed::line);
        let place = wanted.iter().position(|item| Some(*item) == text.as_ref());
        let (prefix, suffix) = (raw(value.decor().prefix()), raw(value.decor().suffix()));
        let Some(place) = place else {
            carried.extend([prefix, suffix].into_iter().filter(|text| text.contains('#')).map(str::trim_end));
            continue;
        };
        wanted.remove(place);
        let mut value = value.clone();
        if !carried.is_empty() {
            let gap = if prefix.trim_start_matches(' ').starts_with('\n') { "" } else { "\n  " };
            value.decor_mut().set_prefix(format!("{}{gap}{prefix}", std::mem::take(&mut carried)));
        }
        kept.push(value);
    }
    (kept, if carried.is_empty() { carried } else { format!("{carried}\n") })
}

/// Sets the space before an item, where no comment stands there.
fn space(decor: &mut Decor, is_first: bool, is_tall: bool, is_new: bool) {
    let prefix = raw(decor.prefix());
    if prefix.contains('#') || (!is_new && prefix.contains('\n')) {
        return;
    }
    let prefix = match (is_tall, is_first) {
        (true, _) => "\n  ",
        (false, true) => "",
        (false, false) => " ",
    };
    decor.set_prefix(prefix);
}

fn raw(text: Option<&toml_edit::RawString>) -> &str {
    text.and_then(toml_edit::RawString::as_str).unwrap_or_default()
}
