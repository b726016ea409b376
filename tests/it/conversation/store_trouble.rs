//! When nothing can be stored, answers go on and nothing is promised.

use insta::assert_snapshot;

use super::chat::Chat;

#[test]
fn an_answer_is_given_and_counted_and_not_remembered_while_the_disk_is_full() {
    let chat = Chat::new().with_full_disk(true).says("menyukai video kampanye");
    assert_snapshot!(chat.transcript(), @r"
    (the disk is full)
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
    assert_eq!(chat.state(), None);
    let chat = chat.with_full_disk(false);
    assert_eq!(chat.counts().lines().count(), 1, "{}", chat.counts());
}

#[test]
fn a_deletion_that_fails_is_honestly_refused_and_works_later() {
    let chat = Chat::new()
        .commands("/saya")
        .taps("PNS")
        .commands("/hapus_data")
        .with_full_disk(true)
        .taps("Ya, hapus");
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
    (the disk is full)
    > [Ya, hapus]
    ! AnswerPress
    ! Edit
    < Data Anda belum terhapus: penyimpanan bot sedang tidak dapat ditulis. Co…
    ");
    assert!(chat.state().is_some());
    let chat = chat.with_full_disk(false).commands("/hapus_data").says("ya");
    assert!(chat.reads().starts_with("Sudah dihapus."), "{}", chat.reads());
    assert_eq!(chat.state(), None);
}

#[test]
fn a_status_that_could_not_be_stored_is_not_said_to_be_noted() {
    let chat = Chat::new().commands("/saya").with_full_disk(true).taps("PPPK");
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
    (the disk is full)
    > [PPPK]
    ! AnswerPress: Belum tercatat: penyimpanan bot sedang tidak dapat ditulis. Coba lagi nanti; menjawab pertanyaan tetap bisa.
    ");
    assert_eq!(chat.state().and_then(|state| state.employment), None);
}

#[test]
fn a_rating_that_could_not_be_counted_is_not_said_to_be() {
    let chat = Chat::new().says("menyukai video kampanye").with_full_disk(true).taps("Membantu");
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
    (the disk is full)
    > [Membantu]
    ! AnswerPress: Belum tercatat: penyimpanan bot sedang tidak dapat ditulis. Coba lagi nanti; menjawab pertanyaan tetap bisa.
    ");
    let chat = chat.with_full_disk(false);
    assert_snapshot!(chat.counts(), @r#"1 × Answered(EntryId("like"))"#);
}
