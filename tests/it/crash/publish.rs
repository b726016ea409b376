//! `kill -9` while an admin edits and while a change is published: the old FAQ or the new one, never half.

use std::fs;
use std::time::Duration;

use netral::curation::Role;
use netral::sandbox::Telegram;
use tokio::time;

use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::Phone;
use crate::serving::QUESTIONS;
use crate::serving::Serving;
use crate::serving::telegram;

const APPROVER: i64 = 3_002;
const EDITOR: i64 = 3_003;
const STRANGER: i64 = 1_001;

/// Changes that are published, with a kill at each, unless the environment asks for more.
const ROUNDS: usize = 10;

const SEED: u64 = 20_260_604;

/// How long after the tap a process is killed at the latest, where it is killed at a random moment.
const LATEST_MICROS: u64 = 60_000;

#[expect(clippy::disallowed_methods, reason = "who wants to try harder says so in the environment")]
fn rounds_wanted() -> usize {
    std::env::var("NETRAL_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(ROUNDS)
}

/// What is published in a round: a new wording, and each second time the opposite verdict with it.
struct Change {
    round: usize,
    turned: Option<&'static str>,
}

impl Change {
    fn of(round: usize) -> Self {
        let turned = round.is_multiple_of(2).then_some(Self::verdict(round));
        Self { round, turned }
    }

    fn words(&self) -> String {
        format!("Naskah nomor {} begitu.", self.round)
    }

    /// What the verdict is after so many rounds.
    fn verdict(round: usize) -> &'static str {
        if (round / 2) % 2 == 1 { "Boleh" } else { "Dilarang" }
    }

    fn summary(&self) -> String {
        format!("{}. {}", Self::verdict(self.round), self.words())
    }
}

/// A process, its Telegram, and whoever has to do with it.
struct Story {
    telegram: Telegram,
    home: Home,
    serving: Serving,
    dice: Dice,
    editor: Phone,
    approver: Phone,
    stranger: Phone,
}

impl Story {
    async fn begin() -> Self {
        let telegram = telegram().await;
        let home = Home::staffed(&[(APPROVER, Role::Approver), (EDITOR, Role::Editor)]).await;
        let serving = home.serve(&telegram);
        let [editor, approver, stranger] =
            [EDITOR, APPROVER, STRANGER].map(|chat| Phone::of(&telegram, chat));
        approver.asks("/menu", "").await;
        Self { telegram, home, serving, dice: Dice::seeded(SEED), editor, approver, stranger }
    }

    fn restarted(self) -> Self {
        self.serving.kill();
        let serving = self.home.serve(&self.telegram);
        Self { serving, ..self }
    }

    /// Kills the process at one of the steps of an edit, or at none of them.
    fn perhaps_restarted(mut self) -> Self {
        if self.dice.one_in(4) { self.restarted() } else { self }
    }

    /// Writes a draft up to where one tap publishes it, through kills.
    async fn drafts(mut self, change: &Change) -> Self {
        self.editor.asks("/faq suka", "").await;
        self.editor.taps_first("1. ").await;
        self.editor.taps("Ubah").await;
        if let Some(verdict) = change.turned {
            self.editor.taps("Putusan").await;
            self.editor.taps(verdict).await;
            self.editor.reads("Ringkasan dan putusan tidak sama").await;
            self = self.perhaps_restarted();
        }
        self.editor.taps("Ringkasan").await;
        self.editor.reads("Ketik ringkasan baru").await;
        self = self.perhaps_restarted();
        self.editor.asks(&change.summary(), "disimpan").await;
        self = self.perhaps_restarted();
        self.editor.taps("Pratinjau dan terbitkan").await;
        if change.turned.is_some() {
            self.editor.taps("Tulis alasan").await;
            self.editor.reads("").await;
            self = self.perhaps_restarted();
            self.editor.asks("Aturannya berubah.", "Aturannya berubah.").await;
            self.approver.looks_away();
            self.editor.taps("Ajukan persetujuan").await;
            self.approver.reads("Perlu persetujuan Anda").await;
            self.approver.taps_first("Periksa draf").await;
        }
        self
    }

    /// Whoever publishes, and the button.
    fn publisher(&self, change: &Change) -> (&Phone, &'static str) {
        match change.turned {
            Some(_) => (&self.approver, "Setujui dan terbitkan"),
            None => (&self.editor, "Terbitkan"),
        }
    }

