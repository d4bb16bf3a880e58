-- An ordinary FTS5 table, with its text, in a file of its own: what the floor of a search asks.
PRAGMA journal_mode = WAL;
CREATE VIRTUAL TABLE story USING fts5 (text);
