//! What a change of the FAQ's files changes, in words: an entry by field, anything else by line.

use crate::curation::FileChange;
use crate::curation::gate::entry_of;
use crate::curation::publishing::weighs;
use crate::faq::ArticleId;
use crate::faq::Employment;
use crate::faq::Faq;
use crate::faq::LegalBasis;
use crate::faq::LegalReview;
use crate::faq::NormId;
use crate::faq::Sanction;
use crate::faq::Verdict;
use crate::faq::diff;
use crate::faq::diff::FieldChange;
use crate::faq::diff::LineChange;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::texts::entry::citation;
use crate::texts::entry::sanction_name;
use crate::texts::entry::verdict_word;
use crate::texts::label::employment_name;
use crate::texts::markup::escape;
use crate::texts::review::long_date;

/// How much is told.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Files that are told before the rest is only named.
    files: usize,
    /// Lines of a list that are told before the rest is only counted.
    lines: usize,
    /// Letters of a text that are told on each side.
    letters: usize,
}

/// What is told of a change that doesn't weigh.
const SHORT: Limits = Limits { files: 12, lines: 8, letters: 320 };

/// What weighs is never cut away.
const WHOLE: Limits = Limits { files: usize::MAX, lines: usize::MAX, letters: usize::MAX };

/// Letters that stay before a place where two texts differ.
const CONTEXT: usize = 40;

/// Tells what changes, a paragraph for each file: what weighs first and whole.
#[must_use]
pub fn told(faq: &Faq, changes: &[FileChange]) -> String {
    told_within(faq, changes, SHORT)
}

/// Whether [`told`] leaves something out.
#[must_use]
pub fn is_cut(faq: &Faq, changes: &[FileChange]) -> bool {
    told(faq, changes) != told_within(faq, changes, WHOLE)
}

fn told_within(faq: &Faq, changes: &[FileChange], limits: Limits) -> String {
    let (weighty, light) = by_weight(changes);
    let told = weighty.iter().chain(light.iter().take(limits.files));
    let mut paragraphs: Vec<String> = told.map(|change| of_file(faq, change, limits)).collect();
    let others: Vec<String> =
        light.iter().skip(limits.files).map(|change| escape(&subject_of(change))).collect();
    if !others.is_empty() {
        paragraphs.push(format!("<b>Dan {} lagi:</b> {}", others.len(), others.join("; ")));
    }
    if paragraphs.is_empty() { "Tidak ada yang berubah.".to_owned() } else { paragraphs.join("\n\n") }
}

fn by_weight(changes: &[FileChange]) -> (Vec<&FileChange>, Vec<&FileChange>) {
    changes.iter().filter(|change| change.is_change()).partition(|change| weighs(change))
}

/// Tells everything that changes line by line, as plain text: what weighs first.
#[must_use]
pub fn whole(changes: &[FileChange]) -> String {
    let (weighty, light) = by_weight(changes);
    let files = weighty.into_iter().chain(light).map(|change| {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        let lines =
            diff::lines(before.unwrap_or(""), after.unwrap_or("")).into_iter().map(|line| match line {
                LineChange::Same(line) => format!("  {line}\n"),
                LineChange::Removed(line) => format!("- {line}\n"),
                LineChange::Added(line) => format!("+ {line}\n"),
            });
        format!("=== {} ({})\n{}", subject_of(change), change.path, lines.collect::<String>())
    });
    files.collect::<Vec<_>>().join("\n")
}

/// What some changes are about: the title of the first entry, and how many others.
#[must_use]
pub fn subject(changes: &[FileChange]) -> String {
    let (entries, others): (Vec<_>, Vec<_>) =
        changes.iter().partition(|change| entry_of(&change.path).is_some());
    // An entry that comes or goes, before those that only link to it.
    let whole = entries.iter().find(|change| change.before.is_some() != change.after.is_some());
    let Some(first) = whole.or(entries.first()).or(others.first()) else {
        return "tidak ada berkas".to_owned();
    };
    match changes.len().saturating_sub(1) {
        0 => subject_of(first),
        more => format!("{} dan {more} lainnya", subject_of(first)),
    }
}

/// What one change is about: an entry's title, or what the file is for.
fn subject_of(change: &FileChange) -> String {
    let title = |text: &Option<String>| edit::value(text.as_deref()?, Field::Title);
    let entry = entry_of(&change.path);
    let titled = entry.as_ref().and_then(|_| title(&change.after).or_else(|| title(&change.before)));
    titled.unwrap_or_else(|| named(&change.path))
}

