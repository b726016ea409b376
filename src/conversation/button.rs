//! Buttons: what they mean, where they stand, and how they travel as callback data.
//!
//! Callback data begins with a version, stays within Telegram's 64 bytes and names its target in
//! full, so that a button of an old message still works after a restart, and twice.

use crate::conversation::Part;
use crate::conversation::Passing;
use crate::conversation::Print;
use crate::conversation::Screen;
use crate::conversation::Slip;
use crate::conversation::State;
use crate::conversation::Subscription;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Faq;
use crate::faq::GroupId;

/// Entries on a page of a group; long labels want a row each.
pub const PAGE: usize = 7;

/// What pressing a button means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show the topic groups.
    Menu,
    /// Show a page of a group.
    Group(GroupId, usize),
    /// Show a part of an entry.
    Entry(EntryId, Part),
    /// Show the open choice.
    Choice,
    /// Rate an entry.
    Rate(EntryId, Rating),
    /// Ask which status answers should be tailored to.
    ChooseEmployment,
    /// Tailor answers to a status, or to none.
    Employment(Option<Employment>),
    /// Invite to type a question.
    Ask,
    /// Show the help.
    Help,
    /// Show what is stored.
    Privacy,
    /// Ask before deleting.
    AskForget,
    /// Delete everything stored of this chat.
    Forget,
    /// Don't.
    Cancel,
    /// Get announcements, or none any more.
    Subscribe(bool),
    /// Get no announcements any more: the button under one of them.
    Leave,
    /// Pass the question on to those who keep the FAQ.
    PassOn,
    /// Pass on what the preview shows; the slip makes a second press the same as the first.
    PassNow(Option<Slip>),
    /// Write it in fewer words first.
    PassShorter,
}

/// What somebody thinks of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// "Membantu".
    Helpful,
    /// "Belum menjawab".
    Unanswered,
    /// "Jawaban ini keliru".
    Wrong,
}

/// A button at its place, with the role its label should tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What it does.
    pub button: Button,
    /// Whether it leads back, so that its label says so.
    pub back: bool,
}

impl From<Button> for Key {
    fn from(button: Button) -> Self {
        Self { button, back: false }
    }
}

impl Button {
    fn back(self) -> Key {
        Key { button: self, back: true }
    }

    /// Writes the button as callback data.
    #[must_use]
    pub fn to_data(&self) -> String {
        let data = match self {
            Self::Menu => "m".to_owned(),
            Self::Group(group, page) => format!("g:{group}:{page}"),
            Self::Entry(entry, part) => format!("e:{entry}:{}", part_code(*part)),
            Self::Choice => "c".to_owned(),
            Self::Rate(entry, rating) => format!("r:{entry}:{}", rating_code(*rating)),
            Self::ChooseEmployment => "s".to_owned(),
            Self::Employment(employment) => format!("s:{}", employment.map_or("-", Employment::as_str)),
            Self::Ask => "q".to_owned(),
            Self::Help => "h".to_owned(),
            Self::Privacy => "p".to_owned(),
            Self::AskForget => "f".to_owned(),
            Self::Forget => "f:ya".to_owned(),
            Self::Cancel => "x".to_owned(),
            Self::Subscribe(true) => "l:ya".to_owned(),
            Self::Subscribe(false) => "l:-".to_owned(),
            Self::Leave => "l:henti".to_owned(),
            Self::PassOn => "k".to_owned(),
            Self::PassNow(None) => "k:ya".to_owned(),
            Self::PassNow(Some(slip)) => format!("k:ya:{slip}"),
            Self::PassShorter => "k:ubah".to_owned(),
        };
        format!("1:{data}")
    }

    /// Writes the button under an answer as callback data that tells what the answer was.
    #[must_use]
    pub fn to_data_under(&self, print: Print) -> String {
        match self {
            Self::Entry(..) | Self::Rate(..) => format!("{}:{print}", self.to_data()),
            other => other.to_data(),
        }
    }

    /// Reads callback data, and what the answer was that the button stood under.
    #[must_use]
    pub fn read(data: &str) -> Option<(Self, Option<Print>)> {
        if let Some(button) = Self::from_data(data) {
            return Some((button, None));
        }
        let (data, print) = data.rsplit_once(':')?;
        let button = Self::from_data(data)?;
        let tells = matches!(button, Self::Entry(..) | Self::Rate(..));
        Some((button, Some(Print::read(print).filter(|_| tells)?)))
    }

