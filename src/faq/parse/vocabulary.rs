//! Reads `_kosakata.toml`: how people write.

use crate::faq::draft::At;
use crate::faq::draft::VocabularyDraft;
use crate::faq::parse::fields::Fields;
use crate::faq::parse::fields::Key;
use crate::faq::parse::fields::text_of;
use crate::faq::parse::fields::texts_of;
use crate::faq::parse::sheet::Sheet;
use crate::faq::wording;

const WORDS: Key = Key { name: "kata", example: "gak = \"tidak\"" };
const CONCEPTS: Key = Key { name: "konsep", example: "media_sosial = [\"facebook\", \"instagram\"]" };
const FILLERS: Key = Key { name: "sapaan", example: "sapaan = [\"min\", \"kak\"]" };

/// Reads the vocabulary, without the pairs that can't be used.
pub(super) fn read(sheet: &mut Sheet<'_>) -> VocabularyDraft {
    let table = sheet.whole_toml();
    let fields = Fields::new(&table, 1);
    fields.allow_only(sheet, &[WORDS, CONCEPTS, FILLERS]);
    let fillers = fields.optional_texts(sheet, FILLERS);
    VocabularyDraft {
        words: read_words(sheet, &fields),
        concepts: read_concepts(sheet, &fields),
        fillers: fillers.into_iter().map(|filler| filler.value).collect(),
    }
}

fn read_words(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<At<(String, String)>> {
    let Some(table) = fields.table(sheet, WORDS) else { return Vec::new() };
    let mut words = Vec::new();
    for (key, value) in table.pairs(sheet) {
        match text_of(sheet, value, WORDS) {
            Some(text) if text.value.is_empty() => {
                sheet.report(text.line, wording::empty_value(key.value, WORDS.example));
            }
            Some(text) => words.push(At { line: key.line, value: (key.value.to_owned(), text.value) }),
            None => {}
        }
    }
    words
}

fn read_concepts(sheet: &mut Sheet<'_>, fields: &Fields<'_>) -> Vec<(String, Vec<At<String>>)> {
    let Some(table) = fields.table(sheet, CONCEPTS) else { return Vec::new() };
    let mut concepts = Vec::new();
    for (key, value) in table.pairs(sheet) {
        concepts.push((key.value.to_owned(), texts_of(sheet, value, CONCEPTS)));
    }
    concepts
}
