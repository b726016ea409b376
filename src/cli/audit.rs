//! `netral audit`: whether the chain of admins' acts is whole.

use std::io;
use std::io::Write;

use clap::Subcommand;
use serde::Deserialize;
use serde::Serialize;

use crate::cli::asking;
use crate::cli::asking::ask;
use crate::cli::failure::Failure;
use crate::cli::failure::verdict;
use crate::cli::service::Answer;
use crate::cli::service::Request;
use crate::config::Places;
use crate::curation::audit::Audit;
use crate::curation::audit::NotedHead;
use crate::curation::record::Kind;
use crate::ports::Records;
use crate::ports::StoreError;
use crate::texts::audit_cli as texts;

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Periksa apakah rantainya utuh, dan apakah kepala yang pernah dicatat masih ada di dalamnya
    #[command(
        after_help = "Contoh:\n  netral audit verify\n  netral audit verify --kepala \"3f9a 12bc 77de 0a41\"   kepala dari ringkasan mingguan\n\nBekerja juga selagi bot berjalan. Kode keluar: 0 utuh; 3 rusak, atau kepala itu tidak ada lagi di rantai."
    )]
    Verify {
        /// Kepala rantai yang pernah dicatat
        #[arg(long, value_name = "HASH")]
        kepala: Option<String>,
    },
}

/// Runs a command on the audit.
pub(super) fn run(places: &Places, command: &Command) -> Result<(), Failure> {
    let Command::Verify { kepala } = command;
    noted(kepala.as_deref())?;
    match ask(places, Request::Audit(kepala.clone()))? {
        Answer::Audit(report) => tell(&report),
        _ => Err(asking::unexpected()),
    }
}

/// What a look through the audit came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Report {
    /// What to tell.
    pub(super) text: String,
    /// Whether nobody touched it, as far as that can be known.
    pub(super) whole: bool,
}

/// Looks through the audit of a store, and for a head that somebody noted.
///
/// # Errors
/// When the store can't be read.
pub(super) fn verify(store: &impl Records, noted: Option<&NotedHead>) -> Result<Report, StoreError> {
    let audit = Audit::read(&store.records(Kind::Audit)?);
    let seen = noted.map(|noted| audit.seen(noted));
    let whole = audit.broken.is_none() && seen != Some(None);
    Ok(Report { text: texts::report(&audit, seen), whole })
}

/// Reads a head as somebody noted it.
pub(super) fn noted(text: Option<&str>) -> Result<Option<NotedHead>, Failure> {
    let read = |text| NotedHead::parse(text).ok_or_else(|| Failure::Input(texts::odd_head()));
    text.map(read).transpose()
}

/// Tells a report; a broken chain is the data's trouble.
pub(super) fn tell(report: &Report) -> Result<(), Failure> {
    let told = writeln!(io::stdout().lock(), "{}", report.text);
    verdict(told, if report.whole { Ok(()) } else { Err(Failure::Said(3)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coordinates::Timestamp;
    use crate::curation::Author;
    use crate::curation::Kept;
    use crate::curation::audit::AuditRow;
    use crate::curation::audit::Deed;
    use crate::storage::MemoryStore;
    use crate::system::SystemClock;

    async fn store_of(length: usize) -> (MemoryStore<SystemClock>, Vec<AuditRow>) {
        let store = MemoryStore::new(SystemClock);
        let mut rows: Vec<AuditRow> = Vec::new();
        for _ in 0..length {
            let row = AuditRow::after(rows.last(), Timestamp(7), Author::CommandLine, Deed::FolderRead);
            assert!(store.apply(vec![row.put_new()]).await.unwrap());
            rows.push(row);
        }
        (store, rows)
    }

    #[tokio::test]
    async fn a_whole_chain_is_told_with_its_head() {
        let (store, rows) = store_of(3).await;
        let report = verify(&store, None).unwrap();
        assert!(report.whole && report.text.contains(&rows[2].fingerprint()), "{}", report.text);
        let noted = noted(Some(&rows[0].fingerprint())).unwrap();
        let report = verify(&store, noted.as_ref()).unwrap();
        assert!(report.whole && report.text.contains("baris 1"), "{}", report.text);
        assert!(verify(&store_of(0).await.0, None).unwrap().whole);
    }

    #[tokio::test]
    async fn a_missing_row_and_a_cut_tail_are_told_apart() {
        let (store, rows) = store_of(4).await;
        let head = noted(Some(&rows[3].fingerprint())).unwrap();
        assert!(store.apply(vec![rows[3].take_out()]).await.unwrap());
        assert!(verify(&store, None).unwrap().whole);
        let cut = verify(&store, head.as_ref()).unwrap();
        assert!(!cut.whole && cut.text.contains("TIDAK ADA"), "{}", cut.text);
        assert!(store.apply(vec![rows[1].take_out()]).await.unwrap());
        let broken = verify(&store, None).unwrap();
        assert!(!broken.whole && broken.text.contains("RUSAK di baris 2"), "{}", broken.text);
    }

    #[test]
    fn what_is_no_head_is_refused() {
        assert!(matches!(noted(Some("bukan")), Err(Failure::Input(_))));
        assert!(matches!(noted(None), Ok(None)));
    }
}
