//! What somebody tells of themselves, thinks of an answer, and takes back.

use insta::assert_snapshot;
use netral::desk::Happening;

use super::ABOUT_LIKING;
use super::BETWEEN_TWO;
use super::chat::Chat;

#[test]
fn an_answer_is_tailored_to_the_status_somebody_gave() {
    let chat = Chat::new().commands("/saya").taps("PPPK").says(ABOUT_LIKING);
    assert_snapshot!(chat.transcript(), @"
    > /saya
    ! Send
    < Aturan dapat berbeda menurut status kepegawaian. Pilih status Anda agar …
        [PNS] [PPPK]
        [CPNS] [honorer/non-ASN]
        [kepala desa, perangkat desa, BPD] [pegawai BUMN/BUMD]
        [pensiunan]
        [Tanpa status]
        [Menu]
    > [PPPK]
    ! AnswerPress: Status dicatat.
    ! Edit
    < Baik, jawaban berikutnya disesuaikan untuk PPPK. Ubah kapan saja lewat /…
        [Tulis pertanyaan]
        [Menu]
        [Atur status kepegawaian]
    > menyukai video kampanye
    ! Send
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
    assert!(chat.reads().contains("Untuk PPPK: Perjanjian kerja Anda"), "{}", chat.reads());
}

#[test]
fn a_status_the_answer_does_not_cover_is_mentioned() {
    let chat = Chat::new().commands("/saya").says("honorer/non-ASN").says(ABOUT_LIKING);
    let reads = chat.reads();
    assert!(reads.contains("Jawaban ini untuk PNS, PPPK. Status Anda (honorer/non-ASN)"), "{reads}");
}

#[test]
fn a_status_taken_back_tailors_nothing() {
    let chat = Chat::new().commands("/saya").taps("PPPK").commands("/saya").taps("Tanpa status");
    let chat = chat.says(ABOUT_LIKING);
    assert!(!chat.reads().contains("Untuk PPPK"), "{}", chat.reads());
    assert_eq!(chat.state().and_then(|state| state.employment), None);
}

#[test]
fn a_rating_is_counted_once_however_often_it_is_tapped() {
    let chat = Chat::new().says(ABOUT_LIKING);
    let chat = chat.taps("Membantu").presses("1:r:like:y", "[Membantu], again");
    assert_snapshot!(chat.transcript(), @r"
    > menyukai video kampanye
    ! Send
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    > [Membantu]
    ! AnswerPress: Terima kasih. Penilaian dicatat tanpa identitas Anda.
    ! Edit
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Kembali] [Menu]
    > [Membantu], again
    ! AnswerPress: Penilaian Anda untuk jawaban ini sudah dicatat.
    ! Edit
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Kembali] [Menu]
    ");
    assert_snapshot!(chat.counts(), @r#"
    1 × Answered(EntryId("like"))
    1 × Rated(EntryId("like"), Helpful)
    "#);
}

#[test]
fn an_answer_called_wrong_is_counted_for_its_entry() {
    let chat = Chat::new().says(ABOUT_LIKING).says("jawaban ini keliru");
    assert_snapshot!(chat.counts(), @r#"
    1 × Answered(EntryId("like"))
    1 × Rated(EntryId("like"), Wrong)
    "#);
}

#[test]
fn what_did_not_answer_is_followed_by_its_neighbours() {
    let chat = Chat::new().commands("/start q_like").taps("Belum menjawab").says("1");
    assert_snapshot!(chat.transcript(), @r"
    > /start q_like
    ! Send
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    > [Belum menjawab]
    ! AnswerPress: Terima kasih. Penilaian dicatat tanpa identitas Anda.
    ! Edit
    < Terima kasih, dicatat tanpa identitas Anda.
        [1. Bolehkah ASN berkomentar di unggahan calon?]
        [2. Bolehkah ASN memilih di TPS?]
        [Menu]
    > 1
    ! Send
    < DILARANG · Bolehkah ASN berkomentar di unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
}

#[test]
fn what_did_not_answer_is_not_offered_again() {
    let chat = Chat::new().says(BETWEEN_TWO).says("1").taps("Belum menjawab");
    let offered = chat.state().map(|state| state.choice).unwrap_or_default();
    assert!((2..=4).contains(&offered.len()), "{offered:?}");
    assert!(offered.iter().all(|entry| entry.as_str() != "like"), "{offered:?}");
}

#[test]
fn everything_about_a_chat_is_forgotten_once_that_is_confirmed() {
    let chat = Chat::new().commands("/saya").taps("PNS").commands("/privasi").taps("Hapus data saya");
    assert!(chat.state().is_some());
    let chat = chat.says("ya");
    assert_snapshot!(chat.transcript(), @"
    > /saya
    ! Send
    < Aturan dapat berbeda menurut status kepegawaian. Pilih status Anda agar …
        [PNS] [PPPK]
        [CPNS] [honorer/non-ASN]
        [kepala desa, perangkat desa, BPD] [pegawai BUMN/BUMD]
        [pensiunan]
        [Tanpa status]
        [Menu]
    > [PNS]
    ! AnswerPress: Status dicatat.
    ! Edit
    < Baik, jawaban berikutnya disesuaikan untuk PNS. Ubah kapan saja lewat /s…
        [Tulis pertanyaan]
        [Menu]
        [Atur status kepegawaian]
    > /privasi
    ! Send
    < Privasi
        [Hapus data saya]
        [Menu]
    > [Hapus data saya]
    ! AnswerPress
    ! Edit
    < Hapus semua yang bot simpan tentang chat ini? Yang terhapus: status kepe…
        [Ya, hapus]
        [Batal]
    > ya
    ! Send
    < Sudah dihapus. Bot tidak lagi mengenali chat ini.
        [Menu]
    ");
    assert_eq!(chat.state(), None);
}

#[test]
fn nothing_is_forgotten_by_somebody_who_changes_their_mind() {
    let chat = Chat::new().commands("/saya").taps("PNS").commands("/hapus_data").says("batal");
    assert_snapshot!(chat.transcript(), @"
    > /saya
    ! Send
    < Aturan dapat berbeda menurut status kepegawaian. Pilih status Anda agar …
        [PNS] [PPPK]
        [CPNS] [honorer/non-ASN]
        [kepala desa, perangkat desa, BPD] [pegawai BUMN/BUMD]
        [pensiunan]
        [Tanpa status]
        [Menu]
    > [PNS]
    ! AnswerPress: Status dicatat.
    ! Edit
    < Baik, jawaban berikutnya disesuaikan untuk PNS. Ubah kapan saja lewat /s…
        [Tulis pertanyaan]
        [Menu]
        [Atur status kepegawaian]
    > /hapus_data
    ! Send
    < Hapus semua yang bot simpan tentang chat ini? Yang terhapus: status kepe…
        [Ya, hapus]
        [Batal]
    > batal
    ! Send
    < Privasi
        [Hapus data saya]
        [Menu]
    ");
    assert!(chat.state().is_some_and(|state| state.employment.is_some()));
}

#[test]
fn a_yes_out_of_place_deletes_nothing() {
    let chat = Chat::new().commands("/saya").taps("PNS").says("ya");
    assert!(chat.state().is_some_and(|state| state.employment.is_some()));
}

#[test]
fn cancelling_with_nothing_open_says_so() {
    let chat = Chat::new().commands("/batal").says(ABOUT_LIKING).taps("Lihat sanksi").commands("/batal");
    assert_snapshot!(chat.transcript(), @r"
    > /batal
    ! Send
    < Tidak ada yang perlu dibatalkan. Silakan tulis pertanyaan Anda.
        [Menu]
        [Privasi]
    > menyukai video kampanye
    ! Send
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    > [Lihat sanksi]
    ! AnswerPress
    ! Edit
    < Sanksi · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Untuk PPPK]
        [Kembali] [Menu]
    > /batal
    ! Send
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Semua dasar hukum]
        [Lihat sanksi]
        [Untuk PPPK]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
}

#[test]
fn somebody_who_leaves_is_forgotten_without_a_word() {
    let chat = Chat::new().says(ABOUT_LIKING).does(Happening::Left, "(blocks the bot)");
    assert!(chat.transcript().ends_with("> (blocks the bot)\n"), "{}", chat.transcript());
    assert_eq!(chat.state(), None);
}
