-- What the person answered when asked whether to open a letter whose opening has weight.
CREATE TABLE opening (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  message TEXT NOT NULL,
  answer TEXT NOT NULL,      -- JSON: open, notNow
  who TEXT NOT NULL,         -- the name of the person who was logged in
  at TEXT NOT NULL,          -- RFC 3339
  done INTEGER NOT NULL DEFAULT 0 -- the service has it as opened
) STRICT;
CREATE INDEX opening_message ON opening (message);
