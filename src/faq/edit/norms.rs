//! Marks of changed law in the text of `_norma.toml`, set and taken away; all else in it stays.

use toml_edit::DocumentMut;
use toml_edit::InlineTable;
use toml_edit::Item;
use toml_edit::Table;
use toml_edit::Value;

use crate::faq::ArticleId;
use crate::faq::Date;
use crate::faq::LegalBasis;
use crate::faq::Mark;
use crate::faq::NormId;
use crate::faq::edit::Trouble;
use crate::faq::edit::list;

/// Keys of a mark on a whole norm, in the order of the file.
const NORM_KEYS: [&str; 4] = ["berubah_sejak", "catatan_perubahan", "dicabut", "ditandai"];
/// Keys of a mark on one article.
const ARTICLE_KEYS: [&str; 4] = ["sejak", "catatan", "dicabut", "ditandai"];
/// The table of articles that changed.
const ARTICLES: &str = "pasal_berubah";

/// Returns the text with this mark on a norm or article, in place of the one that is there; `None` takes
/// the mark away.
///
/// # Errors
/// When the file can't be read, or has no such norm.
pub fn mark(text: &str, place: &LegalBasis, mark: Option<&Mark>) -> Result<String, Trouble> {
    let mut document: DocumentMut = text.parse().map_err(|_| Trouble::Unreadable)?;
    let norm = find(&mut document, &place.norm).ok_or(Trouble::Unreadable)?;
    match &place.article {
        Some(article) => mark_article(norm, article, mark).ok_or(Trouble::Unreadable)?,
        None => mark_norm(norm, mark),
    }
    Ok(document.to_string())
}

fn find<'d>(document: &'d mut DocumentMut, id: &NormId) -> Option<&'d mut Table> {
    let norms = document.get_mut("norma")?.as_array_of_tables_mut()?;
    norms.iter_mut().find(|norm| norm.get("id").and_then(Item::as_str).map(str::trim) == Some(id.as_str()))
}

fn mark_norm(norm: &mut Table, mark: Option<&Mark>) {
    for (key, value) in NORM_KEYS.into_iter().zip(values(mark)) {
        match (value, norm.get_mut(key)) {
            (None, _) => drop(norm.remove(key)),
            (Some(mut value), Some(item)) => {
                if let Some(old) = item.as_value() {
                    *value.decor_mut() = old.decor().clone();
                }
                *item = Item::Value(value);
            }
            (Some(value), None) => drop(norm.insert(key, Item::Value(value))),
        }
    }
}

/// Marks an article; `None` where the file has something else in the place of its marks.
fn mark_article(norm: &mut Table, article: &ArticleId, mark: Option<&Mark>) -> Option<()> {
    let fresh = || Item::Table(Table::new());
    let marks = norm.entry(ARTICLES).or_insert_with(fresh).as_table_like_mut()?;
    match mark {
        Some(mark) => drop(marks.insert(article.as_str(), Item::Value(article_value(mark)))),
        None => drop(marks.remove(article.as_str())),
    }
    if marks.is_empty() {
        norm.remove(ARTICLES);
    }
    Some(())
}

/// Only the day, as people write it by hand, where there is no more to say.
fn article_value(mark: &Mark) -> Value {
    let mut table = InlineTable::new();
    for (key, value) in ARTICLE_KEYS.into_iter().zip(values(Some(mark))) {
        if let Some(value) = value {
            table.insert(key, value);
        }
    }
    match table.get("sejak") {
        Some(day) if table.len() == 1 => day.clone(),
        _ => Value::InlineTable(table),
    }
}

/// Returns what the keys of a mark hold, in their order.
fn values(mark: Option<&Mark>) -> [Option<Value>; 4] {
    let Some(mark) = mark else { return [None, None, None, None] };
    let note = mark.note.as_deref().map(list::quoted);
    let revoked = mark.is_revoked.then(|| Value::from(true));
    [day(mark.since), note, revoked, mark.marked_on.and_then(day)]
}

