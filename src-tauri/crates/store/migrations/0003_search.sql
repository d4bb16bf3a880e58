-- Schema 3: the search keeps an index and no copy of the texts. What is fed to it is made by src/search: stems, fields
-- with their marks, forms. The function beside this file fills it from the stories.

DROP TABLE search;

-- rowid = story.row. `digest` tells one feed from another, so that what has not changed is not written again.
-- The feed has single words between single spaces, folded already: the tokenizer has nothing to decide.
CREATE VIRTUAL TABLE search USING fts5 (
    words, digest UNINDEXED,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    tokenize = "ascii tokenchars '=^'"
);

-- What is gathered in memory before it is written out, in bytes: an archive comes in with an eighth of the merging.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);

-- The index word by word, for `verify`.
CREATE VIRTUAL TABLE search_instance USING fts5vocab (search, instance);

-- How common words are, counted in every sixteenth story.
CREATE TABLE search_word (
    form TEXT NOT NULL PRIMARY KEY,
    uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
