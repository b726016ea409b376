//! Failures as people at a terminal meet them: one sentence, what to do now, an exit code.

use std::io;
use std::io::Write;
use std::process::ExitCode;

use crate::cli::spoken;
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
    /// What was to be said could not be written.
    Unwritten {
        /// The exit code: that of the verdict, where there is one.
        code: u8,
        /// Whether the reader went away, who then needs no telling.
        left: bool,
    },
}

/// Exit code where nothing but the output failed.
const UNWRITTEN: u8 = 3;

impl Failure {
    /// What is to be told; empty where everything has been said.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Input(trouble) | Self::Configuration(trouble) | Self::Internal(trouble) => {
                trouble.to_string()
            }
            Self::Said(_) | Self::Unwritten { .. } => String::new(),
        }
    }

    /// Tells the failure and returns its exit code.
    pub(super) fn report(&self) -> ExitCode {
        let unwritten = trouble::unwritten();
        let (trouble, code) = match self {
            Self::Input(trouble) => (trouble, 1),
            Self::Configuration(trouble) => (trouble, 2),
            Self::Internal(trouble) => (trouble, 3),
            Self::Said(code) | Self::Unwritten { code, left: true } => return ExitCode::from(*code),
            Self::Unwritten { code, left: false } => (&unwritten, *code),
        };
        let _nobody_listens = writeln!(io::stderr(), "netral: {trouble}");
        ExitCode::from(code)
    }
}

/// Writing results failed. Whatever else fails with such an error says so by itself.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Unwritten { code: UNWRITTEN, left: error.kind() == io::ErrorKind::BrokenPipe }
    }
}

/// A verdict that was told: its exit code is the same whether or not the telling worked.
pub(super) fn verdict(told: io::Result<()>, verdict: Result<(), Failure>) -> Result<(), Failure> {
    match (told.map_err(Failure::from), verdict) {
        (Err(Failure::Unwritten { left, .. }), Err(Failure::Said(code))) => {
            Err(Failure::Unwritten { code, left })
        }
        (told, verdict) => verdict.and(told),
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

/// Prints the help that was asked for, or complains; a wrong command line is the user's input.
pub(super) fn of_clap(error: &clap::Error, names: &[String]) -> ExitCode {
    let Some(help) = spoken::asked_for(error) else {
        return Failure::Input(spoken::complaint(error, names)).report();
    };
    let ended = match error.use_stderr() {
        true => verdict(write!(io::stderr(), "{help}"), Err(Failure::Said(1))),
        false => verdict(write!(io::stdout(), "{help}"), Ok(())),
    };
    ended.map_or_else(|failure| failure.report(), |()| ExitCode::SUCCESS)
}
