//! Each thing that can go wrong outside the answers, with its file, line and remedy.

use std::collections::BTreeMap;

use super::LIKE;
use super::LIKE_TEXT;
use super::VOTE;
use super::VOTE_TEXT;
use super::folder_with;
use super::good_folder;
use super::problems_of;

/// A passage of a file, what replaces it, and what is said then.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

fn check(cases: &[Case]) {
    for (file, passage, replacement, expected) in cases {
        assert_eq!(problems_of(&folder_with(file, passage, replacement)), *expected, "{replacement}");
    }
}

#[test]
fn what_is_wrong_with_a_key_is_told_at_its_line() {
    check(&[
        (
            LIKE,
            "judul =",
            "judull =",
            &[
                "media-sosial/like.md:1: kesalahan: Kunci `judul` belum ada. Tambahkan, misalnya `judul = \"Bolehkah ASN …?\"`.",
                "media-sosial/like.md:2: kesalahan: Kunci `judull` tidak dikenal. Mungkin maksudnya `judul`.",
            ],
        ),
        (
            LIKE,
            "tinjau =",
            "penulis =",
            &[
                "media-sosial/like.md:9: kesalahan: Kunci `penulis` tidak dikenal. Hapus baris ini. Kunci yang dikenal: `judul`, `putusan`, `label`, `berlaku_untuk`, `dasar`, `sanksi`, `sanksi_mungkin`, `sekarang`, `bertanya`, `terkait`, `subtanya`, `diperiksa`, `dikonfirmasi`, `telaah_hukum`, `ditinjau`, `catatan`, `tinjau`, `tanya`, `bukan`.",
            ],
        ),
        (
            LIKE,
            "judul = \"Bolehkah ASN menyukai unggahan calon?\"",
            "judul = \" \"",
            &[
                "media-sosial/like.md:2: kesalahan: Isi `judul` kosong. Isi, misalnya `judul = \"Bolehkah ASN …?\"`.",
            ],
        ),
        (
            LIKE,
            "judul = \"Bolehkah ASN menyukai unggahan calon?\"",
            "judul = 7",
            &[
                "media-sosial/like.md:2: kesalahan: Isi `judul` salah bentuk. Tulis seperti `judul = \"Bolehkah ASN …?\"`.",
            ],
        ),
        (
            LIKE,
            "sanksi = [\"moral\", \"disiplin-berat\"]",
            "sanksi = \"moral\"",
            &[
                "media-sosial/like.md:6: kesalahan: Isi `sanksi` salah bentuk. Tulis seperti `sanksi = [\"moral\"]`.",
            ],
        ),
        (
            LIKE,
            "  \"menyukai video kampanye\",\n",
            "  \"\",\n  12,\n",
            &[
                "media-sosial/like.md:10: peringatan: `tanya` baru berisi 4 kalimat. Tambahkan sampai paling sedikit 5, dengan kata-kata yang benar-benar berbeda.",
                "media-sosial/like.md:14: kesalahan: Satu isi `tanya` kosong. Isi, atau hapus baris ini.",
                "media-sosial/like.md:15: kesalahan: Isi `tanya` salah bentuk. Tulis seperti `tanya = [\"boleh ga sih …\"]`.",
            ],
        ),
    ]);
}

