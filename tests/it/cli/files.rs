//! The FAQ's files on the command line: out and in again, beside a running bot and without one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::time::Duration;

use netral::archive::pack;
use netral::archive::unpack;
use netral::curation::Admin;
use netral::curation::AdminId;
use netral::curation::Draft;
use netral::curation::Kept;
use netral::curation::Revision;
use netral::curation::RevisionId;
use netral::curation::Role;
use netral::curation::audit::AuditRow;
use netral::curation::audit::Deed;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::sandbox::Telegram;
use netral::storage::SledStore;
use netral::system::SystemClock;

use crate::serving::Home;
use crate::serving::telegram;

const APPROVER: i64 = 3002;
const ASKER: i64 = 1001;
const QUESTION: &str = "menyukai video kampanye";

fn store(home: &Home) -> SledStore<SystemClock> {
    SledStore::open(&home.data(), &home.secret(), SystemClock).unwrap()
}

/// A home whose data folder was made, and in which no bot has run yet.
fn empty() -> Home {
    let home = Home::new();
    fs::create_dir(home.data()).unwrap();
    home
}

/// A home with somebody who agrees to changes.
async fn staffed() -> Home {
    let home = Home::new();
    let (id, role, chat) = (AdminId(1), Role::Approver, Some(ChatId(APPROVER)));
    let admin = Admin { id, role, chat, since: 20_000, note: None };
    assert!(store(&home).apply(vec![admin.put_new()]).await.unwrap());
    home
}

fn netral(home: &Home, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    command.args(arguments).args(["--faq", "faq"]).current_dir(home.folder());
    command.output().unwrap()
}

/// Runs a command that must end with this code; returns all that it said.
fn ends(home: &Home, arguments: &[&str], code: i32) -> String {
    let output = netral(home, arguments);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    netral::faq_folder::read(Some(folder)).files
}

/// Changes a file of the folder "edit", which is a copy of what is in force.
fn edits(home: &Home, path: &str, from: &str, to: &str) -> PathBuf {
    ends(home, &["faq", "export", "edit", "--force"], 0);
    let file = home.folder().join("edit").join(path);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(&file, text.replace(from, to)).unwrap();
    file
}

async fn answer(telegram: &Telegram, question: &str) -> String {
    telegram.say(ASKER, question);
    telegram.sent_to(ASKER).await.unwrap().words().to_owned()
}

#[tokio::test]
async fn what_is_exported_comes_back_without_a_change_and_leaves_nothing_where_nothing_was() {
    let home = empty();
    let said = ends(&home, &["faq", "export", "keluar"], 0);
    assert!(said.contains("3 entri") && said.contains("tanpa revisi"), "{said}");
    assert_eq!(files(&home.folder().join("keluar")), files(&home.folder().join("faq")));
    assert!(fs::read_dir(home.data()).unwrap().next().is_none(), "who only looks leaves nothing behind");
    ends(&home, &["faq", "export", "faq.zip"], 0);
    assert_eq!(unpack(&fs::read(home.folder().join("faq.zip")).unwrap()).unwrap().len(), 6);
    for source in ["keluar", "faq.zip", "keluar/contoh/suka.md"] {
        assert!(ends(&home, &["faq", "import", source], 0).contains("Tidak ada perubahan"), "{source}");
    }
    let said = ends(&home, &["faq", "export", "--phrases", "frasa.tsv"], 0);
    assert!(said.contains("18 frasa"), "{said}");
    let phrases = fs::read_to_string(home.folder().join("frasa.tsv")).unwrap();
    assert!(phrases.contains("menyukai video kampanye\tsuka\n") && phrases.contains("cara ajukan cuti\t-\n"));
    assert!(ends(&home, &["faq", "history"], 0).contains("Belum ada revisi"));
    assert!(ends(&home, &["faq", "diff"], 1).contains("Belum ada revisi"));
}

