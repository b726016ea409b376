//! Announcements: who gets them, how they are written, sent, watched and stopped.

use netral::curation::announcement::Announcement;
use netral::curation::announcement::LONGEST;
use netral::curation::announcement::Posted;
use netral::curation::announcement::Sending;
use netral::curation::announcement::Subscriber;
use netral::curation::audit::Deed;
use netral::desk::Posting;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::texts::Message;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;

const TEXT: &str = "Aturan <baru> berlaku mulai 1 Juni & lihat https://example.org/a?b=1";

fn reader(number: i64) -> ChatId {
    ChatId(7_000 + number)
}

fn subscribe(office: &Office, readers: std::ops::Range<i64>) {
    for number in readers {
        office.says(reader(number), "/langganan");
        office.taps(reader(number), "Mulai langganan");
    }
}

fn subscribers(office: &Office) -> Vec<ChatId> {
    let all: Vec<Subscriber> = office.store.all_kept().unwrap();
    all.into_iter().map(|subscriber| subscriber.chat).collect()
}

fn announcement(office: &Office) -> Announcement {
    let all: Vec<Announcement> = office.store.all_kept().unwrap();
    all.last().unwrap().clone()
}

/// Writes an announcement and confirms it.
fn send(office: &Office, chat: ChatId) {
    office.says(chat, "/umumkan");
    office.says(chat, TEXT);
    office.taps(chat, "Kirim");
    office.taps(chat, "Ya, kirim");
}

fn next(office: &Office, most: usize) -> Option<(Posting, Message)> {
    office.runtime().block_on(office.desk().next_posting(most)).unwrap()
}

/// Sends to the next few, and lets this come of it.
fn post(office: &Office, most: usize, outcome: Posted) -> Vec<ChatId> {
    let Some((posting, _)) = next(office, most) else { return Vec::new() };
    note(office, &posting, outcome);
    posting.chats
}

fn note(office: &Office, posting: &Posting, outcome: Posted) {
    let outcomes: Vec<_> = posting.chats.iter().map(|chat| (*chat, outcome)).collect();
    office.runtime().block_on(office.desk().note_posted(posting, &outcomes)).unwrap();
}

fn tallies(office: &Office) -> [u32; 4] {
    let tallies = announcement(office).tallies;
    [tallies.sent, tallies.uncertain, tallies.gone, tallies.refused]
}

#[test]
fn one_tap_joins_and_one_leaves() {
    each_way(|office| {
        office.says(STRANGER, "/langganan");
        assert!(office.reads(STRANGER).starts_with("Anda tidak berlangganan"));
        office.taps(STRANGER, "Mulai langganan");
        assert!(office.reads(STRANGER).starts_with("Langganan dimulai"));
        assert_eq!(subscribers(office), [STRANGER]);
        office.says(STRANGER, "/langganan");
        assert!(office.reads(STRANGER).starts_with("Anda berlangganan"));
        office.taps(STRANGER, "Berhenti langganan");
        assert!(office.reads(STRANGER).starts_with("Langganan berhenti"));
        assert_eq!(subscribers(office), []);
    });
}

#[test]
fn joining_and_leaving_twice_changes_nothing_more() {
    let office = Office::new();
    subscribe(&office, 0..1);
    let (message, data) = office.find(reader(0), "Berhenti langganan");
    office.taps_on(reader(0), message, "1:l:ya", "Mulai langganan");
    assert_eq!(subscribers(&office), [reader(0)]);
    office.taps_on(reader(0), message, &data, "Berhenti langganan");
    office.taps_on(reader(0), message, &data, "Berhenti langganan");
    assert_eq!(subscribers(&office), []);
}

#[test]
fn whoever_has_the_data_deleted_or_blocks_the_bot_is_subscribed_no_more() {
    let office = Office::new();
    subscribe(&office, 0..3);
    office.says(reader(0), "/hapus_data");
    assert!(office.reads(reader(0)).contains("langganan pengumuman"));
    office.taps(reader(0), "Ya, hapus");
    office.leaves(reader(1));
    assert_eq!(subscribers(&office), [reader(2)]);
}