/// What a file is for.
#[must_use]
pub fn named(path: &str) -> String {
    match path {
        "_norma.toml" => "daftar aturan".to_owned(),
        "_pantau.toml" => "daftar pantauan".to_owned(),
        "_grup.toml" => "daftar topik".to_owned(),
        "_kosakata.toml" => "kosakata".to_owned(),
        "_di-luar.toml" => "hal di luar FAQ".to_owned(),
        "_ambang.toml" => "ambang jawaban".to_owned(),
        "_uji.tsv" => "pertanyaan uji".to_owned(),
        "_contoh.md" => "contoh entri".to_owned(),
        other => other.to_owned(),
    }
}

fn of_file(faq: &Faq, change: &FileChange, limits: Limits) -> String {
    let head = format!("<b>{}</b>", escape(&subject_of(change)));
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let fields = entry_of(&change.path).and_then(|_| diff::changes(before, after));
    match (fields, before, after) {
        (Some(_), _, None) => format!("{head}\nDipensiunkan: orang tidak mendapat jawaban ini lagi."),
        (Some(fields), None, _) => format!("{head}\nEntri baru.\n{}", of_fields(faq, &fields, after, limits)),
        (Some(fields), ..) => format!("{head}\n{}", of_fields(faq, &fields, after, limits)),
        (None, ..) => {
            let limits = if weighs(change) { WHOLE } else { limits };
            format!("{head}\n{}", of_lines(before.unwrap_or(""), after.unwrap_or(""), limits))
        }
    }
}

fn of_fields(faq: &Faq, fields: &[FieldChange], after: Option<&str>, limits: Limits) -> String {
    if fields.is_empty() {
        return "Hanya tata letak berkasnya.".to_owned();
    }
    let (weighty, light): (Vec<_>, Vec<_>) =
        fields.iter().partition(|change| diff::is_weighty(change, after));
    let weighty = weighty.into_iter().map(|change| of_field(faq, change, WHOLE));
    let light = light.into_iter().map(|change| of_field(faq, change, limits));
    weighty.chain(light).collect::<Vec<_>>().join("\n")
}

fn of_field(faq: &Faq, change: &FieldChange, limits: Limits) -> String {
    let label = escape(change.field.label());
    if change.field.is_list() {
        let word = |line: &&str| list_word(faq, change.field, line, limits);
        let added: Vec<String> = change.added().iter().map(word).collect();
        let removed: Vec<String> = change.removed().iter().map(word).collect();
        return format!("• <b>{label}</b>{}", came_and_went(&added, &removed, limits));
    }
    let word = |text: &Option<String>| text.as_deref().map(|text| word(change.field, text));
    match (word(&change.before), word(&change.after)) {
        (None, Some(after)) => format!("• <b>{label}:</b> {}", escape(&cut(&after, limits))),
        (Some(before), None) => format!("• <b>{label}</b> dihapus: <s>{}</s>", escape(&cut(&before, limits))),
        (Some(before), Some(after)) => {
            let (before, after) = around(&before, &after, limits);
            format!("• <b>{label}</b>\n  dari: {}\n  menjadi: {}", escape(&before), escape(&after))
        }
        (None, None) => format!("• <b>{label}</b>"),
    }
}

fn word(field: Field, text: &str) -> String {
    let known = match field {
        Field::Verdict => Verdict::parse(text).map(|verdict| verdict_word(verdict).to_owned()),
        Field::LegalReview => {
            LegalReview::parse(text).map(|review| format!("{}, {}", review.by, long_date(review.on)))
        }
        _ => None,
    };
    known.unwrap_or_else(|| text.to_owned())
}

/// A line of a list, already escaped.
fn list_word(faq: &Faq, field: Field, line: &str, limits: Limits) -> String {
    let known = match field {
        Field::Sanctions | Field::PossibleSanctions => {
            Sanction::parse(line).map(|sanction| sanction_name(sanction).to_owned())
        }
        Field::AppliesTo => Employment::parse(line).map(|status| escape(employment_name(status))),
        Field::Basis => basis(line).map(|basis| citation(faq, &basis)),
        Field::Related => {
            let entry = faq.entries.iter().find(|entry| entry.id.as_str() == line);
            entry.map(|entry| escape(&entry.title))
        }
        _ => None,
    };
    known.unwrap_or_else(|| escape(&cut(line, limits)))
}

fn basis(line: &str) -> Option<LegalBasis> {
    let (norm, article) = match line.split_once(':') {
        Some((norm, article)) => (norm, Some(ArticleId::parse(article)?)),
        None => (line, None),
    };
    Some(LegalBasis { norm: NormId::parse(norm)?, article })
}

fn came_and_went(added: &[String], removed: &[String], limits: Limits) -> String {
    if added.is_empty() && removed.is_empty() {
        return ": urutannya".to_owned();
    }
    format!("{}{}", lines("+", added, limits), lines("−", removed, limits))
}

fn lines(sign: &str, lines: &[String], limits: Limits) -> String {
    let mut told: String = lines.iter().take(limits.lines).map(|line| format!("\n  {sign} {line}")).collect();
    if let Some(others) = lines.len().checked_sub(limits.lines).filter(|others| *others > 0) {
        told.push_str(&format!("\n  {sign} … dan {others} lagi"));
    }
    told
}

