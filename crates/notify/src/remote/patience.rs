//! How long a service is waited for.

use std::time::Duration;

/// How long anything may take. Whoever waits for a message to go is a person or a round of syncing: neither for minutes.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until there is a connection, and its encryption.
    pub connect: Duration,
    /// For an answer.
    pub answer: Duration,
    /// For the answer to the message itself: mail servers look at it closely before they take it (RFC 5321, section
    /// 4.5.3.2.6, would have ten minutes).
    pub taken: Duration,
}

impl Default for Patience {
    /// Together less than two minutes, whatever a service does.
    fn default() -> Self {
        Patience { connect: Duration::from_secs(10), answer: Duration::from_secs(25), taken: Duration::from_secs(55) }
    }
}
