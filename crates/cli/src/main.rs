//! Postkasse in a terminal.
fn main() {}
