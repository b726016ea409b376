//! What stands on buttons, and which button a typed word means.

use crate::conversation;
use crate::conversation::Button;
use crate::conversation::Key;
use crate::conversation::Part;
use crate::conversation::Rating;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::bare;
use crate::faq::Employment;
use crate::faq::EntryId;
use crate::faq::Faq;

/// Longest label of a list's button, in characters: more is cut off on small phones.
const LONGEST: usize = 48;

/// What stands under every announcement.
pub(crate) const SUBSCRIPTION_ENDS: &str = "Berhenti langganan";

/// Whether the screen is a list whose rows carry numbers.
pub(super) fn is_list(screen: &Screen) -> bool {
    matches!(
        screen,
        Screen::Menu
            | Screen::Group { .. }
            | Screen::Choice
            | Screen::Alternatives { .. }
            | Screen::Entry { part: Part::Related, .. }
    )
}

/// Returns a button's label; list rows carry their number.
pub(super) fn of(faq: &Faq, state: &State, key: &Key, number: Option<usize>) -> String {
    if key.back {
        return "Kembali".to_owned();
    }
    let numbered = |text: &str| match number {
        Some(number) => shorten(&format!("{number}. {text}")),
        None => shorten(text),
    };
    match &key.button {
        Button::Group(group, page) => match &state.screen {
            Screen::Group { page: here, .. } if page > here => "Berikutnya".to_owned(),
            Screen::Group { .. } => "Sebelumnya".to_owned(),
            _ => numbered(faq.group(group).map_or(group.as_str(), |group| &group.title)),
        },
        Button::Entry(entry, Part::Answer) => {
            numbered(faq.entry(entry).map_or(entry.as_str(), |entry| &entry.title))
        }
        Button::Entry(_, part) => part_label(*part),
        Button::Employment(Some(employment)) => employment_name(*employment).to_owned(),
        button => fixed(button).to_owned(),
    }
}

/// What stands on a button whose label depends on nothing.
pub(super) fn fixed(button: &Button) -> &'static str {
    match button {
        Button::Menu => "Menu",
        Button::Choice => "Pilihan tadi",
        Button::Rate(_, Rating::Helpful) => "Membantu",
        Button::Rate(_, Rating::Unanswered) => "Belum menjawab",
        Button::Rate(_, Rating::Wrong) => "Jawaban ini keliru",
        Button::ChooseEmployment => "Atur status kepegawaian",
        Button::Ask => "Tulis pertanyaan",
        Button::Help => "Bantuan",
        Button::Privacy => "Privasi",
        Button::AskForget => "Hapus data saya",
        Button::Forget => "Ya, hapus",
        Button::Cancel => "Batal",
        Button::Subscribe(true) => "Mulai langganan",
        Button::Subscribe(false) | Button::Leave => SUBSCRIPTION_ENDS,
        Button::PassOn => "Kirim pertanyaan ini ke pengelola",
        Button::PassNow(_) => "Kirim tanpa identitas",
        Button::PassShorter => "Tulis lebih singkat",
        Button::Employment(_) => "Tanpa status",
        Button::Group(..) | Button::Entry(..) => "Buka",
    }
}

fn part_label(part: Part) -> String {
    match part {
        Part::Answer => "Jawaban".to_owned(),
        Part::More => "Selengkapnya".to_owned(),
        Part::Basis => "Semua dasar hukum".to_owned(),
        Part::Sanction => "Lihat sanksi".to_owned(),
        Part::Related => "Pertanyaan terkait".to_owned(),
        Part::For(employment) => format!("Untuk {}", employment_name(employment)),
    }
}

/// Returns an employment status as people call it.
pub(super) fn employment_name(employment: Employment) -> &'static str {
    match employment {
        Employment::Pns => "PNS",
        Employment::Pppk => "PPPK",
        Employment::Cpns => "CPNS",
        Employment::NonAsn => "honorer/non-ASN",
        Employment::KepalaDesa => "kepala desa, perangkat desa, BPD",
        Employment::Bumn => "pegawai BUMN/BUMD",
        Employment::Pensiunan => "pensiunan",
    }
}

/// Lists entries with their numbers, in full, as HTML.
pub(super) fn numbered_entries(faq: &Faq, entries: &[EntryId]) -> String {
    let known = entries.iter().filter_map(|id| faq.entry(id));
    let rows = known.enumerate().map(|(index, entry)| {
        let group = faq.group(&entry.group).map_or(entry.group.as_str(), |group| &group.title);
        let title = super::markup::escape(&entry.title);
        format!("{}. {title} <i>({})</i>", index.saturating_add(1), super::markup::escape(group))
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Cuts a label at a word.
pub(super) fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST.saturating_sub(1)).collect();
    let at_word = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{at_word}…")
}

/// Finds the button that a typed number, label or short word means on the screen people look at.
#[must_use]
pub fn read_typed(faq: &Faq, state: &State, typed: &str) -> Option<Button> {
    let keys: Vec<Key> = conversation::keys(faq, state).into_iter().flatten().collect();
    let typed = folded(typed);
    if let Ok(number) = typed.parse::<usize>() {
        return keys.get(number.checked_sub(1)?).map(|key| key.button.clone());
    }
    let by_label = keys.iter().enumerate().find(|(index, key)| {
        let plain = of(faq, state, key, None);
        let numbered = of(faq, state, key, Some(index.saturating_add(1)));
        folded(&plain) == typed || folded(&numbered) == typed
    });
    by_label.map(|(_, key)| key.button.clone()).or_else(|| by_word(&keys, &typed))
}

fn by_word(keys: &[Key], typed: &str) -> Option<Button> {
    let offered = |wanted: &Button| keys.iter().any(|key| key.button == *wanted).then(|| wanted.clone());
    match typed {
        "menu" => Some(Button::Menu),
        "bantuan" => Some(Button::Help),
        "batal" => Some(Button::Cancel),
        "kembali" => Some(keys.iter().find(|key| key.back).map_or(Button::Menu, |key| key.button.clone())),
        "ya" => offered(&Button::Forget),
        "tidak" => offered(&Button::Cancel),
        _ => None,
    }
}

fn folded(text: &str) -> String {
    bare(text).trim_end_matches(['.', '!', '…']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn a_long_label_is_cut_at_a_word() {
        assert_eq!(shorten("Bolehkah saya?"), "Bolehkah saya?");
        let cut = shorten("Bolehkah ASN menyukai atau membagikan postingan calon atau partai politik?");
        assert_eq!(cut, "Bolehkah ASN menyukai atau membagikan…");
    }
}
