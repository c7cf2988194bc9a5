//! Ids of what the sandbox makes: stable ones, which the same start makes again, and fresh ones.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The same parts give the same id, in every run. The form is that of a random UUID, because the
/// services' ids say nothing either.
#[must_use]
pub fn stable(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, from)| *byte = from);
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// A new random id.
#[must_use]
pub fn fresh() -> String {
    Uuid::new_v4().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_give_the_same_id_and_no_others_do() {
        assert_eq!(stable(&["mette", "own"]), stable(&["mette", "own"]));
        assert_ne!(stable(&["mette", "own"]), stable(&["metteown"]));
        assert_eq!(Uuid::parse_str(&stable(&["x"])).unwrap().get_version_num(), 4);
    }
}
