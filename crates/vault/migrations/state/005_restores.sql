-- A wish that was made of a letter which the person saw among the deleted ones: finding it there is no conflict.
ALTER TABLE outbox ADD COLUMN restores INTEGER NOT NULL DEFAULT 0;
