use super::Row;
use super::evaluate;
use crate::Corpus;
use crate::Matcher;
use crate::Stance;
use crate::TopicTexts;

fn matcher() -> Matcher {
    let topic = |label: &str, stance, phrase: &str| TopicTexts {
        label: label.into(),
        phrases: vec![phrase.into()],
        stance: Some(stance),
        ..TopicTexts::default()
    };
    Matcher::train(&Corpus {
        topics: vec![
            topic("kaus", Stance::Forbids, "memakai kaus partai"),
            topic("debat", Stance::Permits, "menonton debat calon"),
        ],
        ..Corpus::default()
    })
}

fn row(question: &str, expected: Option<&str>, also: &[&str], style: &str) -> Row {
    Row {
        question: question.into(),
        expected: expected.map(Into::into),
        also: also.iter().map(|label| (*label).to_owned()).collect(),
        style: style.into(),
    }
}

#[test]
fn right_wrong_flipped_and_out_of_scope_answers_are_told_apart() {
    let report = evaluate(
        &matcher(),
        &[
            row("memakai kaus partai", Some("kaus"), &[], "a"),
            row("menonton debat calon", Some("kaus"), &[], "a"),
            row("Menonton debat calon!", Some("kaus"), &["debat"], "b"),
            row("memakai kaus partai", None, &[], "b"),
            row("qwrt zxcv", None, &[], "b"),
        ],
    );
    let value = |estimate: Option<super::Estimate>| estimate.map(|estimate| (estimate.value * 100.0).round());
    assert_eq!((report.questions, report.in_scope), (5, 3));
    assert_eq!(value(report.top_1), Some(67.0));
    assert_eq!(value(report.top_3), Some(100.0));
    assert_eq!(value(report.mrr), Some(83.0));
    assert_eq!(value(report.answered_right), Some(67.0));
    assert_eq!(value(report.answered_wrong), Some(33.0));
    assert_eq!(value(report.verdict_flips), Some(33.0));
    assert_eq!(value(report.out_answered), Some(50.0));
    assert_eq!(value(report.styles["a"].answered_wrong), Some(50.0));
    assert_eq!(value(report.styles["b"].answered_right), Some(100.0));
}

#[test]
fn a_report_reads_as_a_table_and_as_json() {
    let report = evaluate(&matcher(), &[row("memakai kaus partai", Some("kaus"), &[], "formal")]);
    let table = report.to_string();
    assert!(table.contains("top-1                  1.000  [1.000, 1.000]  n = 1"), "{table}");
    assert!(table.contains("AUROC in/out               -"), "{table}");
    assert!(table.contains("formal"), "{table}");
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["top_1"]["value"], 1.0);
    assert!(json["auroc"].is_null());
}

#[test]
fn no_questions_give_an_empty_report() {
    let report = evaluate(&matcher(), &[]);
    assert_eq!((report.questions, report.top_1), (0, None));
}
