-- A floor below the floor of a save: the words as they stand in the text are indexed, without stems, forms or marked fields.
SELECT id FROM story WHERE row = 1;
SELECT s.row, s.revision, b.tree FROM story s JOIN body b ON b.story = s.row WHERE s.id = ?1;
SELECT :row, revision, modified, words FROM story WHERE row = 1;
UPDATE story SET revision = ?2, modified = ?3, words = ?4 WHERE row = ?1;
SELECT :row, schema, tree FROM body WHERE story = 1;
UPDATE body SET schema = ?2, tree = ?3 WHERE story = ?1;
SELECT :row, :text, revision FROM story WHERE row = 1;
REPLACE INTO search (rowid, words, digest) VALUES (?1, ?2, ?3);
SELECT modified, id, revision FROM story WHERE row = 1;
INSERT INTO journal (at, actor, story, kind, revision) VALUES (?1, 'bench', ?2, 'saved', ?3);
