-- What is in a file lies beside its row: rows stay small, whatever is read in the files, and never grow where they stand.
-- Small files lie in here as a whole, since a file of its own for a letter of two thousand bytes costs more than
-- everything else that is done with it: then the `blob` is empty and there is no key.
CREATE TABLE content (
  n INTEGER PRIMARY KEY,
  text TEXT,                 -- what can be read in it
  whole INTEGER NOT NULL DEFAULT 0, -- the text is all of it, as in a letter of plain words
  bytes BLOB                 -- all of it, unless the text is or it is sealed in a file of its own
) STRICT;
ALTER TABLE file ADD COLUMN content INTEGER; -- its number there; NULL when nothing of it is
INSERT INTO content (n, text) SELECT rowid, text FROM file WHERE text IS NOT NULL;
UPDATE file SET content = rowid WHERE text IS NOT NULL;
ALTER TABLE file DROP COLUMN text;

-- Words are found by their beginnings through a column that has those of two to five letters, each once a letter. An
-- index of beginnings beside the words, as FTS5 has it, took as long to write as everything else together. All words
-- are written anew when the cache is opened.
DROP TABLE letter_index;
CREATE VIRTUAL TABLE letter_index USING fts5(
  subject, sender, head, body, starts, content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO letter_index (letter_index, rank) VALUES ('hashsize', 16777216);
INSERT INTO letter_index (letter_index, rank) VALUES ('automerge', 8);
