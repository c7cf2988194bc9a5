-- What is found is wanted newest first, and the full-text index gives its rows in the order of their numbers: so a
-- letter's number in it, its place, follows when it came. The upper bits are the second, the lower ones tell the
-- letters of a second apart. The index of places has what a search may ask besides words.
ALTER TABLE message ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE message SET place = placed.place FROM (
  SELECT n, (max(received / 1000000, 0) << 20)
    + row_number() OVER (PARTITION BY max(received / 1000000, 0) ORDER BY n) - 1 AS place FROM message
) placed WHERE placed.n = message.n;
CREATE INDEX message_place ON message (place, folder, read, attachments);
-- Senders can be looked for by themselves. The words are written anew when the cache is opened.
DROP TABLE letter_index;
CREATE VIRTUAL TABLE letter_index USING fts5(
  subject, sender, head, body, content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 0');
-- What one transaction brings is gathered in memory as a whole (bytes), and what lies on the disk is put together less
-- often: both wrote the same words again and again while many letters came.
INSERT INTO letter_index (letter_index, rank) VALUES ('hashsize', 16777216);
INSERT INTO letter_index (letter_index, rank) VALUES ('automerge', 8);