#[test]
fn what_is_wrong_with_a_value_is_told_at_its_line() {
    check(&[
        (
            LIKE,
            "\"dilarang\"",
            "\"dilarng\"",
            &[
                "media-sosial/like.md:3: kesalahan: Isi `putusan` tidak dikenal: `dilarng`. Mungkin maksudnya `dilarang`.",
            ],
        ),
        (
            LIKE,
            "\"dilarang\"",
            "\"ya\"",
            &[
                "media-sosial/like.md:3: kesalahan: Isi `putusan` tidak dikenal: `ya`. Pilihannya: `boleh`, `dilarang`, `bersyarat`, `info`.",
            ],
        ),
        (
            LIKE,
            "[\"pns\", \"pppk\"]",
            "[\n  \"pns\",\n  \"PPPK\",\n  \"pns\",\n]",
            &[
                "media-sosial/like.md:6: kesalahan: Isi `berlaku_untuk` tidak dikenal: `PPPK`. Mungkin maksudnya `pppk`.",
                "media-sosial/like.md:7: peringatan: Isi `berlaku_untuk` ditulis dua kali: `pns`. Hapus salah satunya.",
            ],
        ),
        (
            LIKE,
            "\"disiplin-berat\"",
            "\"displin-berat\"",
            &[
                "media-sosial/like.md:6: kesalahan: Isi `sanksi` tidak dikenal: `displin-berat`. Mungkin maksudnya `disiplin-berat`.",
            ],
        ),
        (
            LIKE,
            "diperiksa = 2026-02-23",
            "diperiksa = \"2026-02-23\"",
            &[
                "media-sosial/like.md:8: kesalahan: Isi `diperiksa` bukan tanggal. Tulis tahun-bulan-hari tanpa tanda kutip, misalnya `diperiksa = 2026-02-23`.",
            ],
        ),
        (LIKE, "\"skb-2022:lampiran-ii\", ", "", &[]),
        (
            LIKE,
            "[\"skb-2022:lampiran-ii\", \"pp-94-2021:pasal-5-n\"]",
            "[]",
            &[
                "media-sosial/like.md:5: kesalahan: Isi `dasar` kosong. Isi, misalnya `dasar = [\"pp-94-2021:pasal-5-n\"]`.",
            ],
        ),
        (
            LIKE,
            "\"pp-94-2021:pasal-5-n\"",
            "\"PP 94/2021 Pasal 5\"",
            &[
                "media-sosial/like.md:5: kesalahan: Dasar `PP 94/2021 Pasal 5` salah bentuk. Tulis `id:pasal`, misalnya `pp-94-2021:pasal-5-n`, atau `id` saja.",
            ],
        ),
    ]);
}

#[test]
fn a_slip_of_syntax_is_put_into_words_an_editor_knows() {
    check(&[
        (
            LIKE,
            "putusan = \"dilarang\"",
            "putusan = \"dilarang",
            &[
                "media-sosial/like.md:3: kesalahan: Tanda kutip di baris ini tidak lengkap. Apit setiap teks dengan tanda kutip lurus (\") di awal dan akhir. Tanda kutip di dalam teks ditulis \\\".",
            ],
        ),
        (
            LIKE,
            "putusan = \"dilarang\"",
            "putusan = “dilarang”",
            &[
                "media-sosial/like.md:3: kesalahan: Tanda kutip di baris ini miring (“ ”). Ganti dengan tanda kutip lurus (\") di awal dan akhir teks.",
            ],
        ),
        (
            LIKE,
            "putusan = \"dilarang\"",
            "putusan = \"dilarang\"\nputusan = \"boleh\"",
            &[
                "media-sosial/like.md:4: kesalahan: Kunci di baris ini ditulis dua kali. Hapus salah satunya, atau satukan isinya.",
            ],
        ),
        (
            LIKE,
            "\"kasih jempol ke status calon bupati\",",
            "\"kasih jempol ke status calon bupati\"",
            &[
                "media-sosial/like.md:13: kesalahan: Tanda koma di baris ini kurang atau berlebih. Beri satu koma di antara dua isi daftar, di luar tanda kutip.",
            ],
        ),
        (
            LIKE,
            "diperiksa = 2026-02-23",
            "diperiksa = 2026-02-30",
            &[
                "media-sosial/like.md:8: kesalahan: Tanggal di baris ini tidak ada. Tulis tahun-bulan-hari, misalnya 2026-02-23.",
            ],
        ),
        (
            LIKE,
            "+++\njudul",
            "judul",
            &[
                "media-sosial/like.md:1: kesalahan: Berkas tidak diawali baris `+++`. Tulis `+++` sendirian di baris pertama, lalu kunci-kuncinya, lalu `+++` lagi sebelum `Ringkas:`. Contohnya ada di `_contoh.md`.",
            ],
        ),
    ]);
}

