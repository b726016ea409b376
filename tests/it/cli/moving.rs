//! A bot moves to another machine by its backup and its secret file alone, and nobody notices.

use std::fs;
use std::path::Path;
use std::time::Duration;

use netral::conversation::Counted;
use netral::curation::Admin;
use netral::curation::AdminId;
use netral::curation::Kept;
use netral::curation::Role;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::ports::Store;
use netral::sandbox::Telegram;
use netral::storage::SledStore;
use netral::system::SystemClock;

use crate::privacy::tipster::Script;
use crate::privacy::tipster::Tipster;
use crate::serving::Home;
use crate::serving::Phone;
use crate::serving::Serving;
use crate::serving::home::HANDLERS;
use crate::serving::telegram;

const EDITOR: i64 = 3_004;
const APPROVER: i64 = 3_002;
const READER: i64 = 1_001;
const TIPSTER: i64 = 1_002;

fn store(home: &Home) -> SledStore<SystemClock> {
    SledStore::open(&home.data(), &home.secret(), SystemClock).unwrap()
}

fn done(home: &Home, arguments: &[&str]) -> String {
    let (code, said) = home.runs(arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {said}");
    said
}

async fn served(home: &Home, telegram: &Telegram) -> Serving {
    let before = telegram.calls_of("getUpdates").len();
    let serving = home.serve(telegram);
    telegram.call_arrived("getUpdates", before + 1).await.unwrap();
    serving
}

/// A home with handlers, an editor and an approver.
async fn staffed() -> Home {
    let home = Home::taking_tips();
    let admin = |number, role, chat| {
        Admin { id: AdminId(number), role, chat: Some(ChatId(chat)), since: 20_000, note: None }.put_new()
    };
    let admins = vec![admin(1, Role::Approver, APPROVER), admin(2, Role::Editor, EDITOR)];
    assert!(store(&home).apply(admins).await.unwrap());
    home
}

/// Everybody leaves something behind; returns the digits of a receipt.
async fn lives(home: &Home, telegram: &Telegram) -> String {
    let reader = Phone::of(telegram, READER);
    reader.asks("/saya", "").await;
    reader.taps("PPPK").await;
    reader.asks("menyukai video kampanye", "").await;
    reader.asks("/langganan", "").await;
    reader.taps("Mulai langganan").await;
    reader.reads("").await;
    done(home, &["faq", "export", "edit"]);
    let file = home.folder().join("edit/contoh/suka.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Orang dapat melihatnya.", "Semua orang dapat melihatnya.")).unwrap();
    assert!(done(home, &["faq", "import", "edit", "--reason", "jelas"]).contains("revisi 1"));
    let text = fs::read_to_string(&file).unwrap().replace("putusan = \"dilarang\"", "putusan = \"boleh\"");
    fs::write(&file, text.replace("Ringkas: Dilarang.", "Ringkas: Boleh.")).unwrap();
    assert!(done(home, &["faq", "import", "edit", "--reason", "baru"]).contains("menunggu persetujuan"));
    Tipster::new(telegram, TIPSTER)
        .files(&Script::of("Uang dinas dipakai untuk mencetak spanduk calon oleh bendahara."))
        .await
}

/// What everybody gets to see, each from a chat that has seen nothing of it yet where that matters.
async fn views(home: &Home, telegram: &Telegram, receipt: &str, chat: i64) -> Vec<(&'static str, String)> {
    let asked = [
        (READER, "/saya"),
        (READER, "/langganan"),
        (HANDLERS[0], "/kotak"),
        (HANDLERS[1], "/kotak"),
        (EDITOR, "/faq draf"),
        (EDITOR, "/perubahan"),
        (APPROVER, "/statistik"),
    ];
    let mut views = Vec::new();
    for (chat, command) in asked {
        let said = Phone::of(telegram, chat).asks(command, "").await;
        views.push((command, said.words().to_owned()));
    }
    let tip = Tipster::new(telegram, chat).follows(receipt).await;
    views.push(("status", tip.words().to_owned()));
    for command in [&["faq", "history"][..], &["faq", "diff", "1"], &["stats"], &["audit", "verify"]] {
        views.push(("the command line", done(home, command)));
    }
    views
}

fn carry(from: &Home, to: &Home, what: &Path) {
    fs::copy(from.folder().join(what), to.folder().join(what)).unwrap();
}

fn counts(home: &Home) -> Vec<(u32, Counted, u64)> {
    store(home).weekly_counts().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_living_bot_moves_by_backup_and_restore_and_everybody_sees_what_they_saw() {
    let telegram = telegram().await;
    let (home, other) = (staffed().await, Home::new());
    let serving = served(&home, &telegram).await;
    let receipt = lives(&home, &telegram).await;
    let before = views(&home, &telegram, &receipt, TIPSTER + 1).await;
    let said = done(&home, &["backup", "netral.cadangan"]);
    assert!(said.contains("1 laporan") && said.contains("Tidak termasuk"), "{said}");
    assert_eq!(serving.terminate(Duration::from_secs(10)).await.code(), Some(0), "{}", home.log());
    for what in ["netral.cadangan", "netral.secret", "netral.toml"] {
        carry(&home, &other, Path::new(what));
    }
    let said = done(&other, &["restore", "netral.cadangan"]);
    assert!(said.contains("Dipulihkan: 1 laporan"), "{said}");
    assert!(!counts(&home).is_empty());
    assert_eq!(counts(&other), counts(&home), "also what was counted in the last hour");
    let serving = served(&other, &telegram).await;
    let after = views(&other, &telegram, &receipt, TIPSTER + 2).await;
    for ((what, was), (_, is)) in before.iter().zip(&after) {
        assert_eq!(was, is, "{what}");
    }
    assert!(before.iter().any(|(what, said)| *what == "/saya" && said.contains("PPPK")));
    assert_eq!(serving.terminate(Duration::from_secs(10)).await.code(), Some(0), "{}", other.log());
}
