-- What the pretended services hold. Times are RFC 3339 in UTC with milliseconds, so that text order
-- is time order; `changed_ms` is the computer's own time of the last change, from which stale
-- lists are answered.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS mailboxes (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, owner_type TEXT NOT NULL, owner_name TEXT NOT NULL,
  owner_number TEXT NOT NULL, owner_identity TEXT NOT NULL, status TEXT NOT NULL, status_date TEXT NOT NULL,
  created TEXT NOT NULL, updated TEXT NOT NULL, exempt INTEGER NOT NULL, person TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS accesses (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, mailbox TEXT NOT NULL, person TEXT NOT NULL,
  access_type TEXT NOT NULL, kind TEXT NOT NULL, privileges TEXT NOT NULL,
  created TEXT NOT NULL, updated TEXT NOT NULL, ended_ms INTEGER, ended_why TEXT, ends TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS accesses_by_person ON accesses (person, mailbox);
-- Requests about rights. The three parties are identities; `doc` is the interface's own shape.
CREATE TABLE IF NOT EXISTS access_requests (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, requester TEXT NOT NULL, owner TEXT NOT NULL,
  target TEXT NOT NULL, access TEXT, code TEXT, created TEXT NOT NULL, updated TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
-- The activity log. `owner` and `actor` are identities; whoever is no identity is the service itself.
CREATE TABLE IF NOT EXISTS events (
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, at TEXT NOT NULL, tag TEXT NOT NULL,
  owner TEXT NOT NULL, actor TEXT, about TEXT, label TEXT, properties TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_by_owner ON events (owner, tag, at);
CREATE INDEX IF NOT EXISTS events_by_actor ON events (actor);
CREATE TABLE IF NOT EXISTS folders (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, mailbox TEXT NOT NULL, parent TEXT,
  type TEXT NOT NULL, name TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
  transaction_id TEXT, changed_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS folders_by_mailbox ON folders (mailbox);
-- Earlier states of folders, where they stood in the list, and until when they were true.
CREATE TABLE IF NOT EXISTS folders_past (
  id TEXT NOT NULL, version INTEGER NOT NULL, mailbox TEXT NOT NULL, parent TEXT,
  type TEXT NOT NULL, name TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
  transaction_id TEXT, changed_ms INTEGER NOT NULL, position INTEGER NOT NULL, until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS folders_past_by_mailbox ON folders_past (mailbox, until_ms);
-- `doc` is what never changes of a message, in the interface's own shape.
CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY, mailbox TEXT NOT NULL, folder TEXT NOT NULL, version INTEGER NOT NULL,
  created TEXT NOT NULL, updated TEXT NOT NULL, received TEXT NOT NULL,
  type TEXT NOT NULL, state TEXT NOT NULL, label TEXT NOT NULL, code TEXT,
  read INTEGER NOT NULL, flag INTEGER NOT NULL, notified_at TEXT, note TEXT, level TEXT,
  opened INTEGER NOT NULL DEFAULT 0, served INTEGER NOT NULL DEFAULT 0, receipt INTEGER NOT NULL DEFAULT 0,
  deliver_at TEXT, doc TEXT NOT NULL, recipe TEXT, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS messages_by_update ON messages (mailbox, updated, id);
CREATE INDEX IF NOT EXISTS messages_by_arrival ON messages (mailbox, received, id);
CREATE INDEX IF NOT EXISTS messages_waiting ON messages (deliver_at) WHERE deliver_at IS NOT NULL;
-- Earlier states of messages: the same columns, and until when they were true.
CREATE TABLE IF NOT EXISTS messages_past (
  id TEXT NOT NULL, mailbox TEXT NOT NULL, folder TEXT NOT NULL, version INTEGER NOT NULL,
  created TEXT NOT NULL, updated TEXT NOT NULL, received TEXT NOT NULL,
  type TEXT NOT NULL, state TEXT NOT NULL, label TEXT NOT NULL, code TEXT,
  read INTEGER NOT NULL, flag INTEGER NOT NULL, notified_at TEXT, note TEXT, level TEXT,
  opened INTEGER NOT NULL, served INTEGER NOT NULL, receipt INTEGER NOT NULL,
  deliver_at TEXT, doc TEXT NOT NULL, recipe TEXT, changed_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS messages_past_by_mailbox ON messages_past (mailbox, until_ms);
CREATE TABLE IF NOT EXISTS contents (file TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS organisations (id TEXT PRIMARY KEY, name TEXT NOT NULL, doc TEXT NOT NULL) STRICT;
-- The queue of a receiver system; a letter that was deleted leaves its row.
CREATE TABLE IF NOT EXISTS memos (
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, xml BLOB,
  fetched INTEGER NOT NULL DEFAULT 0, receipt TEXT, receipts INTEGER NOT NULL DEFAULT 0
) STRICT;
-- What left the service, as whoever got it has it.
CREATE TABLE IF NOT EXISTS sent (n INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT NOT NULL) STRICT;
