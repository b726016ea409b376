//! Reads `_norma.toml`: laws and circulars.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::faq::ArticleId;
use crate::faq::Date;
use crate::faq::Mark;
use crate::faq::Norm;
use crate::faq::NormId;
use crate::faq::draft::At;
use crate::faq::parse::entry::slug;
use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::fields::date_of;
use crate::faq::parse::fields::table_of;
use crate::faq::parse::fields::text_of;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

const NORMS: Key = Key { name: "norma", example: "[[norma]]" };
const ID: Key = Key { name: "id", example: "id = \"pp-94-2021\"" };
const TITLE: Key = Key { name: "judul", example: "judul = \"Peraturan Pemerintah Nomor …\"" };
const CITATION: Key = Key { name: "kutipan", example: "kutipan = \"PP 94/2021\"" };
const STATUS: Key = Key { name: "status", example: "status = \"berlaku\"" };
const WAS_READ: Key = Key { name: "naskah_dibaca", example: "naskah_dibaca = false" };
const CHECKED_ON: Key = Key { name: "diperiksa", example: "diperiksa = 2026-02-23" };
const LINK: Key = Key { name: "tautan", example: "tautan = \"https://…\"" };
const ARTICLES: Key = Key { name: "pasal", example: "pasal-5-n = \"Pasal 5 huruf n\"" };
const CHANGED_SINCE: Key = Key { name: "berubah_sejak", example: "berubah_sejak = 2026-02-23" };
const CHANGED_ARTICLES: Key = Key { name: "pasal_berubah", example: "pasal-5-n = 2026-02-23" };
/// Keys of a mark on a whole norm.
const NORM_MARK: MarkKeys = MarkKeys {
    since: CHANGED_SINCE,
    note: Key { name: "catatan_perubahan", example: "catatan_perubahan = \"Ancaman sanksinya berubah.\"" },
    revoked: Key { name: "dicabut", example: "dicabut = true" },
    marked_on: Key { name: "ditandai", example: "ditandai = 2026-11-22" },
};
/// Keys of a mark on one article, between braces.
const ARTICLE_MARK: MarkKeys = MarkKeys {
    since: Key { name: "sejak", example: "sejak = 2026-02-23" },
    note: Key { name: "catatan", example: "catatan = \"Ancaman sanksinya berubah.\"" },
    ..NORM_MARK
};
const KEYS: [Key; 13] = [
    ID,
    TITLE,
    CITATION,
    STATUS,
    WAS_READ,
    CHECKED_ON,
    LINK,
    ARTICLES,
    CHANGED_SINCE,
    NORM_MARK.note,
    NORM_MARK.revoked,
    NORM_MARK.marked_on,
    CHANGED_ARTICLES,
];

/// What the parts of a mark are called.
struct MarkKeys {
    since: Key,
    note: Key,
    revoked: Key,
    marked_on: Key,
}

/// Reads every norm; one with something missing is reported and left out.
pub(super) fn read(sheet: &mut Sheet<'_>) -> Vec<At<Norm>> {
    let table = sheet.whole_toml();
    let fields = Fields::new(&table, 1);
    fields.allow_only(sheet, &[NORMS]);
    fields.tables(sheet, NORMS).iter().filter_map(|norm| read_norm(sheet, norm)).collect()
}

