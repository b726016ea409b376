//! The official age programs open what Netral seals, and Netral what they seal.

use std::fs;
use std::io::Read;
use std::io::Write;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use super::Desk;
use super::REPORT;
use super::errors;
use super::out;
use super::path_of_programs;

/// Whether `age`, `age-keygen` and `script` are there. Without them a test has nothing to say, unless
/// they are required.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the tests' own switch, and what they say of it"
)]
fn is_installed() -> bool {
    let path = path_of_programs();
    let has = |program: &str| std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    let all = ["age", "age-keygen", "script"].into_iter().all(has);
    assert!(all || std::env::var("NETRAL_REQUIRE_AGE").is_err(), "age, age-keygen and script are required");
    if !all {
        eprintln!("skipped: age, age-keygen or script is not installed");
    }
    all
}

impl Desk {
    fn program(&self, program: &str, args: &[&str], input: &[u8]) -> Output {
        let output = self.run(Command::new(program), args, input);
        assert!(output.status.success(), "{program}: {}", errors(&output));
        output
    }

    /// Runs a command line at a terminal of its own and types `input`.
    fn at_a_terminal(&self, line: &str, input: &str) -> Output {
        self.run(
            Command::new("script"),
            &["--quiet", "--return", "--command", line, "/dev/null"],
            input.as_bytes(),
        )
    }
}

#[test]
fn age_opens_what_netral_seals() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    desk.seal("a.age", &public, REPORT);
    let opened = desk.program("age", &["-d", "-i", "kunci.txt", "a.age"], b"");
    assert_eq!((opened.stdout.len(), out(&opened).trim_end()), (4096, REPORT.trim_end()));
}

#[test]
fn age_and_netral_agree_on_public_keys() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    assert_eq!(out(&desk.program("age-keygen", &["-y", "kunci.txt"], b"")).trim(), public);
}

#[test]
fn netral_opens_what_age_seals_binary_and_armoured_with_keys_of_both() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let ours = desk.key("kunci.txt");
    desk.program("age-keygen", &["-o", "age.txt"], b"");
    let theirs = out(&desk.program("age-keygen", &["-y", "age.txt"], b""));
    for (armour, name) in [(&[][..], "a.age"), (&["-a"], "b.age")] {
        let args = [armour, &["-r", &ours, "-r", theirs.trim(), "-o", name]].concat();
        desk.program("age", &args, "Tulisan dari age\n".as_bytes());
        for key in ["kunci.txt", "age.txt"] {
            let opened = desk.tips(&["open", name, "--key", key], "");
            assert_eq!(out(&opened), "Tulisan dari age\n", "{name} {key}: {}", errors(&opened));
        }
    }
}

#[test]
fn age_opens_with_a_key_that_netral_put_behind_a_passphrase() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let passphrase = "kuda laut tujuh warna\n";
    let made = desk.tips(&["keygen"], &passphrase.repeat(2));
    desk.seal("a.age", out(&made).trim(), REPORT);
    let opened = desk.at_a_terminal("age -d -i kunci.txt -o isi.txt a.age", passphrase);
    assert!(opened.status.success(), "{}", out(&opened));
    assert_eq!(fs::read_to_string(desk.path("isi.txt")).unwrap().trim_end(), REPORT.trim_end());
}

#[test]
fn netral_opens_with_a_key_that_age_put_behind_a_passphrase() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let passphrase = "kuda laut tujuh warna\n";
    let public = desk.key("terbuka.txt");
    let put = desk.at_a_terminal("age -p -o kunci.txt terbuka.txt", &passphrase.repeat(2));
    assert!(put.status.success(), "{}", out(&put));
    desk.seal("a.age", &public, "Isi");
    assert_eq!(out(&desk.tips(&["open", "a.age"], passphrase)), "Isi\n");
}

#[test]
fn at_a_terminal_a_passphrase_is_asked_for_and_not_shown() {
    if !is_installed() {
        return;
    }
    let desk = Desk::new();
    let line = format!("{} tips keygen", env!("CARGO_BIN_EXE_netral"));
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(&desk.folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut typing, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut seen = String::new();
    for prompt in ["Kata sandi baru", "Sekali lagi: "] {
        read_until(&mut screen, prompt, &mut seen);
        typing.write_all(b"kuda laut tujuh warna\n").unwrap();
    }
    screen.read_to_string(&mut seen).unwrap();
    assert!(child.wait().unwrap().success() && seen.contains("age1"), "{seen}");
    assert!(!seen.contains("kuda laut"), "{seen}");
    assert!(desk.read("kunci.txt").starts_with(b"age-encryption.org/v1\n-> scrypt "));
}

/// Reads what a terminal shows until it shows `wanted`.
fn read_until(screen: &mut impl Read, wanted: &str, seen: &mut String) {
    let mut bytes = Vec::new();
    while !String::from_utf8_lossy(&bytes).contains(wanted) {
        let mut byte = [0];
        assert_eq!(
            screen.read(&mut byte).unwrap(),
            1,
            "the program ended: {}",
            String::from_utf8_lossy(&bytes)
        );
        bytes.extend(byte);
    }
    seen.push_str(&String::from_utf8_lossy(&bytes));
}
