//! Schemas. Two numbers: `user_version` counts the migrations that a file has had, `meta.oldest_reader` names the oldest
//! schema whose Redaksi may still open it. A shipped migration may not change: a test holds each to its SHA-256.

use crate::{Error, backup, file, search, tables::meta, versions};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{cmp::Ordering, path::Path};

pub(crate) struct Migration {
    pub sql: &'static str,
    pub then: Option<Then>,
    /// Of `sql`, in hex; compared by a test.
    #[cfg_attr(not(test), expect(dead_code, reason = "a fact about the migration that only its test reads"))]
    pub sha256: &'static str,
}

/// What SQL alone cannot do, after it and in the same transaction.
type Then = fn(&Transaction) -> Result<(), Error>;

/// In order; a file of schema n has had the first n.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        sql: include_str!("../migrations/0001_initial.sql"),
        then: None,
        sha256: "f93feeb0c6a6be4ffd08263fb8101041caa96225b6dbf445b27a72a93ae7c059",
    },
    Migration {
        sql: include_str!("../migrations/0002_versions.sql"),
        then: Some(versions::carry_over),
        sha256: "d8cd5f8fa19c4ee7ed0fbd2558a1fe4bd70d75810b055cf7e1bcc54d6cdb2208",
    },
    Migration {
        sql: include_str!("../migrations/0003_search.sql"),
        // The search is filled once all migrations are done.
        then: None,
        sha256: "57260d3105334101581b2208c45f3a75a4e80186e1e16f3730dd05240ea39e4d",
    },
    Migration {
        sql: include_str!("../migrations/0004_suggestions.sql"),
        then: None,
        sha256: "d2c920b1d2ae9382692f1b4595ed0e4e49fd4630574c90955bbc6d91c75875b3",
    },
    Migration {
        sql: include_str!("../migrations/0005_targets.sql"),
        then: None,
        sha256: "6f86fc07f12959500162e2f288f5c961022dfd07c6e7edceafea3822f664b17b",
    },
    Migration {
        sql: include_str!("../migrations/0006_words.sql"),
        then: None,
        sha256: "4783b12cd0ea0e8796d288bc52af11bf30a5a6b6c8f66044b960285fdf5d3bea",
    },
    Migration {
        sql: include_str!("../migrations/0007_undo.sql"),
        then: None,
        sha256: "842ca445e5cf47ef0e7a6726c9de767a412158afc04861f06b3e49d062dc03db",
    },
    Migration {
        sql: include_str!("../migrations/0008_corrections.sql"),
        then: None,
        sha256: "fb477b5dfa40464351a1030eb83131265d1ac7b763e6ec82a6e3320a5827da98",
    },
    Migration {
        sql: include_str!("../migrations/0009_fields.sql"),
        then: None,
        sha256: "641c1a41797158245d57eff5d8ae18d91db0de1bad14334e377087bd28484fec",
    },
];

/// The schema that this Redaksi writes.
pub(crate) const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// The oldest schema whose Redaksi can read what this one writes. Raised only by a migration that is not additive: the
/// last such took the columns of the search away.
pub(crate) const OLDEST_READER: u32 = 3;

/// Fills an empty file.
pub(crate) fn create(connection: &mut Connection, house: &str, at: &str) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "application_id", file::APPLICATION_ID)?;
    apply(&transaction, MIGRATIONS)?;
    meta::set(&transaction, meta::HOUSE, house)?;
    meta::set(&transaction, meta::CREATED, at)?;
    transaction.commit()?;
    Ok(())
}

/// Lays an empty file out as one of this schema, which may be an older one.
pub(crate) fn create_as(connection: &mut Connection, schema: u32) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "application_id", file::APPLICATION_ID)?;
    apply(&transaction, MIGRATIONS.get(..schema as usize).unwrap_or(MIGRATIONS))?;
    transaction.commit()?;
    Ok(())
}

/// Brings an older file up to this schema: a copy beside it first, then all pending migrations in one transaction.
pub(crate) fn bring_up(connection: &mut Connection, path: &Path, migrations: &[Migration]) -> Result<(), Error> {
    let from = schema(connection)?;
    match (from as usize).cmp(&migrations.len()) {
        Ordering::Less => {
            backup::copy_beside(connection, path, &format!("schema-{from}"))?;
            apply_pending(connection, migrations)
        }
        Ordering::Equal => keep_current(connection),
        // Its index is a newer Redaksi's, which would make it anew in its turn.
        Ordering::Greater => Ok(()),
    }
}

/// The pending migrations alone, for a file that nobody has worked in yet.
pub(crate) fn apply_pending(connection: &mut Connection, migrations: &[Migration]) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster while we waited for the lock: `apply` reads the schema again.
    apply(&transaction, migrations)?;
    let damage: String = transaction.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if damage != "ok" {
        return Err(Error::Damaged(damage));
    }
    if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(Error::Damaged("a row refers to a story that is not there".to_owned()));
    }
    transaction.commit()?;
    Ok(())
}

