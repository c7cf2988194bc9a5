//! Changing letters and folders: each is a wish that the next sync sends.

use crate::arguments::Command;
use crate::open::refused;
use crate::subcommands::FolderCommand;
use crate::text::text;
use crate::typed::Typed;
use crate::{scripts, terminal};
use model::{Change, Code, FolderId, FolderRole, MailboxId, MailboxKind, MessageId, Right, WishId};
use postkasse::App;
use postkasse::views::{ApiError, FolderView, MailboxView, Offer};
use serde_json::json;

/// Wishes what was typed.
pub async fn change(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let (mailbox, wish) = match command {
        Command::Mark { id, read, unread, flag, .. } => {
            let change = match (read, unread, flag) {
                (true, ..) => Change::Read(true),
                (_, true, _) => Change::Read(false),
                (.., wanted) => Change::Flag(*wanted),
            };
            letter(app, id.get()?, change).await?
        }
        Command::Move { id, folder } => {
            let id = id.get()?;
            let folder = find(app, mailbox_of(&id)?, folder).await?;
            letter(app, id, Change::Move(folder)).await?
        }
        Command::Delete { id } => {
            let id = id.get()?;
            (mailbox_of(&id)?, app.delete(id).await?)
        }
        Command::Note { id, text } => letter(app, id.get()?, Change::Note(text.clone())).await?,
        Command::Rename { id, name } => letter(app, id.get()?, Change::Rename(name.trim().to_owned())).await?,
        Command::Folder { command } => folder(app, command).await?,
        _ => return Ok(()),
    };
    if json {
        terminal::json(&json!({"queued": scripts::wish_id(wish, &mailbox)}));
    } else {
        // Where no service is concerned it is done already.
        let waits = app.outbox().await?.iter().any(|(one, queued)| *one == mailbox && queued.id == wish);
        terminal::say(&text(if waits { "cli.queued" } else { "cli.done" }));
    }
    Ok(())
}

fn mailbox_of(message: &MessageId) -> Result<MailboxId, ApiError> {
    message.mailbox().map_err(|_| refused(Code::NotFound, None))
}

async fn letter(app: &App, id: MessageId, change: Change) -> Result<(MailboxId, WishId), ApiError> {
    Ok((mailbox_of(&id)?, app.wish(id, change).await?))
}

/// A folder that was made here has another id from the moment that the service knows it, and that may be just now, by
/// the window's sync: then its name is looked up once more.
async fn folder(app: &App, command: &FolderCommand) -> Result<(MailboxId, WishId), ApiError> {
    match folder_by_name(app, command).await {
        Err(error) if error.code == Code::NotFound => folder_by_name(app, command).await,
        done => done,
    }
}

/// Whether one may make and rename folders there.
fn sorts(mailbox: &MailboxView) -> bool {
    mailbox.rights.has(Right::Move)
}

async fn folder_by_name(app: &App, command: &FolderCommand) -> Result<(MailboxId, WishId), ApiError> {
    match command {
        FolderCommand::Add { name, mailbox, parent, icon } => {
            let mailbox = or_own_that(app, mailbox.as_ref(), sorts).await?;
            let parent = match parent {
                Some(parent) => Some(find(app, mailbox.clone(), parent).await?),
                None => None,
            };
            let (_, wish) = app.folder_add(mailbox.clone(), name, parent, *icon).await?;
            Ok((mailbox, wish))
        }
        FolderCommand::Rename { folder, name, mailbox } => {
            let mailbox = or_own_that(app, mailbox.as_ref(), sorts).await?;
            let folder = find(app, mailbox.clone(), folder).await?;
            Ok((mailbox.clone(), app.folder_rename(mailbox, folder, name).await?))
        }
        FolderCommand::Icon { folder, icon, mailbox } => {
            let mailbox = or_own_that(app, mailbox.as_ref(), |one| one.offers.contains(&Offer::FolderIcons)).await?;
            let folder = find(app, mailbox.clone(), folder).await?;
            Ok((mailbox.clone(), app.folder_icon(mailbox, folder, *icon).await?))
        }
        FolderCommand::Remove { folder, mailbox } => {
            let mailbox = or_own_that(app, mailbox.as_ref(), sorts).await?;
            let folder = find(app, mailbox.clone(), folder).await?;
            Ok((mailbox.clone(), app.folder_remove(mailbox, folder).await?))
        }
    }
}

/// The mailbox that was named, or else the person's own. Somebody with mailboxes at several services can only mean one
/// in which this can be done.
pub async fn or_own_that(
    app: &App,
    named: Option<&Typed<MailboxId>>,
    can: impl Fn(&MailboxView) -> bool,
) -> Result<MailboxId, ApiError> {
    if let Some(named) = named {
        return named.get();
    }
    let own: Vec<_> = app.mailboxes().await?.into_iter().filter(|one| one.kind == MailboxKind::Own).collect();
    let able: Vec<_> = own.iter().filter(|one| can(one)).collect();
    match (&own[..], &able[..]) {
        (_, [one]) => Ok(one.id.clone()),
        // Why it cannot be done there is for the core to say.
        ([one], _) => Ok(one.id.clone()),
        ([_, _, ..], _) => Err(refused(Code::NotFound, Some("cli.whichMailbox"))),
        ([], _) => Err(refused(Code::NotFound, None)),
    }
}

/// The folders of this mailbox, or of all that can be read.
pub async fn folders(app: &App, only: Option<MailboxId>) -> Result<Vec<FolderView>, ApiError> {
    let mailboxes = match only {
        Some(only) => vec![only],
        None => app.mailboxes().await?.into_iter().filter(|one| one.ended.is_none()).map(|one| one.id).collect(),
    };
    let mut folders = Vec::new();
    for mailbox in mailboxes {
        folders.extend(app.folders(mailbox).await?);
    }
    Ok(folders)
}

/// A folder by its id, by the role of a built-in one, or by the name of one's own.
pub async fn find(app: &App, mailbox: MailboxId, wanted: &str) -> Result<FolderId, ApiError> {
    let folders = app.folders(mailbox).await?;
    let name = wanted.to_lowercase();
    let role = FolderRole::parse(&name);
    let meant = folders.into_iter().find(|folder| {
        let named = folder.role == FolderRole::Own && folder.name.to_lowercase() == name;
        folder.id.as_str() == wanted || named || (role != FolderRole::Own && folder.role == role)
    });
    meant.map(|folder| folder.id).ok_or_else(|| refused(Code::NotFound, None))
}
