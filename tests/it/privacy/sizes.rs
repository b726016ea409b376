//! The length of what rests on the disk tells one of three sizes; its header doesn't tell who was excluded.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use netral::tips::RoleId;
use netral::tips::age_file;
use netral::tips::button::Button;
use netral::tips::button::Step;
use netral::tips::draft::Question;

use super::bot::Home;
use super::bot::steal;
use super::bot::tips_database;
use super::needles::Kind;
use super::needles::Needles;
use super::people;
use super::tipster::FILED;
use super::tipster::Script;
use super::tipster::Tipster;
use crate::serving::Dice;
use crate::serving::telegram;

const CHAT: i64 = 4_200_000_000_000_100;

/// The longest message that Telegram takes.
const MESSAGE: usize = 4_000;

/// Every piece of ciphertext on the disk, put together from its rows.
async fn ciphertexts(data: &Path) -> Vec<Vec<u8>> {
    let database = steal(&tips_database(data)).await;
    let mut all: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for (row, chunk) in database.open_tree("blob").unwrap().iter().map(Result::unwrap) {
        all.entry(row[..16].to_vec()).or_default().extend_from_slice(&chunk);
    }
    all.into_values().collect()
}

/// How long an age file is behind its header, which has lines of random length for nobody.
fn body(file: &[u8]) -> usize {
    let end = file.windows(5).position(|window| window == b"\n--- ").unwrap();
    file[end + 5..].iter().position(|byte| *byte == b'\n').map(|line| file.len() - end - 5 - line).unwrap()
}

fn of_length(dice: &mut Dice, characters: usize) -> Script {
    let text = people::text(dice, characters, Kind::Tip, &mut Needles::new());
    let mut pieces: Vec<String> = text.as_bytes()[..characters]
        .chunks(MESSAGE)
        .map(|piece| String::from_utf8_lossy(piece).into())
        .collect();
    // Spaces at either end of a message don't count.
    pieces.iter_mut().for_each(|piece| *piece = piece.trim().to_owned());
    Script { what: pieces, ..Script::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tips_of_50_to_12_000_characters_have_three_sizes_on_the_disk() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let bot = home.start(&telegram).await;
    let mut dice = Dice::seeded(12);
    let lengths = [50, 90, 200, 450, 900, 1_800, 2_900, 3_600, 4_400, 6_000, 8_000, 10_000, 11_500, 12_000];
    for (number, length) in lengths.into_iter().enumerate() {
        let tipster = Tipster::new(&telegram, CHAT + number as i64);
        tipster.files(&of_length(&mut dice, length)).await;
    }
    bot.stop().await;
    let files = ciphertexts(&home.data()).await;
    assert_eq!(files.len(), lengths.len());
    let bodies: BTreeSet<usize> = files.iter().map(|file| body(file)).collect();
    assert!(bodies.len() <= 3 && bodies.len() >= 2, "{bodies:?}");
    let headers: BTreeSet<usize> = files.iter().map(|file| file.len() - body(file)).collect();
    let spread = headers.last().unwrap() - headers.first().unwrap();
    assert!(spread < 600, "grease only: {headers:?}");
    assert_eq!(
        files.iter().map(|file| age_file::header(file).keys).collect::<BTreeSet<_>>(),
        BTreeSet::from([3])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_of_the_longest_letters_there_are_has_the_third_size() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let bot = home.start(&telegram).await;
    let pieces = vec!["𐓏".repeat(2_000); 5];
    Tipster::new(&telegram, CHAT).files(&Script { what: pieces, ..Script::default() }).await;
    Tipster::new(&telegram, CHAT + 1).files(&Script::of(&"kaus ".repeat(20))).await;
    Tipster::new(&telegram, CHAT + 2).files(&Script::of(&"kaus ".repeat(780))).await;
    bot.stop().await;
    let bodies: BTreeSet<usize> = ciphertexts(&home.data()).await.iter().map(|file| body(file)).collect();
    assert_eq!(bodies.len(), 3, "{bodies:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_and_without_an_exclusion_all_records_look_alike() {
    let (telegram, folder) = (telegram().await, tempfile::tempdir().unwrap());
    let home = Home::at(folder.path());
    let bot = home.start(&telegram).await;
    let script = Script::of("kepala dinas membagikan kaus bergambar calon kepada semua orang");
    for number in 0..6 {
        let tipster = Tipster::new(&telegram, CHAT + number);
        tipster.begins(&script).await;
        tipster.goes_on(&script).await;
        tipster.answers(Question::Evidence, "").await;
        tipster.answers(Question::Context, "").await;
        if number % 2 == 0 {
            tipster.presses(Button::Toggle(RoleId::of("BKPSDM"))).await;
            tipster.reads("dikecualikan").await;
        }
        tipster.presses(Button::Next(Step::Recipients)).await;
        tipster.presses(Button::Send).await;
        tipster.reads(FILED).await;
    }
    bot.stop().await;
    let files = ciphertexts(&home.data()).await;
    assert_eq!(files.len(), 6);
    assert_eq!(
        files.iter().map(|file| age_file::header(file).keys).collect::<BTreeSet<_>>(),
        BTreeSet::from([3])
    );
    assert_eq!(files.iter().map(|file| body(file)).collect::<BTreeSet<_>>().len(), 1);
    let database = steal(&tips_database(&home.data())).await;
    let records = database.open_tree("tip").unwrap();
    let records: BTreeSet<usize> = records.iter().map(|row| row.unwrap().1.len()).collect();
    assert_eq!(records.len(), 1, "nor does the record of a tip tell: {records:?}");
}
