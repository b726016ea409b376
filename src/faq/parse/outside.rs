//! Reads `_di-luar.toml`: what people ask that the FAQ doesn't answer.

use crate::faq::OutsideId;
use crate::faq::draft::OutsideDraft;
use crate::faq::parse::entry::slug;
use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::sheet::Sheet;

const OUTSIDE: Key = Key { name: "kelompok", example: "[[kelompok]]" };
const ID: Key = Key { name: "id", example: "id = \"cuti\"" };
const TITLE: Key = Key { name: "judul", example: "judul = \"Cuti dan izin\"" };
const POINTER: Key = Key { name: "arahkan", example: "arahkan = \"Soal cuti, tanyakan ke …\"" };
const PHRASES: Key = Key { name: "tanya", example: "tanya = [\"cara ajukan cuti\"]" };

/// Reads every outside group whose id can be used.
pub(super) fn read(sheet: &mut Sheet<'_>) -> Vec<OutsideDraft> {
    let table = sheet.whole_toml();
    let fields = Fields::new(&table, 1);
    fields.allow_only(sheet, &[OUTSIDE]);
    fields.tables(sheet, OUTSIDE).iter().filter_map(|group| read_group(sheet, group)).collect()
}

fn read_group(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<OutsideDraft> {
    fields.allow_only(sheet, &[ID, TITLE, POINTER, PHRASES]);
    let id = fields.text(sheet, ID).and_then(|id| slug(sheet, id, OutsideId::parse));
    let title = fields.text(sheet, TITLE);
    let pointer = fields.text(sheet, POINTER);
    let phrases = fields.texts(sheet, PHRASES);
    Some(OutsideDraft {
        id: id?,
        title: title.map(|title| title.value).unwrap_or_default(),
        pointer: pointer.map(|pointer| pointer.value).unwrap_or_default(),
        phrases,
    })
}
