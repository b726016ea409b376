//! Four eyes: what weighs is agreed to by somebody else, or waits a day where there is nobody.

use netral::curation::AdminId;
use netral::curation::Button;
use netral::curation::Role;
use netral::curation::audit::Deed;
use netral::curation::button::drafts;
use netral::faq::Verdict;
use netral::faq::edit::Field;

use super::APPROVER;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::DAY;
use super::office::HOUR;
use super::office::Office;
use super::office::each_way;
use super::proposing::ASKED;
use super::proposing::HADIR;
use super::proposing::data;
use super::proposing::presses;
use super::proposing::previews;
use super::proposing::proposes;

const TURNED: [(Field, &str); 2] = [(Field::Verdict, "boleh"), (Field::Summary, "Boleh. Aturannya berubah.")];

/// Writes why.
fn gives_reason(office: &Office, chat: netral::ports::ChatId) {
    office.taps(chat, "Tulis alasan");
    office.says(chat, "Aturannya berubah.");
}

fn submits(office: &Office) -> netral::curation::DraftId {
    let draft = proposes(office, EDITOR, HADIR, &TURNED);
    gives_reason(office, EDITOR);
    office.taps(EDITOR, "Ajukan persetujuan");
    draft
}

#[test]
fn a_turned_verdict_is_agreed_to_by_somebody_who_saw_it_and_then_in_force() {
    each_way(|office| {
        let draft = submits(office);
        assert!(office.reads(EDITOR).contains("2 penyetuju"), "{}", office.reads(EDITOR));
        for chat in [APPROVER, OWNER] {
            assert!(office.reads(chat).contains("Perlu persetujuan Anda"), "{}", office.reads(chat));
        }
        assert!(office.asks(STRANGER, ASKED).contains("DILARANG"));
        office.says(APPROVER, "/faq persetujuan");
        office.taps(APPROVER, &format!("Periksa draf {}", draft.0));
        let told = office.reads(APPROVER);
        assert!(told.contains("dari: DILARANG") && told.contains("menjadi: BOLEH"), "{told}");
        assert!(told.contains("BERBALIK PUTUSAN") && told.contains("Alasan: Aturannya berubah."), "{told}");
        office.taps(APPROVER, "Setujui dan terbitkan");
        assert!(office.asks(STRANGER, ASKED).contains("BOLEH"));
        assert!(office.reads(EDITOR).contains("Disetujui dan terbit"), "{}", office.reads(EDITOR));
        let revision = &office.revisions()[0];
        assert_eq!(revision.approver, Some(AdminId(2)));
        assert!(office.drafts().is_empty());
        let deeds: Vec<Deed> = office.audit().into_iter().map(|row| row.deed).collect();
        assert!(matches!(
            deeds.as_slice(),
            [Deed::Submitted(_), Deed::Approved(_), Deed::Published { approver: Some(AdminId(2)), .. }]
        ));
    });
}