#[test]
fn nothing_is_promised_when_the_subscription_cannot_be_stored() {
    let office = Office::new();
    subscribe(&office, 0..1);
    office.says(reader(0), "/langganan");
    office.says(STRANGER, "/langganan");
    office.store.fail_commits(true);
    office.taps(reader(0), "Berhenti langganan");
    assert!(!office.reads(reader(0)).contains("Langganan berhenti"));
    office.says(reader(0), "/hapus_data");
    office.says(reader(0), "ya");
    assert!(!office.reads(reader(0)).contains("Sudah dihapus"), "{}", office.reads(reader(0)));
    office.taps(STRANGER, "Mulai langganan");
    assert!(!office.reads(STRANGER).contains("dimulai"));
    office.store.fail_commits(false);
    assert_eq!(subscribers(&office), [reader(0)]);
}

#[test]
fn an_announcement_is_written_seen_as_people_get_it_confirmed_and_sent() {
    each_way(|office| {
        subscribe(office, 0..3);
        office.says(EDITOR, "/umumkan");
        assert!(office.reads(EDITOR).contains("3 pelanggan"));
        office.says(EDITOR, TEXT);
        let preview = office.all(EDITOR).into_iter().rev().nth(1).unwrap();
        assert!(preview.text.contains(TEXT), "{}", preview.text);
        assert_eq!(office.labels(EDITOR), ["Kirim", "Ubah", "Hapus draf"]);
        assert!(office.reads(EDITOR).contains("Belum ada yang terkirim"));
        office.taps(EDITOR, "Kirim");
        assert!(office.reads(EDITOR).starts_with("Kirim ke 3 pelanggan sekarang?"));
        assert!(next(office, 10).is_none(), "nothing goes out before it is confirmed");
        office.taps(EDITOR, "Ya, kirim");
        assert!(office.reads(EDITOR).contains("Terkirim 0 dari 3"));
        let (posting, message) = next(office, 10).unwrap();
        assert_eq!(posting.chats.len(), 3);
        assert_eq!(netral::texts::markup::plain(&message.html), preview.text);
        note(office, &posting, Posted::Sent);
        office.taps(EDITOR, "Perbarui");
        assert!(office.reads(EDITOR).contains("Terkirim 3 dari 3"));
        assert!(next(office, 10).is_none());
        let (ended, chat, told) = office.desk().untold().unwrap().unwrap();
        assert_eq!(chat, Some(EDITOR));
        assert!(told.html.contains("Pengumuman selesai"));
        office.runtime().block_on(office.desk().note_told(&ended)).unwrap();
        assert!(office.desk().untold().unwrap().is_none());
        let deeds: Vec<_> = office.audit().into_iter().map(|row| row.deed).collect();
        let ended = Deed::AnnouncementEnded { number: 1, sent: 3, uncertain: 0 };
        assert_eq!(deeds, [Deed::Announced(1, 3), ended]);
    });
}

#[test]
fn a_text_can_be_written_anew_thrown_away_or_left_for_later_even_over_a_restart() {
    each_way(|office| {
        subscribe(office, 0..1);
        office.says(EDITOR, "/umumkan");
        office.says(EDITOR, "Salah ketik");
        office.taps(EDITOR, "Ubah");
        assert!(office.reads(EDITOR).contains("Salah ketik"));
        office.says(EDITOR, TEXT);
        office.says(EDITOR, "/menu");
        office.says(EDITOR, "/umumkan");
        assert!(office.reads(EDITOR).contains("Aturan <baru>"));
        office.taps(EDITOR, "Lihat dan kirim");
        office.taps(EDITOR, "Kirim");
        office.taps(EDITOR, "Kembali");
        office.taps(EDITOR, "Hapus draf");
        assert!(office.reads(EDITOR).starts_with("Draf dihapus"));
        assert!(office.store.all_kept::<Announcement>().unwrap().is_empty());
        office.taps(EDITOR, "Tulis baru");
        office.taps(EDITOR, "Batal");
        office.says(EDITOR, TEXT);
        assert!(office.store.all_kept::<Announcement>().unwrap().is_empty(), "it was a question");
    });
    let office = Office::new();
    office.says(EDITOR, "/umumkan");
    let office = office.restarted();
    office.says(EDITOR, TEXT);
    assert!(office.reads(EDITOR).starts_with("Belum ada pelanggan"));
    assert_eq!(office.labels(EDITOR), ["Ubah", "Hapus draf"]);
}

