//! Writing: a letter, an answer, a letter that goes on. What was typed becomes a draft first, and what was refused
//! stays one, so that nobody types it twice.

use crate::arguments::Command;
use crate::change::or_own_that;
use crate::open::refused;
use crate::subcommands::DraftCommand;
use crate::text::{Whose, text, texts};
use crate::{scripts, terminal};
use model::{AttachmentId, Code, DraftId, MailboxId, Right, WishId};
use postkasse::App;
use postkasse::views::{ApiError, DraftEdit, DraftView, FieldView, MailboxView};
use serde_json::json;
use std::path::PathBuf;

/// Whether letters can leave this mailbox.
fn writes(mailbox: &MailboxView) -> bool {
    mailbox.rights.has(Right::Write) || mailbox.rights.has(Right::Forward)
}

/// Does what was typed.
pub async fn write(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    match command {
        Command::Reply { id, text, subject, attach, draft } => {
            let begun = app.draft_reply(id.get()?).await?;
            let edit = DraftEdit { text: Some(text.clone()), subject: subject.clone(), ..DraftEdit::default() };
            finish(app, begun, None, edit, attach, *draft, json).await
        }
        Command::Forward { id, to, comment, agree_email_is_not_safe, draft } => {
            let begun = app.draft_forward(id.get()?).await?;
            let agreed = Some(*agree_email_is_not_safe);
            let edit = DraftEdit { text: Some(comment.clone()), agreed, ..DraftEdit::default() };
            finish(app, begun, Some(to), edit, &[], *draft, json).await
        }
        Command::Write { to, subject, text, attach, field, mailbox, draft } => {
            let begun = app.draft_new(or_own_that(app, mailbox.as_ref(), writes).await?).await?;
            let edit = DraftEdit {
                subject: Some(subject.clone()),
                text: Some(text.clone()),
                fields: Some(fields(field)),
                ..DraftEdit::default()
            };
            finish(app, begun, Some(to), edit, attach, *draft, json).await
        }
        Command::Recipients { query, mailbox } => {
            let found = app.recipients(or_own_that(app, mailbox.as_ref(), writes).await?, query).await?;
            if json {
                terminal::json(&found);
            } else {
                crate::text::recipients(&found);
            }
            if found.is_empty() && !json {
                terminal::say(&text("cli.noRecipients"));
            }
            Ok(())
        }
        Command::Drafts => {
            let drafts = app.drafts().await?;
            if json {
                terminal::json(&drafts);
            } else {
                crate::text::drafts(&drafts, &Whose::of(app.mailboxes().await?));
            }
            if drafts.is_empty() && !json {
                terminal::say(&text("cli.noDrafts"));
            }
            Ok(())
        }
        Command::Draft { command } => draft(app, command, json).await,
        _ => Ok(()),
    }
}

fn fields(typed: &[(String, String)]) -> Vec<FieldView> {
    typed.iter().map(|(label, value)| FieldView { label: label.clone(), value: value.clone() }).collect()
}

/// Fills a draft that was just begun and sends it. What cannot be sent as it was typed is thrown away again: it is
/// typed still.
async fn finish(
    app: &App,
    begun: DraftView,
    to: Option<&str>,
    edit: DraftEdit,
    attach: &[PathBuf],
    keep: bool,
    json: bool,
) -> Result<(), ApiError> {
    let id = begun.id;
    let filled = async {
        let mut edit = edit;
        if let Some(to) = to {
            let addressed = app.draft_to(id.clone(), to).await?;
            if let (Some(fields), false) = (&mut edit.fields, keep) {
                answer_the_rest(fields, &addressed);
            }
        }
        app.draft_change(id.clone(), edit).await?;
        for path in attach {
            app.attach(id.clone(), path.clone()).await?;
        }
        if keep { Ok(None) } else { app.draft_send(id.clone()).await.map(Some) }
    };
    match filled.await {
        Ok(sent) => {
            queued(&id, sent, json);
            Ok(())
        }
        Err(error) => {
            app.draft_discard(id).await?;
            Err(error)
        }
    }
}

/// What the recipient asks for and nobody typed is not there; the person is told that it was asked for.
fn answer_the_rest(fields: &mut Vec<FieldView>, draft: &DraftView) {
    let asked = draft.to.iter().flat_map(|to| &to.asks);
    let missing: Vec<String> =
        asked.filter(|label| !fields.iter().any(|field| field.label == **label)).cloned().collect();
    if !missing.is_empty() {
        terminal::say(&texts().fill("cli.asked", 0, &[("fields", &missing.join(", "))]));
    }
    fields.extend(missing.into_iter().map(|label| FieldView { label, value: String::new() }));
}

fn queued(id: &DraftId, sent: Option<(MailboxId, WishId)>, json: bool) {
    match sent {
        Some((mailbox, wish)) if json => {
            terminal::json(&json!({"queued": scripts::wish_id(wish, &mailbox), "draft": id}));
        }
        None if json => terminal::json(&json!({"draft": id})),
        Some(_) => terminal::say(&text("cli.queued")),
        None => terminal::say(&text("cli.draft.kept")),
    }
}

async fn draft(app: &App, command: &DraftCommand, json: bool) -> Result<(), ApiError> {
    match command {
        DraftCommand::Show { id } => {
            let draft = app.draft(id.get()?).await?;
            if json {
                terminal::json(&draft);
            } else {
                crate::text::draft(&draft, &Whose::of(app.mailboxes().await?));
            }
        }
        DraftCommand::Edit { id, .. } => {
            let id = id.get()?;
            edit(app, &id, command).await?;
            queued(&id, None, json);
        }
        DraftCommand::Send { id } => {
            let id = id.get()?;
            let sent = app.draft_send(id.clone()).await?;
            queued(&id, Some(sent), json);
        }
        DraftCommand::TakeBack { id } => {
            let id = id.get()?;
            app.draft_take_back(id.clone()).await?;
            queued(&id, None, json);
        }
        DraftCommand::Discard { id } => {
            app.draft_discard(id.get()?).await?;
            if json {
                terminal::json(&json!({"discarded": true}));
            } else {
                terminal::say(&text("cli.done"));
            }
        }
    }
    Ok(())
}

async fn edit(app: &App, id: &DraftId, command: &DraftCommand) -> Result<(), ApiError> {
    let DraftCommand::Edit { to, subject, text, field, attach, detach, agree_email_is_not_safe, .. } = command else {
        return Ok(());
    };
    if let Some(to) = to {
        app.draft_to(id.clone(), to).await?;
    }
    let edit = DraftEdit {
        subject: subject.clone(),
        text: text.clone(),
        fields: (!field.is_empty()).then(|| fields(field)),
        agreed: agree_email_is_not_safe.then_some(true),
    };
    if edit != DraftEdit::default() {
        app.draft_change(id.clone(), edit).await?;
    }
    for wanted in detach {
        let attachment = attachment(&app.draft(id.clone()).await?, wanted)?;
        app.detach(id.clone(), attachment).await?;
    }
    for path in attach {
        app.attach(id.clone(), path.clone()).await?;
    }
    Ok(())
}

/// An attachment by its id or its name.
fn attachment(draft: &DraftView, wanted: &str) -> Result<AttachmentId, ApiError> {
    let found = draft.attachments.iter().find(|one| one.id.as_str() == wanted || one.filename == wanted);
    found.map(|one| one.id.clone()).ok_or_else(|| refused(Code::NotFound, None))
}
