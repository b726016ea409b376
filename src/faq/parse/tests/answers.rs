//! The answer below the header: what its parts become and what is wrong with them.

use super::LIKE;
use super::VOTE;
use super::folder_with;
use super::parse;
use super::problems_of;
use crate::faq::Employment;
use crate::faq::EntryId;

const SUMMARY: &str = "Ringkas: Boleh. Anda tetap punya hak pilih.";

fn problems_with_answer(answer: &str) -> Vec<String> {
    problems_of(&folder_with(VOTE, SUMMARY, answer))
}

#[test]
fn each_employment_status_can_be_named_as_people_name_it() {
    let names = [
        ("PNS", Employment::Pns),
        ("pppk", Employment::Pppk),
        ("CPNS", Employment::Cpns),
        ("non-ASN", Employment::NonAsn),
        ("honorer", Employment::NonAsn),
        ("kepala desa", Employment::KepalaDesa),
        ("pegawai BUMN", Employment::Bumn),
        ("pegawai BUMN/BUMD", Employment::Bumn),
        ("Pensiunan", Employment::Pensiunan),
    ];
    for (name, employment) in names {
        let files = folder_with(VOTE, SUMMARY, &format!("{SUMMARY}\n\n## Untuk {name}\nIsi."));
        let faq = parse(&files).0.expect(name);
        let entry = faq.entry(&EntryId::parse("hak-pilih").unwrap()).unwrap();
        let employments: Vec<_> = entry.explanation.sections.iter().map(|one| one.employment).collect();
        assert_eq!(employments, [employment], "{name}");
    }
}

#[test]
fn a_hashtag_is_not_a_heading() {
    let files = folder_with(VOTE, SUMMARY, &format!("{SUMMARY}\n\n#netral itu mudah."));
    let faq = parse(&files).0.unwrap();
    let entry = faq.entry(&EntryId::parse("hak-pilih").unwrap()).unwrap();
    assert_eq!(entry.explanation.body, "#netral itu mudah.");
}

#[test]
fn what_is_wrong_with_an_answer_is_told_at_its_line() {
    let cases = [
        (
            "Boleh saja.",
            "hak-politik/hak-pilih.md:12: kesalahan: Jawaban tidak diawali `Ringkas:`. Setelah `+++` kedua, tulis `Ringkas:` lalu satu atau dua kalimat dengan putusan lebih dulu.",
        ),
        (
            "Ringkas:\n\nIsi.",
            "hak-politik/hak-pilih.md:12: kesalahan: `Ringkas:` kosong. Tulis satu atau dua kalimat setelah `Ringkas:`, putusan lebih dulu.",
        ),
        (
            "Ringkas: Boleh.\n\nRingkas: Boleh.",
            "hak-politik/hak-pilih.md:14: kesalahan: `Ringkas:` ditulis dua kali. Satukan menjadi satu paragraf di awal jawaban.",
        ),
        (
            "Ringkas: Boleh.\n\n## Untuk PPK\nIsi.",
            "hak-politik/hak-pilih.md:14: kesalahan: Bagian `Untuk PPK` tidak dikenal. Mungkin maksudnya `Untuk PPPK`.",
        ),
        (
            "Ringkas: Boleh.\n\n## Untuk orang yang sudah lama bekerja\nIsi.",
            "hak-politik/hak-pilih.md:14: kesalahan: Bagian `Untuk orang yang sudah lama bekerja` tidak dikenal. Pilihannya: `Untuk PNS`, `Untuk PPPK`, `Untuk CPNS`, `Untuk non-ASN`, `Untuk kepala desa, perangkat desa, dan BPD`, `Untuk pegawai BUMN`, `Untuk pensiunan`.",
        ),
        (
            "Ringkas: Boleh.\n\n## Sanksi\n\n## Mengapa\nSebab.",
            "hak-politik/hak-pilih.md:14: kesalahan: Bagian `Sanksi` kosong. Isi bagian ini, atau hapus judulnya.",
        ),
        (
            "Ringkas: Boleh.\n\n## Untuk honorer\nIsi.\n\n## Untuk non-ASN\nIsi.",
            "hak-politik/hak-pilih.md:17: kesalahan: Bagian `Untuk non-ASN` ada dua kali. Satukan isinya di bawah satu judul.",
        ),
        (
            "Ringkas: Boleh.\n\n### Mengapa\nSebab.",
            "hak-politik/hak-pilih.md:14: peringatan: Judul bagian `Mengapa` tidak memakai `##`. Awali dengan `## ` (dua tanda pagar dan satu spasi).",
        ),
        (
            "Ringkas: Boleh.\n\nAda\u{7}bel.",
            "hak-politik/hak-pilih.md:14: kesalahan: Baris ini memuat tanda yang tidak terlihat. Ketik ulang baris ini; tanda seperti itu biasanya terbawa saat menyalin dari program lain.",
        ),
    ];
    for (answer, expected) in cases {
        assert_eq!(problems_with_answer(answer), [expected], "{answer}");
    }
}

#[test]
fn a_long_summary_is_a_warning() {
    let problems = problems_with_answer(&format!("Ringkas: {}", "a".repeat(301)));
    assert_eq!(
        problems,
        [
            "hak-politik/hak-pilih.md:12: peringatan: `Ringkas:` panjangnya 301 huruf. Ringkas lagi menjadi paling banyak 300 huruf; sisanya masuk penjelasan."
        ]
    );
}

#[test]
fn an_answer_that_fits_one_message_to_the_letter_is_accepted_and_one_more_is_not() {
    let body = |letters: usize| format!("Ringkas: Boleh.\n\n{}", "a".repeat(letters - "Boleh.".len()));
    assert_eq!(problems_with_answer(&body(3496)), Vec::<String>::new());
    assert_eq!(
        problems_with_answer(&body(3497)),
        [
            "hak-politik/hak-pilih.md:12: kesalahan: Jawaban terlalu panjang untuk satu pesan Telegram. Persingkat kira-kira 1 huruf."
        ]
    );
}

#[test]
fn an_emoji_counts_as_two_as_it_does_for_telegram() {
    let section = |emoji: usize| format!("Ringkas: Boleh.\n\n## Untuk PPPK\n{}", "😀".repeat(emoji));
    assert_eq!(problems_with_answer(&section(1748)), Vec::<String>::new());
    assert_eq!(
        problems_with_answer(&section(1749)),
        [
            "hak-politik/hak-pilih.md:14: kesalahan: Bagian `Untuk PPPK` terlalu panjang untuk satu pesan Telegram. Persingkat kira-kira 2 huruf."
        ]
    );
}

#[test]
fn a_header_that_is_never_closed_is_told_where_the_answer_begins() {
    let files = folder_with(LIKE, "]\n+++\n", "]\n");
    assert_eq!(
        problems_of(&files),
        [
            "media-sosial/like.md:18: kesalahan: Baris `+++` penutup belum ada. Tulis `+++` sendirian di satu baris, setelah kunci terakhir dan sebelum `Ringkas:`."
        ]
    );
}
