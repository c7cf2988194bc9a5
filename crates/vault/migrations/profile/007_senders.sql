-- What the services' registers say of those who write, and their logos: a cache. Logos are public, but who writes to
-- this person is not: names and contents are made with a key that comes from the one that wraps the mailboxes' keys.
-- That one is replaced whenever a mailbox is forgotten, and all of this goes with it.
CREATE TABLE sender (
  id TEXT PRIMARY KEY,       -- from that key, the account and the service's id
  due INTEGER NOT NULL,      -- not to be asked for before; seconds since 1970
  facts BLOB,                -- JSON, sealed; NULL where nothing is known
  logo BLOB                  -- PNG, sealed; NULL where there is none
) STRICT;
