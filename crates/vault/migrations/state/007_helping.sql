-- For those who read on behalf of others: what they looked at, since the marks at the service are the owner's, and a
-- note to hand over by. Both stay here, and go with the access.
CREATE TABLE looked (
  message TEXT PRIMARY KEY,
  at TEXT NOT NULL           -- RFC 3339
) STRICT, WITHOUT ROWID;
CREATE TABLE handover (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  text TEXT NOT NULL,
  at TEXT NOT NULL           -- RFC 3339
) STRICT;
