//! Invitations: made by an owner, opened by somebody, accepted once.

use netral::curation::AdminId;
use netral::curation::Role;
use netral::curation::audit::Deed;
use netral::desk::Received;
use netral::ports::ChatId;

use super::APPROVER;
use super::AUDITOR;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::HOUR;
use super::office::Office;
use super::office::each_way;

const SOMEBODY_ELSE: ChatId = ChatId(3010);

/// Lets the owner invite, and returns the deep link's payload.
fn invites(office: &Office, role: &str) -> String {
    office.says(OWNER, "/admin");
    office.taps(OWNER, "Undang");
    office.taps(OWNER, role);
    office.says(OWNER, "Bu Rina kepegawaian");
    payload(office)
}

/// The payload of the newest link that the owner was sent.
fn payload(office: &Office) -> String {
    let link = office.reads(OWNER);
    let (_, payload) = link.split_once("https://t.me/netral_bot?start=").unwrap();
    payload.split_whitespace().next().unwrap().to_owned()
}

fn opens(office: &Office, chat: ChatId, payload: &str) {
    office.says(chat, &format!("/start {payload}"));
}

/// What a chat says and shows after something was done there.
fn answer(office: &Office, chat: ChatId) -> (String, Vec<String>, String) {
    (office.reads(chat), office.labels(chat), office.notice())
}

/// What a link leads to that never was one.
fn dead(office: &Office, chat: ChatId) -> (String, Vec<String>, String) {
    opens(office, chat, "u_0000000000000000000000000000000000000000");
    let answer = answer(office, chat);
    assert!(answer.0.contains("Tautan ini tidak berlaku (lagi)"), "{}", answer.0);
    answer
}

fn role(office: &Office, chat: ChatId) -> Option<(AdminId, Role)> {
    let found = office.admins().into_iter().find(|admin| admin.chat == Some(chat));
    found.map(|admin| (admin.id, admin.role))
}

#[test]
fn somebody_is_invited_sees_what_it_means_and_accepts() {
    each_way(|office| {
        office.says(OWNER, "/admin");
        office.taps(OWNER, "Undang");
        assert!(office.reads(OWNER).contains("Pemeriksa: hanya melihat"));
        office.taps(OWNER, "Penyunting");
        office.says(OWNER, "Bu Rina kepegawaian");
        let link = payload(office);
        assert!(link.len() <= 64 && link.starts_with("u_"), "{link}");
        opens(office, STRANGER, &link);
        let offer = office.reads(STRANGER);
        for part in ["Undangan menjadi penyunting", "memperbaiki dan menambah jawaban", "48 jam"] {
            assert!(offer.contains(part), "{part} in\n{offer}");
        }
        assert!(!offer.contains("Rina"), "the note is the owner's");
        assert_eq!(office.labels(STRANGER), ["Terima", "Tidak"]);
        assert_eq!(role(office, STRANGER), None, "looking isn't accepting");
        office.taps(STRANGER, "Terima");
        assert!(
            office.reads(STRANGER).contains("Anda penyunting dengan nomor #6"),
            "{}",
            office.transcript()
        );
        assert_eq!(role(office, STRANGER), Some((AdminId(6), Role::Editor)));
        let menu = office.menu(STRANGER).unwrap();
        assert!(menu.iter().any(|(name, _)| name == "faq"));
        let told = office.reads(OWNER);
        assert!(told.contains("Undangan penyunting (Bu Rina kepegawaian) diterima: sekarang #6"), "{told}");
        let deeds: Vec<Deed> = office.audit().into_iter().map(|row| row.deed).collect();
        let joined = Deed::Joined { role: Role::Editor, by: AdminId(1) };
        assert_eq!(deeds, [Deed::Invited(Role::Editor), joined]);
        office.says(STRANGER, "/faq");
        assert!(!office.reads(STRANGER).contains("tidak saya kenal"));
    });
}

