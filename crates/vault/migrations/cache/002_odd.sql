-- A letter may be odd in more than one way; one without an id has an empty `remote_id`.
ALTER TABLE odd RENAME TO odd_before;
CREATE TABLE odd (remote_id TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (remote_id, why)) STRICT, WITHOUT ROWID;
INSERT INTO odd SELECT remote_id, why FROM odd_before;
DROP TABLE odd_before;
