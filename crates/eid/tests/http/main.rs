//! The login against a provider that answers as a test tells it, against the sandbox, and against an
//! independent, certified provider: all over real HTTP, with a browser that is played.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod digipost;
mod digipost_double;
mod double;
mod good_ways;
mod independent;
mod loopback;
mod renewal;
mod renewal_answers;
mod sandbox;
mod script;
mod signer;
mod store;
mod texts;
mod world;
mod wrong_answers;
mod wrong_browser;
mod wrong_provider;
mod wrong_tokens;
