//! What a good folder becomes.

use super::LIKE;
use super::VOTE;
use super::folder_with;
use super::good_folder;
use super::parse;
use super::problems_of;
use crate::faq::Date;
use crate::faq::Employment;
use crate::faq::Entry;
use crate::faq::EntryId;
use crate::faq::Explanation;
use crate::faq::Faq;
use crate::faq::GroupId;
use crate::faq::Label;
use crate::faq::LegalBasis;
use crate::faq::NormId;
use crate::faq::Sanction;
use crate::faq::StatusSection;
use crate::faq::Verdict;
use crate::matching::Thresholds;

fn good_faq() -> Faq {
    parse(&good_folder()).0.expect("the good folder is good")
}

#[test]
fn a_good_folder_has_no_problems() {
    assert_eq!(problems_of(&good_folder()), Vec::<String>::new());
}

#[test]
fn an_entry_becomes_what_its_file_says() {
    let faq = good_faq();
    let basis = |norm: &str, article: &str| LegalBasis {
        norm: NormId::parse(norm).unwrap(),
        article: crate::faq::ArticleId::parse(article),
    };
    let section = |employment, body: &str| StatusSection { employment, body: body.to_owned() };
    let expected = Entry {
        id: EntryId::parse("like").unwrap(),
        group: GroupId::parse("media-sosial").unwrap(),
        title: "Bolehkah ASN menyukai unggahan calon?".to_owned(),
        verdict: Verdict::Forbidden,
        relabelled: None,
        applies_to: vec![Employment::Pns, Employment::Pppk],
        basis: vec![basis("skb-2022", "lampiran-ii"), basis("pp-94-2021", "pasal-5-n")],
        sanctions: vec![Sanction::Moral, Sanction::DisiplinBerat],
        possible_sanctions: Vec::new(),
        step: None,
        ask: None,
        related: vec![EntryId::parse("hak-pilih").unwrap()],
        subquestions: Vec::new(),
        checked_on: Date { year: 2026, month: 2, day: 23 },
        review_note: Some("Pedoman 2024.".to_owned()),
        under_review: None,
        confirmed: Vec::new(),
        legal_review: None,
        caution: None,
        phrases: [
            "boleh nge-like postingan paslon",
            "kasih jempol ke status calon bupati",
            "gw nyukain foto caleg di ig",
            "menyukai video kampanye",
            "tombol suka di laman partai",
        ]
        .map(str::to_owned)
        .to_vec(),
        near_misses: vec!["follow akun calon".to_owned()],
        summary: "Dilarang. Tanda suka dibaca sebagai dukungan.".to_owned(),
        explanation: Explanation {
            body: "Orang dapat melihatnya.\n\n## Mengapa\nASN melayani semua orang.\n\n## Yang masih boleh\n- Membaca.\n- Menonton.".to_owned(),
            sanction: Some("PPK yang memutuskan.".to_owned()),
            sections: vec![
                section(Employment::Pppk, "Aturan instansi berlaku."),
                section(Employment::NonAsn, "Pastikan status Anda."),
            ],
        },
    };
    assert_eq!(faq.entry(&expected.id), Some(&expected));
}

#[test]
fn what_an_entry_may_say_besides_is_read() {
    let more = "label = \"hindari\"\nsanksi_mungkin = [\"pidana\"]\nsekarang = \"Jangan menekan suka.\"\nbertanya = \"Bawaslu\"\n\
         subtanya = [\"Menonton? = menonton\", \"Memilih? -> hak-pilih\"]\ncatatan = \"Belum pasti.\"\n\
         telaah_hukum = \"Kabag Hukum@2026-12-03#0a1b2c3d4e5f60718293a4b5c6d7e8f9\"\ntanya = [";
    let (faq, problems) = parse(&folder_with(LIKE, "tanya = [", more));
    assert_eq!(problems, []);
    let faq = faq.unwrap();
    let entry = faq.entries.first().unwrap();
    assert_eq!(entry.label(), Label::Avoid);
    assert_eq!(entry.all_sanctions().last(), Some(Sanction::Pidana));
    assert_eq!(entry.step.as_deref(), Some("Jangan menekan suka."));
    assert_eq!(entry.ask.as_deref(), Some("Bawaslu"));
    assert_eq!(entry.caution.as_deref(), Some("Belum pasti."));
    let lines: Vec<String> = entry.subquestions.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["Menonton? = menonton", "Memilih? -> hak-pilih"]);
    assert_eq!(entry.legal_review.as_ref().unwrap().by, "Kabag Hukum");
    assert_eq!(entry.valid_review(), None, "of another text");
}

