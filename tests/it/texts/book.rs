//! The book: every screen, short word and trouble with sample values, in `tests/it/snapshots`.

use std::fmt::Write;
use std::path::Path;

use insta::Settings;
use insta::assert_snapshot;
use netral::conversation::Brief;
use netral::conversation::Notice;
use netral::conversation::Part;
use netral::conversation::Passing;
use netral::conversation::Preface;
use netral::conversation::Refusal;
use netral::conversation::Screen;
use netral::conversation::State;
use netral::conversation::Subscription;
use netral::conversation::Unreadable;
use netral::faq::Employment;
use netral::faq::EntryId;
use netral::faq::Faq;
use netral::faq::GroupId;
use netral::faq::OutsideId;
use netral::texts;
use netral::texts::Agency;
use netral::texts::KeyAction;
use netral::texts::Message;
use netral::texts::Scene;
use netral::texts::commands;
use netral::texts::markup;
use netral::texts::trouble;
use netral::texts::trouble::Trouble;

use super::markup::assert_well_formed;
use crate::small_faq::small_faq;

const TROUBLES: &str = include_str!("../../../src/texts/trouble.rs");

#[test]
fn the_book_of_all_texts_is_as_it_was_reviewed() {
    let faq = small_faq();
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots"));
    settings.bind(|| assert_snapshot!("texts_book", book(&faq)));
}

