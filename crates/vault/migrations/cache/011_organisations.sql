-- Which organisations write to this mailbox, and when each wrote last: whose logo and register entry are worth asking
-- for. Kept beside the letters, so that finding out reads none of them.
CREATE TABLE organisation (
  remote_id TEXT PRIMARY KEY,
  newest INTEGER NOT NULL    -- microseconds since 1970
) STRICT, WITHOUT ROWID;
INSERT INTO organisation
  SELECT json_extract(description, '$.sender.organisation') AS id, max(received) FROM message
  WHERE id IS NOT NULL AND json_extract(description, '$.state') = 'received' GROUP BY id;
