//! Reads `_pantau.toml`: what must be watched.

use crate::faq::EntryId;
use crate::faq::LegalBasis;
use crate::faq::Watch;
use crate::faq::WatchId;
use crate::faq::draft::At;
use crate::faq::draft::WatchDraft;
use crate::faq::parse::entry::legal_basis;
use crate::faq::parse::entry::slug;
use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

const WATCHES: Key = Key { name: "pantau", example: "[[pantau]]" };
const ID: Key = Key { name: "id", example: "id = \"uu-pemilu-baru\"" };
const WHAT: Key = Key { name: "apa", example: "apa = \"Apakah sudah ada UU Pemilu yang baru?\"" };
const NORMS: Key = Key { name: "norma", example: "norma = [\"uu-7-2017\"]" };
const ENTRIES: Key = Key { name: "entri", example: "entri = [\"hak-pilih\"]" };
const LOOK: Key = Key { name: "lihat", example: "lihat = \"JDIH DPR\"" };
const LAST: Key = Key { name: "terakhir", example: "terakhir = 2026-02-23" };
const URGENT: Key = Key { name: "mendesak", example: "mendesak = true" };

/// Reads everything that is watched; what has something missing is reported and left out.
pub(super) fn read(sheet: &mut Sheet<'_>) -> Vec<At<WatchDraft>> {
    let table = sheet.whole_toml();
    let fields = Fields::new(&table, 1);
    fields.allow_only(sheet, &[WATCHES]);
    fields.tables(sheet, WATCHES).iter().filter_map(|watch| read_watch(sheet, watch)).collect()
}

fn read_watch(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<At<WatchDraft>> {
    fields.allow_only(sheet, &[ID, WHAT, NORMS, ENTRIES, LOOK, LAST, URGENT]);
    let id = fields.text(sheet, ID).and_then(|id| slug(sheet, id, WatchId::parse));
    let what = fields.text(sheet, WHAT);
    let norms = fields.optional_texts(sheet, NORMS);
    let norms: Vec<At<LegalBasis>> = norms.into_iter().filter_map(|word| legal_basis(sheet, word)).collect();
    let entries = fields.optional_texts(sheet, ENTRIES);
    let entries: Vec<At<EntryId>> =
        entries.into_iter().filter_map(|word| slug(sheet, word, EntryId::parse)).collect();
    let look = fields.text(sheet, LOOK);
    let last = fields.date(sheet, LAST);
    let is_urgent = fields.flag(sheet, URGENT);
    if norms.is_empty() && entries.is_empty() {
        sheet.report(fields.line(), wording::watch_without_subject());
    }
    let id = id?;
    let watch = Watch {
        id: id.value,
        what: what?.value,
        norms: norms.iter().map(|norm| norm.value.clone()).collect(),
        entries: entries.iter().map(|entry| entry.value.clone()).collect(),
        look: look?.value,
        last: last?,
        is_urgent,
    };
    Some(At { line: id.line, value: WatchDraft { watch, norms, entries } })
}
