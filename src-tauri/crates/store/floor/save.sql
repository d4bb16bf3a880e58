-- The floor of a save: what any program has to ask of SQLite to put a changed story into the newsroom file. One
-- transaction, committed with fsync; nothing is computed, compared or checked. Read by the benchmark, by nothing else.
SELECT s.revision, b.tree FROM story s JOIN body b ON b.story = s.row WHERE s.row = :row;
UPDATE story SET revision = :revision, modified = :modified, words = :words WHERE row = :row;
INSERT OR REPLACE INTO body (story, schema, tree) VALUES (:row, 1, :tree);
INSERT OR REPLACE INTO search (rowid, words, digest) VALUES (:row, :text, :revision);
INSERT INTO journal (at, actor, story, kind, revision) VALUES (:modified, 'bench', :id, 'saved', :revision);
