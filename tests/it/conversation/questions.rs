//! Questions, however they come, and what the bot answers.

use insta::assert_snapshot;
use netral::conversation::Unreadable;
use netral::desk::Happening;

use super::ABOUT_LIKING;
use super::BETWEEN_TWO;
use super::chat::Chat;

#[test]
fn a_question_is_answered_and_its_basis_is_a_tap_away_and_back() {
    let chat = Chat::new().says(ABOUT_LIKING).taps("Semua dasar hukum").taps("Kembali");
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
    > [Semua dasar hukum]
    ! AnswerPress
    ! Edit
    < Dasar hukum · Bolehkah ASN menyukai unggahan calon?
        [Selengkapnya]
        [Lihat sanksi]
        [Untuk PPPK]
        [Kembali] [Menu]
    > [Kembali]
    ! AnswerPress
    ! Edit
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
fn an_answer_says_verdict_basis_date_and_whom_to_ask() {
    let chat = Chat::new().says(ABOUT_LIKING);
    assert_snapshot!(chat.reads(), @"
    DILARANG · Bolehkah ASN menyukai unggahan calon?

    Tanda suka dibaca orang sebagai dukungan.

    Sekarang: Jangan menekan tombol suka.

    Akibatnya bisa sanksi moral (kode etik), hukuman disiplin berat, atau pidana. PPPK bisa diputus kontraknya.

    Catatan: Tingkat sanksinya belum pasti; tanya Bawaslu.

    Dasar: PP Contoh Pasal 5; SKB Contoh Lampiran II.

    Panduan, bukan nasihat hukum; sumber s.d. Februari 2026, belum ditinjau ahli hukum. Tanya: BKPSDM/BKD atau bagian kepegawaian Anda.
    ");
}

#[test]
fn a_question_between_two_entries_is_settled_by_number() {
    let chat = Chat::new().says(BETWEEN_TWO).says("2");
    assert_snapshot!(chat.transcript(), @r"
    > komentar postingan paslon
    ! Send
    < Yang mana yang Anda maksud?
        [1. Bolehkah ASN menyukai unggahan calon?]
        [2. Bolehkah ASN berkomentar di unggahan calon?]
        [Menu]
    > 2
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
fn a_question_between_two_entries_is_settled_by_label_and_the_choice_stays_open() {
    let chat = Chat::new().says(BETWEEN_TWO).says("bolehkah ASN menyukai unggahan calon?").says("kembali");
    assert_snapshot!(chat.transcript(), @r"
    > komentar postingan paslon
    ! Send
    < Yang mana yang Anda maksud?
        [1. Bolehkah ASN menyukai unggahan calon?]
        [2. Bolehkah ASN berkomentar di unggahan calon?]
        [Menu]
    > bolehkah ASN menyukai unggahan calon?
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
    > kembali
    ! Send
    < Yang mana yang Anda maksud?
        [1. Bolehkah ASN menyukai unggahan calon?]
        [2. Bolehkah ASN berkomentar di unggahan calon?]
        [Menu]
    ");
}

#[test]
fn an_unknown_question_is_never_guessed() {
    let chat = Chat::new().says("zxqv wrtp kjhgf");
    assert_snapshot!(chat.transcript(), @r"
    > zxqv wrtp kjhgf
    ! Send
    < Maaf, saya tidak punya jawaban untuk itu, dan saya tidak mau menebak.
        [Menu]
    ");
}

#[test]
fn an_outside_matter_is_pointed_to_who_can_help() {
    let chat = Chat::new().says("cara mengajukan cuti melahirkan");
    assert_snapshot!(chat.transcript(), @r"
    > cara mengajukan cuti melahirkan
    ! Send
    < Soal cuti dijawab bagian kepegawaian di kantor Anda.
        [Menu]
    ");
}

#[test]
fn an_edited_question_is_answered_anew_and_quoted() {
    let chat = Chat::new().says("resep soto ayam").edits(ABOUT_LIKING);
    assert_snapshot!(chat.transcript(), @r"
    > resep soto ayam
    ! Send
    < Untuk resep silakan buka buku masak.
        [Menu]
    > (edited) menyukai video kampanye
    ! Send, quoting
    < Jawaban untuk pertanyaan yang baru Anda ubah: DILARANG · Bolehkah ASN menyukai unggahan calon?
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
fn captions_and_forwarded_messages_are_answered_with_a_word_on_how_they_came() {
    let chat = Chat::new().captions("topi pemberian caleg").forwards("saya punya hak suara");
    assert_snapshot!(chat.transcript(), @r"
    > (caption) topi pemberian caleg
    ! Send
    < Saya tidak melihat gambarnya; yang saya jawab keterangan di bawahnya: DILARANG · Bolehkah ASN memakai atribut partai?
        [Semua dasar hukum]
        [Lihat sanksi]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    > (forwarded) saya punya hak suara
    ! Send
    < Pesan terusan ini saya baca sebagai pertanyaan Anda: BOLEH · Bolehkah ASN memilih di TPS?
        [Semua dasar hukum]
        [Pertanyaan terkait]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
}

#[test]
fn a_number_that_was_forwarded_or_edited_presses_no_button() {
    let chat = Chat::new().commands("/menu").forwards("1").edits("2");
    assert!(chat.reads().contains("tidak punya jawaban"), "{}", chat.reads());
}

#[test]
fn what_cannot_be_read_is_named_and_asked_for_in_words() {
    let chat = Chat::new()
        .sends(Unreadable::Sticker)
        .sends(Unreadable::Voice)
        .sends(Unreadable::Picture)
        .sends(Unreadable::Document)
        .sends(Unreadable::Location)
        .sends(Unreadable::Contact)
        .sends(Unreadable::Poll)
        .sends(Unreadable::Other);
    assert_snapshot!(chat.transcript(), @r"
    > (Sticker)
    ! Send
    < Stiker itu tidak dapat saya baca.
        [Menu]
    > (Voice)
    ! Send
    < Saya tidak dapat mendengar pesan suara atau video, dan tidak menyimpanny…
        [Menu]
    > (Picture)
    ! Send
    < Saya tidak dapat melihat foto atau video, dan tidak menyimpannya.
        [Menu]
    > (Document)
    ! Send
    < Saya tidak membuka berkas, dan tidak menyimpannya.
        [Menu]
    > (Location)
    ! Send
    < Saya tidak memerlukan lokasi Anda, dan tidak menyimpannya.
        [Menu]
    > (Contact)
    ! Send
    < Saya tidak memerlukan kontak siapa pun, dan tidak menyimpannya.
        [Menu]
    > (Poll)
    ! Send
    < Jajak pendapat tidak dapat saya baca.
        [Menu]
    > (Other)
    ! Send
    < Pesan jenis itu tidak dapat saya baca.
        [Menu]
    ");
}

#[test]
fn an_answer_whose_law_changed_says_so_on_every_part() {
    let chat = Chat::new().says("hitung cepat di kecamatan");
    assert_snapshot!(chat.transcript(), @r"
    > hitung cepat di kecamatan
    ! Send
    < DILARANG · Bolehkah ASN menjadi petugas hitung cepat?
        [Selengkapnya]
        [Semua dasar hukum]
        [Membantu] [Belum menjawab]
        [Jawaban ini keliru]
        [Kembali] [Menu]
    ");
    for part in ["j", "l", "d", "s", "pns"] {
        let chat = Chat::new().presses(&format!("1:e:quick-count:{part}"), "[…]");
        let reads = chat.reads();
        assert!(reads.contains("Sedang ditinjau: UU Contoh berubah sejak 1 Maret 2026."), "{reads}");
    }
}

#[test]
fn somebody_in_a_hurry_is_told_and_loses_no_place() {
    let chat = Chat::new().commands("/menu").does(Happening::Hurried, "(too fast)");
    assert_snapshot!(chat.transcript(), @r"
    > /menu
    ! Send
    < Pilih topik, atau langsung tulis pertanyaan Anda.
        [1. Media sosial]
        [2. Kampanye]
        [3. Hak pilih]
        [Atur status kepegawaian] [Bantuan]
    > (too fast)
    ! Send
    < Pesan Anda datang lebih cepat daripada jawaban dapat dikirim, jadi sebag…
        [Menu]
        [Privasi]
    ");
}

#[test]
fn what_broke_the_bot_is_apologised_for() {
    let chat = Chat::new().does(Happening::Crashed, "(something that breaks the bot)");
    assert_snapshot!(chat.transcript(), @r"
    > (something that breaks the bot)
    ! Send
    < Maaf, pesan Anda tadi membuat bot tersandung, jadi tidak terjawab. Coba …
        [Menu]
    ");
}

#[test]
fn a_question_may_follow_its_command() {
    let chat = Chat::new().commands("/tanya").commands("/tanya menyukai video kampanye");
    assert_snapshot!(chat.transcript(), @r"
    > /tanya
    ! Send
    < Tulis pertanyaan Anda dengan kata-kata sendiri, singkat atau panjang, ba…
        [Menu]
    > /tanya menyukai video kampanye
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
