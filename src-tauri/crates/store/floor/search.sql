-- The floor of a search: the bare FTS5 query over the same index, fifty best by its own bm25.
SELECT rowid FROM search WHERE search MATCH :query ORDER BY rank LIMIT 50;
