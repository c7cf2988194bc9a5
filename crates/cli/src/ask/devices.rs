//! Connected programs in a terminal.

use crate::open::refused;
use crate::terminal;
use crate::text::{self, text};
use crate::typed::{Typed, maybe};
use model::{AccountId, Code};
use postkasse::App;
use postkasse::views::{AccountView, ApiError, DeviceView, Offer};
use serde_json::{Value, json};

/// The logins that can be asked: the one that is named, or all that are signed in.
async fn accounts(app: &App, only: Option<AccountId>) -> Result<Vec<AccountId>, ApiError> {
    let all = app.accounts().await?;
    let listed = |account: &&AccountView| account.signed_in && account.offers.contains(&Offer::Devices);
    let signed_in = all.iter().filter(listed).map(|account| account.id.clone());
    let wanted = only.map_or_else(|| signed_in.collect(), |only| vec![only]);
    if wanted.is_empty() { Err(refused(Code::SignInAgain, Some("cli.noAccounts"))) } else { Ok(wanted) }
}

/// All of them.
pub async fn list(app: &App, account: Option<&Typed<AccountId>>, json: bool) -> Result<(), ApiError> {
    let mut found: Vec<(AccountId, DeviceView)> = Vec::new();
    for account in accounts(app, maybe(account)?).await? {
        let devices = app.devices(account.clone()).await?;
        found.extend(devices.into_iter().map(|device| (account.clone(), device)));
    }
    if json {
        terminal::json(&found.iter().map(for_scripts).collect::<Vec<_>>());
    } else {
        text::devices(found.iter().map(|(_, device)| device));
        if found.is_empty() {
            terminal::say(&text("devices.none"));
        }
    }
    Ok(())
}

fn for_scripts((account, device): &(AccountId, DeviceView)) -> Value {
    let mut shape = serde_json::to_value(device).unwrap_or_default();
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("account".to_owned(), json!(account));
    }
    shape
}

/// Shuts one out, of whichever login it is.
pub async fn revoke(app: &App, id: &str, here: bool, json: bool) -> Result<(), ApiError> {
    for account in accounts(app, None).await? {
        if app.devices(account.clone()).await?.iter().any(|device| device.id.as_str() == id) {
            app.revoke_device(account, id.into(), here).await?;
            if json {
                terminal::json(&json!({"revoked": id}));
            } else {
                terminal::say(&text("cli.revoked"));
            }
            return Ok(());
        }
    }
    Err(refused(Code::NotFound, None))
}