#[test]
fn what_leads_nowhere_is_told_with_the_nearest_name() {
    check(&[
        (
            LIKE,
            "skb-2022:",
            "skb-2023:",
            &[
                "media-sosial/like.md:5: kesalahan: Aturan `skb-2023` tidak ada di `_norma.toml`. Mungkin maksudnya `skb-2022`.",
            ],
        ),
        (
            LIKE,
            "pasal-5-n\"",
            "pasal-5-m\"",
            &[
                "media-sosial/like.md:5: kesalahan: Pasal `pasal-5-m` tidak ada pada aturan `pp-94-2021`. Mungkin maksudnya `pasal-5-n`.",
            ],
        ),
        // A norm that lists no articles takes any.
        (VOTE, "uu-7-2017", "uu-7-2017:pasal-1", &[]),
        (
            LIKE,
            "terkait = [\"hak-pilih\"]",
            "terkait = [\"hak-plih\", \"like\", \"hak-pilih\", \"hak-pilih\"]",
            &[
                "media-sosial/like.md:7: kesalahan: Tanya-jawab ini terkait dengan dirinya sendiri (`like`). Hapus dari `terkait`.",
                "media-sosial/like.md:7: kesalahan: Tanya-jawab terkait `hak-plih` tidak ada. Mungkin maksudnya `hak-pilih`.",
                "media-sosial/like.md:7: peringatan: Isi `terkait` ditulis dua kali: `hak-pilih`. Hapus salah satunya.",
            ],
        ),
        (
            "_uji.tsv",
            "hak-pilih\tlike",
            "hak-plih\tlike",
            &["_uji.tsv:2: kesalahan: Id `hak-plih` tidak ada. Mungkin maksudnya `hak-pilih`."],
        ),
        (
            "_uji.tsv",
            "resep soto\t-",
            "resep soto",
            &[
                "_uji.tsv:3: kesalahan: Baris ini tidak berisi pertanyaan dan jawabannya. Tulis pertanyaan, satu tab, lalu id tanya-jawab atau `-` bila di luar FAQ.",
            ],
        ),
    ]);
}

#[test]
fn phrases_that_repeat_or_contradict_are_told_with_both_places() {
    check(&[
        (
            LIKE,
            "\"menyukai video kampanye\"",
            "\"Boleh nge-like postingan PASLON?\"",
            &[
                "media-sosial/like.md:14: peringatan: Kalimat `Boleh nge-like postingan PASLON?` sudah ada di baris 11. Hapus salah satunya.",
            ],
        ),
        (
            LIKE,
            "\"menyukai video kampanye\"",
            "\"Saya ikut memilih!\"",
            &[
                "media-sosial/like.md:14: kesalahan: Kalimat `Saya ikut memilih!` juga ada di hak-politik/hak-pilih.md baris 9. Satu kalimat hanya boleh menuju satu jawaban. Hapus di tempat yang kurang cocok.",
            ],
        ),
        (
            "_di-luar.toml",
            "sisa cuti saya",
            "tombol suka di laman partai",
            &[
                "_di-luar.toml:5: kesalahan: Kalimat `tombol suka di laman partai` juga ada di media-sosial/like.md baris 15. Satu kalimat hanya boleh menuju satu jawaban. Hapus di tempat yang kurang cocok.",
            ],
        ),
        (
            LIKE,
            "Bolehkah ASN menyukai unggahan calon?",
            "Bolehkah ASN memilih?",
            &[
                "media-sosial/like.md:2: kesalahan: Kalimat `Bolehkah ASN memilih?` juga ada di hak-politik/hak-pilih.md baris 2. Satu kalimat hanya boleh menuju satu jawaban. Hapus di tempat yang kurang cocok.",
            ],
        ),
    ]);
}

#[test]
fn phrases_that_can_not_help_are_told() {
    check(&[
        (
            LIKE,
            "\"follow akun calon\"",
            "\"gw nyukain foto caleg di IG\"",
            &[
                "media-sosial/like.md:17: kesalahan: Kalimat `gw nyukain foto caleg di IG` ada di `bukan` dan juga di `tanya` (baris 13). Hapus dari `tanya` bila memang milik tanya-jawab lain; bila tidak, hapus dari `bukan`.",
            ],
        ),
        (
            LIKE,
            "  \"menyukai video kampanye\",\n",
            "",
            &[
                "media-sosial/like.md:10: peringatan: `tanya` baru berisi 4 kalimat. Tambahkan sampai paling sedikit 5, dengan kata-kata yang benar-benar berbeda.",
            ],
        ),
        (
            LIKE,
            "\"menyukai video kampanye\"",
            "\"??\"",
            &[
                "media-sosial/like.md:14: kesalahan: Kalimat `??` tidak berisi kata. Ganti dengan kalimat yang ditulis orang, atau hapus.",
            ],
        ),
        (
            "_uji.tsv",
            "resep soto",
            "Sisa cuti saya?",
            &[
                "_uji.tsv:3: peringatan: Pertanyaan uji ini sama dengan kalimat di _di-luar.toml baris 5. Ganti dengan pertanyaan lain; hasil uji hanya jujur bila pertanyaannya belum pernah dilihat.",
            ],
        ),
    ]);
}

