-- The floor of a save: the statements with which Redaksi puts a story with another text into the newsroom file, with the
-- same rows, ready made. Pairs as in add.sql: the rows are read out of a newsroom in which Redaksi has made the same save
-- before. One transaction, committed with fsync; nothing is computed, compared or checked while the time is taken.
SELECT id FROM story WHERE row = 1;
SELECT s.row, s.revision, b.tree FROM story s JOIN body b ON b.story = s.row WHERE s.id = ?1;
SELECT :row, revision, modified, words, characters, paragraphs, excerpt FROM story WHERE row = 1;
UPDATE story SET revision = ?2, modified = ?3, words = ?4, characters = ?5, paragraphs = ?6, excerpt = ?7 WHERE row = ?1;
SELECT :row, schema, tree FROM body WHERE story = 1;
UPDATE body SET schema = ?2, tree = ?3 WHERE story = ?1;
SELECT :row, :words, digest FROM search WHERE rowid = 1;
REPLACE INTO search (rowid, words, digest) VALUES (?1, ?2, ?3);
SELECT at, actor, story, kind, before, after, revision FROM journal ORDER BY seq DESC LIMIT 1;
INSERT INTO journal (at, actor, story, kind, before, after, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
