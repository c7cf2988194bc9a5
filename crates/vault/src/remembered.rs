//! What GNOME's keyring remembers of the password of a collection. Its question comes with “unlock this keyring whenever I'm
//! logged in” ticked; whoever does not see that has a lock that asks nobody from then on. So what it remembered of ours is
//! taken out again. (gnome-keyring 42, pkcs11/wrap-layer/gkm-wrap-login.c: an item of the collection in which the login's
//! password is, with these attributes. Other keyrings remember nothing.)

use secret_service::Error;
use secret_service::blocking::SecretService;
use std::collections::HashMap;
use zbus::zvariant::OwnedObjectPath;

const SCHEMA: &str = "org.freedesktop.Secret.Generic";

/// Takes out what is remembered of the collection at this path.
///
/// # Errors
/// The keyring fails, or still remembers it.
pub(crate) fn take_out(service: &SecretService<'_>, collection: &str) -> Result<(), Error> {
    let keyring = file_of(collection).ok_or(Error::NoResult)?;
    let remembered = || service.search_items(HashMap::from([("keyring", keyring.as_str())]));
    let found = remembered()?.unlocked;
    for item in &found {
        let Some((holder, _)) = item.item_path.rsplit_once('/') else { continue };
        let holder = OwnedObjectPath::try_from(holder.to_owned()).map_err(|_| Error::NoResult)?;
        let holder = service.get_collection_by_path(holder)?;
        // One that it has just remembered is found, and cannot be spoken to until the keyring starts again. What is written
        // over it can.
        let attributes = HashMap::from([("keyring", keyring.as_str()), ("xdg:schema", SCHEMA)]);
        holder.create_item("", attributes, &[], true, "text/plain")?.delete()?;
    }
    if found.is_empty() || remembered()?.unlocked.is_empty() { Ok(()) } else { Err(Error::Locked) }
}

/// What the keyring calls the file of the collection at this path.
fn file_of(collection: &str) -> Option<String> {
    let name = collection.rsplit('/').next().and_then(decoded)?;
    Some(format!("LOCAL:/keyrings/{name}.keyring"))
}

/// A part of a path: what is neither letter nor digit stands there as `_` and two hexadecimal digits.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let (byte, after) = match (first, after.split_at_checked(2)) {
            (b'_', Some((digits, after))) => (u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?, after),
            _ => (first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_is_known_by_the_file_that_the_keyring_has_for_it() {
        let of = |part: &str| file_of(&format!("/org/freedesktop/secrets/collection/{part}"));
        assert_eq!(of("Postkasse").as_deref(), Some("LOCAL:/keyrings/Postkasse.keyring"));
        assert_eq!(of("Postkasse_5f1").as_deref(), Some("LOCAL:/keyrings/Postkasse_1.keyring"));
        assert_eq!(of("_c3_a6_20x_").as_deref(), Some("LOCAL:/keyrings/æ x_.keyring"));
        assert_eq!((of("_zz"), of("_ff")), (None, None));
    }
}