#[test]
fn a_vocabulary_that_needs_two_steps_is_refused() {
    check(&[
        (
            "_kosakata.toml",
            "gak = \"tidak\"",
            "gak = \"ga boleh\"",
            &[
                "_kosakata.toml:4: kesalahan: Kata `gak` diganti `ga boleh`, padahal `ga boleh` masih diganti lagi menjadi `dilarang`. Tulis langsung kata bakunya, misalnya `dilarang`.",
            ],
        ),
        (
            "_kosakata.toml",
            "gak = \"tidak\"",
            "gak = \"tdk\"\ntdk = \"tidak\"",
            &[
                "_kosakata.toml:4: kesalahan: Kata `gak` diganti `tdk`, padahal `tdk` masih diganti lagi menjadi `tidak`. Tulis langsung kata bakunya, misalnya `tidak`.",
            ],
        ),
        (
            "_kosakata.toml",
            "gak = \"tidak\"",
            "tidak = \"tidak\"",
            &["_kosakata.toml:4: peringatan: Kata `tidak` diganti dengan dirinya sendiri. Hapus baris ini."],
        ),
        (
            "_kosakata.toml",
            "gak = \"tidak\"",
            "Gak = \"tidak\"",
            &[
                "_kosakata.toml:4: peringatan: Kata `Gak` tidak akan pernah cocok. Tulis dengan huruf kecil, tanpa tanda baca dan spasi berlebih.",
            ],
        ),
        (
            "_kosakata.toml",
            "\"facebook\"",
            "\"gak\"",
            &[
                "_kosakata.toml:8: peringatan: Kata `gak` tidak pernah sampai ke konsep ini, sebab sudah diganti `tidak`. Pakai `tidak`, atau hapus `gak`.",
            ],
        ),
    ]);
}

#[test]
fn what_is_wrong_in_the_list_of_groups_is_told() {
    check(&[
        (
            "_grup.toml",
            "id = \"hak-politik\"",
            "id = \"hak-politk\"",
            &[
                "_grup.toml: kesalahan: Folder `hak-politik` tidak ada di daftar kelompok. Mungkin maksudnya `hak-politk`.",
                "_grup.toml:8: peringatan: Kelompok `hak-politk` belum berisi tanya-jawab. Taruh tanya-jawab di folder `hak-politk`, atau hapus blok ini.",
            ],
        ),
        (
            "_grup.toml",
            "keterangan = \"Memilih dan mengawasi.\"\n",
            "keterangan = \"Memilih dan mengawasi.\"\n[[status]]\nstatus = \"bumn\"\nbertanya = \"KPU\"\n[[status]]\nstatus = \"bumn\"\nbertanya = \"SDM\"\n",
            &["_grup.toml:15: peringatan: Isi `status` ditulis dua kali: `bumn`. Hapus salah satunya."],
        ),
        (
            "_grup.toml",
            "id = \"hak-politik\"\njudul = \"Hak pilih\"\nketerangan = \"Memilih dan mengawasi.\"",
            "id = \"media-sosial\"",
            &[
                "_grup.toml: kesalahan: Folder `hak-politik` tidak ada di daftar kelompok. Tambahkan blok `[[grup]]` dengan `id = \"hak-politik\"`, atau ganti nama foldernya.",
                "_grup.toml:7: kesalahan: Kunci `judul` belum ada. Tambahkan, misalnya `judul = \"Media sosial\"`.",
                "_grup.toml:7: kesalahan: Kunci `keterangan` belum ada. Tambahkan, misalnya `keterangan = \"Suka, komentar, membagikan.\"`.",
                "_grup.toml:8: kesalahan: Id `media-sosial` sudah dipakai di baris 3. Ganti salah satunya; setiap id hanya boleh dipakai sekali.",
            ],
        ),
    ]);
}