#[test]
fn the_link_is_kept_nowhere() {
    let office = Office::new();
    let link = invites(&office, "Penyetuju");
    let token = link.trim_start_matches("u_");
    assert!(office.kept().iter().all(|row| !row.contains(token)), "{:?}", office.kept());
    assert!(
        office.kept().iter().any(|row| row.contains("Bu Rina")),
        "the note is, so the scan sees something"
    );
}

#[test]
fn a_link_is_good_once_whoever_comes_second() {
    for second in [STRANGER, SOMEBODY_ELSE] {
        let office = Office::new();
        let link = invites(&office, "Penyunting");
        let unknown = dead(&office, second);
        opens(&office, SOMEBODY_ELSE, &link);
        let (late_message, late) = office.find(SOMEBODY_ELSE, "Terima");
        opens(&office, STRANGER, &link);
        office.taps(STRANGER, "Terima");
        let accepted = office.admins();
        opens(&office, second, &link);
        assert_eq!(answer(&office, second), unknown);
        office.taps_on(SOMEBODY_ELSE, late_message, "1:a:zz", "unknown");
        let unknown = answer(&office, SOMEBODY_ELSE);
        office.taps_on(SOMEBODY_ELSE, late_message, &late, "Terima");
        assert_eq!(answer(&office, SOMEBODY_ELSE), unknown);
        assert_eq!(office.admins(), accepted);
    }
}

#[test]
fn after_two_days_it_is_a_link_that_never_was() {
    let office = Office::new();
    let unknown = dead(&office, STRANGER);
    let link = invites(&office, "Penyunting");
    opens(&office, STRANGER, &link);
    let (at, accept) = office.find(STRANGER, "Terima");
    office.pass(48 * HOUR - 1);
    opens(&office, STRANGER, &link);
    assert!(office.reads(STRANGER).contains("Undangan menjadi"), "to the last second");
    office.pass(1);
    opens(&office, STRANGER, &link);
    assert_eq!(answer(&office, STRANGER), unknown);
    office.taps_on(STRANGER, at, "1:a:zz", "unknown");
    let unknown = answer(&office, STRANGER);
    office.taps_on(STRANGER, at, &accept, "Terima");
    assert_eq!(answer(&office, STRANGER), unknown);
    assert_eq!(role(&office, STRANGER), None);
    office.says(OWNER, "/admin");
    assert_eq!(office.labels(OWNER).last().unwrap(), "Undang", "nothing is open");
}

#[test]
fn a_withdrawn_link_is_dead_and_withdrawing_twice_says_so() {
    each_way(|office| {
        let unknown = dead(office, STRANGER);
        let link = invites(office, "Penyunting");
        office.says(OWNER, "/admin");
        office.taps(OWNER, "Undangan terbuka (1)");
        assert!(office.reads(OWNER).contains("1. penyunting · Bu Rina kepegawaian · 48 jam lagi"));
        let (at, data) = office.find(OWNER, "Batalkan nomor 1");
        office.taps(OWNER, "Batalkan nomor 1");
        assert!(office.reads(OWNER).contains("Tidak ada undangan terbuka"));
        opens(office, STRANGER, &link);
        assert_eq!(answer(office, STRANGER), unknown);
        office.taps_on(OWNER, at, &data, "Batalkan nomor 1");
        assert!(office.notice().contains("sudah tidak terbuka"));
        assert_eq!(office.audit().len(), 2, "invited and withdrawn, once each");
    });
}

#[test]
fn a_link_can_be_turned_down_and_is_closed_by_that() {
    each_way(|office| {
        let unknown = dead(office, STRANGER);
        let link = invites(office, "Pemeriksa");
        opens(office, STRANGER, &link);
        office.taps(STRANGER, "Tidak");
        assert!(office.reads(STRANGER).contains("tidak diterima"));
        assert!(office.reads(OWNER).contains("ditolak"));
        opens(office, STRANGER, &link);
        assert_eq!(answer(office, STRANGER), unknown);
        assert_eq!(role(office, STRANGER), None);
    });
}

