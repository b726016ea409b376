//! Edits of the list of what lies outside the FAQ.

use toml_edit::DocumentMut;
use toml_edit::Item;
use toml_edit::Table;
use toml_edit::Value;

use crate::faq::OutsideId;
use crate::faq::edit::Trouble;
use crate::faq::edit::list;
use crate::faq::edit::typed;

/// The file of what lies outside the FAQ.
pub const OUTSIDE_FILE: &str = "_di-luar.toml";

/// The list of its phrases.
const PHRASES: &str = "tanya";

/// Returns the file with these phrases after the others of a group; what is there already isn't repeated.
///
/// # Errors
/// When the file can't be read or has no such group.
pub fn add_outside(text: &str, group: &OutsideId, added: &[String]) -> Result<String, Trouble> {
    let mut file: DocumentMut = text.parse().map_err(|_| Trouble::Unreadable)?;
    let groups =
        file.get_mut("kelompok").and_then(Item::as_array_of_tables_mut).ok_or(Trouble::Unreadable)?;
    let of_group = |table: &&mut Table| table.get("id").and_then(Item::as_str) == Some(group.as_str());
    let table = groups.iter_mut().find(of_group).ok_or(Trouble::Unreadable)?;
    let old = table.get(PHRASES).and_then(Item::as_array);
    let mut phrases: Vec<String> =
        old.iter().flat_map(|old| old.iter()).filter_map(Value::as_str).map(typed::line).collect();
    for phrase in added.iter().map(|phrase| typed::line(phrase)) {
        if !phrase.is_empty() && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    let new = list::rewritten(old, &phrases, true);
    match table.get_mut(PHRASES) {
        Some(item) => *item = Item::Value(Value::Array(new)),
        None => drop(table.insert(PHRASES, Item::Value(Value::Array(new)))),
    }
    Ok(file.to_string())
}

#[cfg(test)]
mod tests {
    use super::add_outside;
    use crate::faq::OutsideId;

    const FILE: &str = r#"# Catatan di atas.

[[kelompok]]
id = "cuti"
judul = "Cuti"
arahkan = "Tanya kepegawaian."
tanya = [
  "berapa sisa cuti", # penting
]

[[kelompok]]
id = "gaji"
judul = "Gaji"
arahkan = "Tanya bendahara."
tanya = ["kapan gajian"]
"#;

    #[test]
    fn a_phrase_is_added_to_its_group_and_all_else_stays() {
        let group = OutsideId::parse("cuti").unwrap();
        let phrases = ["cuti \"besar\" berapa lama".to_owned(), "berapa sisa cuti".to_owned()];
        let edited = add_outside(FILE, &group, &phrases).unwrap();
        let expected = FILE.replace(", # penting\n", ", # penting\n  \"cuti \\\"besar\\\" berapa lama\",\n");
        assert_eq!(edited, expected);
        assert_eq!(add_outside(&edited, &group, &phrases).unwrap(), edited);
    }

    #[test]
    fn a_group_that_isnt_there_is_refused() {
        assert!(add_outside(FILE, &OutsideId::parse("lain").unwrap(), &["a b".to_owned()]).is_err());
        assert!(add_outside("kelompok = 1", &OutsideId::parse("cuti").unwrap(), &[]).is_err());
    }
}
