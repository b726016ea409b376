//! Slips in `netral.toml`, found before the file is read for what it says: where, what, and how it would be right.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::config::slips::line::broken;
use crate::texts::config::Fault;
use crate::texts::config::Slip;

mod line;

/// What a key's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Zone,
    Flag,
    /// The number of a private chat.
    Id,
    /// A number from 1.
    Count,
}

/// A section: its name, whether it can stand more than once, and its keys; those with a `true` must be there.
struct Section {
    name: &'static str,
    many: bool,
    keys: &'static [(&'static str, Kind, bool)],
}

const SECTIONS: [Section; 6] = [
    Section {
        name: "instansi",
        many: false,
        keys: &[
            ("nama", Kind::Text, false),
            ("kontak", Kind::Text, false),
            ("zona_waktu", Kind::Zone, false),
        ],
    },
    Section { name: "rahasia", many: false, keys: &[("berkas", Kind::Text, false)] },
    Section { name: "faq", many: false, keys: &[("empat_mata", Kind::Flag, false)] },
    Section { name: "pemilik", many: true, keys: &[("telegram_id", Kind::Id, true)] },
    Section {
        name: "penerima",
        many: true,
        keys: &[("peran", Kind::Text, true), ("telegram_id", Kind::Id, true), ("kunci", Kind::Text, true)],
    },
    Section {
        name: "cadangan",
        many: false,
        keys: &[("peran", Kind::Text, true), ("kunci", Kind::Text, true)],
    },
];

const LIMITS: Section = Section {
    name: "batas",
    many: false,
    keys: &[
        ("laporan_per_jam", Kind::Count, false),
        ("laporan_per_hari_per_chat", Kind::Count, false),
        ("cek_kode_per_detik", Kind::Count, false),
    ],
};

/// The one key above all sections.
const TOP: &[(&str, Kind, bool)] = &[("latihan", Kind::Flag, false)];

/// How alike a word and a name are that may be meant.
const ALIKE: f64 = 0.85;

/// Returns the first line of a file that can't be read.
pub(super) fn unreadable(text: &str) -> Option<Slip> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let reader = Reader { text };
    let spans = errors.iter().map(|error| (error.span().unwrap_or_default().start, error.message()));
    let (start, message) = spans.min_by_key(|(start, _)| *start)?;
    Some(broken(text, reader.line(start), message))
}

/// Returns the first line of a file that says what can't be.
pub(super) fn impossible(text: &str) -> Option<Slip> {
    let (table, _) = DeTable::parse_recoverable(text);
    let slips = Reader { text }.table(table.get_ref());
    slips.into_iter().min_by_key(|slip| slip.line)
}

fn sections() -> impl Iterator<Item = &'static Section> + Clone {
    SECTIONS.iter().chain([&LIMITS])
}

fn section(name: &str) -> Option<&'static Section> {
    sections().find(|section| section.name == name)
}

/// The kind of a key, whatever section it is in: no two say otherwise.
fn kind(key: &str) -> Option<Kind> {
    let keys = sections().flat_map(|section| section.keys).chain(TOP);
    keys.into_iter().find(|(name, ..)| *name == key).map(|(_, kind, _)| *kind)
}

/// The name that a word may have been meant for.
fn meant(word: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let word = word.to_lowercase().replace('-', "_");
    let alike = names.map(|name| (name, strsim::jaro_winkler(&word, name)));
    let best = alike.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    (best.1 >= ALIKE).then_some(best.0)
}

/// How a section is headed.
fn heading(section: &Section) -> String {
    if section.many { format!("[[{}]]", section.name) } else { format!("[{}]", section.name) }
}

struct Reader<'t> {
    text: &'t str,
}

