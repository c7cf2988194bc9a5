//! Ids as Dialogporten gives them: UUIDs of version 7, which begin with the time, and of version 4 for revisions.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// An id made at this moment; the same parts give the same one.
#[must_use]
pub fn stable(at: Timestamp, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut random = [0; 10];
    random.iter_mut().zip(hash.finalize()).for_each(|(byte, from)| *byte = from);
    let ms = u64::try_from(at.as_millisecond()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(ms, &random).into_uuid().to_string()
}

/// A new id made at this moment.
#[must_use]
pub fn fresh(at: Timestamp) -> String {
    stable(at, &[&crate::ids::fresh()])
}

/// An id as a client wrote it, in the service's notation; none when it is no UUID.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    Uuid::parse_str(text).ok().map(|id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_at_which_they_were_made() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (early, late) = (stable(at("2026-01-01T00:00:00Z"), &["b"]), stable(at("2026-01-02T00:00:00Z"), &["a"]));
        assert!(early < late);
        assert_eq!(Uuid::parse_str(&early).unwrap().get_version_num(), 7);
        assert_eq!(early, stable(at("2026-01-01T00:00:00Z"), &["b"]));
    }
}
