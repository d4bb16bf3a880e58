-- A floor below the floor of a search: the fifty best of Redaksi's own index, as bare numbers. No text is read or shown.
SELECT rowid FROM search WHERE search MATCH :query ORDER BY rank LIMIT 50;
