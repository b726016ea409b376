//! Two editors and two approvers at the same entry at the same time: one wins, the other one is told.

use std::path::Path;
use std::process::Command;

use futures::future::Either;
use netral::curation::Files;
use netral::curation::Role;
use netral::faq::edit;
use netral::faq::edit::Field;
use netral::faq_folder;

use super::APPROVER;
use super::ASKED;
use super::Bot;
use super::COLLEAGUE;
use super::EDITOR;
use super::SECOND_APPROVER;
use super::STRANGER;
use super::drafts_a_turn;
use super::submits;
use crate::serving::Phone;

const HADIR: &str = "kampanye/hadir.md";
const MINE: &str = "Boleh. Naskah penyunting pertama.";
const THEIRS: &str = "Bersyarat. Naskah penyunting kedua.";

const STAFF: [(i64, Role); 4] = [
    (APPROVER, Role::Approver),
    (SECOND_APPROVER, Role::Approver),
    (EDITOR, Role::Editor),
    (COLLEAGUE, Role::Editor),
];

/// Both editors have turned the same verdict, each in another direction, and both ask for agreement.
async fn both_submit(bot: &Bot) {
    let (editor, colleague) = (bot.phone(EDITOR), bot.phone(COLLEAGUE));
    drafts_a_turn(&editor, "Boleh", MINE).await;
    colleague.asks("/faq hadir", "").await;
    colleague.taps_first("1. ").await;
    colleague.taps("Ubah").await;
    colleague.reads("sedang diubah juga oleh").await;
    colleague.taps("Buat draf saya sendiri").await;
    colleague.taps("Putusan").await;
    colleague.taps("Bersyarat").await;
    colleague.taps("Ringkasan").await;
    colleague.asks(THEIRS, "disimpan").await;
    colleague.taps("Pratinjau dan terbitkan").await;
    let (first, second) = (submits(&editor, "Alasan pertama."), submits(&colleague, "Alasan kedua."));
    futures::join!(first, second);
}

/// Somebody has a draft before him that may be agreed to.
async fn looks_at(approver: &Phone, draft: u32) {
    approver.taps(&format!("Periksa draf {draft}")).await;
    approver.reads(&format!("Pratinjau draf {draft}")).await;
}

/// The files that the program gives of the data folder, once no bot runs.
fn exported(folder: &Path) -> Files {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faq");
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    command.current_dir(folder).args(["faq", "export", "keluar", "--faq"]).arg(base);
    command.args(["--data", "data"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    faq_folder::read(Some(&folder.join("keluar"))).files
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_turns_agreed_to_at_once_one_is_published_and_the_other_is_kept_and_told() {
    let bot = Bot::staffed(&STAFF).await;
    both_submit(&bot).await;
    assert_eq!(bot.drafts().len(), 2);
    let approvers = [bot.phone(APPROVER), bot.phone(SECOND_APPROVER)];
    looks_at(&approvers[0], 1).await;
    looks_at(&approvers[1], 2).await;
    let editors = [bot.phone(EDITOR), bot.phone(COLLEAGUE)];
    editors.iter().for_each(Phone::looks_away);
    for approver in &approvers {
        approver.taps("Setujui dan terbitkan").await;
    }
    bot.telegram.all_confirmed().await.unwrap();
    let revisions = bot.revisions();
    assert_eq!(revisions.len(), 1, "one is agreed to");
    let after = revisions[0].changes[0].after.clone().unwrap();
    let winner = usize::from(edit::value(&after, Field::Summary).unwrap() == THEIRS);
    let loser = 1 - winner;
    approvers[winner].reads("Terbit").await;
    approvers[loser].reads("orang lain sudah mengubah bagian yang sama").await;
    editors[winner].reads("Disetujui dan terbit").await;
    editors[loser].reads("Orang lain baru saja menerbitkan").await;
    let drafts = bot.drafts();
    assert_eq!(drafts.len(), 1, "what lost isn't lost");
    let kept = drafts[0].changes[0].after.clone().unwrap();
    assert_eq!(edit::value(&kept, Field::Summary).unwrap(), [MINE, THEIRS][loser]);
    bot.phone(STRANGER).asks(ASKED, [MINE, THEIRS][winner].split_once(". ").unwrap().1).await;
    assert_eq!(bot.files().await, bot.replayed());
    let (files, folder) = (bot.files().await, bot.folder);
    bot.running.end().await;
    assert_eq!(exported(folder.path()), files);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_approvers_who_agree_to_the_same_draft_publish_it_once() {
    let bot = Bot::staffed(&STAFF).await;
    let editor = bot.phone(EDITOR);
    drafts_a_turn(&editor, "Boleh", MINE).await;
    submits(&editor, "Alasan pertama.").await;
    let approvers = [bot.phone(APPROVER), bot.phone(SECOND_APPROVER)];
    for approver in &approvers {
        looks_at(approver, 1).await;
    }
    for approver in &approvers {
        approver.taps("Setujui dan terbitkan").await;
    }
    bot.telegram.all_confirmed().await.unwrap();
    assert_eq!(bot.revisions().len(), 1);
    assert!(bot.drafts().is_empty());
    let told = futures::future::select(
        Box::pin(approvers[0].reads("sudah diterbitkan")),
        Box::pin(approvers[1].reads("sudah diterbitkan")),
    );
    told.await;
    bot.phone(STRANGER).asks(ASKED, "Naskah penyunting pertama").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_editors_of_different_parts_publish_at_once_and_both_are_in_force() {
    let bot = Bot::staffed(&STAFF).await;
    let editors = [bot.phone(EDITOR), bot.phone(COLLEAGUE)];
    for (editor, (field, text)) in editors.iter().zip([
        ("Judul", "Bolehkah ASN datang ke kampanye?"),
        ("Penjelasan", "Orang melihat siapa yang datang."),
    ]) {
        editor.asks("/faq hadir", "").await;
        editor.taps_first("1. ").await;
        editor.taps("Ubah").await;
        if field == "Penjelasan" {
            editor.taps("Buat draf saya sendiri").await;
        }
        editor.taps(field).await;
        editor.asks(text, "disimpan").await;
        editor.taps("Pratinjau dan terbitkan").await;
        editor.reads("Siap diterbitkan").await;
    }
    for editor in &editors {
        editor.taps("Terbitkan").await;
    }
    let mut second = None;
    for editor in &editors {
        let published = Box::pin(editor.reads("Terbit sebagai"));
        let renewed = Box::pin(editor.reads("sudah berbeda dari yang Anda lihat"));
        if let Either::Right(_) = futures::future::select(published, renewed).await {
            assert!(second.replace(editor).is_none(), "one of them was first");
        }
    }
    let second = second.unwrap();
    assert_eq!((bot.revisions().len(), bot.drafts().len()), (1, 1), "who came second looks at both first");
    second.taps("Terbitkan").await;
    second.reads("revisi 2").await;
    assert_eq!((bot.revisions().len(), bot.drafts().len()), (2, 0));
    let text = bot.files().await[HADIR].clone();
    assert!(text.contains("datang ke kampanye") && text.contains("siapa yang datang"), "{text}");
    assert_eq!(bot.files().await, bot.replayed());
}