#[test]
fn an_admin_in_another_role_is_told_that_it_is_replaced() {
    each_way(|office| {
        let link = invites(office, "Penyetuju");
        opens(office, EDITOR, &link);
        assert!(office.reads(EDITOR).contains("Anda sekarang penyunting. Bila diterima, peran itu diganti"));
        office.taps(EDITOR, "Terima");
        assert_eq!(role(office, EDITOR), Some((AdminId(3), Role::Approver)), "with the same number");
        assert_eq!(office.admins().len(), 5);
    });
}

#[test]
fn the_owner_and_whoever_has_that_role_leave_it_open() {
    let office = Office::new();
    let link = invites(&office, "Penyetuju");
    opens(&office, OWNER, &link);
    assert!(office.reads(OWNER).contains("Anda pemilik"));
    opens(&office, APPROVER, &link);
    assert!(office.reads(APPROVER).contains("Anda sudah penyetuju"));
    opens(&office, STRANGER, &link);
    office.taps(STRANGER, "Terima");
    assert_eq!(role(&office, STRANGER), Some((AdminId(6), Role::Approver)));
}

#[test]
fn to_admins_too_a_dead_link_is_a_dead_link() {
    let office = Office::new();
    let strangers = dead(&office, STRANGER);
    for chat in [OWNER, APPROVER, EDITOR, AUDITOR] {
        assert_eq!(dead(&office, chat), strangers);
    }
}

/// Both deliveries of one update: the process dies before anybody is told.
#[test]
fn an_acceptance_that_comes_again_has_its_effect_once_and_is_said_again() {
    let office = Office::new();
    let link = invites(&office, "Penyunting");
    opens(&office, STRANGER, &link);
    let (at, data) = office.find(STRANGER, "Terima");
    let press = office.pressed(STRANGER, at, &data);
    assert!(matches!(office.hears(press.clone()), Received::Said(..)));
    let admins = office.admins();
    let office = office.killed_before_it_spoke();
    office.meets(press);
    assert!(office.reads(STRANGER).contains("Selamat bertugas"), "{}", office.transcript());
    assert_eq!(office.admins(), admins);
    assert_eq!(office.audit().len(), 2);
}

#[test]
fn whoever_does_something_else_meanwhile_does_not_accept_by_a_number() {
    let office = Office::new();
    let link = invites(&office, "Penyunting");
    opens(&office, STRANGER, &link);
    office.says(STRANGER, "/menu");
    office.says(STRANGER, "1");
    assert_eq!(role(&office, STRANGER), None);
    office.taps(STRANGER, "Terima");
    assert!(role(&office, STRANGER).is_some(), "the button still holds");
}

#[test]
fn twenty_invitations_wait_at_most() {
    let office = Office::new();
    for _ in 0..20 {
        office.says(OWNER, "/admin");
        office.taps(OWNER, "Undang");
        office.taps(OWNER, "Pemeriksa");
        office.taps(OWNER, "Tanpa catatan");
    }
    office.says(OWNER, "/admin");
    office.taps(OWNER, "Undang");
    office.taps(OWNER, "Pemeriksa");
    office.taps(OWNER, "Tanpa catatan");
    assert!(office.reads(OWNER).contains("sudah ada 20 undangan"), "{}", office.reads(OWNER));
    office.pass(48 * HOUR);
    invites(&office, "Pemeriksa");
    let waiting = office.kept().iter().filter(|row| row.starts_with("Invitation")).count();
    assert_eq!(waiting, 1, "what is over is cleared away");
}

#[test]
fn in_a_group_a_link_is_nothing() {
    let office = Office::new();
    let link = invites(&office, "Penyunting");
    office.says_in_group(ChatId(-5), &format!("/start {link}"));
    assert_eq!(role(&office, ChatId(-5)), None);
    assert!(!office.chat(ChatId(-5)).contains("penyunting"));
}