    /// Taps, kills the process at once, at a random moment or when it speaks, and returns whether the change was durable by then.
    async fn publishes_and_dies(mut self, change: &Change) -> (Self, bool) {
        let (publisher, label) = self.publisher(change);
        publisher.finds(label, |shown| shown == label).await;
        self.telegram.all_confirmed().await.unwrap();
        let micros = self.dice.below(LATEST_MICROS);
        let answered = self.telegram.calls_of("answerCallbackQuery").len();
        let (publisher, label) = self.publisher(change);
        publisher.taps(label).await;
        match change.round % 4 {
            1 => {}
            2 => drop(self.telegram.call_arrived("answerCallbackQuery", answered + 1).await.unwrap()),
            _ => time::sleep(Duration::from_micros(micros)).await,
        }
        self.serving.dies();
        let is_there = self.stands_whole(change);
        self.serving = self.home.serve(&self.telegram);
        (self, is_there)
    }

    /// Looks at the data folder as the kill left it: the history and the files say the same.
    fn stands_whole(&self, change: &Change) -> bool {
        let revisions = self.revisions();
        let is_there = revisions == change.round;
        assert!(is_there || revisions + 1 == change.round, "{revisions} in round {}", change.round);
        let said = if is_there { Change::of(change.round) } else { Change::of(change.round - 1) };
        assert!(said.round == 0 || self.exported().contains(&said.summary()), "{}", self.exported());
        let (drafts, proposals) = match (is_there, change.turned) {
            (true, _) => (0, 0),
            (false, None) => (1, 0),
            (false, Some(_)) => (0, 1),
        };
        self.has(revisions, drafts, proposals);
        is_there
    }

    /// What is so once the tap was delivered again: published once, and everybody says the same.
    async fn settles(&self, change: &Change) {
        let answer = self.stranger.asks(QUESTIONS[0].text, "").await;
        let old = Change::of(change.round - 1);
        let is_old = answer.words().contains(&old.words()) || answer.words().contains(QUESTIONS[0].answer);
        let is_new = answer.words().contains(&change.words());
        assert!(is_old != is_new, "{}", answer.words());
        self.publisher(change).0.reads(&format!("revisi {}", change.round)).await;
        self.telegram.all_confirmed().await.unwrap();
        let answer = self.stranger.asks(QUESTIONS[0].text, &change.words()).await;
        let verdict = Change::verdict(change.round).to_uppercase();
        assert!(answer.words().starts_with(&verdict), "{}", answer.words());
        assert_eq!(self.revisions(), change.round, "exactly one more");
        assert!(self.exported().contains(&change.summary()));
        self.has(change.round, 0, 0);
    }

    /// So much is kept, as the doctor tells it: a draft goes with the revision that is made of it.
    fn has(&self, revisions: usize, drafts: usize, proposals: usize) {
        let said = self.told(&["doctor"]);
        let kept = format!("Revisi: {revisions}; draf: {drafts}; menunggu persetujuan: {proposals}.");
        assert!(said.contains(&kept), "{kept} {said}");
    }

    fn revisions(&self) -> usize {
        let said = self.told(&["faq", "history", "--json"]);
        said.lines().filter(|line| line.starts_with('{')).count()
    }

    /// What a command says beside the bot, or about what it left.
    fn told(&self, arguments: &[&str]) -> String {
        let (code, said) = self.home.runs(arguments);
        assert_eq!(code, Some(0), "{arguments:?}: {said}");
        said
    }

    /// The entry as the program hands it out.
    fn exported(&self) -> String {
        self.told(&["faq", "export", "keluar", "--force"]);
        fs::read_to_string(self.home.folder().join("keluar/contoh/suka.md")).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_whose_process_is_killed_is_published_once_and_never_by_halves() {
    let mut story = Story::begin().await;
    let (mut before, mut after) = (0, 0);
    for round in 1..=rounds_wanted() {
        let change = Change::of(round);
        story = story.drafts(&change).await;
        let (next, was_there) = story.publishes_and_dies(&change).await;
        story = next;
        *(if was_there { &mut after } else { &mut before }) += 1;
        story.settles(&change).await;
    }
    assert!(before > 0 && after > 0, "kills came before and after the commit: {before}, {after}");
    assert!(story.told(&["audit", "verify"]).contains("utuh"));
    assert!(story.serving.is_alive());
    tell(before, after);
}

#[expect(clippy::print_stderr, reason = "with --nocapture it tells how the kills were spread")]
fn tell(before: usize, after: usize) {
    eprintln!("{before} killed before the commit, {after} after it");
}
