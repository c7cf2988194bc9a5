//! An answer taken apart: its fields stay pieces of the body until each is read.

use crate::ProviderError;
use crate::wire::few;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

const NO_LIST: ProviderError = ProviderError::Garbage { what: "a list that is no list" };

/// The fields of an answer.
pub struct Parts<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Parts<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, ProviderError> {
        serde_json::from_slice(bytes).map(Parts).map_err(|_| NO_LIST)
    }

    /// The items of a list, unless they are more than it may have. A list that says nothing is empty; one that is not
    /// there makes no sense.
    pub fn items(&self, name: &str, most: usize) -> Result<Vec<&'a RawValue>, ProviderError> {
        let list: &'a RawValue = self.0.get(name).ok_or(NO_LIST)?;
        match list.get() {
            "null" => Ok(Vec::new()),
            _ => few(list, most).map_err(|_| NO_LIST),
        }
    }

    /// A field that is no list.
    pub fn value(&self, name: &str) -> Value {
        let text = self.0.get(name).map(|value| value.get()).filter(|text| text.len() <= 16 << 10);
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null)
    }
}
