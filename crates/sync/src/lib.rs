//! Pulling letters in, sending wishes out, and when.
