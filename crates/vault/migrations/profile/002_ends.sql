-- Finds the few accesses that end by themselves among many mailboxes, and the last sync, at every call.
CREATE INDEX mailbox_ends ON mailbox (id)
  WHERE json_extract(description, '$.ends') IS NOT NULL AND wrapped_key IS NOT NULL;
CREATE INDEX mailbox_synced ON mailbox (synced);