fn day(date: Date) -> Option<Value> {
    date.to_string().parse::<toml_edit::Datetime>().ok().map(Value::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::mark;
    use crate::faq::Date;
    use crate::faq::LegalBasis;
    use crate::faq::Mark;
    use crate::faq::edit::typed;
    use crate::faq::parse::parse;
    use crate::faq::parse::tests::good_folder;

    const NORMS: &str = "_norma.toml";

    fn norms() -> String {
        good_folder().remove(NORMS).unwrap()
    }

    fn basis(text: &str) -> LegalBasis {
        LegalBasis::parse(text).unwrap()
    }

    fn change(note: Option<&str>, is_revoked: bool) -> Mark {
        let day = |day| Date { year: 2026, month: 11, day };
        Mark { since: day(1), note: note.map(str::to_owned), is_revoked, marked_on: Some(day(22)) }
    }

    /// The marks of a text, as the FAQ that it makes has them.
    fn marks(text: &str) -> Vec<(String, Mark)> {
        let mut files = good_folder();
        files.insert(NORMS.to_owned(), text.to_owned());
        let (faq, problems) = parse(&files);
        assert_eq!(problems, []);
        faq.unwrap().marks().map(|placed| (placed.place.to_string(), placed.mark.clone())).collect()
    }

    #[test]
    fn a_mark_comes_and_goes_and_leaves_all_else_as_it_was() {
        for place in ["skb-2022", "skb-2022:lampiran-ii"] {
            let marked = mark(&norms(), &basis(place), Some(&change(Some("Ada \"baru\"."), true))).unwrap();
            assert!(marks(&marked).contains(&(place.to_owned(), change(Some("Ada \"baru\"."), true))));
            assert_eq!(marks(&marked).len(), 3);
            assert_eq!(mark(&marked, &basis(place), None).unwrap(), norms(), "{place}");
        }
    }

    #[test]
    fn a_mark_is_put_in_place_of_another_and_its_comment_stays() {
        let text = norms().replace("berubah_sejak = 2026-03-01", "berubah_sejak = 2026-03-01 # lihat JDIH");
        let marked = mark(&text, &basis("pp-94-2021"), Some(&change(None, false))).unwrap();
        assert!(marked.contains("berubah_sejak = 2026-11-01 # lihat JDIH\n"), "{marked}");
        let marked = mark(&marked, &basis("pp-94-2021:pasal-8"), Some(&change(None, false))).unwrap();
        assert!(marked.contains("pasal-8 = { sejak = 2026-11-01, ditandai = 2026-11-22 }\n"), "{marked}");
        assert_eq!(marks(&marked).len(), 2);
    }

    #[test]
    fn the_real_list_of_norms_can_be_marked() {
        let text = include_str!("../../../faq/_norma.toml");
        let marked = mark(text, &basis("uu-7-2017:pasal-280"), Some(&change(Some("x"), false))).unwrap();
        let added: Vec<&str> = marked.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
        assert_eq!(
            added,
            [
                "[norma.pasal_berubah]",
                "pasal-280 = { sejak = 2026-11-01, catatan = \"x\", ditandai = 2026-11-22 }"
            ]
        );
        assert_eq!(mark(&marked, &basis("uu-7-2017:pasal-280"), None).unwrap(), text);
    }

    #[test]
    fn an_unknown_norm_or_a_broken_file_is_left_alone() {
        assert!(mark(&norms(), &basis("uu-1-1945"), None).is_err());
        assert!(mark("[[norma", &basis("pp-94-2021"), None).is_err());
        assert!(mark("", &basis("pp-94-2021"), None).is_err());
    }

    proptest! {
        #[test]
        fn any_note_is_read_as_it_was_written(note in "\\PC{0,60}") {
            let note = typed::line(&note);
            prop_assume!(!note.is_empty());
            for place in ["skb-2022", "skb-2022:lampiran-ii"] {
                let marked = mark(&norms(), &basis(place), Some(&change(Some(&note), false))).unwrap();
                prop_assert!(marks(&marked).contains(&(place.to_owned(), change(Some(&note), false))));
            }
        }
    }
}
