-- Schema 1: the newsroom file.
--
-- `story` and `body` hold what people wrote. Everything under "derived" is computed from them by the one function that
-- writes them (src/keep.rs) and can be computed again at any time; `verify` compares the two.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story (
    row           INTEGER PRIMARY KEY,   -- this file's own number; what the other tables and the search hang on
    id            TEXT NOT NULL UNIQUE,  -- UUIDv7; what the outside knows
    stage         TEXT NOT NULL CHECK (stage IN ('draft', 'review', 'ready', 'exported', 'spiked')),
    stage_before  TEXT CHECK (stage_before IN ('draft', 'review', 'ready', 'exported')),  -- of a spiked story: where it comes back to
    revision      INTEGER NOT NULL CHECK (revision >= 1),
    created       TEXT NOT NULL,
    modified      TEXT NOT NULL,
    slugline      TEXT NOT NULL,
    kicker        TEXT NOT NULL,
    headline      TEXT NOT NULL,
    deck          TEXT NOT NULL,
    editor        TEXT NOT NULL,
    source        TEXT NOT NULL,
    outlet        TEXT NOT NULL,
    place         TEXT NOT NULL,
    date          TEXT,
    desk          TEXT NOT NULL,
    language      TEXT NOT NULL,
    urgency       INTEGER,
    embargo       TEXT,
    rights        TEXT NOT NULL,
    note          TEXT NOT NULL,
    sign_off      TEXT NOT NULL,
    house         TEXT NOT NULL,
    dateline_form INTEGER NOT NULL,
    credit_form   INTEGER NOT NULL,
    -- derived
    words         INTEGER NOT NULL,
    characters    INTEGER NOT NULL,
    paragraphs    INTEGER NOT NULL,
    excerpt       TEXT NOT NULL,
    headline_key  TEXT NOT NULL,         -- headline, or the excerpt where there is none, folded: what a list sorts by
    slugline_key  TEXT NOT NULL,
    live          INTEGER GENERATED ALWAYS AS (stage <> 'spiked') VIRTUAL
) STRICT;

-- The newest page of every list, without a sort and without reading a row. `row` is the last column of every index of
-- itself.
CREATE INDEX story_by_time       ON story (live, modified);
CREATE INDEX story_by_desk       ON story (desk, live, modified);
CREATE INDEX story_by_stage      ON story (stage, modified);
CREATE INDEX story_by_desk_stage ON story (desk, stage, modified);
-- The other orders; stage and desk are in them so that a filter is answered out of the index.
CREATE INDEX story_by_headline   ON story (headline_key, stage, desk);
CREATE INDEX story_by_slugline   ON story (slugline_key, stage, desk);
CREATE INDEX story_by_words      ON story (words, stage, desk);

-- Apart from `story`, so that lists never read past texts.
CREATE TABLE body (
    story  INTEGER PRIMARY KEY REFERENCES story (row) ON DELETE CASCADE,
    schema INTEGER NOT NULL,             -- number of the body schema that wrote the tree
    tree   TEXT NOT NULL                 -- ProseMirror JSON
) STRICT;

CREATE TABLE byline (
    story    INTEGER NOT NULL REFERENCES story (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    story    INTEGER NOT NULL REFERENCES story (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_name ON tag (name);

CREATE TABLE topic (
    story    INTEGER NOT NULL REFERENCES story (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_by_name ON topic (name);

-- Derived: the related links that stand in the bodies. `target` is a story's id, of this newsroom or of another.
CREATE TABLE related_link (
    story    INTEGER NOT NULL REFERENCES story (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title    TEXT NOT NULL,
    target   TEXT,
    url      TEXT,
    after    INTEGER NOT NULL,
    PRIMARY KEY (story, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_link_by_target ON related_link (target) WHERE target IS NOT NULL;

-- Derived: how many stories stand where, so that navigation counts nothing.
CREATE TABLE tally (
    stage   TEXT NOT NULL,
    desk    TEXT NOT NULL,
    stories INTEGER NOT NULL CHECK (stories > 0),
    PRIMARY KEY (stage, desk)
) STRICT, WITHOUT ROWID;

-- Derived: what fields were filled with, for completion.
CREATE TABLE term (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,                  -- name, folded
    name TEXT NOT NULL,
    uses INTEGER NOT NULL CHECK (uses > 0),
    PRIMARY KEY (kind, key, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_by_use ON term (kind, uses);

-- Derived: the search. rowid = story.row. Diacritics fold; the first letters of words have indices of their own,
-- because the last word is looked for while it is being typed.
CREATE VIRTUAL TABLE search USING fts5 (
    headline, slugline, kicker, deck, tags, people, source, place, body,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

-- Kept states. By id and without a foreign key: a text is kept whatever became of its story.
CREATE TABLE version (
    version  INTEGER PRIMARY KEY AUTOINCREMENT,
    story    TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    note     TEXT,
    words    INTEGER NOT NULL,
    fields   TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;
CREATE INDEX version_by_story ON version (story, version);

-- Every change, in order. Append only.
CREATE TABLE journal (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    story    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    before   TEXT,
    after    TEXT,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_by_story ON journal (story, seq);

CREATE TABLE export_log (
    export   INTEGER PRIMARY KEY,
    story    TEXT NOT NULL,
    at       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    path     TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256   TEXT NOT NULL
) STRICT;
CREATE INDEX export_log_by_story ON export_log (story, export);
CREATE INDEX export_log_by_path ON export_log (path, export);

-- The desks of the house, in its order; stories may name others.
CREATE TABLE desk (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
