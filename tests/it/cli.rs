//! The command line as people and other programs meet it.
//!
//! Cases that only read stand in `tests/cmd`, one a file; here are those that need a folder of their own,
//! and JSON, which is read rather than compared.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod backup;
mod files;
mod models;
mod moving;
mod surroundings;
mod typing;
mod watching;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use trycmd::TestCases;

const FAQ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/faq");
const QUESTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/uji-kecil.tsv");

/// A token of the right form that is nobody's.
const TOKEN: &str = "123456:contoh-token-yang-tidak-ada";

#[test]
fn every_case_in_the_folder_says_and_ends_as_written() {
    TestCases::new()
        .register_bin("netral", Path::new(env!("CARGO_BIN_EXE_netral")))
        .case("tests/cmd/*.toml")
        .run();
}

#[test]
fn json_answers_come_one_a_line_in_the_order_of_the_questions() {
    let asked =
        ["menyukai video kampanye", "", "komentar postingan paslon", "resep soto ayam", "zxqv wrtp kjhgf"];
    let lines = ask_in_json(&(asked.join("\n") + "\n"));
    let questions: Vec<&str> = lines.iter().map(|line| line["question"].as_str().unwrap()).collect();
    assert_eq!(questions, asked);
    let outcomes: Vec<&str> = lines.iter().map(|line| line["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["answer", "unknown", "choose", "redirect", "unknown"]);
    assert_eq!((&lines[0]["entry"], &lines[3]["redirect"]), (&"like".into(), &"memasak".into()));
}

#[test]
fn every_json_answer_has_the_same_keys_and_probabilities() {
    for line in ask_in_json("menyukai video kampanye\n\nresep soto ayam\nzxqv wrtp kjhgf") {
        let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
        let mut sorted = ["question", "outcome", "entry", "confidence", "candidates", "redirect"];
        sorted.sort_unstable();
        assert_eq!(keys, sorted);
        let candidates = line["candidates"].as_array().unwrap();
        let confidences: Vec<f64> =
            candidates.iter().map(|candidate| candidate["confidence"].as_f64().unwrap()).collect();
        assert!(candidates.len() <= 5 && confidences.is_sorted_by(|a, b| a >= b), "{line}");
        assert!(confidences.iter().all(|confidence| (0.0..=1.0).contains(confidence)), "{line}");
        assert_eq!(line["confidence"].as_f64(), confidences.first().copied(), "{line}");
        assert_eq!(line["entry"].is_string(), line["outcome"] == "answer", "{line}");
        assert_eq!(line["redirect"].is_string(), line["outcome"] == "redirect", "{line}");
    }
}

#[test]
fn lines_that_end_as_on_windows_and_bytes_that_are_no_text_are_questions_too() {
    let output =
        run(&["ask", "--json", "--faq", FAQ], Path::new("."), &[], b"menyukai video kampanye\r\n\xff\xfe\n");
    let lines = json_lines(&output);
    assert_eq!(lines[0]["question"], "menyukai video kampanye");
    assert_eq!(lines[1]["outcome"], "unknown");
}

#[test]
fn the_engine_learns_other_phrases_than_the_faqs() {
    let home = tempfile::tempdir().unwrap();
    let phrases = home.path().join("frasa.tsv");
    fs::write(
        &phrases,
        "how do I reset my password\tpassword\nwhere is my parcel\tparcel\nnice weather\t-\n",
    )
    .unwrap();
    let phrases = phrases.to_str().unwrap();
    let output =
        run(&["ask", "--json", "--plain", "--phrases", phrases, "where is my parcel"], home.path(), &[], b"");
    assert_eq!(json_lines(&output)[0]["entry"], "parcel");
}

#[test]
fn an_evaluation_in_json_tells_every_measure() {
    let output = run(&["eval", "--json", "--faq", FAQ, QUESTIONS], Path::new("."), &[], b"");
    let report = &json_lines(&output)[0];
    assert_eq!((&report["questions"], &report["in_scope"]), (&4.into(), &3.into()));
    for measure in
        ["top_1", "top_3", "mrr", "auroc", "answered_right", "answered_wrong", "choose_hit", "refused"]
    {
        assert!(report[measure].is_object(), "{measure}: {report}");
    }
    assert!(report["styles"]["luar"].is_object(), "{report}");
    assert!(report["train_ms"].is_number() && report["latency"]["p99_us"].is_number(), "{report}");
}

#[test]
fn an_address_that_is_none_stops_the_bot_with_a_hint() {
    let home = tempfile::tempdir().unwrap();
    assert_refused(&serve(&home, "bukan alamat", &[]), "TELOXIDE_API_URL bukan alamat http(s).");
}

#[test]
fn an_api_that_does_not_answer_stops_the_bot_with_a_hint_and_without_the_token() {
    let home = tempfile::tempdir().unwrap();
    let output = serve(&home, "http://127.0.0.1:9", &["-vv"]);
    assert_refused(&output, "Bot API tidak dapat dihubungi.");
    assert!(!said(&output).contains("contoh-token"), "{}", said(&output));
}

#[test]
fn a_data_folder_that_is_a_file_is_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("data"), "bukan folder").unwrap();
    assert_refused(&serve(&home, "http://127.0.0.1:9", &[]), "Folder data \"data\" tidak dapat dipakai.");
}

