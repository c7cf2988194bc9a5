-- When the newest of the kept headers came: mailboxes with older ones need not be unsealed for the first page
-- over all. NULL where it is not known yet.
ALTER TABLE mailbox ADD COLUMN newest INTEGER; -- microseconds since 1970
