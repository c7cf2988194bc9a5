-- The newest headers lie in a table of their own: beside them every look at a mailbox, at its counts or at when its
-- newest letter came had to go past kilobytes of sealed headers, hundreds of times when the window opens.
CREATE TABLE head (
  mailbox TEXT PRIMARY KEY REFERENCES mailbox(id) ON DELETE CASCADE,
  newest INTEGER,            -- when the newest came, microseconds since 1970; NULL where it is not known yet
  sealed BLOB NOT NULL       -- the newest headers and the folders, sealed with the mailbox's own key
) STRICT;
-- Where everything but the headers is read from.
CREATE INDEX head_newest ON head (mailbox, newest);
INSERT INTO head SELECT id, newest, heads FROM mailbox WHERE heads IS NOT NULL;
ALTER TABLE mailbox DROP COLUMN heads;
ALTER TABLE mailbox DROP COLUMN newest;
