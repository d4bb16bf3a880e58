-- Schema 5: how long a story is to become: `2500 characters`, `600 words`, `40 lines`, `35 cm`.

ALTER TABLE story ADD COLUMN target TEXT;