#[test]
fn a_secret_inside_the_data_folder_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let config = "[rahasia]\nberkas = \"data/netral.secret\"\n";
    fs::write(home.path().join("netral.toml"), config).unwrap();
    let output = serve(&home, "http://127.0.0.1:9", &[]);
    assert_refused(&output, "Berkas rahasia data/netral.secret terletak di dalam folder data.");
}

#[test]
fn an_empty_token_is_no_token() {
    let home = tempfile::tempdir().unwrap();
    let output = run(&["serve"], home.path(), &[("TELOXIDE_TOKEN", "  ")], b"");
    assert_refused(&output, "TELOXIDE_TOKEN belum diisi.");
    assert!(fs::read_dir(home.path()).unwrap().next().is_none(), "nothing may be created");
}

fn ask_in_json(questions: &str) -> Vec<Value> {
    json_lines(&run(&["ask", "--json", "--faq", FAQ], Path::new("."), &[], questions.as_bytes()))
}

fn json_lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", said(output));
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Serves from a folder that has nothing but what the test put there.
fn serve(home: &TempDir, api: &str, options: &[&str]) -> Output {
    let arguments = [&["serve", "--faq", FAQ], options].concat();
    run(&arguments, home.path(), &[("TELOXIDE_TOKEN", TOKEN), ("TELOXIDE_API_URL", api)], b"")
}

fn assert_refused(output: &Output, sentence: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", said(output));
    assert!(said(output).starts_with(&format!("netral: {sentence}")), "{}", said(output));
    assert!(output.stdout.is_empty(), "complaints go to standard error");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn run(arguments: &[&str], folder: &Path, environment: &[(&str, &str)], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
    command.args(arguments.iter().map(OsStr::new)).current_dir(folder);
    command.env_remove("TELOXIDE_TOKEN").env_remove("TELOXIDE_API_URL").envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that fails early doesn't wait for its input.
    drop(child.stdin.take().map(|mut stdin| stdin.write_all(input)));
    child.wait_with_output().unwrap()
}

#[test]
fn tuning_writes_thresholds_that_are_read_again_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("faq");
    copy_folder(Path::new(FAQ), &folder);
    assert_eq!(netral::faq_folder::load(&folder).0.unwrap().thresholds, None, "there are none yet");
    let before = fs::read_dir(&folder).unwrap().count();
    let tuned = Command::new(env!("CARGO_BIN_EXE_netral"))
        .args(["faq", "tune"])
        .arg(&folder)
        .arg("--uji")
        .arg(QUESTIONS)
        .output()
        .unwrap();
    assert!(tuned.status.success(), "{tuned:?}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), before + 1);
    let thresholds = netral::faq_folder::load(&folder).0.unwrap().thresholds.unwrap();
    assert!((0.5..1.0).contains(&thresholds.answer), "{thresholds:?}");
    assert!(!thresholds.right_weights.is_empty() && !thresholds.scope_weights.is_empty());
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy_folder(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}