#[tokio::test]
async fn nothing_is_written_over_unseen_and_what_is_not_the_faqs_is_left_alone() {
    let home = empty();
    let target = home.folder().join("kerja");
    fs::create_dir_all(target.join(".git")).unwrap();
    fs::create_dir_all(target.join("contoh")).unwrap();
    for (file, text) in [
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("catatan.txt", "milik saya"),
        ("README.md", "# Folder ini"),
        ("contoh/lama.md", "entri yang sudah tidak ada"),
        ("contoh/_draf.md", "belum jadi"),
    ] {
        fs::write(target.join(file), text).unwrap();
    }
    assert!(ends(&home, &["faq", "export", "kerja"], 1).contains("--force"));
    assert!(!target.join("_grup.toml").exists());
    ends(&home, &["faq", "export", "kerja", "--force"], 0);
    for file in [".git/HEAD", "catatan.txt", "README.md", "contoh/_draf.md", "_grup.toml", "contoh/suka.md"] {
        assert!(target.join(file).exists(), "{file}");
    }
    assert!(!target.join("contoh/lama.md").exists());
    fs::write(home.folder().join("faq.zip"), "milik saya").unwrap();
    assert!(ends(&home, &["faq", "export", "faq.zip"], 1).contains("--force"));
    assert_eq!(fs::read(home.folder().join("faq.zip")).unwrap(), b"milik saya");
    assert!(ends(&home, &["faq", "export", "faq/_grup.toml"], 1).contains("bukan folder"));
    let outside = home.folder().join("luar");
    fs::create_dir(&outside).unwrap();
    fs::remove_dir_all(target.join("contoh")).unwrap();
    std::os::unix::fs::symlink(&outside, target.join("contoh")).unwrap();
    assert!(ends(&home, &["faq", "export", "kerja", "--force"], 1).contains("tautan"));
    assert!(fs::read_dir(&outside).unwrap().next().is_none());
}

#[tokio::test]
async fn an_import_without_a_bot_is_published_and_told_by_history_and_diff() {
    let home = staffed().await;
    edits(&home, "contoh/suka.md", "Orang dapat melihatnya.", "Semua orang dapat melihatnya.");
    let said = ends(&home, &["faq", "import", "edit", "--dry-run"], 0);
    assert!(said.contains("1 diubah") && said.contains("percobaan"), "{said}");
    assert!(ends(&home, &["faq", "history"], 0).contains("Belum ada"));
    let said = ends(&home, &["faq", "import", "edit", "--reason", "lebih jelas"], 0);
    assert!(said.contains("Terbit sebagai revisi 1"), "{said}");
    let said = ends(&home, &["faq", "history"], 0);
    assert!(
        said.contains("pengelola server") && said.contains("suka") && said.contains("lebih jelas"),
        "{said}"
    );
    assert!(ends(&home, &["faq", "history", "hak-pilih"], 0).contains("Belum ada"));
    let json: serde_json::Value =
        serde_json::from_str(&ends(&home, &["faq", "history", "suka", "--json"], 0)).unwrap();
    assert_eq!((&json["revision"], &json["files"][0]), (&1.into(), &"contoh/suka.md".into()));
    let said = ends(&home, &["faq", "diff", "1"], 0);
    assert!(said.contains("- Orang dapat") && said.contains("+ Semua orang dapat"), "{said}");
    assert!(!said.contains("putusan = "), "only what is near the change");
    assert!(ends(&home, &["faq", "import", "edit"], 0).contains("Tidak ada perubahan"));
    ends(&home, &["faq", "export", "lagi"], 0);
    assert!(files(&home.folder().join("lagi"))["contoh/suka.md"].contains("Semua orang"));
    let said = ends(&home, &["audit", "verify"], 0);
    assert!(said.contains("utuh"), "{said}");
    assert!(ends(&home, &["doctor"], 0).contains("1 penyetuju"));
}

#[tokio::test]
async fn a_change_of_verdict_needs_a_reason_and_waits_for_an_approver() {
    let home = staffed().await;
    edits(&home, "contoh/suka.md", "putusan = \"dilarang\"", "putusan = \"boleh\"");
    let text = home.folder().join("edit/contoh/suka.md");
    fs::write(&text, fs::read_to_string(&text).unwrap().replace("Ringkas: Dilarang.", "Ringkas: Boleh."))
        .unwrap();
    let said = ends(&home, &["faq", "import", "edit"], 1);
    assert!(said.contains("BERLAWANAN") && said.contains("--reason"), "{said}");
    let said = ends(&home, &["faq", "import", "edit", "--reason", "aturan baru"], 0);
    assert!(said.contains("menunggu persetujuan"), "{said}");
    let store = store(&home);
    let drafts: Vec<Draft> = store.all_kept().unwrap();
    assert_eq!(
        (drafts.len(), drafts[0].submitted.is_some(), drafts[0].reason.as_deref()),
        (1, true, Some("aturan baru"))
    );
    assert!(store.all_kept::<Revision>().unwrap().is_empty());
}

