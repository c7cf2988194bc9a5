-- Folders are counted on every change of place: from this index alone, without reading a single letter.
CREATE INDEX message_folder_read ON message (folder, read);
