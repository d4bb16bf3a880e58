-- One text, ten thousand a transaction.
INSERT INTO story (rowid, text) VALUES (?1, ?2);
