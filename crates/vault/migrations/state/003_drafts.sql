-- Letters in the making, and how far the sending of each got. Their files lie sealed in `drafts/`.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  changed TEXT NOT NULL,     -- RFC 3339
  description TEXT NOT NULL, -- JSON of the draft
  progress TEXT NOT NULL     -- JSON
) STRICT;
CREATE TABLE attachment (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  draft TEXT NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
  filename TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  blob TEXT NOT NULL,        -- the sealed file's name
  key BLOB NOT NULL          -- its own key: deleting the row is erasing the file
) STRICT;
CREATE INDEX attachment_draft ON attachment (draft);
-- A wish may be about a draft, too; and a refusal has a reason: the service's own word for it.
ALTER TABLE outbox ADD COLUMN reason TEXT;