#[test]
fn what_is_wrong_in_the_list_of_norms_is_told() {
    check(&[
        (
            "_norma.toml",
            "https://contoh.go.id/pp",
            "http://contoh.go.id/pp",
            &[
                "_norma.toml:7: kesalahan: Tautan `http://contoh.go.id/pp` tidak diawali `https://`. Tulis alamat lengkapnya, diawali `https://`, tanpa spasi.",
            ],
        ),
        (
            "_norma.toml",
            "[norma.pasal_berubah]\npasal-8",
            "[norma.pasal_berubah]\npasal-9",
            &[
                "_norma.toml:15: kesalahan: Pasal `pasal-9` ditandai berubah, tetapi tidak ada di `[norma.pasal]`. Tambahkan pasalnya, atau hapus tandanya.",
            ],
        ),
        (
            "_norma.toml",
            "berubah_sejak = 2026-03-01",
            "dicabut = true",
            &[
                "_norma.toml:1: kesalahan: Aturan ini ditandai berubah atau dicabut, tetapi kunci `berubah_sejak` belum ada. Tambahkan, misalnya `berubah_sejak = 2026-02-23`, atau hapus tandanya.",
            ],
        ),
        (
            "_norma.toml",
            "pasal-8 = 2026-03-02",
            "pasal-8 = { catatan = 3, dicabut = \"ya\", kapan = 1 }",
            &[
                "_norma.toml:15: kesalahan: Isi `catatan` salah bentuk. Tulis seperti `catatan = \"Ancaman sanksinya berubah.\"`.",
                "_norma.toml:15: kesalahan: Isi `dicabut` salah bentuk. Tulis seperti `dicabut = true`.",
                "_norma.toml:15: kesalahan: Kunci `kapan` tidak dikenal. Hapus baris ini. Kunci yang dikenal: `sejak`, `catatan`, `dicabut`, `ditandai`.",
                "_norma.toml:15: kesalahan: Kunci `sejak` belum ada. Tambahkan, misalnya `sejak = 2026-02-23`.",
            ],
        ),
        (
            "_norma.toml",
            "kutipan = \"SKB 2022\"\n",
            "",
            &[
                "_norma.toml:17: kesalahan: Kunci `kutipan` belum ada. Tambahkan, misalnya `kutipan = \"PP 94/2021\"`.",
            ],
        ),
        (
            "_norma.toml",
            "id = \"uu-7-2017\"",
            "id = \"skb-2022\"",
            &[
                "_norma.toml:27: kesalahan: Id `skb-2022` sudah dipakai di baris 18. Ganti salah satunya; setiap id hanya boleh dipakai sekali.",
                "hak-politik/hak-pilih.md:5: kesalahan: Aturan `uu-7-2017` tidak ada di `_norma.toml`. Tambahkan dulu aturannya di `_norma.toml`.",
            ],
        ),
    ]);
}

#[test]
fn what_is_wrong_in_the_thresholds_is_told() {
    check(&[(
        "_ambang.toml",
        "jawab = 0.9",
        "jawab = 9",
        &[
            "_ambang.toml:3: kesalahan: Isi `jawab` harus di antara 0 dan 1. Hapus `_ambang.toml`, lalu jalankan `netral faq tune`.",
        ],
    )]);
}

#[test]
fn a_file_that_is_not_read_is_told_and_does_no_harm() {
    let cases = [
        (
            "catatan.txt",
            "catatan.txt: peringatan: Berkas `catatan.txt` tidak dibaca. Tanya-jawab ditaruh di `kelompok/nama.md`. Hapus berkas ini bila tidak perlu.",
        ),
        (
            "_normaa.toml",
            "_normaa.toml: peringatan: Berkas `_normaa.toml` tidak dibaca. Mungkin maksudnya `_norma.toml`.",
        ),
        (
            "hak-politik/lama/suka.md",
            "hak-politik/lama/suka.md: peringatan: Berkas `hak-politik/lama/suka.md` tidak dibaca. Tanya-jawab ditaruh di `kelompok/nama.md`. Hapus berkas ini bila tidak perlu.",
        ),
    ];
    for (path, expected) in cases {
        let mut files = good_folder();
        files.insert(path.to_owned(), LIKE_TEXT.to_owned());
        assert_eq!(problems_of(&files), [expected]);
    }
}

