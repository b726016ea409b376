//! Moving about by buttons, links and commands.

use insta::assert_snapshot;

use super::chat::Chat;

#[test]
fn the_menu_leads_through_pages_to_an_entry() {
    let chat = Chat::new().commands("/menu").taps("2. Kampanye").taps("Berikutnya");
    let chat = chat.taps("1. Bolehkah ASN menjadi tim sukses?");
    assert_snapshot!(chat.transcript(), @r"
    > /menu
    ! Send
    < Pilih topik, atau langsung tulis pertanyaan Anda.
        [1. Media sosial]
        [2. Kampanye]
        [3. Hak pilih]
        [Atur status kepegawaian] [Bantuan]
    > [2. Kampanye]
    ! AnswerPress
    ! Edit
    < Kampanye (halaman 1 dari 2)
        [1. Bolehkah ASN memakai atribut partai?]
        [2. Bolehkah ASN memasang baliho?]
        [3. Bolehkah ASN menonton debat calon?]
        [4. Bolehkah ASN menyumbang dana?]
        [5. Bolehkah ASN hadir di kampanye?]
        [6. Bolehkah kendaraan dinas ikut konvoi?]
        [7. Bolehkah ASN menjadi saksi partai?]
        [Berikutnya]
        [Kembali]
    > [Berikutnya]
    ! AnswerPress
    ! Edit
    < Kampanye (halaman 2 dari 2)
        [1. Bolehkah ASN menjadi tim sukses?]
        [Sebelumnya]
        [Kembali]
    > [1. Bolehkah ASN menjadi tim sukses?]
    ! AnswerPress
    ! Edit
    < DILARANG · Bolehkah ASN menjadi tim sukses?
        [Semua dasar hukum]
        [Lihat sanksi]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
}

#[test]
fn an_entry_leads_to_its_neighbours() {
    let chat = Chat::new().commands("/start q_tim-sukses").taps("Pertanyaan terkait");
    let chat = chat.taps("1. Bolehkah ASN menjadi saksi partai?");
    assert_snapshot!(chat.transcript(), @r"
    > /start q_tim-sukses
    ! Send
    < DILARANG · Bolehkah ASN menjadi tim sukses?
        [Semua dasar hukum]
        [Lihat sanksi]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    > [Pertanyaan terkait]
    ! AnswerPress
    ! Edit
    < Pertanyaan terkait · Bolehkah ASN menjadi tim sukses?
        [1. Bolehkah ASN menjadi saksi partai?]
        [Kembali] [Menu]
    > [1. Bolehkah ASN menjadi saksi partai?]
    ! AnswerPress
    ! Edit
    < DILARANG · Bolehkah ASN menjadi saksi partai?
        [Semua dasar hukum]
        [Lihat sanksi]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
}

#[test]
fn an_entry_leads_back_to_the_page_it_stands_on() {
    let chat = Chat::new().commands("/start q_tim-sukses").taps("Kembali");
    assert!(chat.reads().starts_with("Kampanye (halaman 2 dari 2)"), "{}", chat.reads());
}

#[test]
fn a_deep_link_opens_its_entry() {
    let chat = Chat::new().commands("/start q_hak-pilih");
    assert_snapshot!(chat.transcript(), @r"
    > /start q_hak-pilih
    ! Send
    < BOLEH · Bolehkah ASN memilih di TPS?
        [Semua dasar hukum]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
}

#[test]
fn a_link_that_leads_nowhere_says_so_whatever_it_is() {
    for payload in ["q_tidak-ada", "q_", "undangan-admin", "q_../like", "lapor"] {
        let chat = Chat::new().commands(&format!("/start {payload}"));
        assert!(chat.reads().starts_with("Tautan ini tidak berlaku (lagi)."), "{payload}");
    }
}

#[test]
fn stale_and_forged_buttons_lead_to_the_menu() {
    for data in
        ["", "1:e:tidak-ada:j", "1:g:kampanye:9", "1:g:tidak-ada:0", "1:c", "2:m", "1:r:hilang:y", "💥"]
    {
        let chat = Chat::new().commands("/menu").presses(data, "[…]");
        let after = chat.transcript().split("> […]\n").last().unwrap_or_default();
        assert!(after.starts_with("! AnswerPress: Tombol ini sudah tidak berlaku."), "{data:?}: {after}");
        assert!(after.contains("! Edit\n< Pilih topik"), "{data:?}: {after}");
        assert_eq!(chat.counts(), "", "{data:?}");
    }
}

#[test]
fn commands_work_in_any_case_and_unknown_ones_are_said_to_be() {
    let chat = Chat::new().commands("/MENU").commands("/help").commands("/admin");
    assert_snapshot!(chat.transcript(), @r"
    > /MENU
    ! Send
    < Pilih topik, atau langsung tulis pertanyaan Anda.
        [1. Media sosial]
        [2. Kampanye]
        [3. Hak pilih]
        [Atur status kepegawaian] [Bantuan]
    > /help
    ! Send
    < Tulis pertanyaan dengan kata-kata sendiri; saya carikan jawabannya. Bila…
        [Menu]
        [Privasi]
    > /admin
    ! Send
    < Perintah itu tidak saya kenal. Tulis saja pertanyaan Anda, atau buka /me…
        [Menu]
        [Tulis pertanyaan]
        [Atur status kepegawaian]
        [Privasi]
    ");
}

#[test]
fn reports_are_not_taken_and_what_follows_the_command_is_neither_read_nor_counted() {
    let chat =
        Chat::new().commands("/lapor menyukai video kampanye").commands("/status menyukai video kampanye");
    assert_snapshot!(chat.transcript(), @r"
    > /lapor menyukai video kampanye
    ! Send
    < Menu laporan di bot ini sedang tertutup: belum ada petugas penerima deng…
        [Menu]
    > /status menyukai video kampanye
    ! Send
    < Menu laporan di bot ini sedang tertutup, jadi tidak ada status yang dapa…
        [Menu]
    ");
    assert_eq!(chat.counts(), "");
}
