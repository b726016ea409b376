//! Those who keep the FAQ: listed, given other roles, removed and brought back by owners.

use netral::curation::AdminId;
use netral::curation::Role;
use netral::curation::audit::Deed;
use netral::ports::ChatId;

use super::APPROVER;
use super::AUDITOR;
use super::EDITOR;
use super::OWNER;
use super::office::Commands;
use super::office::MINUTE;
use super::office::Office;
use super::office::each_way;

fn role(office: &Office, chat: ChatId) -> Option<Role> {
    let admins: Vec<netral::curation::Admin> = office.admins();
    admins.into_iter().find(|admin| admin.chat == Some(chat)).map(|admin| admin.role)
}

fn names(commands: Option<Commands>) -> Vec<String> {
    commands.into_iter().flatten().map(|(name, _)| name).collect()
}

/// What somebody without any role is told to a command that does not exist.
fn is_stranger(office: &Office, chat: ChatId) -> bool {
    office.says(chat, "/tidak_ada");
    let unknown = (office.reads(chat), office.labels(chat));
    office.says(chat, "/faq");
    (office.reads(chat), office.labels(chat)) == unknown
}

#[test]
fn an_owner_sees_everybody_by_number_and_role() {
    let office = Office::new();
    office.says(OWNER, "/admin");
    let list = office.reads(OWNER);
    for line in [
        "#1 · pemilik · Anda · sejak 2026-05-28",
        "#2 · penyetuju · sejak",
        "#3 · penyunting",
        "#4 · penyunting",
        "#5 · pemeriksa",
    ] {
        assert!(list.contains(line), "{line} in\n{list}");
    }
    assert_eq!(
        office.labels(OWNER),
        ["#2 penyetuju", "#3 penyunting", "#4 penyunting", "#5 pemeriksa", "Undang"]
    );
}

#[test]
fn where_nobody_else_has_a_role_the_list_says_what_to_do() {
    let office = Office::staffed(&[(OWNER, Role::Owner)]);
    office.says(OWNER, "/admin");
    assert!(office.reads(OWNER).contains("Belum ada pengelola lain"), "{}", office.reads(OWNER));
    assert_eq!(office.labels(OWNER), ["Undang"]);
}

#[test]
fn a_long_list_is_turned_page_by_page() {
    let staff: Vec<_> = (0..9).map(|number| (ChatId(4_000 + number), Role::Editor)).collect();
    let office = Office::staffed(&[[(OWNER, Role::Owner)].as_slice(), &staff].concat());
    office.says(OWNER, "/admin");
    assert!(office.reads(OWNER).contains("(halaman 1 dari 2)"));
    assert_eq!(office.labels(OWNER).len(), 6 + 2);
    office.taps(OWNER, "Berikutnya");
    assert!(office.reads(OWNER).contains("#10 · penyunting"));
    assert_eq!(
        office.labels(OWNER),
        ["#8 penyunting", "#9 penyunting", "#10 penyunting", "Sebelumnya", "Undang"]
    );
}

#[test]
fn an_admin_who_is_removed_is_a_stranger_at_once() {
    each_way(|office| {
        office.says(EDITOR, "/faq");
        let (menu, faq_labels) = (office.find_any(EDITOR), office.labels(EDITOR));
        office.says(OWNER, "/admin");
        office.taps(OWNER, "#3 penyunting");
        office.taps(OWNER, "Keluarkan");
        assert!(office.reads(OWNER).contains("Keluarkan #3 (penyunting)?"));
        office.taps(OWNER, "Ya, keluarkan");
        assert!(office.reads(OWNER).contains("#3 sudah dikeluarkan"));
        assert!(office.reads(EDITOR).contains("sudah berakhir"));
        assert_eq!(office.menu(EDITOR), None);
        assert!(is_stranger(office, EDITOR), "{}", office.transcript());
        office.taps_on(EDITOR, menu, "1:a:zz", "unknown");
        let unknown = (office.notice(), office.reads(EDITOR));
        for data in ["1:a:x", "1:a:p:m", "1:a:e:m", "1:a:i:m"] {
            office.taps_on(EDITOR, menu, data, "old");
            assert_eq!((office.notice(), office.reads(EDITOR)), unknown, "{data} {faq_labels:?}");
        }
        assert_eq!(office.admins()[2].chat, None, "the chat is forgotten");
        assert_eq!(office.audit().last().unwrap().deed, Deed::Removed(AdminId(3), Role::Editor));
    });
}

