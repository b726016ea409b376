//! Passphrases: typed unseen at a terminal, or read from standard input line by line.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use rustix::termios;
use rustix::termios::LocalModes;
use rustix::termios::OptionalActions;
use rustix::termios::Termios;
use zeroize::Zeroizing;

use crate::cli::failure::Failure;
use crate::texts::tips_cli;

/// Fewest characters of a new passphrase.
const FEWEST: usize = 12;

/// Room for a line from the start: a string that grows leaves its old self in memory.
const ROOM: usize = 1024;

/// Asks for the passphrase of a key.
pub(super) fn ask() -> Result<Zeroizing<String>, Failure> {
    let passphrase = line(tips_cli::ASK_PASSPHRASE)?;
    if passphrase.is_empty() { Err(Failure::Input(tips_cli::no_passphrase())) } else { Ok(passphrase) }
}

/// Asks for a new passphrase, twice.
pub(super) fn ask_new() -> Result<Zeroizing<String>, Failure> {
    let passphrase = line(tips_cli::ASK_NEW_PASSPHRASE)?;
    if passphrase.chars().count() < FEWEST {
        return Err(Failure::Input(tips_cli::passphrase_short()));
    }
    if *line(tips_cli::ASK_AGAIN)? != *passphrase {
        return Err(Failure::Input(tips_cli::passphrases_differ()));
    }
    Ok(passphrase)
}

/// Reads a line; at a terminal after a prompt, and without showing it.
fn line(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    let unseen = if io::stdin().is_terminal() { Unseen::begin() } else { None };
    if unseen.is_some() {
        // Only now: whoever types as soon as he is asked isn't shown either.
        let _nobody_watches = write!(io::stderr(), "{prompt}");
    }
    let mut line = Zeroizing::new(String::with_capacity(ROOM));
    io::stdin().read_line(&mut line).map_err(|_| Failure::Input(tips_cli::no_passphrase()))?;
    let typed = line.trim_end_matches(['\n', '\r']).len();
    line.truncate(typed);
    Ok(line)
}

/// While it lives, the terminal doesn't show what is typed.
struct Unseen(Termios);

impl Unseen {
    fn begin() -> Option<Self> {
        let before = termios::tcgetattr(io::stdin()).ok()?;
        let mut unseen = before.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        unseen.local_modes.insert(LocalModes::ECHONL);
        termios::tcsetattr(io::stdin(), OptionalActions::Now, &unseen).ok()?;
        Some(Self(before))
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        let _gone = termios::tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
    }
}
