//! What clap says by itself, said in Indonesian: its help, its lists and its complaints.

use clap::Arg;
use clap::ArgAction;
use clap::Command;
use clap::CommandFactory;
use clap::FromArgMatches;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use crate::texts::command_line as texts;
use crate::texts::trouble::Trouble;

/// Reads the command line with help in Indonesian.
pub(super) fn parse<C: CommandFactory + FromArgMatches>() -> Result<C, clap::Error> {
    let command = in_indonesian(C::command()).arg(version());
    C::from_arg_matches(&command.try_get_matches()?)
}

fn version() -> Arg {
    Arg::new("version").short('V').long("version").action(ArgAction::Version).help(texts::VERSION)
}

fn help() -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(texts::HELP)
}

/// A command and all below it, with heads and standing words in Indonesian.
fn in_indonesian(command: Command) -> Command {
    let mut template = format!("{{before-help}}{{about-with-newline}}\n{}: {{usage}}", texts::USAGE);
    let parts = [
        (command.has_subcommands(), texts::COMMANDS, "{subcommands}"),
        (command.get_positionals().next().is_some(), texts::ARGUMENTS, "{positionals}"),
        (true, texts::OPTIONS, "{options}"),
    ];
    for (_, head, list) in parts.into_iter().filter(|(is_there, ..)| *is_there) {
        template.push_str(&format!("\n\n{head}:\n{list}"));
    }
    template.push_str("{after-help}");
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_value_name(texts::A_COMMAND)
        .help_template(template)
        .arg(help());
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, in_indonesian))
}

/// The help that was asked for, without clap's own word for any option; `None` where something is wrong.
pub(super) fn asked_for(error: &clap::Error) -> Option<String> {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    is_help.then(|| error.render().to_string().replace("[OPTIONS]", texts::ANY_OPTION))
}

/// Puts a complaint into words; `names` are the commands that were typed.
pub(super) fn complaint(error: &clap::Error, names: &[String]) -> Trouble {
    let help = &[&["netral".to_owned()], names, &["--help".to_owned()]].concat().join(" ");
    let said = |kind| told(error.get(kind));
    let one = |kind| said(kind).unwrap_or_default();
    let argument = || one(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let meant = said(ContextKind::SuggestedSubcommand);
            texts::unknown_command(&one(ContextKind::InvalidSubcommand), meant.as_deref(), help)
        }
        ErrorKind::UnknownArgument => {
            texts::unknown_argument(&argument(), said(ContextKind::SuggestedArg).as_deref(), help)
        }
        ErrorKind::MissingRequiredArgument => texts::missing(&argument(), help),
        ErrorKind::MissingSubcommand => texts::missing(texts::A_COMMAND, help),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match one(ContextKind::InvalidValue) {
            typed if typed.is_empty() => texts::without_value(&argument(), help),
            typed => {
                let choices = said(ContextKind::ValidValue);
                texts::wrong_value(&typed, &argument(), choices.as_deref(), help)
            }
        },
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            texts::without_value(&argument(), help)
        }
        ErrorKind::TooManyValues => texts::unknown_argument(&one(ContextKind::InvalidValue), None, help),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg).filter(|other| *other != argument());
            texts::conflict(&argument(), other.as_deref(), help)
        }
        _ => texts::unreadable(help),
    }
}

fn told(value: Option<&ContextValue>) -> Option<String> {
    match value? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(" atau ")),
        _ => None,
    }
}

/// The commands among the words that were typed, as far as they are ones.
pub(super) fn commands<C: CommandFactory>(typed: impl Iterator<Item = String>) -> Vec<String> {
    let mut command = C::command();
    let mut names = Vec::new();
    for word in typed.filter(|word| !word.starts_with('-')) {
        let Some(inner) = command.find_subcommand(&word).cloned() else { continue };
        names.push(word);
        command = inner;
    }
    names
}
