-- Schema 6: words that are right here although no dictionary has them.

CREATE TABLE word (
    story TEXT NOT NULL,                 -- in which story alone; '' in all of the newsroom
    word  TEXT NOT NULL,                 -- as it was taught; case makes no difference
    at    TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (story, word)
) STRICT, WITHOUT ROWID;
