//! A running bot follows the folder that it was given: what is saved there comes into force, what is broken is
//! told.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use netral::curation::Role;
use netral::sandbox::Telegram;
use tokio::time;

use crate::serving::Home;
use crate::serving::Phone;
use crate::serving::QUESTIONS;
use crate::serving::Serving;
use crate::serving::telegram;

const EDITOR: i64 = 3_003;
const STRANGER: i64 = 1_001;
const BROKEN: &str = "Folder FAQ rusak";
const MENDED: &str = "sudah dapat dibaca lagi";

/// Looks at what is answered until the folder must have been seen.
const LOOKS: usize = 60;
const BETWEEN: Duration = Duration::from_millis(500);

/// A bot that serves a folder, somebody who keeps it, and somebody who asks.
struct Office {
    home: Home,
    telegram: Telegram,
    serving: Serving,
    editor: Phone,
    stranger: Phone,
}

impl Office {
    async fn open() -> Self {
        let (home, telegram) = (Home::staffed(&[(EDITOR, Role::Editor)]).await, telegram().await);
        let serving = home.serve(&telegram);
        let (editor, stranger) = (Phone::of(&telegram, EDITOR), Phone::of(&telegram, STRANGER));
        editor.asks("/menu", "").await;
        Self { home, telegram, serving, editor, stranger }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.home.folder().join("faq").join(path)
    }

    /// Somebody saves a file of the folder.
    fn saves(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.file(path)).unwrap();
        assert!(text.contains(from), "{text}");
        self.editor.looks_away();
        fs::write(self.file(path), text.replace(from, to)).unwrap();
    }

    async fn answers(&self) -> String {
        self.stranger.asks(QUESTIONS[0].text, "").await.words().to_owned()
    }

    /// Asks until the answer has these words.
    async fn answers_at_last(&self, words: &str) {
        for _ in 0..LOOKS {
            if self.answers().await.contains(words) {
                return;
            }
            time::sleep(BETWEEN).await;
        }
        panic!("never {words:?}: {}", self.answers().await);
    }

    /// What `netral doctor` says, and that it ends so.
    fn doctor(&self, code: i32) -> String {
        let (ended, said) = self.home.runs(&["doctor"]);
        assert_eq!(ended, Some(code), "{said}");
        said
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_saved_in_the_folder_is_answered_and_what_is_broken_is_told_while_the_last_good_one_stays() {
    let mut office = Office::open().await;
    assert!(office.answers().await.contains(QUESTIONS[0].answer));
    assert!(office.doctor(0).contains("FAQ: 3 entri"));
    office.saves("contoh/suka.md", "Tanda suka dibaca", "Tanda suka terbaca");
    office.answers_at_last("Tanda suka terbaca").await;

    office.saves("contoh/suka.md", "putusan = \"dilarang\"", "putusan = \"terlarang\"");
    let told = office.editor.reads(BROKEN).await;
    assert!(told.words().contains("FAQ terakhir yang baik tetap berlaku"), "{}", told.words());
    assert!(office.answers().await.contains("Tanda suka terbaca"));
    let said = office.doctor(2);
    for told in ["FAQ: rusak. Bot yang sedang berjalan", "1 kesalahan", "netral faq check", "Bot: berjalan"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let (code, said) = office.home.runs(&["faq", "check"]);
    assert!(code == Some(1) && said.contains("contoh/suka.md:3"), "{said}");

    let norms = fs::read(office.file("_norma.toml")).unwrap();
    office.editor.looks_away();
    fs::write(office.file("_norma.toml"), b"[[norma]]\njudul = \"\xe9\"\n").unwrap();
    office.editor.reads(BROKEN).await;
    assert!(office.answers().await.contains("Tanda suka terbaca"));
    fs::write(office.file("_norma.toml"), norms).unwrap();
    office.saves("contoh/suka.md", "putusan = \"terlarang\"", "putusan = \"dilarang\"");
    office.editor.reads(MENDED).await;
    assert!(office.answers().await.contains("Tanda suka terbaca"));
    assert!(office.doctor(0).contains("FAQ: 3 entri"));

    office.editor.looks_away();
    let (here, away) = (office.home.folder().join("faq"), office.home.folder().join("faq-lama"));
    fs::rename(&here, &away).unwrap();
    office.editor.reads(BROKEN).await;
    assert!(office.answers().await.contains("Tanda suka terbaca"));
    fs::rename(&away, &here).unwrap();
    office.saves("contoh/suka.md", "Tanda suka terbaca", "Tanda suka kini");
    office.editor.reads(MENDED).await;
    assert!(office.answers().await.contains("Tanda suka kini"), "in force before it is told");
    office.telegram.all_confirmed().await.unwrap();
    assert!(office.serving.is_alive());
    let (_, said) = office.home.runs(&["audit", "verify"]);
    assert!(said.contains("utuh"), "{said}");
}

/// An editor's own wording stays when the folder changes beneath it, and both are told where they differ.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revision_stays_in_force_over_a_folder_that_is_changed_at_the_same_place() {
    let office = Office::open().await;
    office.editor.asks("/faq suka", "").await;
    office.editor.taps_first("1. ").await;
    office.editor.taps("Ubah").await;
    office.editor.taps("Ringkasan").await;
    office.editor.asks("Dilarang. Naskah dari Telegram.", "disimpan").await;
    office.editor.taps("Pratinjau dan terbitkan").await;
    office.editor.taps("Terbitkan").await;
    office.editor.reads("revisi 1").await;
    assert!(office.answers().await.contains("Naskah dari Telegram"));
    office.saves("contoh/suka.md", "Tanda suka dibaca", "Tanda suka terbaca");
    office.editor.reads("1 konflik").await;
    assert!(office.answers().await.contains("Naskah dari Telegram"));
    assert!(office.doctor(0).contains("Konflik dengan folder FAQ"));
}
