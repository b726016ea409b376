//! Backups on the command line: of a running bot, of a folder at rest, and back again.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::time::Duration;

use netral::ports::Blob;
use netral::ports::Clock;
use netral::ports::TipStore;
use netral::storage::SledStore;
use netral::system::SystemClock;
use netral::tips::BlobId;
use netral::tips::LookupId;
use netral::tips::Tip;

use crate::serving::Home;
use crate::serving::Serving;
use crate::serving::telegram;

const LOOKUP: LookupId = LookupId([7; 32]);
const BLOB: BlobId = BlobId([9; 16]);

fn store(home: &Home) -> SledStore<SystemClock> {
    SledStore::open(&home.data(), &home.secret(), SystemClock).unwrap()
}

fn a_tip() -> Tip {
    let json = serde_json::json!({
        "tag": b"7F3K", "filed": 1_000_000, "active": 1_000_000, "written": 1_000_000, "status": "Received",
        "since": 1_000_000, "reply_key": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "openers": [], "excluded": null, "parts": [{"blob": BLOB.0, "kind": "Report", "replaced": null}],
        "replies": [], "news": true, "warned": false});
    serde_json::from_value(json).unwrap()
}

async fn home_with_a_tip() -> Home {
    let home = Home::new();
    let blob = Blob { id: BLOB, sealed: b"age-encryption.org/v1 contoh".to_vec() };
    store(&home).file(LOOKUP, a_tip(), vec![blob]).await.unwrap();
    // The tip is of a week far ahead, so that it stays; the folder was used in this one.
    fs::write(home.data().join("pekan"), SystemClock.now().week().to_string()).unwrap();
    home
}

fn netral(home: &Home, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    command.args(arguments).current_dir(home.data().parent().unwrap());
    command.output().unwrap()
}