#[test]
fn what_is_too_long_is_refused_and_asked_for_again() {
    let office = Office::new();
    subscribe(&office, 0..1);
    office.says(EDITOR, "/umumkan");
    office.says(EDITOR, &"x".repeat(LONGEST + 1));
    assert!(office.reads(EDITOR).starts_with("Terlalu panjang"));
    office.says(EDITOR, &"😀".repeat(LONGEST));
    assert!(office.labels(EDITOR).contains(&"Kirim".to_owned()));
}

#[test]
fn a_second_one_waits_until_the_first_is_through() {
    let office = Office::new();
    subscribe(&office, 0..3);
    office.says(COLLEAGUE, "/umumkan");
    office.says(COLLEAGUE, "Yang kedua");
    send(&office, EDITOR);
    office.taps(COLLEAGUE, "Kirim");
    office.taps(COLLEAGUE, "Ya, kirim");
    assert!(office.reads(COLLEAGUE).starts_with("Belum dikirim: pengumuman lain sedang berjalan"));
    assert_eq!(office.audit().len(), 1);
    while !post(&office, 2, Posted::Sent).is_empty() {}
    office.says(COLLEAGUE, "/umumkan");
    office.taps(COLLEAGUE, "Lihat dan kirim");
    office.taps(COLLEAGUE, "Kirim");
    office.taps(COLLEAGUE, "Ya, kirim");
    assert!(office.reads(COLLEAGUE).contains("Terkirim 0 dari 3"));
}

#[test]
fn a_confirmation_tapped_twice_or_brought_again_sends_once() {
    let office = Office::new();
    subscribe(&office, 0..2);
    office.says(EDITOR, "/umumkan");
    office.says(EDITOR, TEXT);
    office.taps(EDITOR, "Kirim");
    let (message, data) = office.find(EDITOR, "Ya, kirim");
    let press = office.pressed(EDITOR, message, &data);
    drop(office.hears(press.clone()));
    office.meets(press);
    office.taps_on(EDITOR, message, &data, "Ya, kirim");
    assert!(office.reads(EDITOR).contains("Terkirim 0 dari 2"));
    assert_eq!(office.audit().len(), 1);
    assert_eq!(post(&office, 10, Posted::Sent).len(), 2);
    assert_eq!(post(&office, 10, Posted::Sent).len(), 0);
    office.taps_on(EDITOR, message, &data, "Ya, kirim");
    assert_eq!(post(&office, 10, Posted::Sent).len(), 0);
}

#[test]
fn a_stop_leaves_out_whoever_still_waits_and_a_new_one_can_be_sent_then() {
    let office = Office::new();
    subscribe(&office, 0..5);
    send(&office, EDITOR);
    assert_eq!(post(&office, 2, Posted::Sent).len(), 2);
    let (in_hand, _) = next(&office, 1).unwrap();
    office.says(OWNER, "/umumkan");
    office.taps(OWNER, "Hentikan");
    assert!(office.reads(OWNER).starts_with("Pengumuman dihentikan. Terkirim 2 dari 5"));
    note(&office, &in_hand, Posted::Sent);
    assert!(next(&office, 10).is_none());
    assert_eq!(tallies(&office), [3, 0, 0, 0]);
    assert!(office.store.all_kept::<Sending>().unwrap().is_empty());
    assert_eq!(office.desk().untold().unwrap().unwrap().1, Some(EDITOR));
    assert_eq!(office.audit().last().unwrap().deed, Deed::AnnouncementStopped(1));
    send(&office, COLLEAGUE);
    assert_eq!(post(&office, 10, Posted::Sent).len(), 5);
}

