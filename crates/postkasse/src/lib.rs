//! The use cases, one file each, and the types that cross to the window.

pub mod views;