#[test]
fn what_an_admin_was_asked_is_no_question_to_a_stranger() {
    let office =
        Office::staffed(&[(OWNER, Role::Owner), (ChatId(3010), Role::Owner), (EDITOR, Role::Editor)]);
    office.says(OWNER, "/admin");
    office.taps(OWNER, "Undang");
    office.taps(OWNER, "Penyunting");
    let office = office.owned_by(&[ChatId(3010)]);
    office.says(OWNER, "Bu Rina");
    assert!(office.admins().iter().all(|admin| admin.chat != Some(OWNER)));
    assert!(!office.reads(OWNER).contains("Undangan"), "{}", office.reads(OWNER));
    let rows = office.kept();
    assert!(rows.iter().all(|row| !row.starts_with("Invitation") && !row.starts_with("Session")), "{rows:?}");
}

#[test]
fn a_removal_can_be_undone_for_five_minutes() {
    each_way(|office| {
        office.says(OWNER, "/admin");
        office.taps(OWNER, "#3 penyunting");
        office.taps(OWNER, "Ubah catatan");
        office.says(OWNER, "Bu Rina kepegawaian");
        office.taps(OWNER, "Keluarkan");
        office.taps(OWNER, "Ya, keluarkan");
        office.pass(4 * MINUTE);
        office.taps(OWNER, "Kembalikan perannya");
        assert!(office.reads(OWNER).contains("#3 kembali menjadi penyunting"), "{}", office.transcript());
        assert!(office.reads(EDITOR).contains("berlaku lagi"));
        assert!(names(office.menu(EDITOR)).contains(&"faq".to_owned()));
        assert_eq!(role(office, EDITOR), Some(Role::Editor));
        assert_eq!(office.admins()[2].note.as_deref(), Some("Bu Rina kepegawaian"));
        assert!(!is_stranger(office, EDITOR));
    });
}

#[test]
fn after_five_minutes_or_a_restart_it_takes_a_new_invitation() {
    for restart in [false, true] {
        let mut office = Office::new();
        office.says(OWNER, "/admin");
        office.taps(OWNER, "#3 penyunting");
        office.taps(OWNER, "Keluarkan");
        office.taps(OWNER, "Ya, keluarkan");
        if restart {
            office = office.restarted();
        } else {
            office.pass(5 * MINUTE + 1);
        }
        office.taps(OWNER, "Kembalikan perannya");
        assert!(office.reads(OWNER).contains("Sudah tidak dapat dikembalikan"), "{}", office.transcript());
        assert_eq!(role(&office, EDITOR), None);
    }
}

#[test]
fn old_buttons_about_somebody_who_left_change_nothing() {
    let office = Office::new();
    office.says(OWNER, "/admin");
    office.taps(OWNER, "#3 penyunting");
    let card = office.find_any(OWNER);
    let presses = [
        ("1:a:p:s:3", "Show"),
        ("1:a:p:c:3", "ChangeRole"),
        ("1:a:p:c:3:penyetuju", "SetRole"),
        ("1:a:p:n:3", "EditNote"),
        ("1:a:p:r:3:y", "Remove"),
        ("1:a:p:s:77", "nobody"),
    ];
    office.taps(OWNER, "Keluarkan");
    office.taps(OWNER, "Ya, keluarkan");
    let admins = office.admins();
    for (data, what) in presses {
        office.taps_on(OWNER, card, data, what);
        assert!(office.reads(OWNER).contains("sudah tidak bertugas"), "{what}: {}", office.reads(OWNER));
    }
    assert_eq!(office.admins(), admins);
}

#[test]
fn a_role_is_changed_and_its_holder_told() {
    each_way(|office| {
        office.says(OWNER, "/admin");
        office.taps(OWNER, "#3 penyunting");
        office.taps(OWNER, "Ganti peran");
        assert_eq!(office.labels(OWNER), ["Penyetuju", "Pemeriksa", "Kembali"]);
        office.taps(OWNER, "Pemeriksa");
        assert!(office.reads(OWNER).contains("#3 sekarang pemeriksa"));
        assert!(office.reads(EDITOR).contains("Peran Anda sekarang pemeriksa"));
        let menu = names(office.menu(EDITOR));
        assert!(menu.contains(&"audit".to_owned()) && !menu.contains(&"celah".to_owned()), "{menu:?}");
        let moved = Deed::Moved(AdminId(3), Role::Editor, Role::Auditor);
        assert_eq!(office.audit().last().unwrap().deed, moved);
        office.says(EDITOR, "/audit");
        assert!(office.reads(EDITOR).contains("mengganti peran #3 dari penyunting menjadi pemeriksa"));
    });
}

