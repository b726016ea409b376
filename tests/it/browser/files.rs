//! Photos and documents in both directions, and sealed documents opened with the demo keys.

use std::path::PathBuf;

use netral::sandbox::demo;
use tempfile::TempDir;

use super::bare::Bare;
use super::keys::ESCAPE;
use super::page::Page;
use super::screen::Screen;

const BIMA: i64 = 1002;
const TIRTA: i64 = 2001;

/// A folder with two pictures and a document.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for name in ["baliho-bima.png", "posko-bima.jpg"] {
            image::RgbImage::from_pixel(40, 30, image::Rgb([90, 120, 60])).save(folder.path(name)).unwrap();
        }
        std::fs::write(folder.path("catatan.pdf"), "%PDF-1.7 contoh").unwrap();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

fn sealed_to(key: &str, plain: &[u8]) -> Vec<u8> {
    age::encrypt(&key.parse::<age::x25519::Recipient>().unwrap(), plain).unwrap()
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_pixel(40, 30, image::Rgb([90, 120, 60]));
    pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let mut bytes = bytes.into_inner();
    bytes.resize(bytes.len() + 5000, 0); // photos are padded with zeros
    bytes
}

/// Waits until so many photos are seen, each with its pixels.
async fn until_photos(page: &Page, place: &str, count: usize) {
    let all = format!("[...document.querySelectorAll('{place} img.photo')]");
    page.until(
        &format!("{all}.length === {count} && {all}.every((one) => one.naturalWidth === 40)"),
        "photos",
    )
    .await;
}

#[tokio::test]
async fn photos_and_a_document_are_attached_with_a_caption_and_photos_lose_their_names() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::PHONE).await else { return };
    let folder = Folder::new();
    page.attach(&[folder.path("baliho-bima.png"), folder.path("catatan.pdf"), folder.path("catatan.pdf")])
        .await;
    page.attach(&[folder.path("posko-bima.jpg")]).await;
    page.until("document.querySelectorAll('.tray-row').length === 4", "the tray lists what is chosen").await;
    page.press_button("Batalkan catatan.pdf").await;
    page.until("document.querySelectorAll('.tray-row').length === 3", "one is taken away").await;
    assert!(page.focus_is_in_the_field().await);
    page.say("baliho di kantor").await;
    until_photos(&page, ".from-person", 2).await;
    page.until("document.querySelector('.from-person .attachment a')", "the document can be downloaded")
        .await;
    let sent = bare.heard("message").await;
    let kinds: Vec<bool> = sent.iter().map(|message| message.get("photo").is_some()).collect();
    assert_eq!(kinds, [true, true, false]);
    assert_eq!(sent[0]["caption"], "baliho di kantor");
    assert!(sent[0]["media_group_id"].is_string() && sent[0]["media_group_id"] == sent[1]["media_group_id"]);
    assert_eq!(
        (sent[2].get("media_group_id"), &sent[2]["document"]["file_name"]),
        (None, &"catatan.pdf".into())
    );
    assert!(!format!("{sent:?}").contains("-bima"), "photos have no file names");
    page.until("document.querySelector('.tray').hidden", "the tray is empty").await;
    page.must_have_behaved().await;
}

#[tokio::test]
async fn a_picture_can_be_dropped_and_sent_as_it_is() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::DESK).await else { return };
    let drop = "const files = new DataTransfer(); \
        files.items.add(new File(['isi'], 'asli.png', { type: 'image/png' })); \
        document.querySelector('.log').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))";
    page.run(drop).await;
    page.press_text("Kirim gambar sebagai berkas, apa adanya").await;
    page.press_button("Kirim").await;
    page.until_shown("Berkas: asli.png").await;
    assert_eq!(bare.heard("message").await[0]["document"]["file_name"], "asli.png");
}

