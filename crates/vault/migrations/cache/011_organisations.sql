-- Which organisations write to this mailbox, and when each wrote last: whose logo and register entry are worth asking
-- for. Kept beside the letters, so that finding out reads none of them.
CREATE TABLE organisation (
  remote_id TEXT PRIMARY KEY,
  newest INTEGER NOT NULL    -- microseconds since 1970
) STRICT, WITHOUT ROWID;
INSERT INTO organisation
  SELECT json_extract(description, '$.sender.organisation') AS wrote, max(received) FROM message
  WHERE wrote IS NOT NULL AND json_extract(description, '$.state') = 'received' GROUP BY wrote;
