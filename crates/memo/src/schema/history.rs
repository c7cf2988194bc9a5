//! What came before: the letter that was forwarded, and those that this one answers.

use super::value::MEMO;
use jiff::Timestamp;

record! {
    /// `ForwardData`.
    #[derive(Default)]
    ForwardData in MEMO;
    /// `messageUUID` of the letter that was forwarded.
    uuid: String = "messageUUID", Uuid;
    /// `originalMessageDateTime`.
    sent: Timestamp = "originalMessageDateTime", Free;
    /// `originalSender`.
    sender: String = "originalSender", Most(256);
    /// `originalContentResponsible`.
    responsible: Option<String> = "originalContentResponsible", Most(256);
    /// `originalRepresentative`; from 1.2 on.
    representative: Option<String> = "originalRepresentative", Since12Most(256);
    /// `contactPointID`.
    contact_point: Option<String> = "contactPointID", Most(256);
    /// `comment`.
    comment: Option<String> = "comment", Most(512);
}

record! {
    /// `ReplyData`: one letter of the exchange.
    #[derive(Default)]
    ReplyData in MEMO;
    /// `messageID`.
    id: Option<String> = "messageID", Most(256);
    /// `messageUUID`.
    uuid: String = "messageUUID", Uuid;
    /// `replyUUID`: the letter that it answers.
    reply_uuid: Option<String> = "replyUUID", Uuid;
    /// `senderID`.
    sender: Option<String> = "senderID", Most(256);
    /// `recipientID`.
    recipient: Option<String> = "recipientID", Most(256);
    /// `caseID`.
    case: Option<String> = "caseID", Most(256);
    /// `contactPointID`.
    contact_point: Option<String> = "contactPointID", Most(256);
    /// `generatingSystemID`.
    system: Option<String> = "generatingSystemID", Most(256);
    /// `comment`.
    comment: Option<String> = "comment", Most(512);
    /// `AdditionalReplyData`.
    more: Vec<AdditionalReplyData> = "AdditionalReplyData", Count(0, 4);
}

record! {
    /// `AdditionalReplyData`.
    #[derive(Default)]
    AdditionalReplyData in MEMO;
    /// `label`.
    label: String = "label", Most(256);
    /// `value`.
    value: String = "value", Most(256);
}
