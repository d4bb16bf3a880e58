-- Schema 4: suggestions and notes.

-- Suggestions beside a story's text (story::Tracking). The text in `body` is the accepted one.
CREATE TABLE tracking (
    story      INTEGER PRIMARY KEY REFERENCES story (row) ON DELETE CASCADE,
    suggesting INTEGER NOT NULL CHECK (suggesting IN (0, 1)),
    base       TEXT,                     -- the text without them, as a tree; NULL where nothing is suggested yet
    changes    TEXT NOT NULL,            -- JSON: what differs between the two, and whose it is
    pending    TEXT NOT NULL             -- JSON: how many are whose
) STRICT;

-- Notes that people leave each other at a story: threads of a first note and its replies. By id and without a foreign key: a
-- note is kept whatever became of its story.
CREATE TABLE note (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,       -- UUIDv7; of a first note also that of its thread, and of the mark in the text
    story    TEXT NOT NULL,
    thread   TEXT NOT NULL,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    words    TEXT NOT NULL,
    quote    TEXT,                       -- of a first note: the words that it was put at; NULL where it is about the story
    resolved TEXT,                       -- of a first note: when its thread was resolved; NULL while it is open
    resolver TEXT
) STRICT;
CREATE INDEX note_by_story ON note (story, row);
CREATE INDEX note_by_thread ON note (thread);
