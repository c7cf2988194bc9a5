-- The register of owners, and where the service tells of new letters.
CREATE TABLE IF NOT EXISTS contacts (
  id TEXT PRIMARY KEY, mailbox TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, registration TEXT NOT NULL,
  exempt_from TEXT, exempt_until TEXT, by_proxy INTEGER NOT NULL, started TEXT NOT NULL, updated TEXT NOT NULL
) STRICT;
-- An address of an access (`email`, `sms`) or of a contact (`nemsms`): `owner` is the access's or the contact's id.
CREATE TABLE IF NOT EXISTS subscriptions (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, owner TEXT NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL,
  verified TEXT, confirmed TEXT, outside INTEGER NOT NULL, pin TEXT, pin_until TEXT, tries INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS subscriptions_by_owner ON subscriptions (owner, kind);
CREATE TABLE IF NOT EXISTS notification_settings (
  access TEXT PRIMARY KEY, opted_out TEXT, push TEXT NOT NULL DEFAULT '[]'
) STRICT;
-- The codes that went out by e-mail and SMS.
CREATE TABLE IF NOT EXISTS codes (
  n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, address TEXT NOT NULL, code TEXT NOT NULL, sent TEXT NOT NULL
) STRICT;