#[test]
fn one_that_was_in_hand_at_a_kill_is_uncertain_and_never_sent_again() {
    let office = Office::new();
    subscribe(&office, 0..5);
    send(&office, EDITOR);
    let (lost, _) = next(&office, 2).unwrap();
    let office = office.restarted();
    office.runtime().block_on(office.desk().settle_interrupted()).unwrap();
    assert_eq!(tallies(&office), [0, 2, 0, 0]);
    let mut reached = Vec::new();
    while let Some((posting, _)) = next(&office, 2) {
        note(&office, &posting, Posted::Sent);
        reached.extend(posting.chats);
    }
    assert_eq!(reached.len(), 3);
    assert!(lost.chats.iter().all(|chat| !reached.contains(chat)));
    office.says(EDITOR, "/umumkan");
    assert!(office.reads(EDITOR).contains("Terkirim 3 dari 5; 2 tidak pasti"), "{}", office.reads(EDITOR));
}

#[test]
fn a_message_that_surely_was_not_sent_is_sent_later_and_who_is_gone_is_dropped() {
    let office = Office::new();
    subscribe(&office, 0..3);
    send(&office, EDITOR);
    let first = post(&office, 1, Posted::Waits);
    assert_eq!(post(&office, 1, Posted::Waits), first, "its turn comes again");
    assert_eq!(post(&office, 1, Posted::Gone), first);
    assert!(!subscribers(&office).contains(&first[0]));
    assert_eq!(post(&office, 1, Posted::Refused).len(), 1);
    assert_eq!(post(&office, 1, Posted::Sent).len(), 1);
    assert_eq!(post(&office, 1, Posted::Sent).len(), 0);
    assert_eq!((tallies(&office), subscribers(&office).len()), ([1, 0, 1, 1], 2));
}

#[test]
fn whoever_leaves_while_it_goes_out_does_not_get_it_and_whoever_joins_gets_the_next() {
    let office = Office::new();
    subscribe(&office, 0..4);
    send(&office, EDITOR);
    let first = post(&office, 1, Posted::Sent);
    let leaving: Vec<_> = (0..4).map(reader).filter(|chat| *chat != first[0]).take(2).collect();
    office.says(leaving[0], "/langganan");
    office.taps(leaving[0], "Berhenti langganan");
    office.says(leaving[1], "/hapus_data");
    office.taps(leaving[1], "Ya, hapus");
    subscribe(&office, 9..10);
    let rest = post(&office, 10, Posted::Sent);
    assert_eq!(rest.len(), 1);
    assert!(!leaving.contains(&rest[0]) && rest[0] != reader(9));
    assert!(post(&office, 10, Posted::Sent).is_empty());
}

#[test]
fn to_all_who_may_not_announce_command_and_buttons_are_unknown_ones() {
    let office = Office::new();
    subscribe(&office, 0..1);
    office.says(EDITOR, "/umumkan");
    office.says(EDITOR, TEXT);
    office.taps(EDITOR, "Kirim");
    for chat in [AUDITOR, STRANGER] {
        office.says(chat, "/tidak_ada");
        let unknown = (office.reads(chat), office.labels(chat));
        office.says(chat, "/umumkan");
        assert_eq!((office.reads(chat), office.labels(chat)), unknown);
        let message = office.find_any(chat);
        office.taps_on(chat, message, "1:a:zzz", "palsu");
        let stale = (office.reads(chat), office.labels(chat), office.notice());
        for code in ["m", "w", "a:1", "s:1", "d:1", "v:1", "p:1", "x:1"] {
            office.taps_on(chat, message, &format!("1:a:u:{code}"), "palsu");
            assert_eq!((office.reads(chat), office.labels(chat), office.notice()), stale, "{code}");
        }
    }
    for chat in [OWNER, APPROVER] {
        office.taps_on(chat, office.find_any(EDITOR), "1:a:u:s:1", "palsu");
        assert!(office.reads(chat).starts_with("Tidak ada lagi"), "another's draft: {}", office.reads(chat));
    }
    assert!(office.audit().is_empty() && next(&office, 10).is_none());
}

