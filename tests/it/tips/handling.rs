//! Handlers: what they may do, what nobody else may, and what is noted of it.

use netral::conversation::Unreadable;
use netral::ports::ChatId;
use netral::ports::TipStore;
use netral::sealing::KeyPair;
use netral::sealing::seal_exactly;
use netral::tips::Act;
use netral::tips::Status;
use netral::tips::button::Button;

use super::INSPECTOR;
use super::PERSONNEL;
use super::STRANGER;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::Sent;
use super::town::Town;

/// What a chat says and shows after something was done there.
fn answer(town: &Town, chat: ChatId) -> (String, Vec<String>, String) {
    (town.reads(chat), town.labels(chat), town.notice())
}

#[test]
fn to_all_others_a_handlers_command_is_a_command_that_does_not_exist() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let tag = town.tag();
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    for chat in [STRANGER, TIPSTER, ChatId(9)] {
        town.says(chat, "/tidak_ada");
        let unknown = answer(&town, chat);
        assert!(unknown.0.contains("tidak saya kenal"), "{unknown:?}");
        for command in
            ["/kotak", "/balas", &format!("/balas {tag} halo"), "/segel_ulang", &format!("/KOTAK {tag}")]
        {
            town.says(chat, command);
            assert_eq!(answer(&town, chat), unknown, "{command}");
        }
    }
    assert!(town.tip().replies.is_empty());
}

#[test]
fn while_a_report_is_open_they_wait_like_any_other_command() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, "/tidak_ada");
    let unknown = answer(&town, TIPSTER);
    for command in ["/kotak", "/balas 7F3K halo", "/segel_ulang 7F3K"] {
        town.says(TIPSTER, command);
        assert_eq!(answer(&town, TIPSTER), unknown, "{command}");
    }
}

#[test]
fn to_all_others_a_forged_handlers_button_is_one_that_does_not_exist() {
    let town = Town::new();
    town.files(TIPSTER);
    let tag = town.tag();
    let forged = [
        Button::Inbox(0),
        Button::Open(tag),
        Button::Fetch(tag),
        Button::ChooseStatus(tag),
        Button::SetStatus(tag, Status::Rejected),
        Button::Reply(tag),
        Button::SendReply,
    ];
    for chat in [STRANGER, TIPSTER] {
        town.says(chat, "/menu");
        let at = town.find_any(chat);
        town.taps_on(chat, at, "1:t:tidak:ada", "unknown");
        let unknown = answer(&town, chat);
        for button in forged {
            town.taps_on(chat, at, &button.to_data(), "forged");
            assert_eq!(answer(&town, chat), unknown, "{button:?}");
        }
    }
    assert_eq!(town.tip().status, Status::Received);
    assert!(town.store.deeds().unwrap().is_empty());
}

#[test]
fn every_act_is_noted_with_its_role_and_shown_to_handlers() {
    let town = Town::new();
    town.files(TIPSTER);
    town.taps_handler_fetch();
    town.taps(INSPECTOR, "Ubah status");
    town.taps(INSPECTOR, "Diteruskan ke Bawaslu");
    town.says(PERSONNEL, &format!("/balas {} Terima kasih.", town.tag()));
    town.taps(PERSONNEL, "Kirim");
    let roles = town.handlers().all().to_vec();
    let deeds = town.store.deeds().unwrap();
    let acts: Vec<_> = deeds.iter().map(|row| (row.role, row.act)).collect();
    let forwarded = Status::from_code("fw").unwrap();
    let expected = [
        (roles[0].id(), Act::Fetched),
        (roles[0].id(), Act::Moved(forwarded)),
        (roles[1].id(), Act::Replied),
    ];
    assert_eq!(acts, expected);
    town.says(INSPECTOR, "/kotak");
    town.taps(INSPECTOR, &format!("Buka {}", town.tag()));
    let seen = town.reads(INSPECTOR);
    for told in
        ["Inspektorat mengambil", "Inspektorat mengubah status: Diteruskan ke Bawaslu", "BKPSDM membalas"]
    {
        assert!(seen.contains(told), "{seen}");
    }
}

