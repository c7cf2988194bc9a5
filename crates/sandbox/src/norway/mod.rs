//! What Norway's services share in the sandbox: the demo persons, ID-porten as an issuer of its own, and the contact
//! register.

pub mod caller;
pub mod letter;
pub mod people;
pub mod scopes;