    /// Reads callback data of this version; everything else is nobody's button.
    fn from_data(data: &str) -> Option<Self> {
        let mut fields = data.strip_prefix("1:")?.split(':');
        let button = match (fields.next()?, fields.next(), fields.next()) {
            ("m", None, None) => Self::Menu,
            ("g", Some(group), Some(page)) => Self::Group(GroupId::parse(group)?, page.parse().ok()?),
            ("e", Some(entry), Some(part)) => Self::Entry(EntryId::parse(entry)?, read_part(part)?),
            ("c", None, None) => Self::Choice,
            ("r", Some(entry), Some(rating)) => Self::Rate(EntryId::parse(entry)?, read_rating(rating)?),
            ("s", None, None) => Self::ChooseEmployment,
            ("s", Some("-"), None) => Self::Employment(None),
            ("s", Some(employment), None) => Self::Employment(Some(Employment::parse(employment)?)),
            ("q", None, None) => Self::Ask,
            ("h", None, None) => Self::Help,
            ("p", None, None) => Self::Privacy,
            ("f", None, None) => Self::AskForget,
            ("f", Some("ya"), None) => Self::Forget,
            ("x", None, None) => Self::Cancel,
            ("l", Some("ya"), None) => Self::Subscribe(true),
            ("l", Some("-"), None) => Self::Subscribe(false),
            ("l", Some("henti"), None) => Self::Leave,
            ("k", None, None) => Self::PassOn,
            ("k", Some("ya"), None) => Self::PassNow(None),
            ("k", Some("ya"), Some(slip)) => Self::PassNow(Some(Slip::parse(slip)?)),
            ("k", Some("ubah"), None) => Self::PassShorter,
            _ => return None,
        };
        fields.next().is_none().then_some(button)
    }
}

fn part_code(part: Part) -> &'static str {
    match part {
        Part::Answer => "j",
        Part::More => "l",
        Part::Basis => "d",
        Part::Sanction => "s",
        Part::Related => "t",
        Part::For(employment) => employment.as_str(),
    }
}

fn read_part(code: &str) -> Option<Part> {
    Some(match code {
        "j" => Part::Answer,
        "l" => Part::More,
        "d" => Part::Basis,
        "s" => Part::Sanction,
        "t" => Part::Related,
        other => Part::For(Employment::parse(other)?),
    })
}

fn rating_code(rating: Rating) -> &'static str {
    match rating {
        Rating::Helpful => "y",
        Rating::Unanswered => "b",
        Rating::Wrong => "k",
    }
}

fn read_rating(code: &str) -> Option<Rating> {
    Some(match code {
        "y" => Rating::Helpful,
        "b" => Rating::Unanswered,
        "k" => Rating::Wrong,
        _ => return None,
    })
}

/// Returns the rows of buttons under the screen a person is looking at.
///
/// Typed numbers count them from 1, row by row.
#[must_use]
pub fn keys(faq: &Faq, state: &State) -> Vec<Vec<Key>> {
    match &state.screen {
        Screen::Welcome | Screen::DeadLink | Screen::UnknownCommand => start_keys(),
        Screen::EmploymentNoted => rows([Button::Ask, Button::Menu, Button::ChooseEmployment]),
        Screen::Help | Screen::NothingToCancel | Screen::SlowDown => rows([Button::Menu, Button::Privacy]),
        Screen::Menu => menu_keys(faq),
        Screen::Group { group, page } => group_keys(faq, group, *page),
        Screen::Entry { entry, part, .. } => {
            faq.entry(entry).map_or_else(start_keys, |entry| entry_keys(faq, state, entry, *part))
        }
        Screen::Choice => with_menu(entry_list(&state.choice)),
        Screen::Alternatives { .. } => offering_to_pass_on(state, entry_list(&state.choice)),
        Screen::Unknown => offering_to_pass_on(state, Vec::new()),
        Screen::Passing(passing) => passing_keys(*passing),
        Screen::Employment => employment_keys(),
        Screen::Privacy => rows([Button::AskForget, Button::Menu]),
        Screen::Subscription(Subscription::Off | Subscription::Left) => {
            rows([Button::Subscribe(true), Button::Menu])
        }
        Screen::Subscription(Subscription::On | Subscription::Joined) => {
            rows([Button::Subscribe(false), Button::Menu])
        }
        Screen::ConfirmForget => rows([Button::Forget, Button::Cancel]),
        Screen::Invitation
        | Screen::Outside(_)
        | Screen::Forgotten
        | Screen::TipsClosed
        | Screen::NoTipStatus
        | Screen::NoHandlers
        | Screen::NoChanges
        | Screen::Unreadable(_)
        | Screen::Apology => rows([Button::Menu]),
    }
}

