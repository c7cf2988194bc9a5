//! How long anything may take.

use std::time::Duration;

/// How long is waited for a person, a browser and a provider.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a person on the login page. One who closes the browser is noticed by nothing else.
    pub person: Duration,
    /// For a browser to say what it wants on the loopback address.
    pub browser: Duration,
    /// Until there is a connection to the provider.
    pub connect: Duration,
    /// For a whole answer of the provider.
    pub answer: Duration,
    /// For a renewal that another copy of this program makes.
    pub other_copy: Duration,
    /// For the provider's part of signing out.
    pub farewell: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            person: Duration::from_secs(5 * 60),
            browser: Duration::from_secs(10),
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            // Three answers, and a little.
            other_copy: Duration::from_secs(100),
            farewell: Duration::from_secs(10),
        }
    }
}
