-- Accounts, settings, tokens, mailboxes with counts and newest headers, ledger.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  server TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret TEXT,
  person TEXT NOT NULL,
  subject TEXT NOT NULL,
  level TEXT NOT NULL,
  tokens TEXT,             -- JSON; NULL when signed out
  cursor TEXT              -- what the service last said of its list of mailboxes
) STRICT;
-- One random key wraps the keys of all mailboxes; it is wrapped itself by a key derived from the device
-- key, and replaced whenever a mailbox is forgotten.
CREATE TABLE wrapping (id INTEGER PRIMARY KEY CHECK (id = 1), wrapped BLOB NOT NULL) STRICT;
CREATE TABLE mailbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  description TEXT NOT NULL, -- JSON of the mailbox
  wrapped_key BLOB,          -- NULL once forgotten
  total INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  synced TEXT,               -- RFC 3339
  heads BLOB,                -- the newest headers, sealed with the mailbox's own key
  UNIQUE (account, remote_id)
) STRICT;
CREATE TABLE ledger (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox TEXT NOT NULL,
  message TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,       -- intended, sent, failed, suppressed
  why TEXT,
  at TEXT NOT NULL,          -- RFC 3339
  UNIQUE (message, channel)
) STRICT;
