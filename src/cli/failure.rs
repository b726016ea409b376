//! Failures as people at a terminal meet them: one sentence, what to do now, an exit code.

use std::io;
use std::io::Write;
use std::process::ExitCode;

use crate::config::ConfigError;
use crate::texts::trouble;
use crate::texts::trouble::Trouble;

/// Why a command did not do what it should.
#[derive(Debug)]
pub(super) enum Failure {
    /// The user's input is wrong.
    Input(Trouble),
    /// The configuration, the surroundings or somebody else's server.
    Configuration(Trouble),
    /// Netral's own trouble, or its data's.
    Internal(Trouble),
    /// Everything has been said; only the exit code is left.
    Said(u8),
    /// Whoever read the output went away.
    Unread,
}

impl Failure {
    /// What is to be told; empty where everything has been said.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Input(trouble) | Self::Configuration(trouble) | Self::Internal(trouble) => {
                trouble.to_string()
            }
            Self::Said(_) | Self::Unread => String::new(),
        }
    }

    /// Tells the failure and returns its exit code.
    pub(super) fn report(&self) -> ExitCode {
        let (trouble, code) = match self {
            Self::Input(trouble) => (trouble, 1),
            Self::Configuration(trouble) => (trouble, 2),
            Self::Internal(trouble) => (trouble, 3),
            Self::Said(code) => return ExitCode::from(*code),
            Self::Unread => return ExitCode::SUCCESS,
        };
        let _nobody_listens = writeln!(io::stderr(), "netral: {trouble}");
        ExitCode::from(code)
    }
}

/// Writing results failed: the reader went away.
impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Unread
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Configuration(match &error {
            ConfigError::Unreadable(file, _) => trouble::unreadable_config(file),
            ConfigError::Wrong { file, what } => trouble::wrong_config(file, what),
            ConfigError::NoToken => trouble::no_token(),
        })
    }
}

/// Prints clap's help or complaint; a wrong command line is the user's input.
pub(super) fn of_clap(error: &clap::Error) -> ExitCode {
    let _nobody_listens = error.print();
    ExitCode::from(u8::from(error.use_stderr()))
}