#[test]
fn a_closed_tip_can_only_be_examined_again() {
    let town = Town::new();
    town.files(TIPSTER);
    let tag = town.tag();
    town.says(INSPECTOR, "/kotak");
    town.taps(INSPECTOR, &format!("Buka {tag}"));
    town.taps(INSPECTOR, "Ubah status");
    town.taps(INSPECTOR, "Selesai: terbukti");
    town.taps(INSPECTOR, "Ubah status");
    assert_eq!(town.labels(INSPECTOR), ["Ditelaah", &format!("Buka {tag}")]);
    let at = town.find_any(INSPECTOR);
    for status in [Status::Rejected, Status::Received, Status::Read] {
        town.taps_on(INSPECTOR, at, &Button::SetStatus(tag, status).to_data(), "forged");
        assert!(town.reads(INSPECTOR).contains("tidak dapat dipasang"));
    }
    assert_eq!(town.tip().status, Status::from_code("st").unwrap());
}

#[test]
fn a_reply_is_shown_before_it_is_sealed_and_leaves_no_text_in_the_chat() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.says(INSPECTOR, "/kotak");
    town.taps(INSPECTOR, &format!("Buka {}", town.tag()));
    town.taps(INSPECTOR, "Balas");
    town.says(INSPECTOR, "Versi pertama yang keliru.");
    town.says(INSPECTOR, &"x".repeat(3001));
    assert!(town.reads(INSPECTOR).contains("1 sampai 3.000 huruf"));
    town.says(INSPECTOR, "Di ruang <mana>?");
    assert!(town.reads(INSPECTOR).contains("Di ruang <mana>?"));
    assert!(town.tip().replies.is_empty());
    town.says(INSPECTOR, "kirim");
    let chat = town.chat(INSPECTOR);
    assert!(!chat.contains("Di ruang") && !chat.contains("keliru"), "{chat}");
    assert_eq!(town.tip().replies.len(), 1);
    let sealed = town.store.blob(town.tip().replies[0]).unwrap().unwrap();
    assert!([0, 1, 2].iter().all(|key| town.opens(*key, &sealed).is_none()), "not even handlers read it");
    town.says(TIPSTER, &receipt);
    assert!(town.reads(TIPSTER).contains("Balasan 1\nDi ruang <mana>?"));
}

#[test]
fn a_reply_that_is_left_or_forgotten_leaves_no_text_in_the_chat() {
    for way in 0..3 {
        let town = Town::new();
        town.files(TIPSTER);
        let tag = town.tag();
        town.says(INSPECTOR, &format!("/balas {tag} Sangat rahasia."));
        match way {
            0 => town.taps(INSPECTOR, &format!("Buka {tag}")),
            1 => town.chooses(INSPECTOR, "/batal", true),
            _ => town.pass(DAY),
        }
        town.speaks_up();
        let chat = town.chat(INSPECTOR);
        assert!(!chat.contains("Sangat rahasia"), "way {way}: {chat}");
        assert!(town.tip().replies.is_empty());
    }
}

#[test]
fn no_command_pushes_a_reply_or_an_addition_aside() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let tag = town.tag();
    town.says(INSPECTOR, &format!("/balas {tag} Terima kasih."));
    town.says(INSPECTOR, "/menu");
    assert!(town.reads(INSPECTOR).contains("masih terbuka"), "{}", town.reads(INSPECTOR));
    town.says(INSPECTOR, "batal");
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.says(TIPSTER, "/tanya menyukai video kampanye");
    assert!(town.reads(TIPSTER).contains("masih terbuka"), "{}", town.reads(TIPSTER));
    assert_eq!(town.counted(), 0);
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().parts.len(), 2);
}

