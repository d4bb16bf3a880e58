-- Schema 9: suggestions in the fields above the text.

ALTER TABLE tracking ADD COLUMN fields TEXT NOT NULL DEFAULT '[]';  -- JSON: which, what each says without it, and whose it is