#[test]
fn a_role_changed_twice_by_two_taps_is_changed_once() {
    let office = Office::new();
    office.says(OWNER, "/admin");
    office.taps(OWNER, "#3 penyunting");
    office.taps(OWNER, "Ganti peran");
    let (at, data) = office.find(OWNER, "Pemeriksa");
    let press = office.pressed(OWNER, at, &data);
    office.meets(press.clone());
    office.meets(press);
    office.taps_on(OWNER, at, &data, "Pemeriksa");
    assert_eq!(office.audit().len(), 1);
}

#[test]
fn owners_can_neither_be_changed_nor_removed_from_a_chat() {
    let office = Office::staffed(&[(OWNER, Role::Owner), (ChatId(3010), Role::Owner)]);
    office.says(OWNER, "/admin");
    assert_eq!(office.labels(OWNER), ["Undang"]);
    let at = office.find_any(OWNER);
    for data in ["1:a:p:s:2", "1:a:p:r:2:y", "1:a:p:c:2:penyunting", "1:a:p:r:1:y", "1:a:p:i:pemilik"] {
        office.taps_on(OWNER, at, data, "forged");
        assert!(office.reads(OWNER).contains("netral.toml"), "{data}: {}", office.reads(OWNER));
    }
    assert_eq!(role(&office, ChatId(3010)), Some(Role::Owner));
}

#[test]
fn a_note_is_for_owners_only_and_must_be_short() {
    let office = Office::new();
    office.says(OWNER, "/admin");
    office.taps(OWNER, "#2 penyetuju");
    office.taps(OWNER, "Ubah catatan");
    office.says(OWNER, &"panjang ".repeat(20));
    assert!(office.reads(OWNER).contains("Belum dipakai"));
    office.says(OWNER, "  Pak Budi\n hukum <b> ");
    assert!(office.reads(OWNER).contains("Pak Budi hukum <b>"), "{}", office.reads(OWNER));
    office.says(OWNER, "/admin");
    assert!(office.labels(OWNER).contains(&"#2 Pak Budi hukum <b>".to_owned()));
    office.taps(OWNER, "#2 Pak Budi hukum <b>");
    office.taps(OWNER, "Ubah catatan");
    office.taps(OWNER, "Hapus catatan");
    assert!(office.reads(OWNER).contains("Belum ada catatan"));
    for chat in [APPROVER, AUDITOR, EDITOR] {
        assert!(!office.chat(chat).contains("Budi"));
    }
    assert!(office.audit().is_empty(), "a note is no act");
}

#[test]
fn owners_of_the_configuration_have_their_role_from_the_start() {
    let office = Office::staffed(&[]).owned_by(&[OWNER, EDITOR]);
    assert_eq!(role(&office, OWNER), Some(Role::Owner));
    assert_eq!(role(&office, EDITOR), Some(Role::Owner));
    office.says(OWNER, "/admin");
    assert!(office.reads(OWNER).contains("#2 · pemilik"));
    let deeds: Vec<Deed> = office.audit().into_iter().map(|row| row.deed).collect();
    assert_eq!(deeds, [Deed::OwnerNamed(AdminId(1)), Deed::OwnerNamed(AdminId(2))]);
    let office = office.owned_by(&[OWNER]);
    assert_eq!(role(&office, EDITOR), None);
    assert!(is_stranger(&office, EDITOR));
    assert_eq!(office.menu(EDITOR), None);
    assert_eq!(office.audit().last().unwrap().deed, Deed::OwnerDropped(AdminId(2)));
    let before = office.audit().len();
    assert_eq!(office.owned_by(&[OWNER]).audit().len(), before, "what stays is not noted again");
}

#[test]
fn an_editor_whom_the_configuration_makes_owner_keeps_the_number() {
    let office = Office::new().owned_by(&[OWNER, EDITOR]);
    let admin = office.admins().into_iter().find(|admin| admin.chat == Some(EDITOR)).unwrap();
    assert_eq!((admin.id, admin.role), (AdminId(3), Role::Owner));
}

#[test]
fn every_role_has_its_own_commands_at_the_start() {
    let office = Office::new();
    let menus = office.desk().menus();
    let of = |chat: ChatId| -> Vec<String> {
        let (_, rows) = menus.iter().find(|(other, _)| *other == chat).unwrap();
        rows.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(of(OWNER)[..6], ["faq", "celah", "statistik", "umumkan", "audit", "admin"]);
    assert_eq!(of(EDITOR)[..4], ["faq", "celah", "statistik", "umumkan"]);
    assert_eq!(of(AUDITOR)[..3], ["faq", "statistik", "audit"]);
    assert!(of(AUDITOR).contains(&"tanya".to_owned()), "and those of everybody");
    assert_eq!(menus.len(), 5);
}
