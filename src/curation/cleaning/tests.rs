use proptest::prelude::*;

use super::as_phrase;
use super::cleaned;

/// Words that a FAQ would have.
const KNOWN: &str = "boleh bolehkah ga gak tidak saya aku kami pns asn pppk honorer like status paslon calon bupati \
    walikota camat lurah kades kepala dinas sekolah guru atasan suami istri dukung kampanye ikut hadir di ke dari \
    yang dan atau untuk dengan kalau apa apakah bagaimana grup wa foto pakai kaos mobil kantor rumah desa kota \
    kabupaten kecamatan pak bu ibu bapak mas nama dicatut partai sanksi pasal uu pp tahun pemilu pilkada hari \
    jam nomor hubungi mau tanya staf pegawai minta suruh ajak teman kerja ayat ini itu sudah akun instagram jl \
    smp sd no panitia desanya terus datang";

fn clean(text: &str) -> String {
    cleaned(text, &|word| KNOWN.split_whitespace().any(|known| known == word) || word.is_empty())
}

#[test]
fn what_points_to_somebody_is_taken_out() {
    let cases = [
        ("pak budi santoso minta saya ikut kampanye", "pak [nama] minta saya ikut kampanye"),
        ("Bu Ratna Kusumaningtyas, boleh?", "Bu [nama], boleh?"),
        ("nama saya mawar melati, pns di kota wonosari", "nama saya [nama], pns di kota [nama]"),
        ("kalau Xander dukung calon boleh?", "kalau [nama] dukung calon boleh?"),
        ("Joko Widyatmoko suruh ikut", "[nama] suruh ikut"),
        ("hubungi 0812-3456-7890 ya", "hubungi [angka] ya"),
        ("nip 19850312 201001 1 002 boleh", "nip [angka] boleh"),
        ("wa +62 812 345 678", "wa [angka]"),
        ("nol delapan satu dua tiga", "[angka]"),
        ("tanya @budi_99 atau budi@contoh.go.id", "tanya [akun] atau [akun]"),
        ("di https://t.me/abc?x=1 dan instagram.com/abc", "di [akun] dan [akun]"),
        ("ikut akun relawanjaya boleh", "ikut akun [akun] boleh"),
        ("mobil B 1234 XYZ dan AB12CD", "mobil [angka] dan [angka]"),
        ("pak lurah ratnaningsih hadir", "pak lurah [nama] hadir"),
        ("SAYA PNS DI KANTOR ZULKARNAIN BOLEH IKUT", "SAYA PNS DI KANTOR [nama] BOLEH IKUT"),
        ("camat agus dan pegawai", "camat [nama] dan pegawai"),
        ("hu\u{200b}bungi 08\u{200b}123456", "hubungi [angka]"),
    ];
    for (text, expected) in cases {
        assert_eq!(clean(text), expected, "{text}");
    }
}

#[test]
fn what_a_question_needs_stays() {
    let harmless = [
        "bolehkah pak lurah dan bu camat hadir di kampanye",
        "Bolehkah Pak Lurah hadir?",
        "nama saya dicatut partai, apa sanksi?",
        "apakah pasal 280 UU 7/2017 dan PP 94/2021 untuk pns",
        "kalau UU No. 20 Tahun 2023 bagaimana",
        "pilkada 2024 dan pemilu2029",
        "ibu saya calon bupati",
        "boleh ga ASN like status?",
    ];
    for text in harmless {
        assert_eq!(clean(text), text);
    }
}

#[test]
fn a_phrase_shows_no_trace_of_what_was_taken_out() {
    assert_eq!(as_phrase("pak [nama], boleh hadir di [nama] ? [angka]"), "pak boleh hadir di");
}

/// Names that no FAQ has, as people write them.
fn name() -> impl Strategy<Value = String> {
    "(Z[aeiou]q[a-z]{2,6}|Agus|Siti|Bambang)( X[aeiou][a-z]{3,6})?"
}

/// Ways to name somebody, with letters as they are and in small ones.
fn planted() -> impl Strategy<Value = (String, String)> {
    let naming = prop::sample::select(vec![
        ("pak ", true),
        ("bu ", true),
        ("nama saya ", true),
        ("namaku ", true),
        ("Sdr. ", true),
        ("kota ", true),
        ("teman saya ", false),
        ("kalau ", false),
        ("dengan ", false),
    ]);
    (naming, name(), any::<bool>()).prop_map(|((before, small), name, wants_small)| {
        let name = if small && wants_small { name.to_lowercase() } else { name };
        (format!("{before}{name}"), name)
    })
}

fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        "(19|20)[0-9]{16}",
        "[0-9]{16}",
        "08[0-9]{2}[ .-][0-9]{4}[ .-][0-9]{3,5}",
        "\\+62 8[0-9]{2} [0-9]{3} [0-9]{4}",
        "[A-Z]{1,2} [0-9]{1,4} [A-Z]{2,3}",
        "@[a-z]{4,12}[0-9]{0,3}",
        "[a-z]{3,9}[._][a-z]{3,9}@[a-z]{3,8}\\.(com|go\\.id|co\\.id)",
        "https://[a-z]{4,9}\\.(com|id)/[a-z0-9]{3,12}",
        "(t\\.me|instagram\\.com)/[a-z0-9]{4,12}",
        "[a-z]{4,9}_[a-z0-9]{3,9}",
    ]
}

proptest! {
    #[test]
    fn planted_names_never_come_through((naming, name) in planted(), behind in "( boleh hadir| ikut kampanye\\?|, pns|)") {
        let text = format!("apakah {naming}{behind}");
        let clean = clean(&text).to_lowercase();
        for part in name.to_lowercase().split(' ') {
            prop_assert!(!clean.contains(part), "{} in {}", part, clean);
        }
    }

    #[test]
    fn planted_numbers_and_accounts_never_come_through(secret in secret(), before in "(boleh |di |hubungi |pak )", behind in "( boleh|,| ya\\?|\\.)") {
        let clean = clean(&format!("apakah {before}{secret}{behind}"));
        prop_assert!(!clean.contains(&secret), "{}", clean);
        let run = clean.chars().filter(|letter| letter.is_numeric()).count();
        prop_assert!(run < 4, "{}", clean);
        prop_assert!(!clean.contains('@') && !clean.contains("://"), "{}", clean);
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(text in "([a-zA-Z]{1,8}[ ,.?:/-]|pak |nama saya |[0-9]{1,6}[ ./-]|@a |\\[nama\\] |uu |pasal ){0,14}") {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once);
    }

    #[test]
    fn no_text_breaks_it(text in any::<String>()) {
        let once = clean(&text);
        prop_assert!(!once.contains('\n'));
        prop_assert_eq!(clean(&once), once);
    }
}
