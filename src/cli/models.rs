//! What matchers have learnt, kept in files: whoever starts next with the same FAQ needn't learn it.
//!
//! A file is named after what was learnt, is read whole or not at all, and holds nothing but what stands in the
//! FAQ. Where none can be read or written, everything works as before, a second later.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::interval;

use crate::config;
use crate::config::Places;
use crate::desk::Desk;
use crate::desk::Reference;
use crate::faq::Faq;
use crate::matching::Corpus;
use crate::matching::Matcher;
use crate::ports::Store;

/// What the names of the files begin with.
const BEGINNING: &str = "model-";

/// Fewer phrases are learnt sooner than a file is read.
const WORTH_KEEPING: usize = 1_000;

/// How many are kept where several FAQs share a folder.
const SHARED: usize = 4;

/// Between two looks whether there is something new to keep.
const PAUSE: Duration = Duration::from_secs(60);

/// Where what was learnt is kept.
#[derive(Debug, Clone)]
pub(super) struct Models {
    folder: Option<PathBuf>,
    /// How many are kept; a command that only looks keeps none.
    most: usize,
}

impl Models {
    /// For a command that has opened its data folder.
    pub(super) fn of(data: &Path) -> Self {
        Self::shared().unwrap_or_else(|| Self { folder: Some(data.to_owned()), most: 1 })
    }

    /// For a command that leaves nothing behind: it reads what is kept in a data folder that was named.
    pub(super) fn looked_for(places: &Places) -> Self {
        Self::shared().unwrap_or_else(|| Self { folder: places.data.clone(), most: 0 })
    }

    fn shared() -> Option<Self> {
        config::models_folder().map(|folder| Self { folder: Some(folder), most: SHARED })
    }

    /// Returns a FAQ with its matcher.
    pub(super) fn reference(&self, faq: Faq) -> Reference {
        let matcher = Arc::new(self.matcher(&faq.corpus()));
        Reference { faq, matcher }
    }

    /// Returns the matcher of a corpus: what was kept, or else what it learns now.
    pub(super) fn matcher(&self, corpus: &Corpus) -> Matcher {
        let kept = self.file(corpus).and_then(|file| recall(&file, corpus));
        kept.unwrap_or_else(|| {
            let matcher = Matcher::train(corpus);
            self.keep(corpus, &matcher);
            matcher
        })
    }

    /// Keeps what the desk learns from now on, when admins publish or the folder of the FAQ changes.
    pub(super) fn follow<S: Store>(self, desk: &Arc<Desk<S>>) {
        if self.most > 0 {
            let desk = Arc::clone(desk);
            tokio::spawn(async move { self.keep_what_is_new(&desk).await });
        }
    }

    async fn keep_what_is_new<S: Store>(&self, desk: &Desk<S>) {
        let mut last = Arc::downgrade(&desk.reference().matcher);
        let mut looks = interval(PAUSE);
        loop {
            looks.tick().await;
            let reference = desk.reference();
            if last.as_ptr() == Arc::as_ptr(&reference.matcher) {
                continue;
            }
            last = Arc::downgrade(&reference.matcher);
            let models = self.clone();
            let kept = move || models.keep(&reference.faq.corpus(), &reference.matcher);
            drop(tokio::task::spawn_blocking(kept).await);
        }
    }

    fn keep(&self, corpus: &Corpus, matcher: &Matcher) {
        let Some(file) = self.file(corpus).filter(|_| self.most > 0) else { return };
        if write(&file, matcher).and_then(|()| tidy(&file, self.most)).is_err() {
            tracing::info!("what the matcher has learnt could not be kept; the next start learns it anew");
        }
    }

    fn file(&self, corpus: &Corpus) -> Option<PathBuf> {
        let phrases: usize = corpus.topics.iter().map(|topic| topic.phrases.len()).sum();
        let folder = self.folder.as_ref().filter(|_| phrases >= WORTH_KEEPING)?;
        Some(folder.join(format!("{BEGINNING}{}", Matcher::name(corpus))))
    }
}

