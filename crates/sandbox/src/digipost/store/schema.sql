-- What Digipost holds. `id`s are the random-looking ends of addresses; a folder has a number beside, as the interface does.
CREATE TABLE IF NOT EXISTS digipost_mailboxes (
  id TEXT PRIMARY KEY, person TEXT NOT NULL UNIQUE, name TEXT NOT NULL, address TEXT NOT NULL UNIQUE,
  elsewhere INTEGER NOT NULL DEFAULT 0, settings TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS digipost_accesses (
  id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, person TEXT NOT NULL, given TEXT NOT NULL, UNIQUE (mailbox, person)
) STRICT;
CREATE TABLE IF NOT EXISTS digipost_folders (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, mailbox TEXT NOT NULL, name TEXT NOT NULL,
  icon TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
-- `folder` is a folder's number, or nothing for the inbox; `doc` is everything else.
CREATE TABLE IF NOT EXISTS digipost_documents (
  id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, folder INTEGER, created_ms INTEGER NOT NULL, read INTEGER NOT NULL,
  bytes INTEGER NOT NULL, doc TEXT NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS digipost_documents_by_place ON digipost_documents (mailbox, folder, created_ms);
-- Earlier states: the same columns, and until when they were true.
CREATE TABLE IF NOT EXISTS digipost_documents_past (
  id TEXT NOT NULL, mailbox TEXT NOT NULL, folder INTEGER, created_ms INTEGER NOT NULL, read INTEGER NOT NULL,
  bytes INTEGER NOT NULL, doc TEXT NOT NULL, changed_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS digipost_documents_past_by_mailbox ON digipost_documents_past (mailbox, until_ms);
CREATE TABLE IF NOT EXISTS digipost_files (id TEXT PRIMARY KEY, document TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS digipost_files_by_document ON digipost_files (document);
