//! What a real process gives away of those who keep the FAQ and of what they write: in its log, and on its disk.

use std::fs;
use std::time::Duration;

use netral::curation::Admin;
use netral::curation::Draft;
use netral::curation::Passed;
use netral::curation::announcement::Announcement;
use netral::curation::announcement::Subscriber;
use netral::ports::Records;
use netral::sandbox::Fault;
use netral::sandbox::Telegram;
use netral::sandbox::world::files::Upload;
use netral::storage::SledStore;
use netral::system::SystemClock;
use serde_json::json;

use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::people::Person;
use crate::serving::Dice;
use crate::serving::Home;
use crate::serving::Phone;
use crate::serving::Serving;
use crate::serving::telegram_with;

const PATIENCE: Duration = Duration::from_secs(10);

const TOKEN_SECRET: &str = "AAkutilangMelayangKutilangMelayang";

/// Whoever has to do with the bot here, on their phones.
struct Cast {
    owner: Phone,
    editor: Phone,
    reader: Phone,
    asker: Phone,
    forger: Phone,
}

/// What is written, each text known to the search.
struct Texts {
    note: String,
    draft: String,
    left: String,
    reason: String,
    file: String,
    sent: String,
    unsent: String,
    question: String,
}

impl Cast {
    fn new(dice: &mut Dice, telegram: &Telegram, needles: &mut Needles) -> Self {
        let mut phone = || Phone::of(telegram, Person::new(dice, telegram, needles).chat);
        Self { owner: phone(), editor: phone(), reader: phone(), asker: phone(), forger: phone() }
    }
}

impl Texts {
    fn new(dice: &mut Dice, needles: &mut Needles) -> Self {
        let mut text = |kind, length| people::text(dice, length, kind, needles);
        Self {
            note: text(Kind::Note, 30),
            draft: text(Kind::Draft, 120),
            left: text(Kind::Draft, 60),
            reason: text(Kind::Draft, 60),
            file: text(Kind::Draft, 60),
            sent: text(Kind::Announcement, 200),
            unsent: text(Kind::Announcement, 60),
            question: text(Kind::Question, 60),
        }
    }
}

/// The owner takes an editor on, with a note of who that is.
async fn takes_on(cast: &Cast, texts: &Texts, needles: &mut Needles) {
    cast.owner.asks("/admin", "").await;
    cast.owner.taps("Undang").await;
    cast.owner.taps("Penyunting").await;
    cast.owner.says(&texts.note);
    let link = cast.owner.reads("?start=").await;
    let payload = link.words().split_once("?start=").unwrap().1.split_whitespace().next().unwrap();
    needles.add_word(Kind::Link, payload);
    cast.editor.asks(&format!("/start {payload}"), "Undangan menjadi").await;
    cast.editor.taps("Terima").await;
    cast.editor.reads("dengan nomor").await;
    cast.owner.reads(&texts.note).await;
    cast.forger.asks(&format!("/start {payload}"), "tidak berlaku").await;
}

async fn opens_a_draft(editor: &Phone, entry: &str, field: &str, text: &str) {
    editor.asks(&format!("/faq {entry}"), "").await;
    editor.taps_first("1. ").await;
    editor.taps("Ubah").await;
    editor.taps(field).await;
    editor.asks(text, "disimpan").await;
}

/// Publishes one draft, with a reason, leaves another one open, and sends a file that can't be used.
async fn edits(cast: &Cast, texts: &Texts) {
    opens_a_draft(&cast.editor, "hak-pilih", "Penjelasan", &texts.left).await;
    opens_a_draft(&cast.editor, "suka", "Ringkasan", &format!("Dilarang. {}", texts.draft)).await;
    cast.editor.taps("Pratinjau dan terbitkan").await;
    cast.editor.taps("Tulis alasan").await;
    cast.editor.reads("").await;
    cast.editor.asks(&texts.reason, &texts.reason).await;
    cast.editor.taps("Terbitkan").await;
    cast.editor.reads("revisi 1").await;
    cast.asker.asks("menyukai video kampanye", &texts.draft).await;
    cast.editor.asks("/faq impor", "").await;
    let broken = format!("+++\njudul = \"{}\"\nputusan = \"mungkin\"\n+++\n{}\n", texts.file, texts.file);
    cast.editor.looks_away();
    let telegram = cast.editor.telegram();
    telegram.send_document(cast.editor.chat, Upload::new("suka.md", "text/markdown", broken.as_bytes()), "");
    cast.editor.reads("Tidak ada yang berubah").await;
}

/// Sends one announcement to the one who asked for them, and writes another one.
async fn announces(cast: &Cast, texts: &Texts) {
    cast.reader.asks("/langganan", "").await;
    cast.reader.asks("mulai langganan", "Langganan dimulai").await;
    cast.owner.asks("/umumkan", "Tulis pengumuman").await;
    cast.owner.asks(&texts.sent, "Begitulah").await;
    cast.reader.looks_away();
    cast.owner.taps("Kirim").await;
    cast.owner.taps("Ya, kirim").await;
    cast.reader.reads(&texts.sent).await;
    cast.owner.reads("Pengumuman selesai").await;
    cast.owner.asks("/umumkan", "").await;
    cast.owner.asks(&texts.unsent, "Begitulah").await;
}

async fn passes_on(cast: &Cast, texts: &Texts) {
    cast.asker.asks(&texts.question, "tidak punya jawaban").await;
    cast.asker.taps("Kirim pertanyaan ini ke pengelola").await;
    cast.asker.taps("Kirim tanpa identitas").await;
    cast.asker.reads("Terkirim").await;
}

