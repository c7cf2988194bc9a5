//! The items of a list. They stay pieces of the body until each is read on its own, so that a hostile list costs little
//! memory and a broken item only itself.

use serde::Deserializer;
use serde::de::{SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The items of a list, unless they are more than it may have.
pub fn few(list: &RawValue, most: usize) -> Result<Vec<&RawValue>, serde_json::Error> {
    struct Few(usize);
    impl<'a> Visitor<'a> for Few {
        type Value = Vec<&'a RawValue>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list that is not too long")
        }

        fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                if items.len() == self.0 {
                    return Err(serde::de::Error::custom("too many"));
                }
                items.push(item);
            }
            Ok(items)
        }
    }
    serde_json::Deserializer::from_str(list.get()).deserialize_seq(Few(most))
}

/// An item, or a few words that tell an unreadable one from others.
pub fn one(item: &RawValue, longest: usize) -> Result<Value, String> {
    let short = Some(item.get()).filter(|text| text.len() <= longest);
    short.and_then(|text| serde_json::from_str(text).ok()).ok_or_else(|| named(item.get()))
}

/// A name for an item that has none of its own: the same for the same item.
pub fn named(item: &str) -> String {
    let mut hasher = DefaultHasher::new();
    item.hash(&mut hasher);
    format!("a letter without an id that could not be read ({:08x})", hasher.finish() & 0xffff_ffff)
}
