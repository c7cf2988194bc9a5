-- What the texts of letters seem to ask for by a day: worked out here when a text is read, and anew when the way in which
-- it is worked out changes.
CREATE TABLE guess (
  file TEXT NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  message INTEGER NOT NULL REFERENCES message (n) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,       -- microseconds since 1970
  amount TEXT,               -- as the letter writes it
  words TEXT NOT NULL        -- the sentence
) STRICT;
CREATE INDEX guess_message ON guess (message);
CREATE INDEX guess_file ON guess (file);
