//! Where the data folder isn't, and where output can't go: neither passes for success.

use std::fs;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use netral::curation::Admin;
use netral::curation::AdminId;
use netral::curation::Kept;
use netral::curation::Role;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::storage::SledStore;
use netral::system::SystemClock;

use super::FAQ;
use super::QUESTIONS;
use crate::serving::Home;

/// A home whose bot has run once, and where somebody has published a first revision.
async fn kept() -> Home {
    let home = Home::new();
    let store = SledStore::open(&home.data(), &home.secret(), SystemClock).unwrap();
    let (id, role, chat) = (AdminId(1), Role::Approver, Some(ChatId(3002)));
    let admin = Admin { id, role, chat, since: 20_000, note: None };
    assert!(store.apply(vec![admin.put_new()]).await.unwrap());
    drop(store);
    ends(&home, &["faq", "export", "edit"], 0);
    let file = home.folder().join("edit/contoh/suka.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Orang dapat melihatnya.", "Semua orang dapat melihatnya.")).unwrap();
    assert!(ends(&home, &["faq", "import", "edit"], 0).contains("revisi 1"));
    home
}

fn netral(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    command.args(arguments).current_dir(home).stdin(Stdio::null());
    command.env_remove("TELOXIDE_TOKEN").env_remove("TELOXIDE_API_URL");
    command
}

