//! The window (in the making).
