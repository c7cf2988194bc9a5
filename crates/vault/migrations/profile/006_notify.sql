-- How a person is told of new letters. A mailbox is named as the service names it: one that is forgotten and comes
-- again has another id here, and its letters are told of no second time.
CREATE TABLE channel (
  name TEXT PRIMARY KEY,     -- desktop, email, sms
  config TEXT NOT NULL,      -- JSON: how it is reached
  secret TEXT,               -- its password or token
  revision INTEGER NOT NULL, -- how often the person changed it
  since TEXT,                -- RFC 3339: when it was set up; NULL where nothing is to be set up
  health TEXT NOT NULL       -- JSON: how the last sendings went
) STRICT;
CREATE TABLE rule (
  channel TEXT NOT NULL,
  provider TEXT NOT NULL,    -- empty with `mailbox`: for every mailbox that has none of its own
  mailbox TEXT NOT NULL,
  rule TEXT NOT NULL,        -- JSON
  PRIMARY KEY (channel, provider, mailbox)
) STRICT, WITHOUT ROWID;
-- The newest letter that was seen in a whole mailbox: what is newer in a cache that was made anew is news.
CREATE TABLE seen (
  provider TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  received INTEGER NOT NULL, -- microseconds since 1970, by the service's clock
  PRIMARY KEY (provider, mailbox)
) STRICT, WITHOUT ROWID;
-- One line a letter, channel and purpose, written before anything is sent. It is also the queue of what waits.
ALTER TABLE ledger RENAME TO ledger_before;
CREATE TABLE ledger (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,     -- new, reminder
  state TEXT NOT NULL,       -- waiting, intended, accepted, sent, failed, doubtful, suppressed
  why TEXT,
  reference TEXT,            -- of the sending that it is part of
  tries INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 0, -- the channel's when it failed
  came INTEGER NOT NULL,     -- when the line was written, seconds since 1970
  due INTEGER NOT NULL,      -- not before; seconds since 1970
  at TEXT NOT NULL,          -- RFC 3339: when its state last changed
  UNIQUE (remote_id, mailbox, provider, channel, purpose)
) STRICT;
INSERT OR IGNORE INTO ledger (n, provider, mailbox, remote_id, channel, purpose, state, why, came, due, at)
  SELECT l.n, coalesce(json_extract(m.description, '$.provider'), ''), coalesce(m.remote_id, l.mailbox), l.remote_id,
    l.channel, 'new', CASE l.state WHEN 'intended' THEN 'doubtful' ELSE l.state END, l.why,
    coalesce(unixepoch(l.at), 0), 0, l.at
  FROM ledger_before l LEFT JOIN mailbox m ON m.id = l.mailbox ORDER BY l.n;
DROP TABLE ledger_before;
-- The few lines that something is still to be done about, however many there are.
CREATE INDEX ledger_waiting ON ledger (channel, provider, mailbox, due) WHERE state = 'waiting';
CREATE INDEX ledger_open ON ledger (channel, state) WHERE state IN ('intended', 'doubtful', 'accepted');
CREATE INDEX ledger_failed ON ledger (channel, revision) WHERE state = 'failed';
CREATE INDEX ledger_reference ON ledger (reference) WHERE reference IS NOT NULL;
-- One line a message that went out, or was about to: what a limit counts, and that a window had its digest.
CREATE TABLE sending (
  reference TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  provider TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  window TEXT,               -- the digest's; NULL when it is none
  receipt TEXT,              -- what the service itself calls it, where it can be asked by that alone
  at INTEGER NOT NULL,       -- seconds since 1970
  UNIQUE (channel, provider, mailbox, window)
) STRICT, WITHOUT ROWID;
CREATE INDEX sending_at ON sending (channel, provider, mailbox, at);
