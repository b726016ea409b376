//! Reads `_ambang.toml`, which `faq tune` writes.

use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;
use crate::matching::Thresholds;

const DATE: Key = Key { name: "tanggal", example: "tanggal = 2026-02-23" };
const DATA: Key = Key { name: "data", example: "data = \"…\"" };
const RESULT: Key = Key { name: "hasil", example: "[hasil]" };
const ANSWER: Key = Key { name: "jawab", example: "jawab = 0.9" };
const CHOOSE: Key = Key { name: "pilih", example: "pilih = 0.4" };
const RIGHT_WEIGHTS: Key = Key { name: "bobot_benar", example: "bobot_benar = [0.1, 0.2]" };
const SCOPE_WEIGHTS: Key = Key { name: "bobot_lingkup", example: "bobot_lingkup = [0.1, 0.2]" };
const KEYS: [Key; 7] = [DATE, DATA, RESULT, ANSWER, CHOOSE, RIGHT_WEIGHTS, SCOPE_WEIGHTS];

/// Reads the thresholds; date, data and result are for people and not checked.
pub(super) fn read(sheet: &mut Sheet<'_>) -> Option<Thresholds> {
    let table = sheet.whole_toml();
    let fields = Fields::new(&table, 1);
    fields.allow_only(sheet, &KEYS);
    let answer = share(sheet, &fields, ANSWER);
    let choose = share(sheet, &fields, CHOOSE);
    let right_weights = fields.numbers(sheet, RIGHT_WEIGHTS);
    let scope_weights = fields.numbers(sheet, SCOPE_WEIGHTS);
    Some(Thresholds { answer: answer?, choose: choose?, right_weights, scope_weights })
}

fn share(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: Key) -> Option<f64> {
    let number = fields.number(sheet, key)?;
    if !(0.0..=1.0).contains(&number.value) {
        sheet.report(number.line, wording::not_a_share(key.name));
        return None;
    }
    Some(number.value)
}
