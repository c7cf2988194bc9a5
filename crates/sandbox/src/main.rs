//! The national infrastructure on loopback, for looking around and for tests.
fn main() {}