/// What nobody sends but a forger, and what goes wrong at the other end with a text in it.
async fn meets_with_trouble(telegram: &Telegram, cast: &Cast, texts: &Texts) {
    let chat = cast.editor.chat;
    let refusal = || Fault::BadRequest(format!("{} {chat}", texts.draft));
    for fault in [refusal(), Fault::TooManyRequests(1), Fault::Cut, Fault::CutAfter] {
        let before = telegram.calls_of("sendMessage").len();
        telegram.fail_next("sendMessage", 1, fault);
        cast.editor.says("/faq suka");
        telegram.call_arrived("sendMessage", before + 1).await.unwrap();
    }
    telegram.fail_next("editMessageText", 1, refusal());
    telegram.fail_next("answerCallbackQuery", 1, refusal());
    telegram.fail_next("setMyCommands", 1, refusal());
    let message = telegram.last_from_bot(cast.forger.chat).unwrap();
    for data in ["1:a:p:y:geheim", "1:a:d:x:1", &format!("1:a:{}", &texts.draft[..40])] {
        cast.forger.forges(message.message_id, data);
    }
    let from = json!({"id": chat, "type": "private", "first_name": texts.note});
    telegram.insert_update(json!({"telepathy": {"chat": from, "text": texts.draft}}));
    telegram.insert_update(json!({"message": {"chat": from, "text": texts.left}}));
    telegram.all_confirmed().await.unwrap();
}

/// Everything that keeping the FAQ leaves behind, of one process.
async fn keeps_the_faq(telegram: &Telegram, cast: &Cast, texts: &Texts, needles: &mut Needles) {
    cast.owner.asks("/menu", "").await;
    cast.forger.asks("/menu", "").await;
    takes_on(cast, texts, needles).await;
    edits(cast, texts).await;
    announces(cast, texts).await;
    passes_on(cast, texts).await;
    meets_with_trouble(telegram, cast, texts).await;
}

fn assert_clean(needles: &Needles, home: &Home, when: &str) {
    // The configuration names owners, and the folder of the FAQ is the public's.
    let mut found = needles.in_folder(&home.data());
    found.extend(needles.in_folder(&home.folder().join("tmp")));
    found.extend(needles.in_bytes(&fs::read(home.secret()).unwrap()));
    found.extend(needles.in_bytes(home.log().as_bytes()));
    assert!(found.is_empty(), "{when}: {:?}", found.iter().take(8).collect::<Vec<_>>());
}

/// It is all there, for whoever has the key: else there was nothing to be found.
fn all_is_kept(home: &Home, cast: &Cast, texts: &Texts) {
    let store = SledStore::open(&home.data(), &home.secret(), SystemClock).unwrap();
    let admins: Vec<Admin> = store.all_kept().unwrap();
    assert!(admins.iter().any(|admin| admin.note.as_ref() == Some(&texts.note)));
    assert!(admins.iter().any(|admin| admin.chat.is_some_and(|chat| chat.0 == cast.editor.chat)));
    let drafts: Vec<Draft> = store.all_kept().unwrap();
    assert!(drafts[0].changes[0].after.as_ref().unwrap().contains(&texts.left));
    let announcements: Vec<Announcement> = store.all_kept().unwrap();
    assert!([&texts.sent, &texts.unsent].iter().all(|text| announcements.iter().any(|it| it.text == **text)));
    let subscribers: Vec<Subscriber> = store.all_kept().unwrap();
    assert_eq!(subscribers[0].chat.0, cast.reader.chat);
    let passed: Vec<Passed> = store.all_kept().unwrap();
    assert_eq!(passed[0].text, texts.question);
}

/// One needle of each kind, left open on the disk or in the log, is found.
fn every_needle_would_have_been_found(needles: &Needles, home: &Home) {
    for kind in Kind::OF_ADMINS {
        let sample = needles.samples(kind, 1).remove(0);
        let leak = home.data().join("bocor");
        fs::write(&leak, [b"\x07", sample.as_slice(), b"\x00"].concat()).unwrap();
        assert!(needles.in_folder(&home.data()).iter().any(|(other, _)| *other == kind), "{kind:?}");
        fs::remove_file(leak).unwrap();
        let log = [home.log().as_bytes(), &sample].concat();
        assert!(needles.in_bytes(&log).iter().any(|(other, _)| *other == kind), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_log_nor_disk_tells_who_keeps_the_faq_or_what_they_write_but_have_not_published() {
    let telegram = telegram_with(TOKEN_SECRET).await;
    let (mut dice, mut needles) = (Dice::seeded(606), Needles::new());
    let cast = Cast::new(&mut dice, &telegram, &mut needles);
    let texts = Texts::new(&mut dice, &mut needles);
    needles.add_word(Kind::Username, TOKEN_SECRET);
    let home = Home::owned_by(cast.owner.chat);
    let temporary = home.folder().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let start = || {
        let mut command = home.command(&telegram);
        command.arg("-vv").env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full").env("TMPDIR", &temporary);
        Serving::start(command)
    };
    let serving = start();
    keeps_the_faq(&telegram, &cast, &texts, &mut needles).await;
    assert_clean(&needles, &home, "in service");
    cast.editor.says("/faq draf");
    serving.kill();
    assert_clean(&needles, &home, "after a kill");
    all_is_kept(&home, &cast, &texts);
    let serving = start();
    cast.editor.asks("/faq draf", "").await;
    assert_eq!(serving.terminate(PATIENCE).await.code(), Some(0));
    assert_clean(&needles, &home, "after a stop");
    assert!(home.log().contains("an update asks for no answer"), "the log is caught: {}", home.log());
    every_needle_would_have_been_found(&needles, &home);
}
