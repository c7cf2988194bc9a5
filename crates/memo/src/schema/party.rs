//! Senders, recipients, representatives, and the contact points that they have.

use super::attention::AttentionData;
use super::value::MEMO;

record! {
    /// `Sender`.
    #[derive(Default)]
    Sender in MEMO;
    /// `senderID`: a CVR number most often.
    id: String = "senderID", Most(256);
    /// `idType`.
    id_type: String = "idType", Most(256);
    /// `idTypeLabel`.
    id_type_label: Option<String> = "idTypeLabel", Most(256);
    /// `label`: the name.
    label: String = "label", Most(256);
    /// `AttentionData`.
    attention: Option<AttentionData> = "AttentionData", Free;
    /// `ContactPoint`.
    contact_point: Option<ContactPoint> = "ContactPoint", Free;
    /// `Representative`: who sent it for the sender; from 1.2 on.
    representative: Option<Representative> = "Representative", Since12;
}

record! {
    /// `Recipient`.
    #[derive(Default)]
    Recipient in MEMO;
    /// `recipientID`: a CPR or CVR number.
    id: String = "recipientID", Most(256);
    /// `idType`.
    id_type: String = "idType", Most(256);
    /// `idTypeLabel`.
    id_type_label: Option<String> = "idTypeLabel", Most(256);
    /// `label`: the name.
    label: Option<String> = "label", Most(256);
    /// `AttentionData`.
    attention: Option<AttentionData> = "AttentionData", Free;
    /// `ContactPoint`.
    contact_point: Option<ContactPoint> = "ContactPoint", Free;
}

record! {
    /// `Representative`.
    #[derive(Default)]
    Representative in MEMO;
    /// `representativeID`.
    id: String = "representativeID", Most(256);
    /// `idType`.
    id_type: String = "idType", Most(256);
    /// `label`: the name.
    label: String = "label", Most(256);
}

record! {
    /// `ContactPoint`: a place in an authority that takes letters of one kind.
    #[derive(Default)]
    ContactPoint in MEMO;
    /// `contactGroup`.
    group: Option<String> = "contactGroup", Most(256);
    /// `contactPointID`.
    id: String = "contactPointID", Most(256);
    /// `label`: its name.
    label: Option<String> = "label", Most(256);
    /// `ContactInfo`: what it asks for.
    info: Vec<ContactInfo> = "ContactInfo", Count(0, 2);
}

record! {
    /// `ContactInfo`: a question of a contact point, and the answer.
    #[derive(Default)]
    ContactInfo in MEMO;
    /// `label`.
    label: String = "label", Most(256);
    /// `value`.
    value: String = "value", Most(256);
}
