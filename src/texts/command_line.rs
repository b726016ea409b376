//! What is wrong with a command as it was typed.

use crate::texts::trouble::Trouble;

/// Heads of a command's help, and words in its summary.
pub const USAGE: &str = "Pemakaian";
/// Over the list of commands.
pub const COMMANDS: &str = "Perintah";
/// Over the list of arguments.
pub const ARGUMENTS: &str = "Isi";
/// Over the list of options.
pub const OPTIONS: &str = "Opsi";
/// What stands for any of the options.
pub const ANY_OPTION: &str = "[OPSI]";
/// What stands for one of the commands.
pub const A_COMMAND: &str = "PERINTAH";
/// What `--help` does.
pub const HELP: &str = "Tampilkan bantuan ini";
/// What `--version` does.
pub const VERSION: &str = "Tampilkan versi";

/// Nobody knows this command.
#[must_use]
pub fn unknown_command(typed: &str, meant: Option<&str>, help: &str) -> Trouble {
    Trouble::new(format!("Perintah \"{typed}\" tidak ada."), suggestion(meant, help))
}

/// Nobody knows this option, or nothing was to be typed there.
#[must_use]
pub fn unknown_argument(typed: &str, meant: Option<&str>, help: &str) -> Trouble {
    let what = if typed.starts_with('-') { "Opsi" } else { "Isi" };
    Trouble::new(format!("{what} \"{typed}\" tidak dikenal di sini."), suggestion(meant, help))
}

/// Something must be typed that wasn't.
#[must_use]
pub fn missing(wanted: &str, help: &str) -> Trouble {
    Trouble::new(format!("Belum disebut: {wanted}."), see(help))
}

/// An option lacks its value.
#[must_use]
pub fn without_value(option: &str, help: &str) -> Trouble {
    Trouble::new(format!("{option} memerlukan isi."), see(help))
}

/// A value can't be used.
#[must_use]
pub fn wrong_value(typed: &str, option: &str, choices: Option<&str>, help: &str) -> Trouble {
    let remedy = choices.map_or_else(|| see(help), |choices| format!("Pilihannya: {choices}."));
    Trouble::new(format!("Isi \"{typed}\" tidak dapat dipakai untuk {option}."), remedy)
}

/// Two things can't stand together, or one stands twice.
#[must_use]
pub fn conflict(option: &str, other: Option<&str>, help: &str) -> Trouble {
    let what = match other {
        Some(other) => format!("{option} tidak dapat dipakai bersama {other}."),
        None => format!("{option} hanya boleh disebut satu kali."),
    };
    Trouble::new(what, see(help))
}

/// Something else is wrong.
#[must_use]
pub fn unreadable(help: &str) -> Trouble {
    Trouble::new("Perintah itu tidak dapat dibaca.", see(help))
}

fn suggestion(meant: Option<&str>, help: &str) -> String {
    meant.map_or_else(|| see(help), |meant| format!("Mungkin maksudnya {meant}; selengkapnya: {help}"))
}

fn see(help: &str) -> String {
    format!("Lihat: {help}")
}