/// Runs a command that must succeed, and returns what it said.
fn done(home: &Home, arguments: &[&str]) -> String {
    let output = netral(home, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must fail with this exit code, and returns what it said.
fn refused(home: &Home, arguments: &[&str], code: i32) -> String {
    let output = netral(home, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_bot_gives_a_backup_and_goes_on() {
    let telegram = telegram().await;
    let home = home_with_a_tip().await;
    let socket = home.data().join("netral.sock");
    drop(UnixListener::bind(&socket).unwrap());
    assert!(socket.exists(), "what a kill leaves behind");
    let serving = home.serve(&telegram);
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    for _ in 0..3 {
        let said = done(&home, &["backup", "laporan.cadangan"]);
        assert!(said.contains("laporan.cadangan") && said.contains("1 laporan"), "{said}");
    }
    let backup = home.data().parent().unwrap().join("laporan.cadangan");
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(refused(&home, &["restore", "laporan.cadangan"], 2).contains("sedang dipakai"));
    let ended = serving.terminate(Duration::from_secs(5)).await;
    assert_eq!(ended.code(), Some(0), "{}", home.log());
    assert_eq!(home.log(), "");
    assert!(!socket.exists());
    assert!(refused(&home, &["restore", "laporan.cadangan"], 1).contains("--replace"));
    let said = done(&home, &["restore", "--replace", "laporan.cadangan"]);
    assert!(said.contains("1 laporan") && said.contains("replaced"), "{said}");
    assert_eq!(store(&home).tip(LOOKUP), Ok(Some(a_tip())));
    assert!(store(&home).blob(BLOB).unwrap().is_some());
}

#[tokio::test]
async fn a_folder_at_rest_is_backed_up_restored_elsewhere_and_extracted() {
    let home = home_with_a_tip().await;
    done(&home, &["backup", "laporan.cadangan"]);
    let other = Home::new();
    let folder = |home: &Home| home.data().parent().unwrap().to_owned();
    fs::copy(folder(&home).join("laporan.cadangan"), folder(&other).join("laporan.cadangan")).unwrap();
    let said = refused(&other, &["restore", "laporan.cadangan"], 2);
    assert!(said.contains("Berkas rahasia") && said.contains("netral backup extract"), "{said}");
    assert!(done(&other, &["backup", "extract", "laporan.cadangan", "keluar"]).contains("1 berkas .age"));
    let piece = fs::read_dir(folder(&other).join("keluar")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read(piece).unwrap(), b"age-encryption.org/v1 contoh");
    fs::copy(home.secret(), other.secret()).unwrap();
    assert!(done(&other, &["restore", "laporan.cadangan"]).contains("1 laporan"));
    assert_eq!(store(&other).tip(LOOKUP), Ok(Some(a_tip())));
}

#[tokio::test]
async fn a_backup_a_day_is_kept_and_the_oldest_go_only_once_todays_stands() {
    let home = home_with_a_tip().await;
    let folder = home.data().parent().unwrap().join("harian");
    fs::create_dir(&folder).unwrap();
    for name in ["netral-2026-01-01.cadangan", "netral-2026-01-02.cadangan", "catatan.txt"] {
        fs::write(folder.join(name), "lama").unwrap();
    }
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names.into_iter().map(|name| name.into_string().unwrap()).collect::<Vec<_>>()
    };
    let secret = fs::read(home.secret()).unwrap();
    fs::remove_file(home.secret()).unwrap();
    assert!(refused(&home, &["backup", "--daily", "harian", "--keep", "1"], 2).contains("rahasia"));
    assert_eq!(names().len(), 3, "nothing goes for a backup that failed");
    fs::write(home.secret(), secret).unwrap();
    let said = done(&home, &["backup", "--daily", "harian", "--keep", "2"]);
    assert!(said.contains("1 cadangan harian yang lebih lama dihapus; 2 disimpan"), "{said}");
    let kept = names();
    assert_eq!((kept.len(), &*kept[0], &*kept[1]), (3, "catatan.txt", "netral-2026-01-02.cadangan"));
    done(&home, &["restore", "--replace", &format!("harian/{}", kept[2])]);
    done(&home, &["backup", "--daily", "harian"]);
    assert_eq!(names(), kept, "once a day");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_waits_for_whoever_holds_the_folder_and_does_not_answer_yet() {
    let home = home_with_a_tip().await;
    let held = store(&home);
    let folder = home.data().parent().unwrap().to_owned();
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    let mut waiting = command.args(["backup", "cadangan"]).current_dir(&folder).spawn().unwrap();
    // It has begun to write where it will put the backup, so it is about to ask.
    while !folder.join("cadangan.new").exists() {
        tokio::task::yield_now().await;
    }
    drop(held);
    let ended = tokio::task::spawn_blocking(move || waiting.wait().unwrap()).await.unwrap();
    assert_eq!(ended.code(), Some(0));
    assert!(folder.join("cadangan").exists());
}

#[tokio::test]
async fn what_cannot_be_done_is_said_and_leaves_the_older_backup_alone() {
    let home = home_with_a_tip().await;
    let folder = home.data().parent().unwrap().to_owned();
    assert!(refused(&home, &["backup"], 1).contains("belum disebut"));
    assert!(refused(&home, &["backup", "tidak/ada/cadangan"], 1).contains("tidak dapat ditulis"));
    assert!(refused(&home, &["backup", "--data", "lain", "cadangan"], 2).contains("tidak ada"));
    assert!(!folder.join("lain").exists() && !folder.join("cadangan").exists());
    assert!(refused(&home, &["restore", "tidak-ada"], 1).contains("tidak dapat dibaca"));
    assert!(refused(&home, &["restore", "netral.toml"], 1).contains("bukan cadangan"));
    done(&home, &["backup", "cadangan"]);
    let whole = fs::read(folder.join("cadangan")).unwrap();
    fs::write(folder.join("rusak"), &whole[..whole.len() - 1]).unwrap();
    assert!(refused(&home, &["restore", "--replace", "rusak"], 1).contains("rusak atau tidak lengkap"));
    assert!(refused(&home, &["backup", "extract", "rusak", "keluar"], 1).contains("rusak"));
    assert!(!folder.join("keluar").exists());
    fs::remove_file(home.secret()).unwrap();
    assert!(refused(&home, &["backup", "cadangan"], 2).contains("rahasia"));
    assert_eq!(fs::read(folder.join("cadangan")).unwrap(), whole);
    assert!(!Path::new(&folder).join("cadangan.new").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_path_too_long_for_a_socket_is_no_reason_not_to_serve() {
    let telegram = telegram().await;
    let home = Home::new();
    let folder = home.data().parent().unwrap().to_owned();
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    command.args(["serve", "--data", &"d".repeat(120)]).current_dir(&folder);
    command.env("TELOXIDE_TOKEN", telegram.token()).env("TELOXIDE_API_URL", telegram.url());
    let log = folder.join("galat.log");
    command.stderr(fs::File::create(&log).unwrap());
    let serving = Serving::start(command);
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    assert_eq!(serving.terminate(Duration::from_secs(5)).await.code(), Some(0));
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("no socket in the data folder"), "{log}");
}
