-- What the person ticked as done, or took the tick away from, of what letters ask for. No service keeps it.
CREATE TABLE tick (
  message TEXT NOT NULL,
  item TEXT NOT NULL,        -- which of the things that the letter asks for
  done INTEGER NOT NULL,     -- 0: not done, whatever else seems so
  at TEXT NOT NULL,          -- RFC 3339
  PRIMARY KEY (message, item)
) STRICT, WITHOUT ROWID;