#[test]
fn a_sealed_file_made_offline_is_a_reply_too() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let tag = town.tag();
    let key = town.tip().reply_key;
    let sealed =
        |text: &str| Sent::Document(seal_exactly(text.as_bytes(), std::slice::from_ref(&key)).unwrap());
    town.sends_file(INSPECTOR, &sealed("Dari komputer."), Some(&format!("/balas {tag}")));
    assert!(town.reads(INSPECTOR).contains("disegel dan disimpan"), "{}", town.reads(INSPECTOR));
    town.says(INSPECTOR, &format!("/balas {tag}"));
    town.sends_file(INSPECTOR, &sealed("Sekali lagi."), None);
    town.says(INSPECTOR, &format!("/balas {tag}"));
    town.sends_file(INSPECTOR, &Sent::Document(b"polos".to_vec()), None);
    assert!(town.reads(INSPECTOR).contains("bukan berkas age"));
    town.sends(INSPECTOR, Unreadable::Sticker);
    assert!(town.reads(INSPECTOR).contains("bukan berkas age"));
    town.sends_file(INSPECTOR, &Sent::Document(b"polos".to_vec()), Some(&format!("/BALAS {tag}")));
    assert!(town.reads(INSPECTOR).contains("bukan berkas age"));
    assert_eq!(town.tip().replies.len(), 2);
    town.says(TIPSTER, &receipt);
    let seen = town.reads(TIPSTER);
    assert!(seen.contains("Dari komputer.") && seen.contains("Sekali lagi."), "{seen}");
}

#[test]
fn a_reply_sealed_to_another_key_is_said_to_be_one() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let wrong = seal_exactly(b"hilang", &[KeyPair::generate().public]).unwrap();
    town.sends_file(INSPECTOR, &Sent::Document(wrong), Some(&format!("/balas {}", town.tag())));
    town.says(TIPSTER, &receipt);
    assert!(town.reads(TIPSTER).contains("tidak dapat dibuka"));
}

#[test]
fn a_handler_who_reports_keeps_his_draft_whatever_he_does_as_a_handler() {
    let town = Town::new();
    town.files(TIPSTER);
    let tag = town.tag();
    town.says(INSPECTOR, "/lapor");
    town.taps(INSPECTOR, "Lanjut");
    town.says(INSPECTOR, TOLD);
    town.says(INSPECTOR, "/kotak");
    town.taps(INSPECTOR, &format!("Buka {tag}"));
    town.taps(INSPECTOR, "Ambil");
    town.taps(INSPECTOR, "Balas");
    assert!(town.chat(INSPECTOR).contains("masih terbuka"));
    town.says(INSPECTOR, &format!("/balas {tag} halo"));
    assert!(town.reads(INSPECTOR).contains("masih terbuka"));
    town.taps(INSPECTOR, "Lanjut");
    assert!(town.chat(INSPECTOR).contains("Siapa yang melakukan?"), "{}", town.chat(INSPECTOR));
}

#[test]
fn a_full_box_has_pages_and_the_newest_comes_first() {
    let town = Town::new();
    for number in 0..30 {
        town.files(ChatId(3000 + number));
        town.pass(600);
    }
    town.says(INSPECTOR, "/kotak");
    assert_eq!(town.labels(INSPECTOR).len(), 13);
    town.taps(INSPECTOR, "Halaman 2");
    town.taps(INSPECTOR, "Halaman 3");
    assert_eq!(town.labels(INSPECTOR).iter().filter(|label| label.starts_with("Buka ")).count(), 6);
    town.taps(INSPECTOR, "Halaman 2");
    town.taps(INSPECTOR, "Kotak laporan");
    let at = town.find_any(INSPECTOR);
    town.taps_on(INSPECTOR, at, &Button::Inbox(255).to_data(), "forged");
    assert_eq!(town.labels(INSPECTOR).iter().filter(|label| label.starts_with("Buka ")).count(), 6);
}

#[test]
fn a_reply_is_measured_as_telegram_does() {
    let town = Town::new();
    town.files(TIPSTER);
    town.says(INSPECTOR, &format!("/balas {} {}", town.tag(), "🍒".repeat(2000)));
    assert!(town.reads(INSPECTOR).contains("1 sampai 3.000 huruf"), "what is shown must fit one message");
    town.says(INSPECTOR, &"🍒".repeat(1500));
    town.taps(INSPECTOR, "Kirim");
    assert_eq!(town.tip().replies.len(), 1);
}
