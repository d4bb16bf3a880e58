-- What the index of a newsroom holds, word by word: the same words go into the floor's.
SELECT doc, offset, term FROM search_instance WHERE doc >= :first;
