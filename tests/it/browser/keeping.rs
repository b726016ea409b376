//! The pictures of the guide for those who keep the FAQ, taken while its steps are followed on a phone.

use std::path::Path;

use netral::conversation::Counted;
use netral::conversation::Rating;
use netral::curation::Gap;
use netral::curation::Kept;
use netral::curation::gap::Passed;
use netral::faq::EntryId;
use netral::ports::Clock;
use netral::ports::Records;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::storage::SledStore;
use netral::system::SystemClock;

use super::driver;
use super::page::Page;
use super::sandbox::Sandbox;
use super::screen::Screen;

const WEEK: u64 = 7 * 86_400;

/// What people passed on in the week before; nobody's words but ours.
const PASSED_ON: [&str; 6] = [
    "stiker wa muka caleg",
    "pakai stiker wa gambar caleg boleh",
    "kirim stiker wa caleg itu gimana",
    "nonton konser dangdut yang diadain caleg gimana",
    "nonton konser dangdut dari caleg boleh",
    "ikut jalan sehat paslon cuma ngejar doorprize",
];

/// How often these entries answered in the week before, and in the one before that.
const ANSWERED: [(&str, u64); 6] = [
    ("like-postingan-calon", 64),
    ("foto-bersama-calon", 41),
    ("grup-wa-pemenangan", 37),
    ("pasangan-jadi-calon", 22),
    ("hadir-kampanye-penonton", 18),
    ("honorer-non-asn", 11),
];

#[tokio::test]
async fn the_guide_for_those_who_keep_the_faq_has_pictures_of_its_steps() {
    let Some(browser) = driver::find() else { return };
    let sandbox = Sandbox::start_over(two_weeks).await;
    let page = Page::open(&browser, &sandbox.address("/#editor"), Screen::PHONE).await;
    see_the_menu(&page).await;
    edit_an_answer(&page).await;
    agree_to_it(&page).await;
    answer_what_people_ask(&page).await;
    look_back(&page).await;
    page.must_fit().await;
    page.must_have_behaved().await;
}

async fn see_the_menu(page: &Page) {
    page.say("/faq").await;
    page.until_bot_says("Mengelola FAQ").await;
    page.picture_of_the_end("pengelola-menu.png").await;
}

async fn edit_an_answer(page: &Page) {
    page.press_button("Cari").await;
    page.until_bot_says("Ketik kata atau pertanyaan").await;
    page.say("boleh like status calon bupati").await;
    page.until_bot_says("Yang cocok").await;
    page.press_button_like("1. Bolehkah ASN menyukai").await;
    page.until_bot_says("Seperti dilihat orang").await;
    page.press_button("Ubah").await;
    page.until_bot_says("Cara orang bertanya").await;
    page.picture_of_the_end("pengelola-ubah.png").await;
    page.press_button("Putusan").await;
    page.until_bot_says("Pilih putusannya").await;
    page.press_button("Bersyarat").await;
    page.until_bot_says("Ringkasan dan putusan tidak sama").await;
    page.press_button("Ringkasan").await;
    page.until_bot_says("Ketik ringkasan baru").await;
    page.say("Bersyarat. Ini hanya latihan di ruang uji, bukan aturan.").await;
    page.until_bot_says("disimpan di draf").await;
    page.press_button("Pratinjau dan terbitkan").await;
    page.until_bot_says("perlu persetujuan orang kedua").await;
    page.press_button("Tulis alasan").await;
    page.until_bot_says("alasannya").await;
    page.say("Latihan di ruang uji.").await;
    page.until_bot_says("perlu persetujuan orang kedua").await;
    page.press_button("Ajukan persetujuan").await;
    page.until_bot_says("Anda diberi tahu begitu diputuskan").await;
}

async fn agree_to_it(page: &Page) {
    page.press_button("Gunawan").await;
    page.say("/faq persetujuan").await;
    page.until_bot_says("Menunggu persetujuan").await;
    page.press_button_like("Periksa draf").await;
    page.until_bot_says("Setujui hanya bila").await;
    page.picture_of_the_end("pengelola-persetujuan.png").await;
    page.press_button("Setujui dan terbitkan").await;
    page.until_bot_says("Terbit sebagai revisi 1").await;
    page.press_button("Urungkan").await;
    page.until_bot_says("diurungkan").await;
    page.press_button("Ratna").await;
}

async fn answer_what_people_ask(page: &Page) {
    page.say("/celah").await;
    page.until_bot_says("dikelompokkan menurut maknanya").await;
    page.picture_of_the_end("pengelola-celah.png").await;
    page.press_button_like("2. ").await;
    page.until_bot_says("Apa jawabannya?").await;
    page.press_button_like("Jadi frasa: Bolehkah ASN hadir di kampanye").await;
    page.until_bot_says("Siap diterbitkan").await;
    page.picture_of_the_end("pengelola-pratinjau.png").await;
    page.press_button("Terbitkan").await;
    page.until_bot_says("Terbit sebagai revisi 3").await;
}

async fn look_back(page: &Page) {
    page.say("/faq riwayat").await;
    page.until_bot_says("menambah frasa dari pertanyaan orang").await;
    page.picture_of_the_end("pengelola-riwayat.png").await;
    page.say("/statistik").await;
    page.until_bot_says("Grafik").await;
    let drawn = "[...document.querySelectorAll('.from-bot img')].some((one) => one.naturalWidth > 0)";
    page.until(drawn, "the chart is drawn").await;
    page.picture_of_the_end("pengelola-statistik.png").await;
}

/// Two closed weeks in which people asked, and what they passed on in the later one.
async fn two_weeks(data: &Path, secret: &Path) {
    count(data, secret, 2, 2).await;
    count(data, secret, 1, 1).await;
    let store = SledStore::open(data, secret, Ago(1)).unwrap();
    let week = Ago(1).now().week();
    let gaps = (0..).zip(PASSED_ON).map(|(number, text)| {
        let passed = Passed { key: String::new(), text: text.to_owned(), week };
        Gap::of(&passed, [number; 6]).put_new()
    });
    assert!(store.apply(gaps.collect()).await.unwrap());
}

/// Counts a week so many weeks ago, with a part of what is usual.
async fn count(data: &Path, secret: &Path, ago: u64, part: u64) {
    let store = SledStore::open(data, secret, Ago(ago)).unwrap();
    let entry = |id| EntryId::parse(id).unwrap();
    let mut counts: Vec<(Counted, u64)> =
        ANSWERED.iter().map(|(id, often)| (Counted::Answered(entry(id)), often / part)).collect();
    counts.extend([
        (Counted::Chose, 34 / part),
        (Counted::Redirected, 12 / part),
        (Counted::Unknown, 21 / part),
        (Counted::Rated(entry("like-postingan-calon"), Rating::Helpful), 47 / part),
        (Counted::Rated(entry("foto-bersama-calon"), Rating::Unanswered), 9 / part),
        (Counted::PassedOn, 6 / part),
    ]);
    store.count(counts).await.unwrap();
}

/// The real time, so many weeks ago.
struct Ago(u64);

impl Clock for Ago {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 - self.0 * WEEK)
    }
}
