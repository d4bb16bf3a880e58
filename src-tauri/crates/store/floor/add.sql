-- The floor of an import: the statements with which Redaksi writes new stories, with the same rows, ready made. They come
-- in pairs: how a row is read out of the newsroom that Redaksi filled with the same stories, before the time is taken; and
-- how it is written into an empty newsroom. Nothing is computed, compared or checked while the time is taken. A thousand
-- stories a transaction. Left out are the rows that one story in sixteen adds to `search_word`.
SELECT row, id, stage, revision, created, modified, slugline, kicker, headline, deck, editor, source, outlet, place, date, desk, language, urgency, embargo, rights, note, sign_off, house, dateline_form, credit_form, words, characters, paragraphs, excerpt, headline_key, slugline_key FROM story WHERE row = :row;
INSERT INTO story (row, id, stage, revision, created, modified, slugline, kicker, headline, deck, editor, source, outlet, place, date, desk, language, urgency, embargo, rights, note, sign_off, house, dateline_form, credit_form, words, characters, paragraphs, excerpt, headline_key, slugline_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31);
SELECT story, schema, tree FROM body WHERE story = :row;
INSERT INTO body (story, schema, tree) VALUES (?1, ?2, ?3);
SELECT stage, desk FROM story WHERE row = :row;
INSERT INTO tally (stage, desk, stories) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET stories = stories + 1;
SELECT :row, :words, digest FROM search WHERE rowid = :row;
INSERT INTO search (rowid, words, digest) VALUES (?1, ?2, ?3);
SELECT story, position, name FROM byline WHERE story = :row ORDER BY position;
INSERT INTO byline (story, position, name) VALUES (?1, ?2, ?3);
SELECT story, position, name FROM tag WHERE story = :row ORDER BY position;
INSERT INTO tag (story, position, name) VALUES (?1, ?2, ?3);
SELECT story, position, title, target, url, after FROM related_link WHERE story = :row ORDER BY position;
INSERT INTO related_link (story, position, title, target, url, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
SELECT 'desk', lower(desk), desk FROM story WHERE row = :row UNION SELECT 'outlet', lower(outlet), outlet FROM story WHERE row = :row UNION SELECT 'person', lower(editor), editor FROM story WHERE row = :row UNION SELECT 'person', lower(name), name FROM byline WHERE story = :row UNION SELECT 'place', lower(place), place FROM story WHERE row = :row UNION SELECT 'slugline', lower(slugline), slugline FROM story WHERE row = :row UNION SELECT 'source', lower(source), source FROM story WHERE row = :row UNION SELECT 'tag', lower(name), name FROM tag WHERE story = :row;
INSERT INTO term (kind, key, name, uses) VALUES (?1, ?2, ?3, 1) ON CONFLICT (kind, key, name) DO UPDATE SET uses = uses + 1;
SELECT at, actor, story, kind, before, after, revision FROM journal WHERE story = (SELECT id FROM story WHERE row = :row) ORDER BY seq;
INSERT INTO journal (at, actor, story, kind, before, after, revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