fn of_lines(before: &str, after: &str, limits: Limits) -> String {
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for change in diff::lines(before, after) {
        let (line, side) = match change {
            LineChange::Same(_) => continue,
            LineChange::Removed(line) => (line, &mut removed),
            LineChange::Added(line) => (line, &mut added),
        };
        side.extend((!line.trim().is_empty()).then(|| escape(&cut(line, limits))));
    }
    came_and_went(&added, &removed, limits).trim_start_matches('\n').to_owned()
}

/// Cuts a text that is too long to be told.
fn cut(text: &str, limits: Limits) -> String {
    match text.char_indices().nth(limits.letters) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// Cuts two texts down to where they differ.
fn around(before: &str, after: &str, limits: Limits) -> (String, String) {
    let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    let skipped = if before.chars().count().max(after.chars().count()) > limits.letters {
        same.saturating_sub(CONTEXT)
    } else {
        0
    };
    let part = |text: &str| {
        let rest: String = text.chars().skip(skipped).collect();
        let start = if skipped > 0 { "…" } else { "" };
        format!("{start}{}", cut(&rest, limits))
    };
    (part(before), part(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::markup;

    const BEFORE: &str = "+++\njudul = \"Bolehkah menyukai?\"\nputusan = \"dilarang\"\nberlaku_untuk = [\"pns\"]\ndasar = [\"aturan:pasal-5\"]\nsanksi = [\"moral\"]\nterkait = []\ndiperiksa = 2026-02-23\ntanya = [\n  \"satu\",\n  \"dua\",\n]\n+++\nRingkas: Dilarang.\n\nIsi lama.\n";

    fn told_of(after: Option<&str>) -> String {
        let change = FileChange {
            path: "media/like.md".to_owned(),
            before: Some(BEFORE.to_owned()),
            after: after.map(str::to_owned),
        };
        markup::plain(&told(&Faq::default(), &[change]))
    }

    #[test]
    fn an_entry_is_told_by_field_in_words() {
        let after = BEFORE
            .replace("\"dilarang\"", "\"boleh\"")
            .replace("  \"dua\"", "  \"tiga\"")
            .replace("[\"moral\"]", "[\"disiplin-berat\"]")
            .replace("Isi lama.", "Isi <baru>.");
        assert_eq!(
            told_of(Some(&after)),
            "Bolehkah menyukai?\n\
             • Putusan\n  dari: DILARANG\n  menjadi: BOLEH\n\
             • Sanksi yang disebut aturan\n  + hukuman disiplin berat\n  − sanksi moral (kode etik)\n\
             • Penjelasan\n  dari: Isi lama.\n  menjadi: Isi <baru>.\n\
             • Cara orang bertanya\n  + tiga\n  − dua"
        );
    }

    #[test]
    fn what_weighs_is_told_first_and_whole_however_much_else_changes() {
        let change = |path: &str, after: String| FileChange {
            path: path.to_owned(),
            before: Some(BEFORE.to_owned()),
            after: Some(after),
        };
        let mut changes: Vec<FileChange> = (10..30)
            .map(|number| change(&format!("a/e{number}.md"), BEFORE.replace("Isi", "Naskah")))
            .collect();
        assert!(is_cut(&Faq::default(), &changes));
        let basis: Vec<String> = (1..20).map(|number| format!("\"aturan:pasal {number}x\"")).collect();
        let after = BEFORE.replace("\"aturan:pasal-5\"", &basis.join(", "));
        changes.push(change("z/akhir.md", after));
        let told = markup::plain(&told(&Faq::default(), &changes));
        assert!(told.find("19x").unwrap() < told.find("Naskah").unwrap(), "{told}");
        assert_eq!(whole(&changes).matches("+ Naskah lama.").count(), 20);
    }

    #[test]
    fn an_entry_that_goes_says_so() {
        assert!(told_of(None).contains("Dipensiunkan"));
    }

    #[test]
    fn a_long_text_is_cut_down_to_where_it_differs() {
        let (old, new) = (format!("{} lama", "kata ".repeat(200)), format!("{} baru", "kata ".repeat(200)));
        let (before, after) = around(&old, &new, SHORT);
        assert!(
            before.starts_with('…') && before.ends_with("lama") && before.chars().count() < 60,
            "{before}"
        );
        assert!(after.ends_with("baru"));
    }

    #[test]
    fn other_files_are_told_by_line() {
        let change = FileChange {
            path: "_kosakata.toml".to_owned(),
            before: Some("a = 1\nb = 2\n".to_owned()),
            after: Some("a = 1\nb = 3\n".to_owned()),
        };
        assert_eq!(markup::plain(&told(&Faq::default(), &[change])), "kosakata\n  + b = 3\n  − b = 2");
    }
}
