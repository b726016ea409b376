//! Reads the keys of a TOML table one by one, reporting what is missing, empty, unknown or of the wrong kind.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::faq::Date;
use crate::faq::draft::At;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;
use crate::matching::is_unseen;

/// A key an editor may write, with a line that shows how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) example: &'static str,
}

/// The keys of one table.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Line at which the table starts.
    line: usize,
}

impl<'t> Fields<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, line: usize) -> Self {
        Self { table, line }
    }

    /// Returns the line at which the table starts.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: Key) -> bool {
        self.table.contains_key(key.name)
    }

    /// Returns whether a key that may be missing says `true`.
    pub(super) fn flag(&self, sheet: &mut Sheet<'_>, key: Key) -> bool {
        let Some(value) = self.table.get(key.name) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            sheet.report(sheet.line_of(value), wording::wrong_kind(key.name, key.example));
        }
        flag.unwrap_or_default()
    }

    /// Returns the line of a key's value, or the table's where the key is missing.
    pub(super) fn line_of(&self, sheet: &Sheet<'_>, key: Key) -> usize {
        self.table.get(key.name).map_or(self.line, |value| sheet.line_of(value))
    }

    /// Reports every key that isn't one of `known`.
    pub(super) fn allow_only(&self, sheet: &mut Sheet<'_>, known: &[Key]) {
        let unknown = self.table.keys().filter(|key| known.iter().all(|known| known.name != key.get_ref()));
        for key in unknown {
            let finding = wording::unknown_key(key.get_ref(), known.iter().map(|key| key.name));
            sheet.report(sheet.line_of(key), finding);
        }
    }

    /// Returns every pair of a table whose keys the editor chooses.
    pub(super) fn pairs(&self, sheet: &Sheet<'_>) -> Vec<(At<&'t str>, &'t Spanned<DeValue<'t>>)> {
        let pairs = self.table.iter();
        pairs.map(|(key, value)| (At { line: sheet.line_of(key), value: &**key.get_ref() }, value)).collect()
    }

    pub(super) fn text(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<At<String>> {
        let value = self.require(sheet, key)?;
        let text = text_of(sheet, value, key)?;
        if text.value.is_empty() {
            sheet.report(text.line, wording::empty_value(key.name, key.example));
            return None;
        }
        Some(text)
    }

    /// Returns a text that may be missing or empty.
    pub(super) fn optional_text(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<At<String>> {
        let value = self.table.get(key.name)?;
        text_of(sheet, value, key).filter(|text| !text.value.is_empty())
    }

    /// Returns a list of texts that must be there, with at least one item.
    pub(super) fn texts(&self, sheet: &mut Sheet<'_>, key: Key) -> Vec<At<String>> {
        let Some(value) = self.require(sheet, key) else { return Vec::new() };
        if value.get_ref().as_array().is_some_and(|items| items.is_empty()) {
            sheet.report(sheet.line_of(value), wording::empty_value(key.name, key.example));
        }
        texts_of(sheet, value, key)
    }

    /// Returns a list of texts that must be there but may be empty.
    pub(super) fn texts_or_none(&self, sheet: &mut Sheet<'_>, key: Key) -> Vec<At<String>> {
        self.require(sheet, key).map_or_else(Vec::new, |value| texts_of(sheet, value, key))
    }

    /// Returns a list of texts that may be missing.
    pub(super) fn optional_texts(&self, sheet: &mut Sheet<'_>, key: Key) -> Vec<At<String>> {
        self.table.get(key.name).map_or_else(Vec::new, |value| texts_of(sheet, value, key))
    }

    pub(super) fn date(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<Date> {
        let value = self.require(sheet, key)?;
        date_of(sheet, value, key)
    }

    /// Returns a date that may be missing or empty.
    pub(super) fn optional_date(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<Date> {
        let value = self.table.get(key.name).filter(|value| value.get_ref().as_str() != Some(""))?;
        date_of(sheet, value, key)
    }

    pub(super) fn number(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<At<f64>> {
        let value = self.require(sheet, key)?;
        number_of(sheet, value, key)
    }

    pub(super) fn numbers(&self, sheet: &mut Sheet<'_>, key: Key) -> Vec<f64> {
        let Some(value) = self.require(sheet, key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            sheet.report(sheet.line_of(value), wording::wrong_kind(key.name, key.example));
            return Vec::new();
        };
        items.iter().filter_map(|item| number_of(sheet, item, key)).map(|number| number.value).collect()
    }

    /// Returns the table of a key, if it is there.
    pub(super) fn table(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<Fields<'t>> {
        table_of(sheet, self.table.get(key.name)?, key)
    }

    /// Returns the `[[key]]` tables, at least one.
    pub(super) fn tables(&self, sheet: &mut Sheet<'_>, key: Key) -> Vec<Fields<'t>> {
        let Some(value) = self.require(sheet, key) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(items) => items.iter().filter_map(|item| table_of(sheet, item, key)).collect(),
            None => {
                sheet.report(sheet.line_of(value), wording::wrong_kind(key.name, key.example));
                Vec::new()
            }
        }
    }

    fn require(&self, sheet: &mut Sheet<'_>, key: Key) -> Option<&'t Spanned<DeValue<'t>>> {
        let value = self.table.get(key.name);
        // In a header with broken syntax the key may be there and only unreadable.
        if value.is_none() && !sheet.is_broken() {
            sheet.report(self.line, wording::missing_key(key.name, key.example));
        }
        value
    }
}

/// Returns the texts of a list, without the empty ones, which are reported.
pub(super) fn texts_of(sheet: &mut Sheet<'_>, value: &Spanned<DeValue<'_>>, key: Key) -> Vec<At<String>> {
    let Some(items) = value.get_ref().as_array() else {
        sheet.report(sheet.line_of(value), wording::wrong_kind(key.name, key.example));
        return Vec::new();
    };
    let mut texts = Vec::with_capacity(items.len());
    for item in items.iter() {
        match text_of(sheet, item, key) {
            Some(text) if text.value.is_empty() => sheet.report(text.line, wording::empty_item(key.name)),
            Some(text) => texts.push(text),
            None => {}
        }
    }
    texts
}

/// Keys whose values are words of ours: what is pasted around them brings letters along that nobody sees. In
/// prose such letters may hold an emoji together.
const WORDS: [&str; 11] = [
    "putusan",
    "label",
    "berlaku_untuk",
    "dasar",
    "sanksi",
    "sanksi_mungkin",
    "terkait",
    "dikonfirmasi",
    "id",
    "status",
    "norma",
];

fn seen(text: &str, key: Key) -> String {
    let is_word = WORDS.contains(&key.name);
    text.chars().filter(|letter| !is_word || !is_unseen(*letter)).collect()
}

/// Returns a text without the white space around it.
pub(super) fn text_of(sheet: &mut Sheet<'_>, value: &Spanned<DeValue<'_>>, key: Key) -> Option<At<String>> {
    let line = sheet.line_of(value);
    match value.get_ref().as_str() {
        Some(text) => Some(At { line, value: seen(text, key).trim().to_owned() }),
        None => {
            sheet.report(line, wording::wrong_kind(key.name, key.example));
            None
        }
    }
}

/// Returns a day written without a time of day.
pub(super) fn date_of(sheet: &mut Sheet<'_>, value: &Spanned<DeValue<'_>>, key: Key) -> Option<Date> {
    let datetime = value.get_ref().as_datetime().filter(|datetime| datetime.time.is_none());
    let date = datetime.and_then(Date::from_toml);
    if date.is_none() {
        sheet.report(sheet.line_of(value), wording::not_a_date(key.name, key.example));
    }
    date
}

fn number_of(sheet: &mut Sheet<'_>, value: &Spanned<DeValue<'_>>, key: Key) -> Option<At<f64>> {
    let line = sheet.line_of(value);
    let digits = match value.get_ref() {
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(number) => number.as_str(),
        _ => "",
    };
    let number = digits.parse::<f64>().ok().filter(|number| number.is_finite());
    if number.is_none() {
        sheet.report(line, wording::wrong_kind(key.name, key.example));
    }
    number.map(|value| At { line, value })
}

/// Returns the keys of a table.
pub(super) fn table_of<'t>(
    sheet: &mut Sheet<'_>,
    value: &'t Spanned<DeValue<'t>>,
    key: Key,
) -> Option<Fields<'t>> {
    let line = sheet.line_of(value);
    match value.get_ref().as_table() {
        Some(table) => Some(Fields { table, line }),
        None => {
            sheet.report(line, wording::wrong_kind(key.name, key.example));
            None
        }
    }
}
