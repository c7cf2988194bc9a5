//! MeMo letters, the Danish state's own message format, read as streams.
