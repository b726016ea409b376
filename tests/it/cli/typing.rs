//! Mistyped commands, options and values: told in Indonesian, by what was typed.

use std::path::Path;

use super::run;

/// Words of the library that reads command lines.
const ENGLISH: [&str; 14] = [
    "Usage",
    "Options:",
    "Commands",
    "Arguments",
    "Print",
    "error:",
    "unexpected",
    "unrecognized",
    "invalid",
    "required",
    "tip:",
    "[default",
    "OPTIONS",
    "COMMAND",
];

fn said(arguments: &[&str], code: i32) -> String {
    let output = run(arguments, Path::new("."), &[], b"");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    for word in ENGLISH {
        assert!(!said.contains(word), "{arguments:?}: {word} in {said}");
    }
    said
}

#[test]
fn what_was_mistyped_is_named_in_indonesian() {
    let cases: [(&[&str], &str); 16] = [
        (&["serv"], "Perintah \"serv\" tidak ada. Mungkin maksudnya serve"),
        (&["layani"], "Perintah \"layani\" tidak ada. Lihat: netral --help"),
        (&["faq", "exprot"], "Perintah \"exprot\" tidak ada. Mungkin maksudnya export"),
        (&["ask", "--jsno"], "Opsi \"--jsno\" tidak dikenal di sini. Mungkin maksudnya --json"),
        (&["stats", "--minggu", "3"], "Opsi \"--minggu\" tidak dikenal di sini."),
        (&["doctor", "-x"], "Opsi \"-x\" tidak dikenal di sini."),
        (&["doctor", "sekarang"], "Isi \"sekarang\" tidak dikenal di sini."),
        (&["stats", "--week"], "memerlukan isi"),
        (&["stats", "--week", "kemarin"], "Isi \"kemarin\" tidak dapat dipakai untuk --week <N>."),
        (&["stats", "--week", "-1"], "\"-1\""),
        (&["stats", "--week", "99999"], "Minggu 99999 belum selesai. Minggu terakhir yang sudah lengkap:"),
        (&["stats", "--json", "--json"], "hanya boleh disebut satu kali"),
        (&["eval"], "Belum disebut: <FILE.tsv>"),
        (&["why"], "Belum disebut:"),
        (&["doctor", "--alive=ya"], "Isi \"ya\" tidak dikenal di sini."),
        (&["sandbox", "--listen", "di sini"], "Isi \"di sini\" tidak dapat dipakai untuk --listen <ADDR>."),
    ];
    for (arguments, told) in cases {
        let said = said(arguments, 1);
        assert!(said.starts_with("netral: ") && said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn every_help_is_in_indonesian() {
    let commands: [&[&str]; 28] = [
        &[],
        &["sandbox"],
        &["chat"],
        &["serve"],
        &["ask"],
        &["why"],
        &["eval"],
        &["faq"],
        &["faq", "check"],
        &["faq", "tune"],
        &["faq", "export"],
        &["faq", "import"],
        &["faq", "cetak"],
        &["faq", "history"],
        &["faq", "diff"],
        &["stats"],
        &["audit"],
        &["audit", "verify"],
        &["tips"],
        &["tips", "keygen"],
        &["tips", "open"],
        &["tips", "reply"],
        &["tips", "reseal"],
        &["tips", "sheet"],
        &["backup"],
        &["backup", "extract"],
        &["restore"],
        &["doctor"],
    ];
    for command in commands {
        let help = said(&[command, &["--help"]].concat(), 0);
        assert!(help.contains("Pemakaian: netral") && help.contains("Tampilkan bantuan ini"), "{help}");
        assert_eq!(help, said(&[command, &["-h"]].concat(), 0));
    }
    for command in [&["faq"][..], &["audit"], &["tips"], &[]] {
        assert!(said(command, 1).contains("Pemakaian: netral"), "{command:?}");
    }
    assert!(said(&["--version"], 0).starts_with("netral 0."));
}
