-- The floor of a search: the bare FTS5 query for the fifty best, by its own bm25, with their snippets.
SELECT rowid, snippet(story, 0, '<b>', '</b>', '…', 24) FROM story WHERE story MATCH :query ORDER BY rank LIMIT 50;
