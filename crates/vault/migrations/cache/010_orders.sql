-- Lists by sender, and of what is flagged, has attachments or is to be answered, from indexes alone: no list reads more
-- letters than it shows, however many there are.
CREATE INDEX message_sender ON message
  (lower(json_extract(description, '$.sender.label')), received DESC, id DESC);
CREATE INDEX message_folder_sender ON message
  (folder, lower(json_extract(description, '$.sender.label')), received DESC, id DESC);
CREATE INDEX message_flagged ON message (received DESC, id DESC) WHERE json_extract(description, '$.flag');
CREATE INDEX message_attached ON message (received DESC, id DESC) WHERE attachments > 0;
CREATE INDEX message_answer ON message (received DESC, id DESC) WHERE reply_by IS NOT NULL;
