-- Letters of one mailbox: everything in here can be fetched again.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE folder (id TEXT PRIMARY KEY, description TEXT NOT NULL) STRICT;
CREATE TABLE message (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  remote_id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  updated TEXT NOT NULL,     -- RFC 3339
  received INTEGER NOT NULL, -- microseconds since 1970
  folder TEXT NOT NULL,
  read INTEGER NOT NULL,
  reply_by INTEGER,          -- microseconds since 1970
  attachments INTEGER NOT NULL,
  waits INTEGER NOT NULL,    -- its content waits for the person
  description TEXT NOT NULL  -- JSON of the message
) STRICT;
CREATE INDEX message_newest ON message (received DESC, id DESC);
CREATE INDEX message_folder ON message (folder, received DESC, id DESC);
CREATE INDEX message_unread ON message (received DESC, id DESC) WHERE read = 0;
CREATE TABLE file (
  id TEXT PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES message(n) ON DELETE CASCADE,
  document_remote TEXT NOT NULL,
  file_remote TEXT NOT NULL,
  blob TEXT,                 -- the sealed file's name; NULL until it is here
  key BLOB,                  -- its own key: deleting the row is erasing the file
  size INTEGER NOT NULL,
  kind TEXT,                 -- what it really is
  pages INTEGER,
  text TEXT,                 -- what can be read in it
  tries INTEGER NOT NULL DEFAULT 0,
  given_up INTEGER NOT NULL DEFAULT 0,
  why TEXT
) STRICT;
CREATE INDEX file_message ON file (message);
CREATE INDEX file_missing ON file (message) WHERE blob IS NULL AND given_up = 0;
-- Folded words only; what is shown comes from the rows above.
CREATE VIRTUAL TABLE letter_index USING fts5(
  head, body, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
CREATE TABLE arrival (message TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE TABLE odd (remote_id TEXT PRIMARY KEY, why TEXT NOT NULL) STRICT;
