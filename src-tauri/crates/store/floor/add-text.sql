-- A floor below the floor of an import: what the least that could be called an archive comes to. The words as they stand in
-- the text are indexed, without stems, forms or marked fields; there are no tallies, terms or links, one byline and one tag.
SELECT row, id, stage, created, slugline, headline, deck, editor, source, outlet, place, desk, words FROM story WHERE row = :row;
INSERT INTO story (row, id, stage, revision, created, modified, slugline, kicker, headline, deck, editor, source, outlet, place, desk, language, rights, note, sign_off, house, dateline_form, credit_form, words, characters, paragraphs, excerpt, headline_key, slugline_key) VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5, '', ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'id', '', '', '', 'kontan', 0, 0, ?13, 0, 0, '', ?6, ?5);
SELECT story, schema, tree FROM body WHERE story = :row;
INSERT INTO body (story, schema, tree) VALUES (?1, ?2, ?3);
SELECT story, position, name FROM byline WHERE story = :row AND position = 0;
INSERT INTO byline (story, position, name) VALUES (?1, ?2, ?3);
SELECT story, position, name FROM tag WHERE story = :row AND position = 0;
INSERT INTO tag (story, position, name) VALUES (?1, ?2, ?3);
SELECT :row, :text, 0;
INSERT INTO search (rowid, words, digest) VALUES (?1, ?2, ?3);
SELECT created, id, headline FROM story WHERE row = :row;
INSERT INTO journal (at, actor, story, kind, after, revision) VALUES (?1, 'bench', ?2, 'created', ?3, 1);