#[test]
fn a_name_that_cannot_be_an_id_is_told_with_one_that_can() {
    let cases = [
        (
            "media-sosial/Like Status.md",
            "media-sosial/Like Status.md: kesalahan: Id `Like Status` tidak dapat dipakai. Pakai 1 sampai 40 huruf kecil, angka, dan tanda hubung, misalnya `like-status`.",
        ),
        (
            "Media Sosial/suka.md",
            "Media Sosial/suka.md: kesalahan: Id `Media Sosial` tidak dapat dipakai. Pakai 1 sampai 40 huruf kecil, angka, dan tanda hubung, misalnya `media-sosial`.",
        ),
    ];
    for (path, expected) in cases {
        let mut files = good_folder();
        files.insert(path.to_owned(), LIKE_TEXT.to_owned());
        assert_eq!(problems_of(&files), [expected]);
    }
}

#[test]
fn the_same_file_name_in_two_folders_is_refused() {
    let mut files = good_folder();
    let text = VOTE_TEXT.replace("ASN memilih", "guru memilih");
    let text = text.replace("tanya = [", "tanya = [\"a1\", \"a2\", \"a3\", \"a4\", \"a5\"]\nbukan = [");
    files.insert("media-sosial/hak-pilih.md".to_owned(), text);
    assert_eq!(
        problems_of(&files),
        [
            "media-sosial/hak-pilih.md: kesalahan: Nama `hak-pilih` sudah dipakai berkas hak-politik/hak-pilih.md. Ganti nama salah satu berkas; nama harus berbeda walaupun foldernya berbeda."
        ]
    );
}

#[test]
fn an_empty_folder_says_what_every_folder_needs() {
    assert_eq!(
        problems_of(&BTreeMap::new()),
        [
            "_contoh.md: kesalahan: Belum ada satu pun tanya-jawab. Salin `_contoh.md` ke folder sebuah kelompok, beri nama, lalu isi.",
            "_di-luar.toml: peringatan: Berkas `_di-luar.toml` belum ada. Netral tetap berjalan, tetapi lebih jarang mengerti pertanyaan. Salin berkas ini dari FAQ bawaan.",
            "_grup.toml: kesalahan: Berkas `_grup.toml` belum ada. Buat berkas ini, atau pastikan folder yang dibaca sudah benar.",
            "_kosakata.toml: peringatan: Berkas `_kosakata.toml` belum ada. Netral tetap berjalan, tetapi lebih jarang mengerti pertanyaan. Salin berkas ini dari FAQ bawaan.",
            "_norma.toml: kesalahan: Berkas `_norma.toml` belum ada. Buat berkas ini, atau pastikan folder yang dibaca sudah benar.",
        ]
    );
}

#[test]
fn problems_of_many_files_are_all_found_in_one_run() {
    let mut files = good_folder();
    for (path, passage, replacement) in [
        (LIKE, "\"dilarang\"", "\"dilarng\""),
        (LIKE, "skb-2022:", "skb-2023:"),
        (LIKE, "Ringkas:", "Ringkasan:"),
        (VOTE, "\"boleh\"", "\"bole\""),
        ("_grup.toml", "judul = \"Hak pilih\"\n", ""),
        ("_kosakata.toml", "\"tidak\"", "7"),
        ("_contoh.md", "tanya =", "tanyaa ="),
    ] {
        let text = files.get_mut(path).unwrap();
        *text = text.replacen(passage, replacement, 1);
    }
    let found: Vec<String> =
        problems_of(&files).iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect();
    assert_eq!(
        found,
        [
            "_contoh.md:1",
            "_contoh.md:10",
            "_grup.toml:7",
            "_kosakata.toml:4",
            "hak-politik/hak-pilih.md:3",
            "media-sosial/like.md:3",
            "media-sosial/like.md:5",
            "media-sosial/like.md:19"
        ]
    );
}

