-- What cannot be fetched again.
CREATE TABLE outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  message TEXT NOT NULL,
  change TEXT NOT NULL,      -- JSON
  seen_version INTEGER NOT NULL,
  made TEXT NOT NULL,        -- RFC 3339
  tries INTEGER NOT NULL DEFAULT 0,
  refused TEXT               -- JSON of the code, once refused
) STRICT;
