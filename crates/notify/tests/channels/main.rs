//! E-mail and SMS by real services: a mail server, a gateway with a mobile network behind it, and stand-ins for those
//! that misbehave.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod authority;
#[cfg(target_os = "linux")]
mod email;
mod email_certificates;
mod email_troubles;
mod gateway_api;
mod gateway_troubles;
#[cfg(target_os = "linux")]
mod kannel;
#[cfg(target_os = "linux")]
mod kannel_world;
#[cfg(target_os = "linux")]
mod mail_server;
#[cfg(target_os = "linux")]
mod processes;
#[cfg(target_os = "linux")]
mod quiet;
mod raw_gateway;
mod scripted;
mod sending;
mod sms_service;
