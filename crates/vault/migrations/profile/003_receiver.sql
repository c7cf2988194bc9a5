-- By what a company's receiver system is let in at the service.
CREATE TABLE receiver (
  account TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
  certificate TEXT NOT NULL, -- PEM, with its key
  api_key TEXT NOT NULL,
  authority TEXT             -- PEM of whose certificate the service may have; NULL for the usual ones
) STRICT;
