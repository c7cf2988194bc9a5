//! `MessageHeader`: everything but the documents.

use super::content_data::ContentData;
use super::history::{ForwardData, ReplyData};
use super::party::{Recipient, Sender};
use super::value::MEMO;
use crate::MessageKind;
use jiff::Timestamp;
use jiff::civil::Date;

record! {
    /// `MessageHeader`.
    MessageHeader in MEMO;
    /// `messageType`.
    kind: MessageKind = "messageType", Free;
    /// `messageUUID`.
    uuid: String = "messageUUID", Uuid;
    /// `messageID`.
    id: Option<String> = "messageID", Most(256);
    /// `messageCode`.
    code: Option<String> = "messageCode", Most(256);
    /// `label`: the subject.
    label: String = "label", Most(256);
    /// `notification`; for a NemSMS it is the text itself.
    notification: Option<String> = "notification", Most(150);
    /// `additionalNotification`.
    more_notification: Option<String> = "additionalNotification", Most(256);
    /// `reply`: the sender takes replies.
    reply: Option<bool> = "reply", Free;
    /// `replyByDateTime`.
    reply_by: Option<Timestamp> = "replyByDateTime", Free;
    /// `doNotDeliverUntilDate`.
    not_before: Option<Date> = "doNotDeliverUntilDate", Free;
    /// `mandatory`: reaches exempt people too.
    mandatory: Option<bool> = "mandatory", NeededIn11;
    /// `legalNotification`: opening serves the owner.
    legal_notification: Option<bool> = "legalNotification", NeededIn11;
    /// `postType`.
    post_type: Option<String> = "postType", Most(256);
    /// `Sender`.
    sender: Sender = "Sender", Free;
    /// `Recipient`.
    recipient: Recipient = "Recipient", Free;
    /// `ContentData`.
    content: Option<ContentData> = "ContentData", Free;
    /// `ForwardData`.
    forward: Option<ForwardData> = "ForwardData", Free;
    /// `ReplyData`.
    replies: Vec<ReplyData> = "ReplyData", Free;
}