#[tokio::test]
async fn files_that_wait_stay_with_their_persona_and_hide_no_message() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::SMALL).await else { return };
    for line in 1..=15 {
        bare.telegram.say(BIMA, &format!("baris {line}"));
    }
    page.until_shown("baris 15").await;
    page.attach(&[Folder::new().path("catatan.pdf")]).await;
    page.until("document.querySelector('.tray-row')", "the tray lists what is chosen").await;
    let last = "document.querySelector('.message:last-child').getBoundingClientRect().bottom";
    let seen = format!("{last} <= document.querySelector('.scroll').getBoundingClientRect().bottom");
    page.until(&seen, "the newest message is still seen").await;
    page.press_button("Tirta").await;
    page.until("document.querySelector('.tray').hidden", "Tirta has chosen nothing").await;
    page.press_button("Bima").await;
    page.until("document.querySelector('.tray-row')", "Bima's file still waits").await;
}

#[tokio::test]
async fn a_caption_that_is_too_long_and_an_empty_file_are_not_sent() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::PHONE).await else { return };
    let folder = Folder::new();
    std::fs::write(folder.path("kosong.txt"), "").unwrap();
    page.attach(&[folder.path("kosong.txt")]).await;
    page.until_shown("Berkas kosong tidak dapat dikirim: kosong.txt").await;
    page.attach(&[folder.path("catatan.pdf")]).await;
    let fill = format!("document.querySelector('textarea').value = '{}'", "a".repeat(1025));
    page.run(&fill).await;
    page.press_button("Kirim").await;
    page.until_shown("paling panjang 1.024 huruf").await;
    assert!(bare.telegram.chat_messages(BIMA).is_empty());
    assert_eq!(page.draft().await.len(), 1025);
}

#[tokio::test]
async fn a_sealed_report_is_opened_with_the_demo_key_and_the_panel_closes_to_where_one_was() {
    let Some((bare, page)) = Bare::open("/#penerima", Screen::PHONE).await else { return };
    bare.telegram.say(TIRTA, "/kotak");
    let report = format!("LAPORAN 7F3K\n== APA ==\n<b>baliho</b> & posko\n{}", " ".repeat(4096));
    bare.hand_over(TIRTA, "7F3K.age", sealed_to(demo::demo_handler_key(), report.as_bytes())).await;
    page.until("document.querySelector('a[download=\"7F3K.age\"]')", "it can be downloaded").await;
    page.press_button("Buka dengan kunci demo").await;
    page.until_shown("<b>baliho</b> & posko").await;
    page.until_shown("netral tips open 7F3K.age").await;
    page.until("document.querySelector('.opened-text').textContent.endsWith('posko')", "padding is off")
        .await;
    page.press(ESCAPE).await;
    page.until("document.activeElement.matches('.unseal')", "the focus is back").await;
    bare.hand_over(TIRTA, "7F3K-foto-1.age", sealed_to(demo::demo_handler_key(), &picture())).await;
    page.until("document.querySelectorAll('.unseal').length === 2", "the photo has come").await;
    page.press_button("Buka dengan kunci demo").await;
    until_photos(&page, "#opened", 1).await;
    page.press_button("Tutup").await;
    page.until("!document.querySelector('#opened').open", "closed").await;
    page.must_have_behaved().await;
}

#[tokio::test]
async fn what_is_sealed_to_others_stays_closed_and_says_so() {
    let Some((bare, page)) = Bare::open("/#penerima", Screen::PHONE).await else { return };
    bare.telegram.say(TIRTA, "/kotak");
    bare.hand_over(TIRTA, "biasa.txt", b"bukan berkas age".to_vec()).await;
    bare.hand_over(TIRTA, "9ACD.age", sealed_to(demo::demo_escrow_key(), b"untuk cadangan")).await;
    page.until("document.querySelectorAll('.unseal').length === 1", "only age files can be opened").await;
    page.press_button("Buka dengan kunci demo").await;
    page.until_shown("Kunci demo ini tidak dapat membukanya").await;
    page.press_button("Buka dengan kunci cadangan").await;
    page.until_shown("untuk cadangan").await;
    page.press_button("Tutup").await;
    let mut damaged = sealed_to(demo::demo_handler_key(), b"isi");
    damaged.pop();
    bare.hand_over(TIRTA, "rusak.age", damaged).await;
    page.until("document.querySelectorAll('.unseal').length === 2", "the damaged one has come").await;
    page.press_button("Buka dengan kunci demo").await;
    page.until_shown("Berkas ini rusak").await;
}