fn ends(home: &Home, arguments: &[&str], code: i32) -> String {
    let output = netral(home.folder(), arguments).args(["--faq", "faq"]).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn said(output: &Output) -> String {
    String::from_utf8([output.stdout.as_slice(), &output.stderr].concat()).unwrap()
}

/// Every command that needs a data folder.
const NEEDING: [&[&str]; 9] = [
    &["faq", "export", "keluar"],
    &["faq", "export", "keluar", "--force"],
    &["faq", "export", "--phrases", "frasa.tsv"],
    &["faq", "cetak", "faq.html"],
    &["faq", "import", "edit"],
    &["faq", "history"],
    &["faq", "diff"],
    &["stats"],
    &["audit", "verify"],
];

#[tokio::test]
async fn a_data_folder_that_is_not_there_is_an_error_wherever_one_is_needed() {
    let home = Home::new();
    for command in NEEDING.iter().copied().chain([["backup", "cadangan"].as_slice()]) {
        for mistyped in ["dta", "data/dalam"] {
            let said = ends(&home, &[command, &["--data", mistyped]].concat(), 2);
            assert!(said.contains(&format!("Folder data \"{mistyped}\" tidak ada.")), "{command:?}: {said}");
            assert!(!home.folder().join(mistyped).exists());
        }
        assert!(ends(&home, command, 2).contains("Folder data \"data\" tidak ada."), "{command:?}");
        let said = ends(&home, &[command, &["--data", "faq"]].concat(), 2);
        assert!(said.contains("\"faq\" bukan folder data netral"), "{command:?}: {said}");
    }
    let left: Vec<_> = fs::read_dir(home.folder()).unwrap().map(|item| item.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[tokio::test]
async fn an_export_from_elsewhere_leaves_the_good_one_as_it_is() {
    let home = kept().await;
    let elsewhere = tempfile::tempdir().unwrap();
    ends(&home, &["faq", "export", "git"], 0);
    ends(&home, &["faq", "export", "git.zip"], 0);
    let good = || netral::faq_folder::read(Some(&home.folder().join("git"))).files;
    let before = good();
    assert!(before["contoh/suka.md"].contains("Semua orang"));
    let archive = fs::read(home.folder().join("git.zip")).unwrap();
    let elsewhere_has = |data: &[&str]| {
        for target in ["git", "git.zip"] {
            let target = home.folder().join(target);
            let export = [&["faq", "export", target.to_str().unwrap(), "--force"], data].concat();
            let output = netral(elsewhere.path(), &export).output().unwrap();
            assert!(matches!(output.status.code(), Some(1 | 2)), "{export:?}: {}", said(&output));
        }
    };
    elsewhere_has(&[]);
    // A disk that isn't mounted is an empty folder.
    fs::create_dir(elsewhere.path().join("data")).unwrap();
    elsewhere_has(&[]);
    elsewhere_has(&["--tanpa-revisi"]);
    assert_eq!(good(), before);
    assert_eq!(fs::read(home.folder().join("git.zip")).unwrap(), archive);
}

#[tokio::test]
async fn what_an_export_replaces_and_removes_is_named() {
    let home = kept().await;
    ends(&home, &["faq", "export", "git"], 0);
    let contoh = home.folder().join("git/contoh");
    fs::copy(contoh.join("suka.md"), contoh.join("lain.md")).unwrap();
    fs::write(contoh.join("suka.md"), "disunting tangan").unwrap();
    let said = ends(&home, &["faq", "export", "git", "--force"], 0);
    assert!(said.contains("Diganti: contoh/suka.md.") && said.contains("Dihapus: contoh/lain.md."), "{said}");
    let said = ends(&home, &["faq", "export", "git", "--force"], 0);
    assert!(!said.contains("Diganti") && !said.contains("Dihapus"), "{said}");
}

#[tokio::test]
async fn the_faq_without_a_bot_is_exported_where_that_is_what_was_asked_for() {
    let home = Home::new();
    assert!(ends(&home, &["faq", "export", "keluar", "--tanpa-revisi"], 0).contains("tanpa revisi"));
    ends(&home, &["faq", "cetak", "faq.html", "--tanpa-revisi"], 0);
    assert!(!home.data().exists(), "who only looks leaves no data folder behind");
}

#[tokio::test]
async fn a_bot_whose_data_folder_is_gone_does_not_begin_anew() {
    let home = kept().await;
    let mut serve = netral(home.folder(), &["serve", "--faq", "faq", "--data", "dta"]);
    let output = serve.env("TELOXIDE_TOKEN", "123456:contoh").env("TELOXIDE_API_URL", "http://127.0.0.1:9");
    let output = output.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("padahal berkas rahasia netral.secret sudah ada"), "{}", said(&output));
    assert!(!home.folder().join("dta").exists());
}

/// Runs a command whose output goes to a full disk, and one whose reader has gone.
fn codes(home: &Path, arguments: &[&str]) -> [(Option<i32>, String); 2] {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    [Stdio::from(full), Stdio::from(writer)].map(|output| {
        let ended = netral(home, arguments).stdout(output).stderr(Stdio::piped()).spawn().unwrap();
        let ended = ended.wait_with_output().unwrap();
        (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
    })
}

#[tokio::test]
async fn what_cannot_be_written_is_an_error_of_every_command() {
    let home = kept().await;
    let faq = ["--faq", FAQ];
    let commands: [&[&str]; 16] = [
        &["--help"],
        &["--version"],
        &["faq", "check", "faq"],
        &["ask", "menyukai video kampanye"],
        &["ask", "--json", "menyukai video kampanye"],
        &["why", "menyukai video kampanye"],
        &["eval", QUESTIONS],
        &["eval", QUESTIONS, "--json"],
        &["chat"],
        &["stats"],
        &["stats", "--json"],
        &["audit", "verify"],
        &["faq", "history"],
        &["faq", "diff"],
        &["doctor"],
        &["backup", "cadangan"],
    ];
    for command in commands {
        let [full, closed] = codes(home.folder(), &[command, &faq].concat());
        assert_eq!(full.0, Some(3), "{command:?}: {}", full.1);
        assert!(full.1.contains("Keluaran tidak dapat ditulis"), "{command:?}: {}", full.1);
        assert_eq!(closed, (Some(3), String::new()), "{command:?}");
    }
}

#[tokio::test]
async fn a_verdict_ends_with_its_own_code_wherever_its_output_goes() {
    let home = kept().await;
    fs::write(home.folder().join("faq/contoh/suka.md"), "rusak").unwrap();
    let verdicts: [(&[&str], i32); 5] = [
        (&["faq", "check", "faq"], 1),
        (&["doctor", "--faq", "faq"], 2),
        (&["doctor", "--alive"], 3),
        (&["faq", "import", "faq"], 1),
        (&["audit", "verify", "--kepala", "3f9a 12bc 77de 0a41"], 3),
    ];
    for (command, code) in verdicts {
        assert_eq!(netral(home.folder(), command).output().unwrap().status.code(), Some(code), "{command:?}");
        let [full, closed] = codes(home.folder(), command);
        assert_eq!((full.0, closed.0), (Some(code), Some(code)), "{command:?}: {}", full.1);
    }
}

#[test]
fn input_that_cannot_be_read_is_not_its_end() {
    for command in ["ask", "chat"] {
        let mut netral = netral(Path::new("."), &[command, "--faq", FAQ]);
        let output = netral.stdin(File::open(".").unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {}", said(&output));
        assert!(said(&output).contains("Masukan standar tidak dapat dibaca"), "{}", said(&output));
    }
}