/// The index of the search follows the rules of words of this Redaksi, which may change without the schema.
fn keep_current(connection: &mut Connection) -> Result<(), Error> {
    if search::is_current(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    search::rebuild(&transaction)?;
    Ok(transaction.commit()?)
}

fn apply(transaction: &Transaction, migrations: &[Migration]) -> Result<(), Error> {
    let from = schema(transaction)?;
    let pending = migrations.get(from as usize..).unwrap_or_default();
    if pending.is_empty() {
        return Ok(());
    }
    for migration in pending {
        transaction.execute_batch(migration.sql)?;
        if let Some(then) = migration.then {
            then(transaction)?;
        }
    }
    // What is fed to it stands in tables of later schemas; one that is laid out as an older schema holds nothing yet.
    if migrations.len() >= MIGRATIONS.len() && !search::is_current(transaction)? {
        search::rebuild(transaction)?;
    }
    transaction.pragma_update(None, "user_version", migrations.len() as u32)?;
    meta::set(transaction, meta::OLDEST_READER, &OLDEST_READER.to_string())?;
    Ok(())
}

/// How many migrations the file has had.
pub(crate) fn schema(connection: &Connection) -> Result<u32, Error> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{setting, version};
    use rusqlite::params;
    use sha2::{Digest, Sha256};
    use std::path::PathBuf;
    use story::Body;

    const AT: &str = "2026-11-23T17:20:01.123Z";

    #[test]
    fn a_shipped_migration_has_not_changed() {
        for (number, migration) in (1..).zip(MIGRATIONS) {
            let digest: String = Sha256::digest(migration.sql).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digest, migration.sha256, "migration {number}: write a new one instead");
        }
    }

    /// This schema and one made up after it.
    fn with_next(sql: &'static str) -> Vec<Migration> {
        let shipped = MIGRATIONS.iter().map(|migration| Migration { ..*migration });
        shipped.chain([Migration { sql, then: None, sha256: "" }]).collect()
    }

    fn newsroom(folder: &Path) -> PathBuf {
        let path = folder.join("kantor.redaksi");
        file::create(&path, "kontan", AT).unwrap();
        path
    }

    #[test]
    fn an_older_newsroom_is_brought_up_after_a_copy_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = newsroom(folder.path());
        let mut connection = file::open_writer(&path).unwrap().unwrap();
        bring_up(&mut connection, &path, &with_next("ALTER TABLE setting ADD COLUMN owner TEXT")).unwrap();
        assert_eq!(schema(&connection).unwrap(), SCHEMA + 1);
        connection.prepare("SELECT owner FROM setting").unwrap();
        let copy = folder.path().join(format!("kantor.redaksi.schema-{SCHEMA}"));
        let copy = file::open_reader(&copy, file::Access::Read).unwrap();
        assert_eq!(schema(&copy).unwrap(), SCHEMA);
        assert_eq!(meta::get(&copy, meta::HOUSE).unwrap().as_deref(), Some("kontan"));
    }

    /// What schema 1 kept, also what nobody can read: under its number, byte for byte.
    #[test]
    fn versions_of_schema_1_are_carried_over_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantor.redaksi");
        let unreadable = "{\"type\":\"doc\", \n \"content\":[{\"type\":\"hologram\"}]} ";
        let bodies = [Body::from_paragraphs(["Satu dua"]).to_json(), unreadable.to_owned(), String::new()];
        #[expect(clippy::disallowed_methods, reason = "a newsroom of schema 1 has to be made")]
        let mut connection = Connection::open(&path).unwrap();
        let transaction = connection.transaction().unwrap();
        transaction.pragma_update(None, "application_id", file::APPLICATION_ID).unwrap();
        apply(&transaction, &MIGRATIONS[..1]).unwrap();
        for (number, body) in (0..40_u32).zip(bodies.iter().cycle()) {
            let sql = "INSERT INTO version (version, story, revision, at, actor, reason, note, words, fields, body) \
                       VALUES (?1, ?2, ?1, ?3, 'sari', 'hari depan', NULL, 2, '{\"headline\":\"Xi\"}', ?4)";
            transaction.execute(sql, params![number * 2 + 1, format!("naskah {}", number % 2), AT, body]).unwrap();
        }
        transaction.execute("DELETE FROM version WHERE version = 79", []).unwrap();
        transaction.commit().unwrap();
        drop(connection);

        let connection = file::open_writer(&path).unwrap().unwrap();
        for (number, body) in (0..39_u32).zip(bodies.iter().cycle()) {
            let kept = version::get(&connection, number * 2 + 1).unwrap().unwrap();
            assert_eq!((&kept.body, kept.fields.headline.as_str()), (body, "Xi"));
            assert_eq!((kept.row.revision, kept.row.reason.as_str()), (number * 2 + 1, "hari depan"));
        }
        let last: u32 = connection
            .query_row("SELECT seq FROM sqlite_sequence WHERE name = 'version'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(last, 79, "a number that was given once is not given again");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_newsroom_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = newsroom(folder.path());
        let mut connection = file::open_writer(&path).unwrap().unwrap();
        for broken in [
            "INSERT INTO setting VALUES ('a', 'b'); SELECT * FROM nowhere",
            "INSERT INTO setting VALUES ('a', 'b'); PRAGMA defer_foreign_keys = ON; INSERT INTO tag VALUES (7, 0, 'yatim')",
        ] {
            assert!(bring_up(&mut connection, &path, &with_next(broken)).is_err(), "{broken}");
            assert_eq!(schema(&connection).unwrap(), SCHEMA);
            assert_eq!(setting::get(&connection, "a").unwrap(), None);
        }
    }

    #[test]
    fn two_that_migrate_at_once_migrate_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = newsroom(folder.path());
        let migrations = with_next("CREATE TABLE next (a); INSERT INTO next VALUES (1)");
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut connection = file::open_writer(&path).unwrap().unwrap();
                    bring_up(&mut connection, &path, &migrations).unwrap();
                });
            }
        });
        let connection = file::open_reader(&path, file::Access::Read).unwrap();
        assert_eq!(connection.query_row("SELECT count(*) FROM next", [], |row| row.get::<_, u32>(0)).unwrap(), 1);
    }
}
