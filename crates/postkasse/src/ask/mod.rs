//! Questions that need an answer now: the one way past the vault, straight to the service. One file a subject.

pub(crate) mod recipients;