#[test]
fn every_trouble_is_in_the_book() {
    let named = troubles().map(|(name, _)| name);
    let functions = TROUBLES.lines().filter_map(|line| line.strip_prefix("pub fn "));
    let missing: Vec<&str> = functions
        .filter_map(|line| line.split('(').next())
        .filter(|name| *name != "not_forgotten" && !named.contains(name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn book(faq: &Faq) -> String {
    let nobody = Agency::default();
    let agency = agency();
    let anonymous = Scene { faq, agency: &nobody, bot: None, takes_tips: false };
    let named = Scene { faq, agency: &agency, bot: Some("netral_bot"), takes_tips: true };
    let mut book = String::new();
    chapter(&mut book, "Layar chat pribadi", screens().iter().map(|state| of_screen(anonymous, state)));
    chapter(
        &mut book,
        "Layar yang menyebut instansi",
        about_agency().iter().map(|state| of_screen(named, state)),
    );
    chapter(
        &mut book,
        "Di grup",
        briefs().iter().map(|brief| page(&brief_name(brief), &texts::brief(named, brief))),
    );
    let greeting = texts::brief(anonymous, &Brief::Greeting);
    chapter(&mut book, "Di grup, sebelum nama bot dikenal", [page("Greeting", &greeting)]);
    chapter(
        &mut book,
        "Di atas chat",
        NOTICES.map(|notice| line(&format!("{notice:?}"), texts::notice(notice))),
    );
    chapter(&mut book, "Bila penyimpanan gagal", unwritable());
    chapter(&mut book, "Menu perintah", menus());
    chapter(
        &mut book,
        "Di terminal",
        troubles().map(|(name, trouble)| line(name, Some(trouble.to_string()))),
    );
    book
}

fn chapter(book: &mut String, title: &str, pages: impl IntoIterator<Item = String>) {
    let _infallible = writeln!(book, "# {title}\n");
    pages.into_iter().for_each(|page| book.push_str(&page));
}

fn of_screen(scene: Scene<'_>, state: &State) -> String {
    page(&screen_name(state), &texts::screen(scene, state))
}

fn page(title: &str, message: &Message) -> String {
    assert_well_formed(&message.html);
    assert!(markup::length(&message.html) <= markup::LONGEST_MESSAGE, "{title}");
    let rows = message.keyboard.iter().map(|row| {
        let keys = row.iter().map(|key| match &key.action {
            KeyAction::Press(_) => format!("[{}]", key.label),
            KeyAction::Open(address) => format!("[{} → {address}]", key.label),
        });
        keys.collect::<Vec<_>>().join(" ") + "\n"
    });
    let rows: String = rows.collect();
    let gap = if rows.is_empty() { "" } else { "\n" };
    format!("## {title}\n\n{}\n{gap}{rows}\n", markup::plain(&message.html))
}

fn line(title: &str, text: Option<String>) -> String {
    format!("{title}: {}\n\n", text.unwrap_or_else(|| "(tidak ada)".to_owned()))
}

fn agency() -> Agency {
    Agency { name: Some("BKPSDM Kota Contoh".to_owned()), contact: Some("(021) 000000".to_owned()) }
}

fn entry(id: &str) -> EntryId {
    EntryId::parse(id).unwrap()
}

fn at(screen: Screen) -> State {
    State::default().at(screen)
}

fn part(id: &str, part: Part) -> State {
    at(Screen::Entry { entry: entry(id), part, preface: None })
}

fn answer(preface: Preface) -> State {
    at(Screen::Entry { entry: entry("hak-pilih"), part: Part::Answer, preface: Some(preface) })
}

fn tailored(employment: Employment) -> State {
    State { employment: Some(employment), ..part("like", Part::Answer) }
}

/// Every screen at least once; [`screen_name`] doesn't compile without a name for a new one.
fn screens() -> Vec<State> {
    let mut screens =
        vec![at(Screen::Welcome), at(Screen::DeadLink), at(Screen::Help), at(Screen::Invitation)];
    screens.push(at(Screen::Menu));
    screens.extend([0, 1].map(|page| at(Screen::Group { group: GroupId::parse("kampanye").unwrap(), page })));
    screens.extend(of_entries());
    screens.extend(passing());
    let two = vec![entry("like"), entry("komentar")];
    let alternatives = at(Screen::Alternatives { instead_of: entry("debat") });
    screens.push(State { choice: two.clone(), ..at(Screen::Choice) });
    screens.push(State { choice: two, ..alternatives.clone() });
    screens.extend([
        alternatives,
        at(Screen::Outside(OutsideId::parse("cuti").unwrap())),
        at(Screen::Unknown),
    ]);
    screens.extend([
        at(Screen::Employment),
        State { employment: Some(Employment::NonAsn), ..at(Screen::Employment) },
    ]);
    let noted = Employment::ALL.map(Some).into_iter().chain([None]);
    screens.extend(noted.map(|employment| State { employment, ..at(Screen::EmploymentNoted) }));
    screens
        .extend([Screen::Privacy, Screen::ConfirmForget, Screen::Forgotten, Screen::NothingToCancel].map(at));
    screens.extend([Screen::UnknownCommand, Screen::TipsClosed, Screen::NoTipStatus].map(at));
    screens.extend([Screen::NoHandlers, Screen::NoChanges].map(at));
    let stands = [Subscription::Off, Subscription::On, Subscription::Joined, Subscription::Left];
    screens.extend(stands.map(|stands| at(Screen::Subscription(stands))));
    screens.extend(UNREADABLE.map(|what| at(Screen::Unreadable(what))));
    screens.extend([Screen::Apology, Screen::SlowDown].map(at));
    screens
}

/// On the way to passing a question on, and where it is offered.
fn passing() -> Vec<State> {
    let refusals = [
        Refusal::TellsOfMisconduct,
        Refusal::ReportOpen,
        Refusal::TooLong,
        Refusal::Empty,
        Refusal::TooMany,
        Refusal::NotStored,
    ];
    let steps = [Passing::Write, Passing::Preview, Passing::Done, Passing::Dropped];
    let all = steps.into_iter().chain(refusals.map(Passing::Refused));
    let offer = State { may_pass_on: true, ..at(Screen::Unknown) };
    let after = Screen::Alternatives { instead_of: entry("debat") };
    let offers = [offer, State { may_pass_on: true, ..at(after) }];
    all.map(|step| at(Screen::Passing(step))).chain(offers).collect()
}

fn of_entries() -> Vec<State> {
    let parts = [Part::Answer, Part::More, Part::Basis, Part::Sanction, Part::For(Employment::Pppk)];
    let mut screens: Vec<State> = parts.map(|of| part("like", of)).into();
    screens.extend(
        [Part::For(Employment::Pns), Part::For(Employment::Bumn), Part::Related].map(|of| part("like", of)),
    );
    screens.extend([Employment::Pppk, Employment::NonAsn].map(tailored));
    screens.push(State { rated: Some(entry("like")), ..part("like", Part::Answer) });
    screens.push(part("donasi", Part::Sanction));
    screens.extend(["hak-pilih", "ikuti-akun", "debat"].map(|id| part(id, Part::Answer)));
    let under_review = [Part::Answer, Part::More, Part::Basis, Part::Sanction, Part::For(Employment::Pns)];
    screens.extend(under_review.map(|of| part("quick-count", of)));
    screens.extend([Preface::Edited, Preface::Caption, Preface::Forwarded, Preface::Changed].map(answer));
    screens
}

fn about_agency() -> [State; 5] {
    let screens = [Screen::Welcome, Screen::Unknown, Screen::Privacy, Screen::TipsClosed].map(at);
    let [welcome, unknown, privacy, closed] = screens;
    [welcome, part("like", Part::Answer), unknown, privacy, closed]
}

fn screen_name(state: &State) -> String {
    let employment = state.employment.map(|employment| format!(", status {employment:?}"));
    let rated = if state.rated.is_some() { ", rated" } else { "" };
    let rated = if state.may_pass_on { ", may be passed on" } else { rated };
    format!("{}{}{rated}", bare_name(state), employment.unwrap_or_default())
}

fn bare_name(state: &State) -> String {
    let name = match &state.screen {
        Screen::Welcome => "Welcome",
        Screen::DeadLink => "DeadLink",
        Screen::Help => "Help",
        Screen::Invitation => "Invitation",
        Screen::Menu => "Menu",
        Screen::Group { group, page } => return format!("Group {group}, page {page}"),
        Screen::Entry { entry, part, preface: None } => return format!("Entry {entry}, {part:?}"),
        Screen::Entry { preface: Some(preface), .. } => return format!("Entry, {preface:?}"),
        Screen::Choice => "Choice",
        Screen::Alternatives { .. } if state.choice.is_empty() => "Alternatives, none",
        Screen::Alternatives { .. } => "Alternatives",
        Screen::Subscription(subscription) => return format!("Subscription {subscription:?}"),
        Screen::Passing(passing) => return format!("Passing {passing:?}"),
        Screen::Outside(_) => "Outside",
        Screen::Unknown => "Unknown",
        Screen::Employment => "Employment",
        Screen::EmploymentNoted => "EmploymentNoted",
        Screen::Privacy => "Privacy",
        Screen::ConfirmForget => "ConfirmForget",
        Screen::Forgotten => "Forgotten",
        Screen::NothingToCancel => "NothingToCancel",
        Screen::UnknownCommand => "UnknownCommand",
        Screen::TipsClosed => "TipsClosed",
        Screen::NoTipStatus => "NoTipStatus",
        Screen::NoHandlers => "NoHandlers",
        Screen::NoChanges => "NoChanges",
        Screen::Unreadable(what) => return format!("Unreadable {what:?}"),
        Screen::Apology => "Apology",
        Screen::SlowDown => "SlowDown",
    };
    name.to_owned()
}

fn briefs() -> [Brief; 5] {
    [
        Brief::Answer(entry("like")),
        Brief::Answer(entry("quick-count")),
        Brief::Choose(vec![entry("like"), entry("komentar")]),
        Brief::PrivateOnly,
        Brief::Greeting,
    ]
}

fn brief_name(brief: &Brief) -> String {
    match brief {
        Brief::Answer(entry) => format!("Answer {entry}"),
        Brief::Choose(_) => "Choose".to_owned(),
        Brief::PrivateOnly => "PrivateOnly".to_owned(),
        Brief::Greeting => "Greeting".to_owned(),
    }
}

const NOTICES: [Notice; 5] =
    [Notice::Silent, Notice::Rated, Notice::RatedBefore, Notice::Stale, Notice::EmploymentNoted];

const UNREADABLE: [Unreadable; 8] = [
    Unreadable::Picture,
    Unreadable::Voice,
    Unreadable::Sticker,
    Unreadable::Document,
    Unreadable::Location,
    Unreadable::Contact,
    Unreadable::Poll,
    Unreadable::Other,
];

fn unwritable() -> [String; 2] {
    let not_noted = line("NOT_NOTED", Some(trouble::NOT_NOTED.to_owned()));
    [page("not_forgotten", &trouble::not_forgotten()), not_noted]
}

fn menus() -> [String; 4] {
    let rows = |menu: &[(&str, &str)]| {
        menu.iter().map(|(name, about)| format!("/{name} – {about}\n")).collect::<String>() + "\n"
    };
    [
        rows(&commands::public(true)),
        rows(&commands::GROUP),
        line("DESCRIPTION", Some(commands::DESCRIPTION.to_owned())),
        line("SHORT_DESCRIPTION", Some(commands::SHORT_DESCRIPTION.to_owned())),
    ]
}

fn troubles() -> [(&'static str, Trouble); 33] {
    let (file, folder) = (Path::new("netral.toml"), Path::new("data"));
    let secret = Path::new("netral.secret");
    [
        ("no_token", trouble::no_token()),
        ("token_refused", trouble::token_refused()),
        ("odd_address", trouble::odd_address()),
        ("unreachable_api", trouble::unreachable_api()),
        ("unreadable_config", trouble::unreadable_config(file)),
        ("wrong_config", trouble::wrong_config(file, "baris 3: unknown field `namaa`")),
        ("broken_faq", trouble::broken_faq(7)),
        ("data_in_use", trouble::data_in_use(folder)),
        ("data_held", trouble::data_held(folder)),
        ("unusable_data", trouble::unusable_data(folder)),
        ("broken_chat", trouble::broken_chat(folder)),
        ("broken_records", trouble::broken_records(folder)),
        ("broken_tips", trouble::broken_tips(folder)),
        ("newer_data", trouble::newer_data(folder)),
        ("disk_full", trouble::disk_full(folder)),
        ("no_randomness", trouble::no_randomness()),
        ("secret_missing", trouble::secret_missing(secret)),
        ("secret_wrong", trouble::secret_wrong(secret)),
        ("secret_inside_data", trouble::secret_inside_data(secret)),
        ("secret_unusable", trouble::secret_unusable(secret)),
        ("unreadable_file", trouble::unreadable_file(file)),
        ("unwritable_file", trouble::unwritable_file(file)),
        ("wrong_lines", trouble::wrong_lines(file, &[3, 9])),
        ("no_question", trouble::no_question()),
        ("not_loopback", trouble::not_loopback()),
        ("address_in_use", trouble::address_in_use("127.0.0.1:8077")),
        ("store_failed", trouble::store_failed()),
        ("unwritten", trouble::unwritten()),
        ("unreadable_input", trouble::unreadable_input()),
        ("no_data", trouble::no_data(folder)),
        ("not_data", trouble::not_data(folder)),
        ("data_gone", trouble::data_gone(folder, secret)),
        ("unknown_labels", trouble::unknown_labels(file, &["tidak-ada"].into())),
    ]
}
