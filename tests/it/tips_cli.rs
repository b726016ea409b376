//! `netral tips`, as handlers meet it: with files of this program, and with those of the official age.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod age;
mod keys;
mod sealed;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use tempfile::TempDir;

/// A report as the bot writes it.
const REPORT: &str = "LAPORAN 7F3K\n\n== APA YANG TERJADI ==\nKepala dinas mengajak memilih paslon.\n\n\
    == SIAPA ==\nBudi, NIP 198501012010011001\n\n== KAPAN ==\n14 Februari 2026\n\n== DI MANA ==\n(tidak diisi)\n\n\
    == BUKTI ==\n(tidak diisi)\n\n== SAKSI, SUDAH DILAPORKAN, ATASAN TERLIBAT ==\n(tidak diisi)\n\n\
    == CATATAN SISTEM ==\nTanggal diterima: 2026-02-23\nKunci balasan: age1abc\nFoto: 0\n";

/// A folder of a handler's computer.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Runs `netral tips …` here.
    fn tips(&self, args: &[&str], input: &str) -> Output {
        let netral = Command::new(env!("CARGO_BIN_EXE_netral"));
        self.run(netral, &[&["tips"], args].concat(), input.as_bytes())
    }

    fn run(&self, mut command: Command, args: &[&str], input: &[u8]) -> Output {
        let command =
            command.args(args).current_dir(&self.folder).env_clear().env("PATH", path_of_programs());
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that reads no input may be gone already.
        let _closed = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }

    /// Makes a key without passphrase and returns its public half.
    fn key(&self, name: &str) -> String {
        let made = self.tips(&["keygen", "--tanpa-sandi", "--output", name], "");
        assert!(made.status.success(), "{}", errors(&made));
        out(&made).trim().to_owned()
    }

    /// Seals to a public key, with padding, by the one command that seals text.
    fn seal(&self, name: &str, to: &str, text: &str) {
        let sealed = self.tips(&["reply", "--to", to, "--output", name], text);
        assert!(sealed.status.success(), "{}", errors(&sealed));
    }
}

#[expect(clippy::disallowed_methods, reason = "programs are looked for where the tests look for them")]
fn path_of_programs() -> String {
    std::env::var("PATH").unwrap_or_default()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn assert_refused(output: &Output, because: &str) {
    assert_eq!(output.status.code(), Some(1), "{}", errors(output));
    assert!(errors(output).contains(because), "{because} not in {}", errors(output));
    assert_eq!(out(output), "");
}