#[test]
fn what_an_entry_says_besides_is_checked() {
    check(&[
        (
            LIKE,
            "putusan = \"dilarang\"",
            "putusan = \"boleh\"\nlabel = \"hindari\"",
            &[
                "media-sosial/like.md:4: kesalahan: Label `hindari` bertentangan dengan putusan `boleh`. Hapus labelnya, atau ganti putusannya: `hindari` hanya di atas `dilarang` atau `bersyarat`.",
            ],
        ),
        (
            LIKE,
            "sanksi = [\"moral\", \"disiplin-berat\"]",
            "sanksi = [\"moral\"]\nsanksi_mungkin = [\"moral\"]",
            &[
                "media-sosial/like.md:7: kesalahan: Sanksi `moral` ada di `sanksi` dan di `sanksi_mungkin`. Tulis di `sanksi` bila aturan menyebutnya, di `sanksi_mungkin` bila itu kesimpulan.",
            ],
        ),
        (
            LIKE,
            "tanya = [",
            "subtanya = [\"Menonton?\", \"Memilih? -> hak-pilh\", \"Suka? -> like\"]\ntanya = [",
            &[
                "media-sosial/like.md:10: kesalahan: Subpertanyaan \"Menonton?\" salah bentuk. Tulis `pertanyaan = kata-kata dari satu kalimat jawaban`, atau `pertanyaan -> id-tanya-jawab-tetangga`.",
                "media-sosial/like.md:10: kesalahan: Subpertanyaan ini menunjuk tanya-jawabnya sendiri (`like`). Tulis `= kata-kata dari jawabannya`, atau tunjuk tanya-jawab lain.",
                "media-sosial/like.md:10: kesalahan: Tanya-jawab terkait `hak-pilh` tidak ada. Mungkin maksudnya `hak-pilih`.",
            ],
        ),
        (
            LIKE,
            "tanya = [",
            "telaah_hukum = \"Kabag Hukum\"\ntanya = [",
            &[
                "media-sosial/like.md:10: kesalahan: Telaah hukum `Kabag Hukum` salah bentuk. Hapus baris ini, lalu catat telaahnya lewat bot: buka entrinya di /faq.",
            ],
        ),
    ]);
}

#[test]
fn what_is_watched_must_be_there() {
    let mut files = good_folder();
    let watch = "[[pantau]]\nid = \"uu-baru\"\napa = \"UU baru.\"\nnorma = [\"uu-8-2017\", \"skb-2022:lampiran-i\"]\nentri = [\"lik\"]\n\
         lihat = \"DPR\"\nterakhir = 2026-02-23\n\n[[pantau]]\nid = \"kosong\"\napa = \"Apa?\"\nlihat = \"KPU\"\nterakhir = 2026-02-23\n";
    files.insert("_pantau.toml".to_owned(), watch.to_owned());
    assert_eq!(
        problems_of(&files),
        [
            "_pantau.toml:4: kesalahan: Aturan `uu-8-2017` tidak ada di `_norma.toml`. Mungkin maksudnya `uu-7-2017`.",
            "_pantau.toml:4: kesalahan: Pasal `lampiran-i` tidak ada pada aturan `skb-2022`. Mungkin maksudnya `lampiran-ii`.",
            "_pantau.toml:5: peringatan: Tanya-jawab `lik` yang dipantau tidak ada. Mungkin maksudnya `like`.",
            "_pantau.toml:9: kesalahan: Hal yang dipantau ini tidak menyebut aturan atau tanya-jawab. Isi `norma`, `entri`, atau keduanya.",
        ]
    );
}

#[test]
fn letters_that_nobody_sees_are_cleaned_in_values_and_named_elsewhere() {
    let text = LIKE_TEXT.replacen("putusan = \"dilarang\"", "putusan = \"\u{200b}dilarang\u{2060}\"", 1);
    assert_eq!(problems_of(&folder_with(LIKE, LIKE_TEXT, &text)), [""; 0]);
    for hidden in ["putusan\u{a0}=\u{a0}\"dilarang\"", "putusan\u{200b} = \"dilarang\""] {
        let text = LIKE_TEXT.replacen("putusan = \"dilarang\"", hidden, 1);
        let problems = problems_of(&folder_with(LIKE, LIKE_TEXT, &text));
        let told =
            problems.iter().filter(|problem| problem.contains("like.md:3: kesalahan: Di luar tanda kutip"));
        assert_eq!(told.count(), 1, "{problems:?}");
    }
}
