//! Moving about by buttons: menu, groups, entries and their parts, ratings.

use crate::conversation::Button;
use crate::conversation::Counted;
use crate::conversation::Notice;
use crate::conversation::Part;
use crate::conversation::Preface;
use crate::conversation::Pressed;
use crate::conversation::Print;
use crate::conversation::Rating;
use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::Transition;
use crate::conversation::World;
use crate::conversation::settings;
use crate::faq::EntryId;
use crate::faq::Faq;

/// How many other entries are offered when an answer wasn't what was asked.
const ALTERNATIVES: usize = 4;

/// How many of them are the matcher's, before the neighbours an editor named.
const LIKELY: usize = 2;

/// Follows a button.
pub(super) fn pressed(world: World<'_>, state: State, pressed: &Pressed) -> Transition {
    if let Some(id) = outdated(world.faq, pressed) {
        let screen = Screen::Entry { entry: id.clone(), part: Part::Answer, preface: Some(Preface::Changed) };
        return Transition::show(state.at(screen)).noticing(Notice::Outdated);
    }
    let notice = pressed.tapped;
    let transition = follow(world, state, &pressed.button);
    if notice && !transition.answers_press() { transition.noticing(Notice::Silent) } else { transition }
}

/// Returns the entry whose answer isn't any more what it was when the button was shown.
fn outdated<'p>(faq: &Faq, pressed: &'p Pressed) -> Option<&'p EntryId> {
    let (Button::Entry(id, _) | Button::Rate(id, _)) = &pressed.button else { return None };
    let (seen, now) = (pressed.seen?, Print::of(faq.entry(id)?));
    (seen != now).then_some(id)
}

/// Answers a button that this version doesn't know.
pub(super) fn stale(state: State) -> Transition {
    Transition::show(state.at(Screen::Menu)).noticing(Notice::Stale)
}

/// Shows a part of an entry.
pub(super) fn entry(state: State, entry: EntryId, part: Part) -> Transition {
    Transition::show(state.at(Screen::Entry { entry, part, preface: None }))
}

fn follow(world: World<'_>, state: State, button: &Button) -> Transition {
    match button {
        Button::Menu => Transition::show(state.at(Screen::Menu)),
        Button::Group(group, page) if has_page(world.faq, group, *page) => {
            let screen = Screen::Group { group: group.clone(), page: *page };
            Transition::show(state.at(screen))
        }
        Button::Entry(id, part) if world.faq.entry(id).is_some() => entry(state, id.clone(), *part),
        Button::Choice if !state.choice.is_empty() => Transition::show(state.at(Screen::Choice)),
        Button::Rate(id, rating) if world.faq.entry(id).is_some() => rate(world, state, id, *rating),
        Button::Group(..) | Button::Entry(..) | Button::Choice | Button::Rate(..) => stale(state),
        Button::PassOn | Button::PassNow(_) | Button::PassShorter => stale(state),
        Button::Ask => Transition::show(state.at(Screen::Invitation)),
        Button::Help => Transition::show(state.at(Screen::Help)),
        Button::Privacy => Transition::show(state.at(Screen::Privacy)),
        Button::ChooseEmployment => Transition::show(state.at(Screen::Employment)),
        Button::Employment(employment) => settings::tailor(state, *employment),
        Button::AskForget => Transition::show(state.at(Screen::ConfirmForget)),
        Button::Forget => settings::forget(),
        Button::Cancel => settings::cancel(state),
        Button::Subscribe(wanted) => settings::subscribe(state, *wanted),
    }
}

fn has_page(faq: &Faq, group: &crate::faq::GroupId, page: usize) -> bool {
    faq.group(group).is_some() && faq.entries_of(group).count() > page.saturating_mul(super::button::PAGE)
}

fn rate(world: World<'_>, state: State, id: &EntryId, rating: Rating) -> Transition {
    let World { faq, passes_on: may_pass_on, .. } = world;
    let again = state.rated.as_ref() == Some(id);
    let alternatives = alternatives(faq, &state, id);
    let state = State { rated: Some(id.clone()), ..state };
    let transition = match rating {
        Rating::Unanswered => {
            let state = State { choice: alternatives, may_pass_on, ..state };
            Transition::show(state.at(Screen::Alternatives { instead_of: id.clone() }))
        }
        Rating::Helpful | Rating::Wrong => entry(state, id.clone(), Part::Answer),
    };
    if again {
        return transition.noticing(Notice::RatedBefore);
    }
    transition.noticing(Notice::Rated).counting(Counted::Rated(id.clone(), rating))
}

/// The likeliest other candidates, then curated neighbours, then the rest, each once.
fn alternatives(faq: &Faq, state: &State, id: &EntryId) -> Vec<EntryId> {
    let related = faq.entry(id).map(|entry| entry.related.as_slice()).unwrap_or_default();
    let mut found: Vec<EntryId> = Vec::new();
    let likely = state.others.iter().filter(|other| *other != id).take(LIKELY);
    for other in likely.chain(related).chain(&state.others) {
        if other != id && !found.contains(other) && faq.entry(other).is_some() {
            found.push(other.clone());
        }
    }
    found.truncate(ALTERNATIVES);
    found
}
