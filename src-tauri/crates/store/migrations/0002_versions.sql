-- Schema 2: versions that cost little. Their texts are packed (src/pack.rs), most of them against the version before, and
-- say how many words they changed. The Rust step of this migration packs what schema 1 kept, and drops `version_1`.

ALTER TABLE version RENAME TO version_1;
DROP INDEX version_by_story;

-- Which stories have versions. By id and without a foreign key: a text is kept whatever became of its story.
CREATE TABLE history (
    row   INTEGER PRIMARY KEY,
    story TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE version (
    version  INTEGER PRIMARY KEY AUTOINCREMENT,
    history  INTEGER NOT NULL REFERENCES history (row),
    revision INTEGER NOT NULL,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    note     TEXT,
    words    INTEGER NOT NULL,
    added    INTEGER NOT NULL,           -- words against the version before it
    removed  INTEGER NOT NULL,
    base     INTEGER,                    -- the older version whose text this one is packed against; NULL where it stands alone
    step     INTEGER NOT NULL,           -- how many versions in a row are packed each against the one before
    length   INTEGER NOT NULL,           -- of the text, in bytes
    sum      INTEGER NOT NULL,           -- of the text: the first 64 bits of its SHA-256
    packed   BLOB NOT NULL
) STRICT;
CREATE INDEX version_by_history ON version (history, version);
