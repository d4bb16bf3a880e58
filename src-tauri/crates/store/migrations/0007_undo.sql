-- Schema 7: what the writer of a story can take back.

-- One history a story, of the one who wrote it last; it means nothing beside another text. Nobody misses it but them, so it
-- may go at any time: after 30 days, when the story leaves, when there are too many.
CREATE TABLE undo_history (
    story    INTEGER PRIMARY KEY REFERENCES story (row) ON DELETE CASCADE,
    revision INTEGER NOT NULL,           -- of the story that it belongs to
    text     INTEGER NOT NULL,           -- checksum of that revision's body
    actor    TEXT NOT NULL,
    at       TEXT NOT NULL,
    length   INTEGER NOT NULL,           -- of the history, in bytes
    sum      INTEGER NOT NULL,           -- checksum of the history
    history  BLOB NOT NULL               -- zstd: JSON as the editor writes it
) STRICT;
CREATE INDEX undo_history_by_time ON undo_history (at);
