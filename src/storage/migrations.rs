//! Brings a database from the schema it was written with to the one this version reads.
//!
//! Step *n* leads from schema *n* to *n + 1*. The schema number follows a step once that is durable, so
//! a kill in between repeats the step: steps must bear that.

use crate::storage::Breakage;
use crate::storage::Database;
use crate::storage::OpenError;

/// The tree that tells about a database as a whole.
pub(super) const META: &str = "meta";

const SCHEMA: &str = "schema";
const FIRST: u8 = 1;

/// Leads from one schema to the next.
pub(super) type Step = fn(&Database) -> Result<(), OpenError>;

/// The steps of the `chat` database. Schema 2 no longer knows which updates were handled.
pub(super) const CHAT: &[Step] = &[|database| {
    database.drop_tree("handled")?;
    database.drop_tree("started")
}];

/// The steps of the `faq` database. Schema 2 has admins' records, of which schema 1 has none.
pub(super) const FAQ: &[Step] = &[|_| Ok(())];

/// The steps of the tips database.
pub(super) const TIPS: &[Step] = &[];

/// Applies the steps that a database still lacks; a newer one is refused, a new one is marked.
pub(super) fn bring_up_to_date(database: &Database, steps: &[Step]) -> Result<(), OpenError> {
    let known = FIRST.saturating_add(u8::try_from(steps.len()).unwrap_or(u8::MAX));
    let found = match schema_of(database)? {
        Some(found) => found,
        None if database.is_empty()? => return mark(database, known),
        None => return Err(OpenError::Broken(Breakage::Unversioned)),
    };
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    for (schema, step) in (FIRST..known).zip(steps).filter(|(schema, _)| *schema >= found) {
        step(database)?;
        database.sync()?;
        mark(database, schema.saturating_add(1))?;
    }
    Ok(())
}

fn schema_of(database: &Database) -> Result<Option<u8>, OpenError> {
    let Some(record) = database.tree(META)?.get(SCHEMA)? else {
        return Ok(None);
    };
    match *record {
        [schema] if schema >= FIRST => Ok(Some(schema)),
        _ => Err(OpenError::Broken(Breakage::Unversioned)),
    }
}

fn mark(database: &Database, schema: u8) -> Result<(), OpenError> {
    drop(database.tree(META)?.insert(SCHEMA, &[schema])?);
    database.sync()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_database() -> (tempfile::TempDir, Database) {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&folder.path().join("chat")).unwrap();
        (folder, database)
    }

    fn append(database: &Database, letter: &str) {
        let tree = database.tree("rows").unwrap();
        let row = tree.get("row").unwrap().unwrap_or_default();
        drop(tree.insert("row", [&row, letter.as_bytes()].concat()).unwrap());
    }

    fn row(database: &Database) -> Vec<u8> {
        database.tree("rows").unwrap().get("row").unwrap().unwrap_or_default().to_vec()
    }

    const STEPS: &[Step] = &[
        |database| {
            append(database, "a");
            Ok(())
        },
        |database| {
            append(database, "b");
            Ok(())
        },
    ];

    #[test]
    fn a_new_database_needs_no_step() {
        let (_folder, database) = a_database();
        bring_up_to_date(&database, STEPS).unwrap();
        assert_eq!(schema_of(&database), Ok(Some(3)));
        assert_eq!(row(&database), b"");
    }

    #[test]
    fn an_old_database_takes_every_step_once_and_in_order() {
        let (_folder, database) = a_database();
        bring_up_to_date(&database, &[]).unwrap();
        bring_up_to_date(&database, STEPS).unwrap();
        bring_up_to_date(&database, STEPS).unwrap();
        assert_eq!(row(&database), b"ab");
        assert_eq!(schema_of(&database), Ok(Some(3)));
    }

    #[test]
    fn a_half_way_database_takes_only_the_steps_it_lacks() {
        let (_folder, database) = a_database();
        bring_up_to_date(&database, &STEPS[..1]).unwrap();
        bring_up_to_date(&database, STEPS).unwrap();
        assert_eq!(row(&database), b"b");
    }

    #[test]
    fn a_failing_step_is_tried_again_next_time() {
        let (_folder, database) = a_database();
        bring_up_to_date(&database, &[]).unwrap();
        assert_eq!(bring_up_to_date(&database, &[|_| Err(OpenError::DiskFull)]), Err(OpenError::DiskFull));
        assert_eq!(schema_of(&database), Ok(Some(1)));
        bring_up_to_date(&database, &STEPS[..1]).unwrap();
        assert_eq!(row(&database), b"a");
    }

    #[test]
    fn a_newer_database_is_refused() {
        let (_folder, database) = a_database();
        bring_up_to_date(&database, STEPS).unwrap();
        assert_eq!(bring_up_to_date(&database, &[]), Err(OpenError::Newer { found: 3, known: 1 }));
    }

    #[test]
    fn records_without_a_schema_are_refused() {
        let (_folder, database) = a_database();
        append(&database, "a");
        let refused = bring_up_to_date(&database, STEPS);
        assert_eq!(refused, Err(OpenError::Broken(Breakage::Unversioned)));
    }
}