#[test]
fn old_announcements_are_not_kept_for_ever() {
    let office = Office::new();
    subscribe(&office, 0..1);
    for _ in 0..25 {
        send(&office, EDITOR);
        while !post(&office, 10, Posted::Sent).is_empty() {}
    }
    let kept: Vec<Announcement> = office.store.all_kept().unwrap();
    assert_eq!((kept.len(), kept.last().unwrap().id.0), (21, 25));
}

#[test]
fn an_old_confirmation_never_sends_a_text_that_was_written_later() {
    let office = Office::new();
    subscribe(&office, 0..3);
    office.says(EDITOR, "/umumkan");
    office.says(EDITOR, "Teks pertama.");
    office.taps(EDITOR, "Kirim");
    let (message, yes) = office.find(EDITOR, "Ya, kirim");
    office.says(EDITOR, "/umumkan");
    office.taps(EDITOR, "Hapus draf");
    office.says(EDITOR, "/umumkan");
    office.says(EDITOR, "Teks yang belum selesai");
    office.taps_on(EDITOR, message, &yes, "Ya, kirim");
    assert!(next(&office, 3).is_none(), "{}", office.chat(EDITOR));
}

#[test]
fn an_edit_of_an_older_message_is_no_text_of_an_announcement() {
    let office = Office::new();
    subscribe(&office, 0..3);
    let question = office.says(EDITOR, "Bolehkah ASN hadir di kampanye?");
    office.says(EDITOR, "/umumkan");
    office.edits(EDITOR, question, "Bolehkah ASN hadir di kampanye calon?");
    assert!(office.store.all_kept::<Announcement>().unwrap().is_empty(), "{}", office.chat(EDITOR));
}

#[test]
fn an_edit_of_the_written_text_replaces_it_also_at_the_preview() {
    each_way(|office| {
        subscribe(office, 0..1);
        office.says(EDITOR, "/umumkan");
        let message = office.says(EDITOR, "Aturan baru berlaku 31 Juni.");
        office.edits(EDITOR, message, "Aturan baru berlaku 1 Juli.");
        assert_eq!(announcement(office).text, "Aturan baru berlaku 1 Juli.");
        assert!(office.labels(EDITOR).contains(&"Kirim".to_owned()), "{}", office.transcript());
        office.taps(EDITOR, "Kirim");
        office.edits(EDITOR, message, "Aturan baru berlaku 2 Juli.");
        assert_eq!(announcement(office).text, "Aturan baru berlaku 2 Juli.");
        office.taps(EDITOR, "Kirim");
        office.taps(EDITOR, "Ya, kirim");
        office.edits(EDITOR, message, "Aturan baru berlaku 3 Juli.");
        assert!(office.reads(EDITOR).contains("teks yang lama tetap berlaku"), "{}", office.transcript());
        assert_eq!(announcement(office).text, "Aturan baru berlaku 2 Juli.");
        assert_eq!(next(office, 1).map(|(_, message)| message.html.contains("2 Juli")), Some(true));
    });
}

#[test]
fn a_text_that_was_too_long_is_shortened_where_it_stands() {
    let office = Office::new();
    office.says(EDITOR, "/umumkan");
    let message = office.says(EDITOR, &"panjang ".repeat(LONGEST));
    office.edits(EDITOR, message, "pendek");
    assert_eq!(announcement(&office).text, "pendek");
}