fn recall(file: &Path, corpus: &Corpus) -> Option<Matcher> {
    let mut file = File::open(file).ok()?;
    Matcher::recall(corpus, |piece| file.read_exact(piece).ok())
}

/// Writes a file that is there whole or not at all.
fn write(file: &Path, matcher: &Matcher) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut unfinished = file.to_owned();
    unfinished.set_extension(process::id().to_string());
    let written = File::create(&unfinished).and_then(|made| {
        let (mut made, mut written) = (BufWriter::new(made), Ok(()));
        matcher.keep(|piece| {
            if written.is_ok() {
                written = made.write_all(piece);
            }
        });
        written.and_then(|()| made.flush())
    });
    let placed = written.and_then(|()| fs::rename(&unfinished, file));
    if placed.is_err() {
        drop(fs::remove_file(&unfinished));
    }
    placed
}

/// Removes all but the newest files of this kind.
fn tidy(file: &Path, most: usize) -> io::Result<()> {
    let mut found = Vec::new();
    for entry in fs::read_dir(file.parent().unwrap_or(Path::new(".")))? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(BEGINNING) && entry.path() != file {
            found.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    found.sort();
    found.iter().rev().skip(most.saturating_sub(1)).try_for_each(|(_, old)| fs::remove_file(old))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::Models;
    use super::WORTH_KEEPING;
    use crate::matching::Corpus;

    fn corpus(kind: &str, phrases: usize) -> Corpus {
        Corpus::plain((0..phrases).map(|n| (format!("{kind} {n}"), Some(format!("topik-{}", n % 7)))))
    }

    fn files(folder: &TempDir) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    fn models(folder: &TempDir, most: usize) -> Models {
        Models { folder: Some(folder.path().to_owned()), most }
    }

    #[test]
    fn what_was_learnt_is_kept_once_and_used_again() {
        let (folder, corpus) = (TempDir::new().unwrap(), corpus("kata", WORTH_KEEPING));
        let learnt = models(&folder, 1).matcher(&corpus).judge("kata 5");
        let [file] = files(&folder).try_into().unwrap();
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        assert_eq!(models(&folder, 1).matcher(&corpus).judge("kata 5"), learnt);
        assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written, "it is only read");
    }

    #[test]
    fn a_damaged_file_is_replaced_by_what_is_learnt_anew() {
        let (folder, corpus) = (TempDir::new().unwrap(), corpus("kata", WORTH_KEEPING));
        let learnt = models(&folder, 1).matcher(&corpus).judge("kata 5");
        let [file] = files(&folder).try_into().unwrap();
        let sound = fs::read(&file).unwrap();
        fs::write(&file, &sound[..sound.len() / 2]).unwrap();
        assert_eq!(models(&folder, 1).matcher(&corpus).judge("kata 5"), learnt);
        assert_eq!(fs::read(&file).unwrap(), sound);
    }

    #[test]
    fn only_the_newest_stay_and_other_files_are_left_alone() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("tips.current"), "1").unwrap();
        for kind in ["satu", "dua", "tiga"] {
            drop(models(&folder, 2).matcher(&corpus(kind, WORTH_KEEPING)));
        }
        assert_eq!(files(&folder).len(), 3);
        drop(models(&folder, 1).matcher(&corpus("empat", WORTH_KEEPING)));
        assert_eq!(files(&folder).len(), 2);
        assert!(folder.path().join("tips.current").exists());
    }

    #[test]
    fn who_only_looks_and_what_is_learnt_in_no_time_leaves_no_file() {
        let folder = TempDir::new().unwrap();
        drop(models(&folder, 0).matcher(&corpus("kata", WORTH_KEEPING)));
        drop(models(&folder, 1).matcher(&corpus("kata", 20)));
        assert!(files(&folder).is_empty());
    }

    #[test]
    fn a_folder_that_cannot_be_written_changes_nothing() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("berkas");
        fs::write(&file, "").unwrap();
        let models = Models { folder: Some(file), most: 1 };
        assert!(!models.matcher(&corpus("kata", WORTH_KEEPING)).judge("kata 5").candidates.is_empty());
    }
}