#[test]
fn nobody_agrees_to_a_change_of_his_own() {
    let office = Office::new();
    let draft = proposes(&office, APPROVER, HADIR, &TURNED);
    gives_reason(&office, APPROVER);
    office.taps(APPROVER, "Ajukan persetujuan");
    let seen = {
        previews(&office, OWNER, draft);
        data(&office, OWNER, "Setujui dan terbitkan")
    };
    presses(&office, APPROVER, &seen);
    assert!(office.reads(APPROVER).contains("Anda penulisnya"), "{}", office.reads(APPROVER));
    presses(&office, APPROVER, &seen.replace(":s:", ":t:"));
    assert!(office.revisions().is_empty());
    presses(&office, OWNER, &seen);
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn an_editor_agrees_to_nothing() {
    let office = Office::new();
    let draft = submits(&office);
    previews(&office, OWNER, draft);
    let seen = data(&office, OWNER, "Setujui dan terbitkan");
    for chat in [EDITOR, COLLEAGUE, STRANGER] {
        presses(&office, chat, &seen);
        assert!(office.revisions().is_empty());
    }
    previews(&office, COLLEAGUE, draft);
    assert_eq!(office.labels(COLLEAGUE), ["Menunggu persetujuan"]);
}

#[test]
fn a_proposal_is_turned_down_with_a_reason_and_can_come_again() {
    each_way(|office| {
        let draft = submits(office);
        previews(office, OWNER, draft);
        office.taps(OWNER, "Tolak");
        office.says(OWNER, "Pasalnya belum dicantumkan.");
        assert!(office.reads(OWNER).contains("ditolak"), "{}", office.reads(OWNER));
        let told = office.reads(EDITOR);
        assert!(told.contains("Pasalnya belum dicantumkan.") && told.contains("pemilik #1"), "{told}");
        assert_eq!(office.draft().submitted, None);
        office.taps(EDITOR, &format!("Buka draf {}", draft.0));
        office.taps(EDITOR, "Ajukan persetujuan");
        assert!(office.draft().submitted.is_some());
        office.taps(EDITOR, "Tarik kembali");
        assert_eq!(office.draft().submitted, None);
        assert!(office.revisions().is_empty());
    });
}

#[test]
fn what_was_changed_after_it_was_submitted_is_not_agreed_to_by_an_old_button() {
    let office = Office::new();
    let draft = submits(&office);
    previews(&office, OWNER, draft);
    let seen = data(&office, OWNER, "Setujui dan terbitkan");
    previews(&office, EDITOR, draft);
    presses(&office, EDITOR, &format!("1:a:r:r:{}", draft.0));
    office.says(EDITOR, "Alasan yang lain.");
    presses(&office, OWNER, &seen);
    assert!(office.reads(OWNER).contains("ditarik kembali"), "{}", office.reads(OWNER));
    previews(&office, EDITOR, draft);
    office.taps(EDITOR, "Ajukan persetujuan");
    presses(&office, OWNER, &seen);
    assert!(office.reads(OWNER).contains("sudah berbeda"), "{}", office.reads(OWNER));
    assert!(office.revisions().is_empty());
}

#[test]
fn what_was_withdrawn_and_submitted_again_is_not_agreed_to_by_an_old_button() {
    let office = Office::new();
    let draft = submits(&office);
    previews(&office, OWNER, draft);
    let seen = data(&office, OWNER, "Setujui dan terbitkan");
    office.pass(HOUR);
    previews(&office, EDITOR, draft);
    office.taps(EDITOR, "Tarik kembali");
    previews(&office, EDITOR, draft);
    office.taps(EDITOR, "Ajukan persetujuan");
    presses(&office, OWNER, &seen);
    assert!(office.reads(OWNER).contains("sudah berbeda"), "{}", office.reads(OWNER));
    assert!(office.revisions().is_empty());
}

#[test]
fn what_an_approver_is_not_told_in_the_preview_comes_as_a_file() {
    let office = Office::new();
    let body = format!("{}Akhir penjelasan.", "Kalimat yang panjang sekali. ".repeat(30));
    let fields = [TURNED[0], TURNED[1], (Field::Body, body.as_str())];
    let draft = proposes(&office, EDITOR, HADIR, &fields);
    gives_reason(&office, EDITOR);
    office.taps(EDITOR, "Ajukan persetujuan");
    previews(&office, APPROVER, draft);
    let files = office.take_files(APPROVER);
    let [file] = files.as_slice() else { panic!("{}", office.transcript()) };
    let told = String::from_utf8(file.content.clone()).unwrap();
    assert!(told.contains("Akhir penjelasan.") && told.contains("+ putusan = \"boleh\""), "{told}");
}

/// Puts the approver out of office.
fn removes_approver(office: &Office) {
    office.says(OWNER, "/admin");
    office.taps_first(OWNER, "#2");
    office.taps(OWNER, "Keluarkan");
    office.taps_first(OWNER, "Ya");
}

#[test]
fn who_goes_and_comes_again_under_another_number_does_not_agree_to_his_own_proposal() {
    let office = Office::new();
    let draft = proposes(&office, APPROVER, HADIR, &TURNED);
    gives_reason(&office, APPROVER);
    office.taps(APPROVER, "Ajukan persetujuan");
    previews(&office, OWNER, draft);
    let seen = data(&office, OWNER, "Setujui dan terbitkan");
    removes_approver(&office);
    assert_eq!(office.draft().submitted, None, "it goes with its author");
    office.says(OWNER, "/admin");
    office.taps(OWNER, "Undang");
    office.taps_first(OWNER, "Penyetuju");
    office.taps_first(OWNER, "Tanpa");
    let chat = office.chat(OWNER);
    let link = &chat[chat.rfind("start=").unwrap() + 6..];
    let payload: String = link.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    office.says(APPROVER, &format!("/start {payload}"));
    office.taps(APPROVER, "Terima");
    for chat in [APPROVER, OWNER] {
        presses(&office, chat, &seen);
        assert!(office.reads(chat).contains("sudah tidak bertugas"), "{}", office.reads(chat));
    }
    assert!(office.revisions().is_empty());
}

#[test]
fn who_remains_alone_waits_a_day_from_then_on() {
    let office = Office::new();
    let draft = proposes(&office, OWNER, HADIR, &TURNED);
    gives_reason(&office, OWNER);
    office.taps(OWNER, "Ajukan persetujuan");
    office.pass(25 * HOUR);
    removes_approver(&office);
    previews(&office, OWNER, draft);
    assert_eq!(office.labels(OWNER), ["Tarik kembali"], "{}", office.reads(OWNER));
    office.pass(24 * HOUR);
    previews(&office, OWNER, draft);
    office.taps(OWNER, "Terbitkan sendiri");
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn norms_that_are_imported_need_somebody_else() {
    let office = Office::new();
    let norms = office.files()["_norma.toml"].replace("PP Contoh", "UU Karangan");
    office.says(EDITOR, "/faq impor");
    office.sends_file(EDITOR, "_norma.toml", norms.as_bytes(), "rapi");
    assert!(!office.labels(EDITOR).contains(&"Terbitkan".to_owned()), "{}", office.reads(EDITOR));
    office.taps(EDITOR, "Ajukan persetujuan");
    assert!(office.revisions().is_empty());
}

#[test]
fn a_summary_against_its_verdict_and_other_people_it_applies_to_need_somebody_else() {
    let all: [&[(Field, &str)]; 3] = [
        &[(Field::Summary, "Boleh. Silakan hadir.")],
        &[(Field::AppliesTo, "kepala-desa")],
        &[(Field::Body, "Isi.\n\n## Untuk PPPK\nBoleh hadir.")],
    ];
    for fields in all {
        let office = Office::new();
        proposes(&office, EDITOR, HADIR, fields);
        let labels = office.labels(EDITOR);
        assert!(labels.contains(&"Ajukan persetujuan".to_owned()), "{}", office.reads(EDITOR));
    }
}

#[test]
fn of_two_who_agree_at_once_the_second_hears_that_it_is_done() {
    let office = Office::new();
    let draft = submits(&office);
    previews(&office, OWNER, draft);
    previews(&office, APPROVER, draft);
    office.taps(OWNER, "Setujui dan terbitkan");
    office.taps(APPROVER, "Setujui dan terbitkan");
    assert!(office.reads(APPROVER).contains("sudah diterbitkan"), "{}", office.reads(APPROVER));
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn where_nobody_else_can_agree_it_waits_a_day_under_a_warning() {
    let office = Office::staffed(&[(OWNER, Role::Owner), (COLLEAGUE, Role::Editor)]);
    let draft = proposes(&office, OWNER, HADIR, &TURNED);
    gives_reason(&office, OWNER);
    assert!(office.reads(OWNER).contains("tidak ada penyetuju lain"), "{}", office.reads(OWNER));
    office.taps(OWNER, "Mulai masa tunggu 24 jam");
    office.pass(23 * HOUR);
    previews(&office, OWNER, draft);
    assert!(office.reads(OWNER).contains("60 menit lagi"), "{}", office.reads(OWNER));
    assert_eq!(office.labels(OWNER), ["Tarik kembali"]);
    office.pass(HOUR);
    assert_eq!(office.speaks_up(), [OWNER]);
    assert!(office.reads(OWNER).contains("Masa tunggu"), "{}", office.reads(OWNER));
    office.pass(HOUR);
    assert_eq!(office.speaks_up(), [], "told once");
    office.taps(OWNER, &format!("Buka draf {}", draft.0));
    assert!(office.reads(OWNER).contains("PERINGATAN"), "{}", office.reads(OWNER));
    office.taps(OWNER, "Terbitkan sendiri");
    assert!(office.asks(STRANGER, ASKED).contains("BOLEH"));
    assert_eq!(office.revisions()[0].approver, None);
}

#[test]
fn a_button_forged_before_the_day_is_over_publishes_nothing() {
    let office = Office::staffed(&[(OWNER, Role::Owner)]);
    let draft = proposes(&office, OWNER, HADIR, &TURNED);
    gives_reason(&office, OWNER);
    let submit = data(&office, OWNER, "Mulai masa tunggu 24 jam");
    presses(&office, OWNER, &submit.replace(":a:", ":t:").replacen("1:t:", "1:a:", 1));
    assert!(office.revisions().is_empty(), "{draft:?}");
    office.taps(OWNER, "Mulai masa tunggu 24 jam");
    presses(&office, OWNER, &submit.replace("r:a:", "r:t:"));
    assert!(office.revisions().is_empty(), "{}", office.transcript());
}

#[test]
fn without_four_eyes_a_change_that_weighs_needs_nobody() {
    let office = Office::new().without_four_eyes();
    proposes(&office, EDITOR, HADIR, &[(Field::Basis, "pp-contoh")]);
    office.taps(EDITOR, "Terbitkan");
    assert_eq!(office.revisions().len(), 1, "{}", office.transcript());
}

fn deeds(office: &Office) -> Vec<Deed> {
    office.audit().into_iter().map(|row| row.deed).collect()
}

#[test]
fn a_proposal_that_is_changed_or_gets_another_reason_is_noted_as_taken_back() {
    let office = Office::new();
    let draft = submits(&office);
    presses(&office, EDITOR, &format!("1:a:r:r:{}", draft.0));
    office.says(EDITOR, "Alasan yang lain.");
    assert_eq!(deeds(&office), [Deed::Submitted(draft), Deed::Withdrawn(draft)]);
    office.taps(EDITOR, "Ajukan persetujuan");
    let verdict = drafts::Button::On(draft, drafts::Deed::Verdict(Verdict::Conditional));
    presses(&office, EDITOR, &Button::Drafts(verdict).to_data());
    assert_eq!(deeds(&office)[2..], [Deed::Submitted(draft), Deed::Withdrawn(draft)]);
}

#[test]
fn a_draft_that_is_brought_back_or_begun_anew_is_in_the_audit() {
    let office = Office::new();
    let draft = submits(&office);
    let on = |deed| Button::Drafts(drafts::Button::On(draft, deed)).to_data();
    presses(&office, APPROVER, &on(drafts::Deed::Discard));
    presses(&office, APPROVER, &on(drafts::Deed::Recall));
    presses(&office, EDITOR, &format!("1:a:r:w:{}", draft.0));
    let newest = Button::Publish(netral::curation::button::publish::Button::Newest(draft)).to_data();
    presses(&office, EDITOR, &newest);
    assert_eq!(
        deeds(&office)[1..],
        [
            Deed::DiscardedOf(draft, AdminId(3)),
            Deed::Recalled(draft),
            Deed::Withdrawn(draft),
            Deed::StartedOver(draft)
        ]
    );
}

#[test]
fn a_proposal_of_which_nobody_was_told_before_a_crash_is_told_after_the_start_and_once_a_day() {
    let office = Office::new();
    let draft = proposes(&office, EDITOR, HADIR, &TURNED);
    gives_reason(&office, EDITOR);
    let (message, submit) = office.find(EDITOR, "Ajukan persetujuan");
    let press = office.pressed(EDITOR, message, &submit);
    drop(office.hears(press));
    let office = office.restarted();
    assert_eq!(office.speaks_up(), [OWNER, APPROVER], "not its author");
    for chat in [OWNER, APPROVER] {
        assert_eq!(office.labels(chat), [format!("Periksa draf {}", draft.0)]);
    }
    assert_eq!(office.speaks_up(), [], "once");
    office.pass(DAY);
    assert_eq!(office.speaks_up(), [OWNER, APPROVER], "and once a day");
    office.taps(APPROVER, &format!("Periksa draf {}", draft.0));
    office.taps(APPROVER, "Setujui dan terbitkan");
    office.pass(DAY);
    assert_eq!(office.speaks_up(), [], "nothing waits any more");
}

#[test]
fn an_approver_is_not_reminded_of_a_proposal_of_his_own() {
    let office = Office::new();
    proposes(&office, APPROVER, HADIR, &TURNED);
    gives_reason(&office, APPROVER);
    office.taps(APPROVER, "Ajukan persetujuan");
    office.pass(DAY);
    assert_eq!(office.speaks_up(), [OWNER]);
}
