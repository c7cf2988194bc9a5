//! Login with the national eID: OpenID Connect, levels of assurance, loopback return, renewal.
