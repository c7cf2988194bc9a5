-- Letters that ask for something: an answer by a day, or what their sender wrote into their data. Few do, and all of them
-- over all mailboxes are looked at each time that somebody asks what there is to do.
CREATE INDEX message_dated ON message (received DESC)
  WHERE reply_by IS NOT NULL OR instr(description, '"actions":[{') > 0;