fn rows<const N: usize>(buttons: [Button; N]) -> Vec<Vec<Key>> {
    buttons.into_iter().map(|button| vec![button.into()]).collect()
}

fn start_keys() -> Vec<Vec<Key>> {
    rows([Button::Menu, Button::Ask, Button::ChooseEmployment, Button::Privacy])
}

fn menu_keys(faq: &Faq) -> Vec<Vec<Key>> {
    let groups = faq.groups.iter().map(|group| vec![Button::Group(group.id.clone(), 0).into()]);
    groups.chain([vec![Button::ChooseEmployment.into(), Button::Help.into()]]).collect()
}

fn group_keys(faq: &Faq, group: &GroupId, page: usize) -> Vec<Vec<Key>> {
    let first = page.saturating_mul(PAGE);
    let entries = faq.entries_of(group).skip(first).take(PAGE);
    let mut keys: Vec<Vec<Key>> =
        entries.map(|entry| vec![Button::Entry(entry.id.clone(), Part::Answer).into()]).collect();
    let mut turn = Vec::new();
    if page > 0 {
        turn.push(Button::Group(group.clone(), page.saturating_sub(1)).into());
    }
    if faq.entries_of(group).count() > first.saturating_add(PAGE) {
        turn.push(Button::Group(group.clone(), page.saturating_add(1)).into());
    }
    keys.extend([turn, vec![Button::Menu.back()]].into_iter().filter(|row| !row.is_empty()));
    keys
}

fn entry_list(entries: &[EntryId]) -> Vec<Vec<Key>> {
    entries.iter().map(|id| vec![Button::Entry(id.clone(), Part::Answer).into()]).collect()
}

fn with_menu(mut keys: Vec<Vec<Key>>) -> Vec<Vec<Key>> {
    keys.push(vec![Button::Menu.into()]);
    keys
}

fn offering_to_pass_on(state: &State, mut keys: Vec<Vec<Key>>) -> Vec<Vec<Key>> {
    if state.may_pass_on {
        keys.push(vec![Button::PassOn.into()]);
    }
    with_menu(keys)
}

fn passing_keys(passing: Passing) -> Vec<Vec<Key>> {
    match passing {
        Passing::Write => rows([Button::Cancel]),
        Passing::Refused(refusal) if refusal.asks_for_another() => rows([Button::Cancel]),
        Passing::Preview => rows([Button::PassNow(None), Button::PassShorter, Button::Cancel]),
        Passing::Done | Passing::Dropped | Passing::Refused(_) => rows([Button::Menu]),
    }
}

fn entry_keys(faq: &Faq, state: &State, entry: &Entry, part: Part) -> Vec<Vec<Key>> {
    match part {
        Part::Answer => answer_keys(faq, state, entry),
        Part::Related => {
            let mut keys = entry_list(&entry.related);
            keys.retain(|row| row.iter().all(|key| leads_somewhere(faq, key)));
            keys.push(vec![Button::Entry(entry.id.clone(), Part::Answer).back(), Button::Menu.into()]);
            keys
        }
        Part::More | Part::Basis | Part::Sanction | Part::For(_) => {
            let answer = Button::Entry(entry.id.clone(), Part::Answer);
            let others = parts_of(entry).into_iter().filter(|other| *other != part);
            let mut keys: Vec<Vec<Key>> =
                others.map(|other| vec![Button::Entry(entry.id.clone(), other).into()]).collect();
            keys.push(vec![answer.back(), Button::Menu.into()]);
            keys
        }
    }
}

fn leads_somewhere(faq: &Faq, key: &Key) -> bool {
    match &key.button {
        Button::Entry(id, _) => faq.entry(id).is_some(),
        _ => true,
    }
}

fn answer_keys(faq: &Faq, state: &State, entry: &Entry) -> Vec<Vec<Key>> {
    let of_entry = |part| Key::from(Button::Entry(entry.id.clone(), part));
    let mut keys: Vec<Vec<Key>> = parts_of(entry).into_iter().map(|part| vec![of_entry(part)]).collect();
    if !entry.related.is_empty() {
        keys.push(vec![of_entry(Part::Related)]);
    }
    // What isn't shown can't be rated.
    if state.rated.as_ref() != Some(&entry.id) && entry.under_review.is_none() {
        let rate = |rating| Key::from(Button::Rate(entry.id.clone(), rating));
        keys.push(vec![rate(Rating::Helpful), rate(Rating::Unanswered)]);
        keys.push(vec![rate(Rating::Wrong)]);
    }
    let back = if state.choice.len() > 1 && state.choice.contains(&entry.id) {
        Button::Choice
    } else {
        Button::Group(entry.group.clone(), page_of(faq, entry))
    };
    keys.push(vec![back.back(), Button::Menu.into()]);
    keys
}

