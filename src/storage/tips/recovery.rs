//! Opens the current generation and makes good what a kill, a power cut or the disk did to it.
//!
//! | database | journal | what happens |
//! |---|---|---|
//! | sound | sound, or with a torn end | the end is cut off; entries that the database lacks are applied |
//! | sound | damaged, and nothing readable is newer than the database | a new generation is made of the database |
//! | broken | sound, or with a torn end | the database is set aside and made anew from the journal |
//! | otherwise | | refused, and left as it is |

use std::fs;
use std::path::Path;

use crate::ports::Timestamp;
use crate::storage::Breakage;
use crate::storage::OpenError;
use crate::storage::database::set_aside;
use crate::storage::keys::Key;
use crate::storage::tips::folders::Folders;
use crate::storage::tips::generation::Builder;
use crate::storage::tips::generation::Generation;
use crate::storage::tips::journal;
use crate::storage::tips::journal::Journal;
use crate::storage::tips::journal::Survey;

/// A generation that is whole again.
pub(super) struct Opened {
    /// Its database.
    pub(super) generation: Generation,
    /// Its journal, to go on with.
    pub(super) journal: Journal,
    /// The number of the last group of writes.
    pub(super) sequence: u64,
}

/// Opens the generation that counts, or makes the first one.
pub(super) fn open(folders: &Folders, key: &Key, now: Timestamp) -> Result<Opened, OpenError> {
    let number = match folders.current()? {
        Some(number) => number,
        None => {
            Builder::first(folders, 1, key)?;
            1
        }
    };
    folders.point_to(number)?;
    folders.sweep(number)?;
    let opened = open_generation(folders, number, key, now)?;
    opened.generation.check(key)?;
    Ok(opened)
}

/// Opens a generation that was just finished.
pub(super) fn open_finished(folders: &Folders, number: u64) -> Result<Opened, OpenError> {
    let folder = folders.generation(number);
    let generation = Generation::open(&folder, number)?;
    let sequence = generation.sequence()?;
    let end = fs::metadata(folder.join("journal"))?.len();
    let journal = Journal::resume(&folder.join("journal"), end)?;
    Ok(Opened { generation, journal, sequence })
}

fn open_generation(folders: &Folders, number: u64, key: &Key, now: Timestamp) -> Result<Opened, OpenError> {
    let folder = folders.generation(number);
    let survey = journal::survey(&folder.join("journal"), number)?;
    let readable = survey.filter(|survey| survey.beyond.is_none());
    match (open_examined(&folder, number), readable) {
        (Ok(generation), Some(survey)) if generation.sequence()? <= survey.last => {
            catch_up(&folder, generation, survey)
        }
        (Ok(generation), _) if Some(generation.sequence()?) >= survey.and_then(|survey| survey.beyond) => {
            tracing::warn!("the journal of the tips is damaged; a new generation is made of the database");
            renew(folders, generation, key)
        }
        (Err(OpenError::Broken(_)), Some(survey)) => {
            tracing::warn!("the tips database is damaged; it is set aside and made anew from its journal");
            let aside = set_aside(&folder.join("db"), now);
            // A database that was lost altogether leaves nothing to set aside.
            if aside.is_err() && folder.join("db").exists() {
                return aside.and(Err(OpenError::Broken(Breakage::Corrupt)));
            }
            catch_up(&folder, Generation::open(&folder, number)?, survey)
        }
        (Err(error), _) => Err(error),
        _ => Err(OpenError::Broken(Breakage::Corrupt)),
    }
}

fn open_examined(folder: &Path, number: u64) -> Result<Generation, OpenError> {
    let generation = Generation::open(folder, number)?;
    generation.examine()?;
    Ok(generation)
}

/// Applies what the database lacks.
fn catch_up(folder: &Path, generation: Generation, survey: Survey) -> Result<Opened, OpenError> {
    let path = folder.join("journal");
    let had = generation.sequence()?;
    journal::replay(&path, generation.number(), had, |sequence, changes| {
        generation.apply(&changes, sequence)
    })?;
    if survey.last > had {
        generation.sync()?;
        tracing::info!("the tips database was brought up to its journal");
    }
    let journal = Journal::resume(&path, survey.end)?;
    Ok(Opened { generation, journal, sequence: survey.last })
}

/// Puts a new generation in the place of one whose journal can't be used.
fn renew(folders: &Folders, generation: Generation, key: &Key) -> Result<Opened, OpenError> {
    let (old, new) = (generation.number(), generation.number().saturating_add(1));
    generation.check(key)?;
    Builder::copy(folders, &generation, new, key)?;
    drop(generation);
    let opened = open_finished(folders, new)?;
    folders.switch(new)?;
    folders.remove(old)?;
    Ok(opened)
}
