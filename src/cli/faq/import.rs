//! `netral faq import`: files become a revision, or a proposal where somebody has to agree.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::archive::LARGEST;
use crate::archive::Member;
use crate::archive::Refusal;
use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::failure::verdict;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Places;
use crate::curation::Files;
use crate::curation::delivery::Delivered;
use crate::curation::delivery::Imported;
use crate::curation::import;
use crate::curation::import::Found;
use crate::curation::import::Import;
use crate::curation::import::Trouble;
use crate::faq::GroupId;
use crate::faq_folder;
use crate::texts::curation::files::trouble as worded;
use crate::texts::faq_cli;
use crate::texts::trouble;

/// Options of `netral faq import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral faq import ./faq --dry-run                 hanya tunjukkan apa yang akan berubah\n  netral faq import ./faq --reason \"PP baru\"\n  netral faq import faq.zip --retire                entri yang tidak ada di arsip dipensiunkan\n  netral faq import like.md\n  netral faq import baru.md --topic media-sosial    entri baru\n\nPerubahan putusan, dasar hukum, atau sanksi menunggu persetujuan di Telegram.\nKode keluar: 0 terbit, diajukan, atau tidak ada perubahan; 1 berkas perlu diperbaiki atau alasan belum ditulis."
)]
pub(in crate::cli) struct Options {
    /// Folder, arsip .zip, atau satu berkas .md
    #[arg(value_name = "DIR|FILE.zip|FILE.md")]
    source: PathBuf,
    /// Mengapa; wajib bila ada jawaban yang menjadi kebalikannya
    #[arg(long, value_name = "TEKS")]
    reason: Option<String>,
    /// Pensiunkan entri yang tidak ada di folder atau arsip yang utuh
    #[arg(long)]
    retire: bool,
    /// Topik untuk satu entri baru
    #[arg(long, value_name = "TOPIK")]
    topic: Option<String>,
    /// Jangan ubah apa pun
    #[arg(long)]
    dry_run: bool,
}

/// Takes files in.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    let Answer::Exported(files, _) = ask(places, Request::Export)? else { return Err(asking::unexpected()) };
    let Import { files, whole } = read(&files, options)?;
    let reason = options.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let delivered = Delivered {
        files,
        whole,
        retire: options.retire,
        reason: reason.map(str::to_owned),
        trial: options.dry_run,
    };
    match ask(places, Request::Import(delivered))? {
        Answer::Imported(imported) => report(&imported),
        _ => Err(asking::unexpected()),
    }
}

fn report(imported: &Imported) -> Result<(), Failure> {
    let told = writeln!(io::stdout(), "{}", faq_cli::imported(imported));
    let done = match imported {
        Imported::Unfit(_) | Imported::Unexplained(_) => Err(Failure::Said(1)),
        Imported::Same | Imported::Would(_) | Imported::Published(..) | Imported::Proposed(..) => Ok(()),
    };
    verdict(told, done)
}

fn read(files: &Files, options: &Options) -> Result<Import, Failure> {
    let source = &options.source;
    let found = if source.is_dir() { of_folder(files, source)? } else { of_file(files, source)? };
    match found {
        Ok(Found::Import(import)) => Ok(import),
        Ok(Found::Homeless { id, text }) => match options.topic.as_deref().map(GroupId::parse) {
            Some(Some(group)) => {
                Ok(Import { files: Files::from([(format!("{group}/{id}.md"), text)]), whole: false })
            }
            Some(None) => Err(Failure::Input(faq_cli::odd_topic())),
            None => Err(Failure::Input(faq_cli::no_topic(source))),
        },
        Err(troubles) => refuse(troubles.iter().map(worded)),
    }
}

type Reading = Result<Found, Vec<Trouble>>;

fn of_folder(files: &Files, source: &Path) -> Result<Reading, Failure> {
    let raw = match faq_folder::raw(source) {
        Ok(raw) => raw,
        Err(problems) => return refuse(problems.iter().map(ToString::to_string)),
    };
    let members = raw.into_iter().map(|(path, bytes)| Member { path, bytes }).collect();
    Ok(import::of_members(files, members).map(Found::Import))
}

fn of_file(files: &Files, source: &Path) -> Result<Reading, Failure> {
    let unreadable = |_: io::Error| Failure::Input(trouble::unreadable_file(source));
    let size = fs::metadata(source).map_err(unreadable)?.len();
    if usize::try_from(size).is_ok_and(|size| size > LARGEST) {
        return Ok(Err(vec![Trouble::Archive(Refusal::TooLarge)]));
    }
    let bytes = fs::read(source).map_err(unreadable)?;
    let name = source.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(import::find(files, name.as_deref(), &bytes))
}

fn refuse<T>(lines: impl Iterator<Item = String>) -> Result<T, Failure> {
    let unfit = Imported::Unfit(lines.collect());
    report(&unfit).and(Err(Failure::Said(1)))
}