/// The page of its group that an entry stands on.
fn page_of(faq: &Faq, entry: &Entry) -> usize {
    faq.entries_of(&entry.group).take_while(|other| other.id != entry.id).count() / PAGE
}

/// Returns the parts an entry has besides its answer; while it is under review, its basis alone.
#[must_use]
pub fn parts_of(entry: &Entry) -> Vec<Part> {
    if entry.under_review.is_some() {
        return vec![Part::Basis];
    }
    let mut parts = Vec::new();
    if !entry.explanation.body.is_empty() {
        parts.push(Part::More);
    }
    parts.push(Part::Basis);
    if entry.all_sanctions().next().is_some() || entry.explanation.sanction.is_some() {
        parts.push(Part::Sanction);
    }
    parts.extend(entry.explanation.sections.iter().map(|section| Part::For(section.employment)));
    parts
}

fn employment_keys() -> Vec<Vec<Key>> {
    let statuses = Employment::ALL.map(|employment| Key::from(Button::Employment(Some(employment))));
    let mut keys: Vec<Vec<Key>> = statuses.chunks(2).map(<[Key]>::to_vec).collect();
    keys.push(vec![Button::Employment(None).into()]);
    keys.push(vec![Button::Menu.into()]);
    keys
}

#[cfg(test)]
mod tests {
    use super::Button;
    use super::Rating;
    use crate::conversation::Part;
    use crate::conversation::Print;
    use crate::faq::Employment;
    use crate::faq::EntryId;
    use crate::faq::GroupId;

    fn every_kind_of_button() -> Vec<Button> {
        let entry = EntryId::parse(&"e".repeat(40)).unwrap();
        let group = GroupId::parse(&"g".repeat(40)).unwrap();
        let parts = [Part::Answer, Part::More, Part::Basis, Part::Sanction, Part::Related];
        let for_each = Employment::ALL.map(Part::For);
        let mut buttons = vec![Button::Menu, Button::Choice, Button::Ask, Button::Help, Button::Privacy];
        buttons.extend([Button::AskForget, Button::Forget, Button::Cancel, Button::ChooseEmployment]);
        buttons.push(Button::Group(group, 12));
        buttons.extend(parts.into_iter().chain(for_each).map(|part| Button::Entry(entry.clone(), part)));
        for rating in [Rating::Helpful, Rating::Unanswered, Rating::Wrong] {
            buttons.push(Button::Rate(entry.clone(), rating));
        }
        buttons.extend(Employment::ALL.map(|employment| Button::Employment(Some(employment))));
        buttons.extend([
            Button::Employment(None),
            Button::Subscribe(true),
            Button::Subscribe(false),
            Button::Leave,
        ]);
        let slip = super::Slip::from_random([0xf0; 8]);
        buttons.extend([
            Button::PassOn,
            Button::PassNow(None),
            Button::PassNow(Some(slip)),
            Button::PassShorter,
        ]);
        buttons
    }

    #[test]
    fn every_button_travels_within_64_bytes_and_comes_back_as_itself() {
        for button in every_kind_of_button() {
            let data = button.to_data();
            assert!(data.len() <= 64, "{data}");
            assert_eq!(Button::read(&data), Some((button.clone(), None)));
            let print = Print::read("ab27").unwrap();
            let data = button.to_data_under(print);
            assert!(data.len() <= 64, "{data}");
            let tells = matches!(button, Button::Entry(..) | Button::Rate(..));
            assert_eq!(Button::read(&data), Some((button, tells.then_some(print))));
        }
    }

    #[test]
    fn forged_callback_data_is_nobodys_button() {
        let forged = [
            "",
            "1",
            "1:",
            "2:m",
            "1:m:x",
            "1:e:UPPER:j",
            "1:e:a:zz",
            "1:g:a:-1",
            "1:f:yes",
            "1:l",
            "1:l:x",
            "1:e:a:j:k",
            "1:e:a:j:ABCD",
            "1:m:abcd",
            "1:k:ya:F0",
            "1:k:ya:+0f0f0f0f0f0f0f0",
        ];
        for data in forged {
            assert_eq!(Button::read(data), None, "{data:?}");
        }
    }
}
