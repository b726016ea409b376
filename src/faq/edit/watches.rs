//! Edits of the list of what is watched.

use toml_edit::DocumentMut;
use toml_edit::Item;
use toml_edit::Value;

use crate::faq::Date;
use crate::faq::WatchId;
use crate::faq::edit::Trouble;

/// The file of what is watched.
pub const WATCHES_FILE: &str = "_pantau.toml";

/// When somebody looked last.
const LAST: &str = "terakhir";

/// Returns the file with this day as the last on which somebody looked.
///
/// # Errors
/// When the file can't be read or has nothing of that name.
pub fn looked(text: &str, id: &WatchId, day: Date) -> Result<String, Trouble> {
    let mut file: DocumentMut = text.parse().map_err(|_| Trouble::Unreadable)?;
    let watches = file.get_mut("pantau").and_then(Item::as_array_of_tables_mut).ok_or(Trouble::Unreadable)?;
    let table = watches.iter_mut().find(|table| table.get("id").and_then(Item::as_str) == Some(id.as_str()));
    let last = table.and_then(|table| table.get_mut(LAST)).ok_or(Trouble::Unreadable)?;
    let day: toml_edit::Datetime = day.to_string().parse().map_err(|_| Trouble::Unreadable)?;
    let mut value = Value::from(day);
    if let Some(old) = last.as_value() {
        *value.decor_mut() = old.decor().clone();
    }
    *last = Item::Value(value);
    Ok(file.to_string())
}

#[cfg(test)]
mod tests {
    use super::looked;
    use crate::faq::Date;
    use crate::faq::WatchId;

    const FILE: &str = "# Atas.\n\n[[pantau]]\nid = \"satu\"\nterakhir = 2026-02-23 # JDIH\n\n[[pantau]]\nid = \"dua\"\nterakhir = 2026-02-23\n";

    #[test]
    fn only_the_day_of_the_one_changes() {
        let day = Date { year: 2026, month: 12, day: 3 };
        let id = |id| WatchId::parse(id).unwrap();
        let text = looked(FILE, &id("satu"), day).unwrap();
        assert_eq!(text, FILE.replacen("2026-02-23 # JDIH", "2026-12-03 # JDIH", 1));
        assert!(looked(FILE, &id("tiga"), day).is_err());
        assert!(looked("[[pantau", &id("satu"), day).is_err());
    }
}
