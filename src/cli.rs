//! The command line: what was typed becomes wiring of concrete things, and an exit code.
//!
//! Exit codes: 0 done, 1 the user's input is wrong, 2 configuration, 3 internal, or output that can't be
//! written. A verdict keeps its code wherever its output goes.

mod ask;
mod asking;
mod audit;
mod backup;
mod chat;
mod doctor;
mod eval;
mod failure;
mod faq;
mod keeping;
mod material;
mod models;
mod opening;
mod patience;
mod progress;
mod pulse;
mod quiet;
mod restore;
mod sandbox;
mod serve;
mod service;
mod socket;
mod spoken;
mod stats;
mod stop;
mod tips;
mod watch;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::Parser;
use clap::Subcommand;

use crate::cli::failure::Failure;
use crate::config::Places;

#[derive(Debug, Parser)]
#[command(
    name = "netral",
    version,
    about = "Netral menjawab: apa yang boleh dan dilarang bagi ASN dalam urusan politik?",
    after_help = "Contoh:\n  netral sandbox                              coba di peramban, tanpa token\n  netral chat                                 percakapan yang sama di terminal\n  netral ask \"boleh like status calon?\"       satu pertanyaan\n  netral serve                                bot Telegram (perlu TELOXIDE_TOKEN)\n\nKode keluar: 0 selesai, 1 masukan keliru, 2 konfigurasi, 3 gangguan internal atau keluaran yang tidak dapat ditulis.",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(flatten)]
    everywhere: Everywhere,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
struct Everywhere {
    /// Folder FAQ; tanpa ini dipakai FAQ bawaan
    #[arg(long, global = true, value_name = "DIR")]
    faq: Option<PathBuf>,
    /// Folder data [bawaan: data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Berkas konfigurasi [bawaan: netral.toml bila ada]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Tulis log ke galat standar; ulangi (-vv) untuk lebih rinci
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

impl Everywhere {
    fn places(&self) -> Places {
        Places { config: self.config.clone(), data: self.data.clone(), faq: self.faq.clone() }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bot sungguhan di peramban, tanpa token dan tanpa jaringan
    Sandbox(sandbox::Options),
    /// Percakapan yang sama di terminal
    Chat,
    /// Bot di Telegram: TELOXIDE_TOKEN, boleh TELOXIDE_API_URL
    Serve,
    /// Satu pertanyaan, atau satu per baris dari masukan standar
    Ask(ask::Options),
    /// Jelaskan mengapa satu pertanyaan dijawab begitu
    Why(why::Options),
    /// Ukur pencocokan dengan pertanyaan berlabel (TSV)
    Eval(eval::Options),
    /// Periksa FAQ, ekspor, impor, dan riwayatnya
    #[command(subcommand)]
    Faq(faq::Command),
    /// Bagaimana FAQ dipakai dalam satu minggu, tanpa jejak siapa pun
    Stats(stats::Options),
    /// Periksa catatan audit
    #[command(subcommand)]
    Audit(audit::Command),
    /// Untuk petugas penerima laporan, di komputernya sendiri
    #[command(subcommand)]
    Tips(tips::Command),
    /// Cadangkan semua data ke satu berkas, tetap tersegel, juga selagi bot berjalan
    Backup(backup::Options),
    /// Pulihkan data dari cadangan
    Restore(restore::Options),
    /// Periksa apakah semuanya siap dan bot berjalan
    Doctor(doctor::Options),
}

/// Runs what the command line asks for.
#[must_use]
pub fn main() -> ExitCode {
    let cli: Cli = match spoken::parse() {
        Ok(cli) => cli,
        Err(error) => {
            let typed = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
            return failure::of_clap(&error, &spoken::commands::<Cli>(typed));
        }
    };
    quiet::panics();
    quiet::logs(cli.everywhere.verbose);
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(cli: &Cli) -> Result<(), Failure> {
    let places = cli.everywhere.places();
    match &cli.command {
        Command::Sandbox(options) => sandbox::run(&places, options),
        Command::Chat => chat::run(&places),
        Command::Serve => serve::run(&places),
        Command::Ask(options) => ask::run(&places, options),
        Command::Why(options) => why::run(&places, options),
        Command::Eval(options) => eval::run(&places, options),
        Command::Faq(command) => faq::run(&places, command),
        Command::Stats(options) => stats::run(&places, options),
        Command::Audit(command) => audit::run(&places, command),
        Command::Tips(command) => tips::run(&places, command),
        Command::Backup(options) => backup::run(&places, options),
        Command::Restore(options) => restore::run(&places, options),
        Command::Doctor(options) => doctor::run(&places, options),
    }
}