/// Turns the verdict of an answer around, in the folder "edit".
fn turns_a_verdict(home: &Home) {
    let file = edits(home, "contoh/suka.md", "putusan = \"dilarang\"", "putusan = \"boleh\"");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Ringkas: Dilarang.", "Ringkas: Boleh.")).unwrap();
}

#[tokio::test]
async fn an_owner_of_the_configuration_has_to_agree_also_before_the_bot_has_ever_run() {
    let home = empty();
    let config = home.folder().join("netral.toml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, text + "[[pemilik]]\ntelegram_id = 3001\n").unwrap();
    turns_a_verdict(&home);
    let said = ends(&home, &["faq", "import", "edit", "--reason", "aturan baru"], 0);
    assert!(said.contains("menunggu persetujuan"), "{said}");
    assert!(store(&home).all_kept::<Revision>().unwrap().is_empty());
    assert_eq!(store(&home).all_kept::<Draft>().unwrap().len(), 1);
}

#[tokio::test]
async fn where_nobody_can_agree_the_command_and_the_audit_say_so() {
    let home = empty();
    turns_a_verdict(&home);
    let alone = "tanpa persetujuan kedua: belum ada penyetuju";
    let said = ends(&home, &["faq", "import", "edit", "--reason", "aturan baru", "--dry-run"], 0);
    assert!(said.contains(alone), "{said}");
    let said = ends(&home, &["faq", "import", "edit", "--reason", "aturan baru"], 0);
    assert!(said.contains("Terbit sebagai revisi 1") && said.contains(alone), "{said}");
    let deeds: Vec<Deed> =
        store(&home).all_kept::<AuditRow>().unwrap().into_iter().map(|it| it.deed).collect();
    assert!(
        matches!(deeds.as_slice(), [Deed::Published { .. }, Deed::NobodyToAgree(RevisionId(1))]),
        "{deeds:?}"
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_with_file_line_and_remedy_and_changes_nothing() {
    let home = staffed().await;
    edits(&home, "contoh/suka.md", "putusan = \"dilarang\"", "putusan = \"terlarang\"");
    fs::write(home.folder().join("edit/contoh/hak-pilih.md"), b"+++\njudul = \"\xe9\"\n").unwrap();
    let said = ends(&home, &["faq", "import", "edit"], 1);
    assert!(said.contains("contoh/hak-pilih.md:2") && said.contains("UTF-8"), "{said}");
    ends(&home, &["faq", "export", "edit", "--force"], 0);
    edits(&home, "contoh/suka.md", "putusan = \"dilarang\"", "putusan = \"terlarang\"");
    let said = ends(&home, &["faq", "import", "edit"], 1);
    assert!(said.contains("contoh/suka.md:3: kesalahan"), "{said}");
    fs::write(home.folder().join("baru.md"), files(&home.folder().join("faq"))["contoh/suka.md"].as_str())
        .unwrap();
    assert!(ends(&home, &["faq", "import", "baru.md"], 1).contains("--topic"));
    assert!(ends(&home, &["faq", "import", "tidak-ada.zip"], 1).contains("tidak-ada.zip"));
    fs::write(home.folder().join("rusak.zip"), b"PK\x03\x04 rusak").unwrap();
    assert!(ends(&home, &["faq", "import", "rusak.zip"], 1).contains("rusak"));
    assert!(store(&home).all_kept::<Revision>().unwrap().is_empty());
}

#[tokio::test]
async fn entries_that_a_whole_folder_lacks_stay_unless_they_are_to_go() {
    let home = empty();
    ends(&home, &["faq", "export", "edit"], 0);
    let mut sent = files(&home.folder().join("edit"));
    sent.remove("contoh/mobil-dinas.md");
    fs::write(home.folder().join("kurang.zip"), pack(&sent).unwrap()).unwrap();
    assert!(ends(&home, &["faq", "import", "kurang.zip"], 0).contains("Tidak ada perubahan"));
    let said = ends(&home, &["faq", "import", "kurang.zip", "--retire"], 0);
    assert!(said.contains("1 pensiun") && said.contains("revisi 1"), "{said}");
    ends(&home, &["faq", "export", "sesudah"], 0);
    assert!(!files(&home.folder().join("sesudah")).contains_key("contoh/mobil-dinas.md"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_works_beside_a_running_bot_which_answers_by_it_at_once() {
    let telegram = telegram().await;
    let home = staffed().await;
    let serving = home.serve(&telegram);
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    telegram.say(APPROVER, "/start");
    telegram.sent_to(APPROVER).await.unwrap();
    assert!(answer(&telegram, QUESTION).await.contains("Tanda suka dibaca"));
    edits(&home, "contoh/suka.md", "Tanda suka dibaca", "Tanda suka terbaca");
    let said = ends(&home, &["faq", "import", "edit"], 0);
    assert!(said.contains("Terbit sebagai revisi 1"), "{said}");
    assert!(answer(&telegram, QUESTION).await.contains("Tanda suka terbaca"));
    edits(&home, "contoh/suka.md", "dasar = [\"aturan-satu\"]", "dasar = [\"aturan-dua\"]");
    let said = ends(&home, &["faq", "import", "edit", "--reason", "aturan baru"], 0);
    assert!(said.contains("menunggu persetujuan"), "{said}");
    assert!(telegram.sent_to(APPROVER).await.unwrap().words().contains("aturan baru"));
    assert!(ends(&home, &["faq", "history"], 0).starts_with("1  "));
    assert!(ends(&home, &["audit", "verify"], 0).contains("3 baris"));
    let said = ends(&home, &["doctor"], 0);
    assert!(said.contains("1 penyetuju") && said.contains("menunggu persetujuan: 1"), "{said}");
    assert!(ends(&home, &["stats"], 0).contains("HASIL PERTANYAAN"));
    let json: serde_json::Value = serde_json::from_str(&ends(&home, &["stats", "--json"], 0)).unwrap();
    assert!(json["week"].is_number(), "{json}");
    ends(&home, &["backup", "cadangan"], 0);
    assert_eq!(serving.terminate(Duration::from_secs(5)).await.code(), Some(0), "{}", home.log());
    assert_eq!(home.log(), "");
    assert!(ends(&home, &["faq", "diff"], 0).contains("+ Ringkas: Dilarang. Tanda suka terbaca"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_request_of_this_version_is_told_so_and_harms_nobody() {
    use std::io::Read;
    use std::io::Write;
    let telegram = telegram().await;
    let home = staffed().await;
    let serving = home.serve(&telegram);
    telegram.call_arrived("getUpdates", 1).await.unwrap();
    let asked = |line: &[u8]| {
        let mut stream = std::os::unix::net::UnixStream::connect(home.data().join("netral.sock")).unwrap();
        stream.write_all(line).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    for line in
        [b"netral/2 \"Export\"\n".as_slice(), b"netral/1 {}\n", b"\n", b"", b"GET / HTTP/1.1\n", b"\xff\n"]
    {
        assert_eq!(asked(line), "\"Foreign\"\n", "{line:?}");
    }
    assert!(asked(b"netral/1 \"Health\"\n").contains("\"revision\":0"));
    assert_eq!(serving.terminate(Duration::from_secs(5)).await.code(), Some(0), "{}", home.log());
    assert_eq!(home.log(), "");
}

#[tokio::test]
async fn the_faq_in_force_is_printed_as_pdf_and_as_html() {
    let home = staffed().await;
    let said = ends(&home, &["faq", "cetak", "faq.pdf"], 0);
    assert!(said.contains("faq.pdf"), "{said}");
    let pdf = fs::read(home.folder().join("faq.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.ends_with(b"%%EOF"));
    ends(&home, &["faq", "cetak", "faq.html"], 0);
    let html = fs::read_to_string(home.folder().join("faq.html")).unwrap();
    for part in
        ["<h1>Daftar peraturan</h1>", "Ditelaah oleh (jabatan, nama):", "Aturan menyebut:", "Belum ditelaah"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(
        ends(&home, &["faq", "cetak", "faq.pdf"], 1).contains("--force"),
        "nothing is written over unseen"
    );
    ends(&home, &["faq", "cetak", "faq.pdf", "--force"], 0);
    ends(&home, &["faq", "cetak", "satu.html", "--hanya", "hak-pilih"], 0);
    let one = fs::read_to_string(home.folder().join("satu.html")).unwrap();
    assert_eq!(one.matches("Ditelaah oleh (jabatan, nama):").count(), 1);
    assert!(ends(&home, &["faq", "cetak", "x.pdf", "--hanya", "hak-pilh"], 1).contains("hak-pilh"));
    assert!(ends(&home, &["faq", "cetak", "faq.docx"], 1).contains(".pdf atau .html"));
}
