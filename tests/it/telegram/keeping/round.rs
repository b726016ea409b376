//! The whole round: invited, edited, judged, agreed to, read by a stranger, taken back; and forgers all along.

use netral::curation::AdminId;

use netral::curation::audit::AuditRow;
use netral::curation::invitation::Invitation;
use netral::ports::Records;
use netral::sandbox::Telegram;
use netral::sandbox::world::callbacks::Answer;

use super::APPROVER;
use super::ASKED;
use super::Bot;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::drafts_a_turn;
use super::submits;
use crate::serving::Phone;
use crate::serving::replied;
use crate::serving::replies;

/// Those who ask while something is published.
const CROWD: std::ops::Range<i64> = 6_001..6_013;

/// Questions that each of them asks before and after the tap that publishes.
const BEFORE: usize = 2;
const AFTER: usize = 4;

const FORGER: i64 = 9_001;

/// The owner invites somebody, who accepts; returns the link's payload, which is spent by then.
async fn takes_on(owner: &Phone, somebody: &Phone, role: &str) -> String {
    owner.asks("/admin", "").await;
    owner.taps("Undang").await;
    owner.taps(role).await;
    owner.taps("Tanpa catatan").await;
    let link = owner.reads("?start=").await;
    let (_, payload) = link.words().split_once("?start=").unwrap();
    let payload = payload.split_whitespace().next().unwrap().to_owned();
    somebody.asks(&format!("/start {payload}"), "Undangan menjadi").await;
    somebody.taps("Terima").await;
    somebody.reads("dengan nomor").await;
    owner.reads("diterima").await;
    payload
}

/// What a stranger gets for a tap: the note over the chat, and the newest message.
async fn gets(telegram: &Telegram, stranger: &Phone, data: &str) -> (Answer, String) {
    let message = telegram.last_from_bot(stranger.chat).unwrap();
    let press = stranger.forges(message.message_id, data);
    let answer = telegram.answer_to(&press).await.unwrap();
    telegram.all_confirmed().await.unwrap();
    let last = telegram.last_from_bot(stranger.chat).unwrap();
    (answer, format!("{} {:?}", last.words(), last.labels()))
}

/// A stranger taps whatever admins were ever shown, and gets what an unknown button gets.
async fn forges_all(bot: &Bot) {
    let forger = bot.phone(FORGER);
    forger.asks("/menu", "").await;
    let kept = |bot: &Bot| {
        let store = &bot.running.store;
        let invitations: Vec<Invitation> = store.all_kept().unwrap();
        let audit: Vec<AuditRow> = store.all_kept().unwrap();
        (bot.revisions(), bot.drafts(), invitations.len(), audit.len())
    };
    let before = kept(bot);
    let unknown = gets(&bot.telegram, &forger, "1:a:tidak:ada").await;
    let buttons = bot.buttons_of(&[OWNER, APPROVER, EDITOR]);
    assert!(buttons.len() > 20, "{buttons:?}");
    for data in &buttons {
        assert_eq!(gets(&bot.telegram, &forger, data).await, unknown, "{data}");
    }
    assert!(kept(bot) == before, "a forged tap changes nothing");
    let said = forger.asks("/tidakada", "").await;
    for command in ["/faq", "/celah", "/statistik", "/umumkan", "/audit", "/admin"] {
        assert_eq!(forger.asks(command, "").await.words(), said.words(), "{command}");
    }
}

/// What the crowd reads while a tap publishes: each answer as a whole, never the old one after the new.
async fn crowd_asks_while(bot: &Bot, old: &str, publish: impl AsyncFnOnce()) -> String {
    let ask = |times: usize| {
        CROWD.for_each(|chat| {
            (0..times).for_each(|_| {
                bot.telegram.say(chat, ASKED);
            });
        });
    };
    ask(BEFORE);
    publish().await;
    ask(AFTER);
    let after = bot.phone(STRANGER).asks(ASKED, "").await.words().to_owned();
    for chat in CROWD {
        let answers = replied(&bot.telegram, chat, BEFORE + AFTER).await;
        assert!(answers.iter().all(|answer| answer == old || *answer == after), "{answers:?}");
        let turned = answers.iter().position(|answer| *answer == after);
        let turned = turned.unwrap_or_else(|| panic!("{chat} never got the new answer"));
        assert!(answers[turned..].iter().all(|answer| *answer == after), "{answers:?}");
    }
    after
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_goes_from_an_invited_editor_over_an_approver_to_a_stranger_and_back() {
    let bot = Bot::staffed(&[]).await;
    let [owner, approver, editor, stranger] = [OWNER, APPROVER, EDITOR, STRANGER].map(|chat| bot.phone(chat));
    let old = stranger.asks(ASKED, "DILARANG").await;
    let mut links = vec![takes_on(&owner, &editor, "Penyunting").await];
    links.push(takes_on(&owner, &approver, "Penyetuju").await);

    drafts_a_turn(&editor, "Boleh", "Boleh. Aturannya berubah.").await;
    editor.reads("BOLEH").await;
    let gate = editor.reads("Pratinjau draf 1").await;
    assert!(gate.words().contains("BERBALIK PUTUSAN"), "{}", gate.words());
    assert_eq!(gate.labels(), ["Tulis alasan", "Ubah lagi", "Buang"], "nothing goes on without a reason");
    submits(&editor, "Begitu bunyi PP yang baru.").await;
    assert_eq!(stranger.asks(ASKED, "").await.words(), old.words(), "not before somebody agrees");
    forges_all(&bot).await;

    let bot = bot.restarted().await;
    approver.taps("Periksa draf 1").await;
    let asked = approver.reads("Setujui hanya").await;
    for told in ["dari: DILARANG", "menjadi: BOLEH", "BERBALIK PUTUSAN", "Begitu bunyi PP yang baru."] {
        assert!(asked.words().contains(told), "{told}: {}", asked.words());
    }
    editor.looks_away();
    let new = crowd_asks_while(&bot, old.words(), async || {
        approver.taps("Setujui dan terbitkan").await;
        approver.reads("revisi 1").await;
    });
    let new = new.await;
    assert!(new.starts_with("BOLEH") && new.contains("Aturannya berubah."), "{new}");
    editor.reads("Disetujui dan terbit").await;
    let revisions = bot.revisions();
    assert_eq!((revisions.len(), revisions[0].approver), (1, Some(AdminId(3))));
    assert!(stranger.asks("/perubahan", "").await.words().contains("DILARANG → BOLEH"));
    let number = old.message_id;
    let press = stranger.forges(number, old.data_of("Semua dasar hukum").unwrap());
    let note = bot.telegram.answer_to(&press).await.unwrap();
    assert_eq!(note.text.as_deref(), Some("Jawaban ini sudah berubah."));

    let bot = bot.restarted().await;
    assert_eq!(stranger.asks(ASKED, "").await.words(), new);
    editor.taps("Lihat revisi").await;
    editor.taps("Urungkan").await;
    editor.reads("diurungkan").await;
    assert_eq!(stranger.asks(ASKED, "").await.words(), old.words());
    assert!(stranger.asks("/perubahan", "").await.words().contains("Belum ada putusan yang berubah"));
    forges_all(&bot).await;
    for link in links {
        stranger.asks(&format!("/start {link}"), "tidak berlaku").await;
    }
    assert_eq!(bot.files().await, bot.replayed());
    assert_eq!(bot.files().await, crate::small_faq::small_files(), "all as it was");
    assert!(replies(&bot.telegram, FORGER).iter().all(|reply| !reply.contains("draf")));
}
