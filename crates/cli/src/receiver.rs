//! A company's receiver system: adding it with what the company was given, listing, removing.

use crate::open::refused;
use crate::subcommands::ReceiverCommand;
use crate::terminal;
use crate::text::{self, text, texts};
use model::Code;
use postkasse::views::ApiError;
use postkasse::{App, ReceiverRequest};
use secrecy::SecretString;
use serde_json::json;
use std::path::Path;

/// No file of these is larger.
const LARGEST: u64 = 1 << 20;

/// Does what was typed.
pub async fn receiver(app: &App, command: &ReceiverCommand, json: bool) -> Result<(), ApiError> {
    match command {
        ReceiverCommand::Add { server, cert, key, password_file, system_id, api_key_file, ca } => {
            let request = ReceiverRequest {
                server: server.clone(),
                certificate: bytes(cert)?,
                key: key.as_deref().map(bytes).transpose()?,
                password: password_file.as_deref().map(secret).transpose()?,
                system: system_id.clone(),
                api_key: secret(api_key_file)?,
                authority: ca.as_deref().map(words).transpose()?,
            };
            let added = app.receiver_add(request).await?;
            if json {
                terminal::json(&added);
            } else {
                terminal::say(&texts().fill("cli.receiverAdded", 0, &[("company", &added.company)]));
            }
        }
        ReceiverCommand::List => {
            let all = app.receivers().await?;
            if json {
                terminal::json(&all)
            } else {
                text::receivers(&all)
            }
            if all.is_empty() && !json {
                terminal::say(&text("cli.noReceivers"));
            }
        }
        ReceiverCommand::Remove { id } => {
            app.receiver_remove(id.get()?).await?;
            if json { terminal::json(&json!({"removed": true})) } else { terminal::say(&text("cli.done")) }
        }
    }
    Ok(())
}

fn bytes(file: &Path) -> Result<Vec<u8>, ApiError> {
    let unreadable = || refused(Code::Refused, Some("trouble.certificateFile"));
    let small = std::fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
    if small { std::fs::read(file).map_err(|_| unreadable()) } else { Err(unreadable()) }
}

fn words(file: &Path) -> Result<String, ApiError> {
    String::from_utf8(bytes(file)?).map_err(|_| refused(Code::Refused, Some("trouble.certificateFile")))
}

fn secret(file: &Path) -> Result<SecretString, ApiError> {
    let text = std::fs::read_to_string(file).map_err(|_| refused(Code::Refused, Some("trouble.secretFile")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned().into())
}
