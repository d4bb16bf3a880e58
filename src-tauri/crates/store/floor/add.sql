-- The floor of an import: the rows that a new story comes to, ready made. A thousand stories a transaction.
INSERT INTO story (row, id, stage, revision, created, modified, slugline, kicker, headline, deck, editor, source, outlet, place, desk, language, rights, note, sign_off, house, dateline_form, credit_form, words, characters, paragraphs, excerpt, headline_key, slugline_key) VALUES (:row, :id, :stage, 1, :created, :created, :slugline, '', :headline, :deck, :editor, :source, :outlet, :place, :desk, 'id', '', '', '', 'kontan', 0, 0, :words, 0, 0, '', :headline, :slugline);
INSERT INTO body (story, schema, tree) VALUES (:row, 1, :tree);
INSERT INTO byline (story, position, name) VALUES (:row, 0, :byline);
INSERT INTO tag (story, position, name) VALUES (:row, 0, :tag);
INSERT INTO search (rowid, words, digest) VALUES (:row, :text, 0);
INSERT INTO journal (at, actor, story, kind, after, revision) VALUES (:created, 'bench', :id, 'created', :headline, 1);
