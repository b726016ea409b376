//! An entry's file taken apart: what stands before the header, the header, the fence, the answer.

use toml_edit::DocumentMut;
use toml_edit::Item;
use toml_edit::Table;

use crate::faq::Date;
use crate::faq::edit::Field;
use crate::faq::edit::Value;
use crate::faq::edit::list;
use crate::faq::edit::typed;
use crate::faq::parse;

/// An entry's file; what isn't changed is written as it was read.
pub(in crate::faq) struct EntryFile {
    /// Everything up to the header: the first fence.
    lead: String,
    header: DocumentMut,
    /// The second fence.
    fence: String,
    answer: String,
}

impl EntryFile {
    /// Reads a file whose header is there and in order.
    pub(in crate::faq) fn read(text: &str) -> Option<Self> {
        let fences = parse::fences(text)?;
        Some(Self {
            lead: text.get(..fences.header.start)?.to_owned(),
            header: text.get(fences.header.clone())?.parse().ok()?,
            fence: text.get(fences.header.end..fences.answer_start)?.to_owned(),
            answer: text.get(fences.answer_start..)?.to_owned(),
        })
    }

    /// Writes the file.
    pub(in crate::faq) fn write(&self) -> String {
        let header = self.header.to_string();
        let gap = if header.is_empty() || header.ends_with('\n') { "" } else { "\n" };
        let fence_gap = if self.fence.ends_with('\n') || self.answer.is_empty() { "" } else { "\n" };
        format!("{}{header}{gap}{}{fence_gap}{}", self.lead, self.fence, self.answer)
    }

    /// Returns what a field holds; a text that is empty isn't there.
    pub(in crate::faq) fn get(&self, field: Field) -> Option<Value> {
        let answer = Answer::of(&self.answer);
        let value = match field {
            Field::Summary => Value::Text(answer.summary_text()),
            Field::Body => Value::Text(typed::trimmed(answer.rest)),
            _ => header_value(field, self.header.get(field.key())?)?,
        };
        Some(value).filter(|value| *value != Value::Text(String::new()))
    }

    /// Puts a value into a field, or takes the field away.
    pub(in crate::faq) fn put(&mut self, field: Field, value: Option<&Value>) {
        let text = value.map(Value::typed).unwrap_or_default();
        match (field, value) {
            (Field::Summary, _) => self.answer = Answer::of(&self.answer).with_summary(&text),
            (Field::Body, _) => self.answer = Answer::of(&self.answer).with_rest(&text),
            (_, Some(value)) => self.put_key(field, value),
            (_, None) => remove_key(&mut self.header, field.key()),
        }
    }

    fn put_key(&mut self, field: Field, value: &Value) {
        let old = self.header.get(field.key()).and_then(Item::as_value);
        let mut new = match value {
            Value::Text(text) => list::quoted(text),
            Value::List(items) => {
                let array = list::rewritten(old.and_then(toml_edit::Value::as_array), items, field.is_tall());
                toml_edit::Value::Array(array)
            }
            Value::Day(day) => match day.to_string().parse::<toml_edit::Datetime>() {
                Ok(day) => day.into(),
                Err(_) => return, // no day of the calendar; `put` notices that nothing came of it
            },
        };
        if let Some(old) = old {
            *new.decor_mut() = old.decor().clone();
        }
        match self.header.get_mut(field.key()) {
            Some(item) => *item = Item::Value(new),
            None => insert_in_order(&mut self.header, field, Item::Value(new)),
        }
    }
}

fn header_value(field: Field, item: &Item) -> Option<Value> {
    if field.is_list() {
        let items = item.as_array()?.iter().filter_map(toml_edit::Value::as_str);
        return Some(Value::List(items.map(typed::line).collect()));
    }
    if field == Field::CheckedOn {
        let date = item.as_datetime()?.date?;
        return Some(Value::Day(Date { year: date.year, month: date.month, day: date.day }));
    }
    Some(Value::Text(typed::line(item.as_str()?)))
}

/// Inserts a key where the order of files has it.
fn insert_in_order(table: &mut Table, field: Field, item: Item) {
    let rank = |key: &str| Field::IN_HEADER.iter().position(|other| other.key() == key);
    let own = rank(field.key());
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let later = keys.iter().skip_while(|key| rank(key).is_none_or(|rank| Some(rank) < own));
    let later: Vec<_> = later.filter_map(|key| table.remove_entry(key)).collect();
    table.insert(field.key(), item);
    for (key, item) in later {
        table.insert_formatted(&key, item);
    }
}

/// Removes a key; a comment over it stays, over what follows.
fn remove_key(header: &mut DocumentMut, key: &str) {
    let keys: Vec<String> = header.iter().map(|(key, _)| key.to_owned()).collect();
    let next = keys.iter().skip_while(|other| *other != key).nth(1);
    let Some((removed, _)) = header.remove_entry(key) else { return };
    let prefix = removed.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    if !prefix.contains('#') {
        return;
    }
    match next.and_then(|next| header.key_mut(next)) {
        Some(mut next) => {
            let own = next.leaf_decor().prefix().and_then(|own| own.as_str()).unwrap_or_default();
            let both = format!("{prefix}{own}");
            next.leaf_decor_mut().set_prefix(both);
        }
        None => {
            let both = format!("{prefix}{}", header.trailing().as_str().unwrap_or_default());
            header.set_trailing(both);
        }
    }
}

/// The answer taken apart, as the reader of files takes it.
struct Answer<'a> {
    /// Blank lines before it.
    lead: &'a str,
    /// The paragraph that begins with `Ringkas:`, if there is one, with its label.
    summary: &'a str,
    rest: &'a str,
}

impl<'a> Answer<'a> {
    fn of(text: &'a str) -> Self {
        let trimmed = text.trim_start_matches([' ', '\t', '\r', '\n']);
        let lead_end = text.len().saturating_sub(trimmed.len());
        // Only whole lines are blank: what is indented isn't the label's line.
        let lead_end = text.get(..lead_end).and_then(|lead| lead.rfind('\n')).map_or(0, |end| end + 1);
        let (lead, text) = text.split_at_checked(lead_end).unwrap_or(("", text));
        let length: usize = match text.lines().next().is_some_and(parse::opens_summary) {
            true => {
                let lines = text.split_inclusive('\n');
                let more = lines.clone().skip(1).take_while(|line| parse::continues_summary(line.trim_end()));
                lines.take(1).chain(more).map(str::len).sum()
            }
            false => 0,
        };
        let (summary, rest) = text.split_at_checked(length).unwrap_or((text, ""));
        Self { lead, summary, rest }
    }

    fn summary_text(&self) -> String {
        let labelled = self.summary.split_once(':').map(|(_, text)| text);
        typed::line(labelled.unwrap_or_default())
    }

    fn with_summary(&self, summary: &str) -> String {
        let gap = if self.summary.is_empty() && !self.rest.trim().is_empty() { "\n" } else { "" };
        let label = if summary.is_empty() { "Ringkas:" } else { "Ringkas: " };
        format!("{}{label}{summary}\n{gap}{}", self.lead, self.rest)
    }

    fn with_rest(&self, rest: &str) -> String {
        let summary = self.summary.trim_end();
        match (summary.is_empty(), rest.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!("{}{rest}\n", self.lead),
            (false, true) => format!("{}{summary}\n", self.lead),
            (false, false) => format!("{}{summary}\n\n{rest}\n", self.lead),
        }
    }
}
