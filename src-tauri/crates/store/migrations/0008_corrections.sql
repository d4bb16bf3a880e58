-- Schema 8: corrections of stories, more of what is remembered of an export, and profiles of exports.

-- What is said of a story after it has left (story::Correction). By id and without a foreign key: it is kept whatever became
-- of its story. Each raises the story's revision.
CREATE TABLE correction (
    row          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,   -- UUIDv7
    story        TEXT NOT NULL,
    kind         TEXT NOT NULL,          -- erratum, correction, rightOfReply, update, kill
    at           TEXT NOT NULL,
    actor        TEXT NOT NULL,
    words        TEXT NOT NULL,
    published_as TEXT                    -- the story that it was published as, where it is one of its own
) STRICT;
CREATE INDEX correction_by_story ON correction (story, row);
CREATE INDEX correction_by_publication ON correction (published_as) WHERE published_as IS NOT NULL;

-- Of exports before this schema both are NULL.
ALTER TABLE export_log ADD COLUMN version INTEGER;  -- the kept state that left
ALTER TABLE export_log ADD COLUMN options TEXT;     -- JSON: how it was wanted, so that it can be made again

-- How exports are wanted, by name. In the newsroom, so that a desk shares them.
CREATE TABLE profile (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    spec TEXT NOT NULL                   -- JSON
) STRICT, WITHOUT ROWID;
