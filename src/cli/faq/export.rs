//! `netral faq export`: the FAQ in force, as a folder, an archive, or phrases.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::archive;
use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::asking::ask_the_base;
use crate::cli::backup::Unfinished;
use crate::cli::failure::Failure;
use crate::cli::faq::mark;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Places;
use crate::curation::Files;
use crate::curation::RevisionId;
use crate::curation::import::entry_at;
use crate::faq::parse::parse;
use crate::faq_folder;
use crate::texts::faq_cli;
use crate::texts::trouble;

/// Options of `netral faq export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Contoh:\n  netral faq export ./faq-baru          folder baru, misalnya untuk git\n  netral faq export ./faq --force       perbarui folder yang sudah berisi FAQ\n  netral faq export faq.zip             satu arsip\n  netral faq export --phrases frasa.tsv frasa TAB id entri, - untuk di luar cakupan\n\nIsinya FAQ yang berlaku: folder FAQ dengan semua revisi yang terbit. Bekerja juga selagi bot berjalan.\n--force hanya menyentuh berkas FAQ: .git, README.md, dan berkas lain dibiarkan. Ekspor dari revisi yang\nlebih baru tidak ditimpa dengan yang lebih lama. Tanpa folder data (FAQ bawaan): --tanpa-revisi."
)]
pub(in crate::cli) struct Options {
    /// Folder atau arsip .zip yang akan ditulis
    #[arg(value_name = "DIR|FILE.zip", required_unless_present = "phrases")]
    target: Option<PathBuf>,
    /// Tulis semua frasa ke berkas ini
    #[arg(long, value_name = "FILE")]
    phrases: Option<PathBuf>,
    /// Timpa yang sudah ada
    #[arg(long)]
    force: bool,
    /// Hanya FAQ bawaan atau folder --faq, tanpa folder data dan tanpa revisi yang terbit
    #[arg(long)]
    tanpa_revisi: bool,
}

/// Writes the FAQ in force.
pub(super) fn run(places: &Places, options: &Options) -> Result<(), Failure> {
    if let Some(target) = &options.target {
        check_free(target, options.force)?;
    }
    let (files, head) = in_force(places, options.tanpa_revisi)?;
    if let Some(target) = &options.target {
        let changed = mark::compare(&files, head, target)?;
        write(&files, head, target)?;
        let entries = files.keys().filter(|path| entry_at(path).is_some()).count();
        writeln!(io::stdout(), "{}", faq_cli::exported(target, entries, head, &changed))?;
    }
    match &options.phrases {
        Some(file) => write_phrases(&files, file),
        None => Ok(()),
    }
}

/// The files of the FAQ in force with their last revision, or those of the base alone.
pub(super) fn in_force(places: &Places, without_revisions: bool) -> Result<(Files, RevisionId), Failure> {
    let answer = match without_revisions {
        true => ask_the_base(places, Request::Export)?,
        false => ask(places, Request::Export)?,
    };
    match answer {
        Answer::Exported(files, head) => Ok((files, head)),
        _ => Err(asking::unexpected()),
    }
}

pub(super) fn is_archive(target: &Path) -> bool {
    target.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"))
}

/// Nothing that is there is written over unseen.
fn check_free(target: &Path, force: bool) -> Result<(), Failure> {
    let is_free = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(_) => return Err(Failure::Input(trouble::unreadable_file(target))),
        Ok(_) if is_archive(target) => false,
        Ok(found) if !found.is_dir() => return Err(Failure::Input(faq_cli::not_a_folder(target))),
        Ok(_) => fs::read_dir(target).is_ok_and(|mut items| items.next().is_none()),
    };
    if is_free || force { Ok(()) } else { Err(Failure::Input(faq_cli::occupied(target))) }
}

fn write(files: &Files, head: RevisionId, target: &Path) -> Result<(), Failure> {
    let refused = |_: io::Error| Failure::Input(faq_cli::unwritable(target));
    if is_archive(target) {
        let mut files = files.clone();
        files.insert(mark::FILE.to_owned(), mark::text(head));
        let bytes = archive::pack(&files).ok_or_else(|| Failure::Internal(faq_cli::not_packed()))?;
        return put(target, &bytes).map_err(refused);
    }
    fs::create_dir_all(target).map_err(refused)?;
    for (path, text) in files {
        put_inside(target, path, text)?;
    }
    for path in gone(files, target) {
        fs::remove_file(target.join(path)).map_err(refused)?;
    }
    put_inside(target, mark::FILE, &mark::text(head))
}

/// Writes one file of a folder. What is the same stays untouched, so that nobody sees a change in it.
fn put_inside(folder: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let mut place = folder.to_owned();
    for step in path.split('/') {
        place.push(step);
        if place.is_symlink() {
            return Err(Failure::Input(faq_cli::leads_out(&place)));
        }
    }
    if fs::read(&place).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let parent = place.parent().unwrap_or(folder);
    let written = fs::create_dir_all(parent).and_then(|()| put(&place, text.as_bytes()));
    written.map_err(|_| Failure::Input(faq_cli::unwritable(&place)))
}

fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = Unfinished::beside(file);
    let mut out = unfinished.create()?;
    out.write_all(bytes)?;
    out.sync_all()?;
    unfinished.finish(file)
}

/// Files of an FAQ in a folder that the FAQ in force doesn't have; everything else there is left alone.
fn gone(files: &Files, folder: &Path) -> Vec<String> {
    mark::of_faq(faq_folder::read(Some(folder)).files)
        .into_keys()
        .filter(|path| !files.contains_key(path))
        .collect()
}

fn write_phrases(files: &Files, file: &Path) -> Result<(), Failure> {
    let faq = parse(files).0.ok_or_else(|| Failure::Internal(trouble::store_failed()))?;
    let inside =
        faq.entries.iter().flat_map(|entry| entry.phrases.iter().map(|phrase| (phrase, entry.id.as_str())));
    let outside = faq.outside.iter().flat_map(|group| group.phrases.iter().map(|phrase| (phrase, "-")));
    let rows: Vec<String> = inside.chain(outside).map(|(phrase, id)| format!("{phrase}\t{id}\n")).collect();
    put(file, rows.concat().as_bytes()).map_err(|_| Failure::Input(faq_cli::unwritable(file)))?;
    writeln!(io::stdout(), "{}", faq_cli::phrases_written(file, rows.len()))?;
    Ok(())
}
