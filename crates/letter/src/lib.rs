//! Making a letter safe and useful: HTML cleaning, file names, text taken out of documents.
