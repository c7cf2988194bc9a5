-- Letters that nobody can give again. The cache of such a mailbox is made of these rows, and can be made anew.
CREATE TABLE folder (id TEXT PRIMARY KEY, description TEXT NOT NULL) STRICT;
CREATE TABLE letter (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  remote_id TEXT NOT NULL UNIQUE,
  fingerprint BLOB NOT NULL UNIQUE, -- of everything in it: the same letter is kept once
  description TEXT NOT NULL,        -- JSON of the message as it is now
  memo BLOB                         -- as it came, without the bytes of its files; NULL when it was no MeMo letter
) STRICT;
CREATE TABLE content (
  letter INTEGER NOT NULL REFERENCES letter(n) ON DELETE CASCADE,
  number INTEGER NOT NULL,          -- which content of the letter
  file TEXT,                        -- the file that it is; NULL when it stands in no document
  blob TEXT NOT NULL,               -- the sealed file's name
  key BLOB NOT NULL,
  size INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- what it really is
  pages INTEGER,
  text TEXT,                        -- what can be read in it
  PRIMARY KEY (letter, number)
) STRICT, WITHOUT ROWID;
