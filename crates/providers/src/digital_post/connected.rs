//! The programs that were let in: `/consents`. The description leaves open what stands for one; what is not
//! understood of it is left out, and what has no id cannot be withdrawn and is not shown.

use super::DigitalPost;
use crate::{Connected, ProviderError, RemoteConsent};
use async_trait::async_trait;
use model::RemoteId;
use serde_json::Value;

/// More than anybody has let in.
const MOST: usize = 500;
const LONGEST_NAME: usize = 200;

#[async_trait]
impl Connected for DigitalPost {
    async fn consents(&self) -> Result<Vec<RemoteConsent>, ProviderError> {
        let page = self.http.get(&["consents"]).await?;
        let content = page.get("content").and_then(Value::as_array);
        let content = content.ok_or(ProviderError::Garbage { what: "a list that is no list" })?;
        Ok(content.iter().take(MOST).filter_map(read).collect())
    }

    async fn withdraw_consent(&self, consent: &RemoteId) -> Result<(), ProviderError> {
        self.http.withdraw(&["consents", consent.as_str()]).await
    }
}

fn read(value: &Value) -> Option<RemoteConsent> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let tame = |text: &str| text.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect::<String>();
    Some(RemoteConsent {
        id: text("id")?.into(),
        client: tame(text("clientId").unwrap_or_default()),
        name: text("clientName").map(|name| tame(name.trim())).filter(|name| !name.is_empty()),
        made: text("createdDateTime").and_then(|text| text.parse().ok()),
    })
}
