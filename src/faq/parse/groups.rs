//! Reads `_grup.toml`: the topic groups, in the order people see them.

use std::collections::BTreeMap;

use crate::faq::Employment;
use crate::faq::Group;
use crate::faq::GroupId;
use crate::faq::draft::At;
use crate::faq::parse::entry::choice;
use crate::faq::parse::entry::slug;
use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

const GROUPS: Key = Key { name: "grup", example: "[[grup]]" };
const ID: Key = Key { name: "id", example: "id = \"media-sosial\"" };
const TITLE: Key = Key { name: "judul", example: "judul = \"Media sosial\"" };
const DESCRIPTION: Key = Key { name: "keterangan", example: "keterangan = \"Suka, komentar, membagikan.\"" };

const ASK: Key = Key { name: "bertanya", example: "bertanya = \"Bawaslu, BKN, atau LPSK\"" };
const STATUSES: Key = Key { name: "status", example: "[[status]]" };
const STATUS: Key = Key { name: "status", example: "status = \"bumn\"" };

/// Longest title that a button shows whole on a small phone.
const MAX_TITLE_LETTERS: usize = 30;

/// Reads every group whose id can be used, and whom people of a status ask.
pub(super) fn read(sheet: &mut Sheet<'_>) -> (Vec<At<Group>>, BTreeMap<Employment, String>) {
    let table = sheet.whole_toml();
    let fields = Fields::new(&table, 1);
    fields.allow_only(sheet, &[GROUPS, STATUSES]);
    let groups = fields.tables(sheet, GROUPS).iter().filter_map(|group| read_group(sheet, group)).collect();
    let statuses = if fields.has(STATUSES) { fields.tables(sheet, STATUSES) } else { Vec::new() };
    let mut ask_by_status = BTreeMap::new();
    for fields in &statuses {
        let Some((status, ask)) = read_status(sheet, fields) else { continue };
        if ask_by_status.insert(status.value, ask).is_some() {
            sheet.report(status.line, wording::repeated_item("status", status.value.as_str()));
        }
    }
    (groups, ask_by_status)
}

fn read_status(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<(At<Employment>, String)> {
    fields.allow_only(sheet, &[STATUS, ASK]);
    let status = fields.text(sheet, STATUS);
    let ask = fields.text(sheet, ASK);
    let status = status?;
    let employment =
        choice(sheet, STATUS, &status, Employment::parse, Employment::ALL.map(Employment::as_str))?;
    Some((At { line: status.line, value: employment }, ask?.value))
}

fn read_group(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<At<Group>> {
    fields.allow_only(sheet, &[ID, TITLE, DESCRIPTION, ASK]);
    let id = fields.text(sheet, ID).and_then(|id| slug(sheet, id, GroupId::parse));
    let title = fields.text(sheet, TITLE);
    let description = fields.text(sheet, DESCRIPTION);
    let ask = fields.optional_text(sheet, ASK).map(|ask| ask.value);
    if let Some(title) = &title {
        let letters = title.value.chars().count();
        if letters > MAX_TITLE_LETTERS {
            sheet.report(title.line, wording::long_group_title(letters, MAX_TITLE_LETTERS));
        }
    }
    let id = id?;
    // A missing title has been reported; the group stays known so that its folder isn't blamed.
    let title = title.map(|title| title.value).unwrap_or_default();
    let description = description.map(|description| description.value).unwrap_or_default();
    Some(At { line: id.line, value: Group { id: id.value, title, description, ask } })
}