#[test]
fn whom_to_ask_is_read_for_groups_and_statuses() {
    let groups = "keterangan = \"Suka dan komentar.\"\nbertanya = \"Bawaslu\"\n\n[[status]]\nstatus = \"bumn\"\nbertanya = \"SDM\"\n";
    let (faq, problems) = parse(&folder_with("_grup.toml", "keterangan = \"Suka dan komentar.\"\n", groups));
    assert_eq!(problems, []);
    let faq = faq.unwrap();
    assert_eq!(faq.groups[0].ask.as_deref(), Some("Bawaslu"));
    assert_eq!(faq.ask_by_status[&Employment::Bumn], "SDM");
}

#[test]
fn entries_stand_in_the_order_of_their_groups() {
    let faq = good_faq();
    let ids: Vec<&str> = faq.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["like", "hak-pilih"]);
}

#[test]
fn norms_keep_their_articles_and_when_they_changed() {
    let faq = good_faq();
    let norm = &faq.norms[&NormId::parse("pp-94-2021").unwrap()];
    assert_eq!(norm.citation, "PP 94/2021");
    assert_eq!(norm.link.as_deref(), Some("https://contoh.go.id/pp"));
    assert_eq!(norm.mark.as_ref().map(|mark| mark.since.to_string()).as_deref(), Some("2026-03-01"));
    let articles: Vec<_> = norm.articles.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect();
    assert_eq!(articles, [("pasal-5-n", "Pasal 5 huruf n"), ("pasal-8", "Pasal 8")]);
    assert_eq!(norm.article_marks.len(), 1);
    assert_eq!(faq.norms[&NormId::parse("uu-7-2017").unwrap()].link, None);
}

#[test]
fn outside_groups_vocabulary_and_thresholds_are_read() {
    let faq = good_faq();
    assert_eq!(faq.outside.len(), 1);
    assert_eq!(faq.outside[0].pointer, "Tanyakan ke bagian kepegawaian.");
    assert_eq!(faq.outside[0].phrases, ["cara ajukan cuti", "sisa cuti saya"]);
    assert_eq!(faq.vocabulary.words["ga boleh"], "dilarang");
    assert_eq!(faq.vocabulary.concepts["media"], ["facebook", "instagram"]);
    assert_eq!(faq.vocabulary.fillers, ["min", "kak"]);
    let thresholds =
        Thresholds { answer: 0.9, choose: 0.0, right_weights: vec![0.5, -2.0], scope_weights: vec![0.001] };
    assert_eq!(faq.thresholds, Some(thresholds));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let mut files = good_folder();
    for path in [LIKE, VOTE, "_grup.toml", "_norma.toml", "_kosakata.toml", "_uji.tsv"] {
        let text = files.get_mut(path).unwrap();
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    assert_eq!(problems_of(&files), Vec::<String>::new());
    let (faq, _) = parse(&files);
    assert_eq!(faq.unwrap().entries, good_faq().entries);
}

#[test]
fn the_optional_files_may_be_missing() {
    let mut files = good_folder();
    for path in ["_ambang.toml", "_uji.tsv", "_contoh.md", "README.md"] {
        files.remove(path);
    }
    assert_eq!(problems_of(&files), Vec::<String>::new());
}