fn read_norm(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<At<Norm>> {
    fields.allow_only(sheet, &KEYS);
    let id = fields.text(sheet, ID).and_then(|id| slug(sheet, id, NormId::parse));
    let title = fields.text(sheet, TITLE);
    let citation = fields.text(sheet, CITATION);
    let status = fields.text(sheet, STATUS);
    let was_read = !fields.has(WAS_READ) || fields.flag(sheet, WAS_READ);
    let checked_on = fields.date(sheet, CHECKED_ON);
    let link = read_link(sheet, fields);
    let articles = read_articles(sheet, fields);
    let mark = read_norm_mark(sheet, fields);
    let article_marks = read_article_marks(sheet, fields, &articles);
    // What is missing has been reported; the norm itself stays known so that no entry is blamed.
    let id = id?;
    Some(At {
        line: id.line,
        value: Norm {
            id: id.value,
            title: title.map(|title| title.value).unwrap_or_default(),
            citation: citation.map(|citation| citation.value).unwrap_or_default(),
            status: status.map(|status| status.value).unwrap_or_default(),
            was_read,
            checked_on: checked_on.unwrap_or(Date { year: 0, month: 1, day: 1 }),
            link,
            articles,
            mark,
            article_marks,
        },
    })
}

fn read_link(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<String> {
    let link = fields.optional_text(sheet, LINK)?;
    if !link.value.starts_with("https://") || link.value.contains(char::is_whitespace) {
        sheet.report(link.line, wording::link_not_secure(&link.value));
    }
    Some(link.value)
}

fn read_articles(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> BTreeMap<ArticleId, String> {
    let Some(table) = fields.table(sheet, ARTICLES) else { return BTreeMap::new() };
    let mut articles = BTreeMap::new();
    for (key, value) in table.pairs(sheet) {
        let id = slug(sheet, key.map(str::to_owned), ArticleId::parse);
        let label = text_of(sheet, value, ARTICLES);
        if let Some(label) = label.as_ref().filter(|label| label.value.is_empty()) {
            sheet.report(label.line, wording::empty_value(key.value, ARTICLES.example));
        }
        articles.extend(id.zip(label).map(|(id, label)| (id.value, label.value)));
    }
    articles
}

/// Reads the mark of a whole norm; its other keys mean nothing without the day.
fn read_norm_mark(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Option<Mark> {
    let since = fields.optional_date(sheet, NORM_MARK.since);
    let mark = read_mark(sheet, fields, &NORM_MARK, since);
    let is_marked =
        fields.has(NORM_MARK.revoked) || fields.has(NORM_MARK.note) || fields.has(NORM_MARK.marked_on);
    if is_marked && !fields.has(NORM_MARK.since) {
        sheet.report(fields.line(), wording::mark_without_day(NORM_MARK.since.name, NORM_MARK.since.example));
    }
    mark
}

fn read_mark(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    keys: &MarkKeys,
    since: Option<Date>,
) -> Option<Mark> {
    let note = fields.optional_text(sheet, keys.note).map(|note| note.value);
    let is_revoked = fields.flag(sheet, keys.revoked);
    let marked_on = fields.optional_date(sheet, keys.marked_on);
    Some(Mark { since: since?, note, is_revoked, marked_on })
}

fn read_article_marks(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    articles: &BTreeMap<ArticleId, String>,
) -> BTreeMap<ArticleId, Mark> {
    let Some(table) = fields.table(sheet, CHANGED_ARTICLES) else { return BTreeMap::new() };
    let mut marks = BTreeMap::new();
    for (key, value) in table.pairs(sheet) {
        let id = slug(sheet, key.map(str::to_owned), ArticleId::parse);
        if id.as_ref().is_some_and(|id| !articles.contains_key(&id.value)) {
            sheet.report(key.line, wording::changed_article_unknown(key.value));
        }
        let mark = read_article_mark(sheet, value);
        marks.extend(id.zip(mark).map(|(id, mark)| (id.value, mark)));
    }
    marks
}

/// Reads an article's mark: only a day, or all of it between braces.
fn read_article_mark(sheet: &mut Sheet<'_>, value: &Spanned<DeValue<'_>>) -> Option<Mark> {
    if value.get_ref().as_table().is_none() {
        let since = date_of(sheet, value, CHANGED_ARTICLES)?;
        return Some(Mark { since, note: None, is_revoked: false, marked_on: None });
    }
    let fields = table_of(sheet, value, CHANGED_ARTICLES)?;
    let keys = [ARTICLE_MARK.since, ARTICLE_MARK.note, ARTICLE_MARK.revoked, ARTICLE_MARK.marked_on];
    fields.allow_only(sheet, &keys);
    let since = fields.date(sheet, ARTICLE_MARK.since);
    read_mark(sheet, &fields, &ARTICLE_MARK, since)
}
