-- A wish may be about a folder, too.
ALTER TABLE outbox RENAME COLUMN message TO subject;
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'message'; -- message, folder