type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    fn line(&self, offset: usize) -> usize {
        self.text.get(..offset).unwrap_or_default().matches('\n').count().saturating_add(1)
    }

    fn table(&self, table: &DeTable<'_>) -> Vec<Slip> {
        let mut slips = Vec::new();
        for (name, value) in table {
            let line = self.line(name.span().start);
            let word: &str = name.get_ref();
            match section(word) {
                Some(section) => slips.extend(self.section(section, line, value)),
                None if value.get_ref().as_table().is_some() || is_list_of_tables(value) => {
                    let right = meant(word, sections().map(|section| section.name)).and_then(section);
                    let known = sections().map(|section| section.name).collect();
                    slips.push(Slip {
                        line,
                        fault: Fault::UnknownSection(format!("[{word}]"), known),
                        right: right.map(heading),
                    });
                }
                None => slips.extend(self.pair(TOP, word, line, value)),
            }
        }
        slips
    }

    fn section(&self, section: &Section, line: usize, value: &Value<'_>) -> Vec<Slip> {
        let (name, right) = (section.name.to_owned(), Some(heading(section)));
        let fault = match (value.get_ref().as_table(), section.many) {
            (Some(table), false) => return self.keys(section, line, table),
            (Some(_), true) => Fault::OnePairOfBrackets(name),
            (None, true) if is_list_of_tables(value) => {
                let all = value.get_ref().as_array().into_iter().flat_map(|all| all.iter());
                let slips =
                    all.filter_map(|one| Some((self.line(one.span().start), one.get_ref().as_table()?)));
                return slips.flat_map(|(line, table)| self.keys(section, line, table)).collect();
            }
            (None, false) if is_list_of_tables(value) => Fault::TwoPairsOfBrackets(name),
            (None, _) => Fault::Brackets,
        };
        vec![Slip { line, fault, right }]
    }

    fn keys(&self, section: &Section, line: usize, table: &DeTable<'_>) -> Vec<Slip> {
        let pairs = table.iter();
        let pairs = pairs.map(|(key, value)| (self.line(key.span().start), key.get_ref(), value));
        let mut slips: Vec<Slip> =
            pairs.filter_map(|(line, key, value)| self.pair(section.keys, key, line, value)).collect();
        let missing = section.keys.iter().filter(|(key, _, wanted)| *wanted && !table.contains_key(*key));
        slips.extend(missing.map(|(key, ..)| Slip {
            line,
            fault: Fault::Missing(heading(section), key),
            right: None,
        }));
        slips
    }

    fn pair(
        &self,
        keys: &'static [(&'static str, Kind, bool)],
        key: &str,
        line: usize,
        value: &Value<'_>,
    ) -> Option<Slip> {
        if let Some((_, kind, _)) = keys.iter().find(|(name, ..)| *name == key) {
            let (fault, right) = self.value(key, *kind, value)?;
            return Some(Slip { line, fault, right });
        }
        let name = key.to_owned();
        if TOP.iter().any(|(top, ..)| *top == key) {
            return Some(Slip { line, fault: Fault::Elsewhere(name, None), right: None });
        }
        if let Some(home) = sections().find(|section| section.keys.iter().any(|(other, ..)| *other == key)) {
            return Some(Slip { line, fault: Fault::Elsewhere(name, Some(home.name)), right: None });
        }
        let known: Vec<&'static str> = keys.iter().map(|(name, ..)| *name).collect();
        let written = self.text.get(value.span()).unwrap_or_default();
        let right = meant(key, known.iter().copied()).map(|meant| format!("{meant} = {written}"));
        Some(Slip { line, fault: Fault::UnknownKey(name, known), right })
    }

    /// What is wrong with a value, and the line with the right one.
    fn value(&self, key: &str, kind: Kind, value: &Value<'_>) -> Option<(Fault, Option<String>)> {
        let written = self.text.get(value.span()).unwrap_or_default();
        let name = key.to_owned();
        let right = line::right(key, written);
        let fault = match (kind, value.get_ref()) {
            (Kind::Text, DeValue::String(_)) | (Kind::Flag, DeValue::Boolean(_)) => return None,
            (Kind::Text, _) => Fault::Quotes,
            (Kind::Zone, DeValue::String(zone)) if ["WIB", "WITA", "WIT"].contains(&zone.as_ref()) => {
                return None;
            }
            (Kind::Zone, _) => Fault::Zone(name),
            (Kind::Flag, _) => Fault::Flag(name),
            (Kind::Id | Kind::Count, DeValue::Integer(number)) => match number.as_str().parse::<i64>() {
                Ok(number) if number > 0 => return None,
                _ if kind == Kind::Id => return Some((Fault::NotPositive(name), None)),
                _ => return Some((Fault::TooFew(name), None)),
            },
            (Kind::Id | Kind::Count, DeValue::String(_)) if right.is_some() => Fault::Quoted(name),
            (Kind::Id | Kind::Count, _) => Fault::NotANumber(name),
        };
        Some((fault, right))
    }
}

fn is_list_of_tables(value: &Value<'_>) -> bool {
    value.get_ref().as_array().is_some_and(|all| all.iter().all(|one| one.get_ref().as_table().is_some()))
}
