-- What the pretended Altinn holds. Times are RFC 3339 in UTC with six decimals, so that text order is time order.
CREATE TABLE IF NOT EXISTS altinn_parties (
  urn TEXT PRIMARY KEY, name TEXT NOT NULL, uuid TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL, parent TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS altinn_parties_by_parent ON altinn_parties (parent);
-- Whom a person represents; with a party go its parts.
CREATE TABLE IF NOT EXISTS altinn_rights (
  person TEXT NOT NULL, party TEXT NOT NULL, only_parts INTEGER NOT NULL, favourite INTEGER NOT NULL,
  PRIMARY KEY (person, party)
) STRICT;
-- `doc` is the whole dialog; the columns are what can be searched by. `labels` stand between commas, `words` are its
-- texts in lower case, by language and all together; `changed_ms` is the computer's own time of the last change, from which
-- stale lists are answered.
CREATE TABLE IF NOT EXISTS altinn_dialogs (
  id TEXT PRIMARY KEY, party TEXT NOT NULL, org TEXT NOT NULL, resource TEXT NOT NULL, status TEXT NOT NULL,
  extended_status TEXT, external_reference TEXT, process TEXT, instance TEXT, created TEXT NOT NULL, updated TEXT NOT NULL,
  content_updated TEXT NOT NULL, due TEXT, visible_from TEXT, expires TEXT, deleted TEXT, api_only INTEGER NOT NULL,
  seen INTEGER NOT NULL, labels TEXT NOT NULL, words TEXT NOT NULL, doc TEXT NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS altinn_dialogs_by_party ON altinn_dialogs (party, content_updated);
CREATE INDEX IF NOT EXISTS altinn_dialogs_by_instance ON altinn_dialogs (instance) WHERE instance IS NOT NULL;
-- Earlier states of dialogs: the same columns, and until when they were true.
CREATE TABLE IF NOT EXISTS altinn_dialogs_past (
  id TEXT NOT NULL, party TEXT NOT NULL, org TEXT NOT NULL, resource TEXT NOT NULL, status TEXT NOT NULL,
  extended_status TEXT, external_reference TEXT, process TEXT, instance TEXT, created TEXT NOT NULL, updated TEXT NOT NULL,
  content_updated TEXT NOT NULL, due TEXT, visible_from TEXT, expires TEXT, deleted TEXT, api_only INTEGER NOT NULL,
  seen INTEGER NOT NULL, labels TEXT NOT NULL, words TEXT NOT NULL, doc TEXT NOT NULL, changed_ms INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS altinn_dialogs_past_until ON altinn_dialogs_past (until_ms);
-- Who saw a dialog; `by_reading` when that was by the end users' interface.
CREATE TABLE IF NOT EXISTS altinn_seen (
  id TEXT PRIMARY KEY, dialog TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, name TEXT NOT NULL,
  via_owner INTEGER NOT NULL, by_reading INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS altinn_seen_by_dialog ON altinn_seen (dialog, at);
-- Which labels were set and removed; without an actor by the service owner.
CREATE TABLE IF NOT EXISTS altinn_label_log (
  n INTEGER PRIMARY KEY AUTOINCREMENT, dialog TEXT NOT NULL, at TEXT NOT NULL, label TEXT NOT NULL, action TEXT NOT NULL,
  actor TEXT, name TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS altinn_label_log_by_dialog ON altinn_label_log (dialog, n);
-- The files of attachments, which the service owner keeps.
CREATE TABLE IF NOT EXISTS altinn_files (
  id TEXT PRIMARY KEY, dialog TEXT NOT NULL, mime TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
-- By which dialog tokens are signed.
CREATE TABLE IF NOT EXISTS altinn_keys (id TEXT PRIMARY KEY, pkcs8 BLOB NOT NULL) STRICT;
