//! Edits of the list of what lies outside the FAQ.

use toml_edit::Array;
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
    let phrases = table.get_mut(PHRASES).and_then(Item::as_array_mut).ok_or(Trouble::Unreadable)?;
    for phrase in added.iter().map(|phrase| typed::line(phrase)) {
        let is_there = phrases.iter().filter_map(Value::as_str).any(|other| typed::line(other) == phrase);
        if !phrase.is_empty() && !is_there {
            push(phrases, &phrase);
        }
    }
    Ok(file.to_string())
}

/// Adds a line to a list; a comment behind the last one stays there.
fn push(phrases: &mut Array, phrase: &str) {
    let behind = phrases.trailing().as_str().unwrap_or_default().trim_end().to_owned();
    let mut value = list::quoted(phrase);
    value.decor_mut().set_prefix(format!("{behind}\n  "));
    phrases.push_formatted(value);
    phrases.set_trailing_comma(true);
    phrases.set_trailing("\n");
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
