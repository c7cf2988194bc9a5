-- A leaf of the index fits into one page. Of a page of 4,096 bytes the vector and the code of authentication take 48
-- (80 in caches of older programs), and a row that is a little larger than the rest takes two pages: FTS5's own measure
-- of 4,050 did, so that every leaf was written, authenticated and read twice. Holds for what is written from now on.
INSERT INTO letter_index (letter_index, rank) VALUES ('pgsz', 3900);
