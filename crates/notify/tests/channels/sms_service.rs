//! Channels for text messages, as the tests set them up.

use postkasse_notify::{Gateway, Patience, Remote, RemoteConfig, SmsChannel};
use secrecy::SecretString;
use std::time::Duration;

pub const TO: &str = "+45 20 00 00 00";
pub const TOKEN: &str = "token-that-nobody-else-may-see";

/// For what comes: longer than any test takes.
pub const PATIENT: Patience =
    Patience { connect: Duration::from_secs(60), answer: Duration::from_secs(60), taken: Duration::from_secs(60) };

/// A gateway at this address.
pub fn config(gateway: Gateway, url: &str) -> SmsChannel {
    SmsChannel { gateway, url: url.to_owned(), user: Some("postkasse".to_owned()), to: TO.to_owned(), ca: None }
}

/// The channel by it.
pub fn sms(config: &SmsChannel, secret: &str, patience: Patience) -> Box<dyn Remote> {
    let secret = SecretString::from(secret);
    match config.gateway {
        Gateway::GatewayApi => Box::new(postkasse_notify::GatewayApi::new(config, &secret, patience).unwrap()),
        Gateway::Kannel => Box::new(postkasse_notify::Kannel::new(config, &secret, patience).unwrap()),
    }
}

/// Why there can be no such channel.
pub fn refused(config: SmsChannel, secret: &str) -> Option<postkasse_notify::Trouble> {
    postkasse_notify::remote(&RemoteConfig::Sms(config), Some(&SecretString::from(secret))).err()
}
