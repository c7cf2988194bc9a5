//! The fields of a MeMo letter under the names that the interface gives them. What has no name
//! there stays in the MeMo letter; what the interface wants as a UUID or a number and is none is
//! left out.

use crate::compose::identified;
use crate::ids;
use crate::store::times::stamp;
use memo::{Element, Letter};
use serde_json::{Map, Value, json};

/// Where a text stands in MeMo (names from the element on), and its name in the interface.
type Names = &'static [(&'static [&'static str], &'static str)];

const ATTENTION: Names = &[
    (&["AttentionPerson", "personID"], "personId"),
    (&["AttentionPerson", "label"], "personLabel"),
    (&["ProductionUnit", "productionUnitNumber"], "productionUnitNumber"),
    (&["ProductionUnit", "productionUnitName"], "productionUnitName"),
    (&["GlobalLocationNumber", "globalLocationNumber"], "globalLocationNumber"),
    (&["GlobalLocationNumber", "location"], "location"),
    (&["EMail", "emailAddress"], "emailAddress"),
    (&["EMail", "relatedAgent"], "relatedEmailAgent"),
    (&["SEnumber", "seNumber"], "seNumber"),
    (&["SEnumber", "companyName"], "seCompanyName"),
    (&["Telephone", "telephoneNumber"], "telephoneNumber"),
    (&["Telephone", "relatedAgent"], "relatedTelephoneAgent"),
    (&["EID", "eID"], "eid"),
    (&["EID", "label"], "eidLabel"),
    (&["ContentResponsible", "contentResponsibleID"], "contentResponsibleId"),
    (&["ContentResponsible", "label"], "contentResponsibleLabel"),
    (&["GeneratingSystem", "generatingSystemID"], "generatingSystemId"),
    (&["GeneratingSystem", "label"], "generatingSystemLabel"),
    (&["SORdata", "sorIdentifier"], "sorDataSorIdentifier"),
    (&["SORdata", "entryName"], "sorDataEntryName"),
    (&["UnstructuredAddress", "unstructured"], "unstructuredAddress"),
];

const ADDRESS: Names = &[
    (&["id"], "addressId"),
    (&["addressLabel"], "addressLabel"),
    (&["houseNumber"], "houseNumber"),
    (&["door"], "door"),
    (&["floor"], "floor"),
    (&["co"], "co"),
    (&["zipCode"], "zipCode"),
    (&["city"], "city"),
    (&["country"], "country"),
    (&["AddressPoint", "geographicEastingMeasure"], "geographicEastingMeasure"),
    (&["AddressPoint", "geographicNorthingMeasure"], "geographicNorthingMeasure"),
    (&["AddressPoint", "geographicHeightMeasure"], "geographicHeightMeasure"),
];

const CONTENT: Names = &[
    (&["CPRdata", "cprNumber"], "cprDataCprNumber"),
    (&["CPRdata", "name"], "cprDataName"),
    (&["CVRdata", "cvrNumber"], "cvrDataCvrNumber"),
    (&["CVRdata", "companyName"], "cvrDataCompanyName"),
    (&["MotorVehicle", "licenseNumber"], "motorVehicleLicenseNumber"),
    (&["MotorVehicle", "chassisNumber"], "motorVehicleChassisNumber"),
    (&["PropertyNumber", "propertyNumber"], "propertyNumber"),
    (&["CaseID", "caseID"], "caseId"),
    (&["CaseID", "caseSystem"], "caseSystem"),
    (&["KLEdata", "subjectKey"], "kleDataSubjectKey"),
    (&["KLEdata", "version"], "kleDataVersion"),
    (&["KLEdata", "activityFacet"], "kleDataActivityFacet"),
    (&["KLEdata", "label"], "kleDataLabel"),
    (&["FORMdata", "taskKey"], "formDataTaskKey"),
    (&["FORMdata", "version"], "formDataVersion"),
    (&["FORMdata", "activityFacet"], "formDataActivityFacet"),
    (&["FORMdata", "label"], "formDataLabel"),
    (&["ProductionUnit", "productionUnitName"], "productionUnitName"),
    (&["Education", "educationCode"], "educationCode"),
    (&["Education", "educationName"], "educationName"),
    (&["UnstructuredAddress", "unstructured"], "unstructuredAddress"),
];

const REPLY: Names = &[
    (&["messageID"], "messageIdentifier"),
    (&["senderID"], "senderId"),
    (&["recipientID"], "recipientId"),
    (&["caseID"], "caseId"),
    (&["contactPointID"], "contactPointId"),
    (&["generatingSystemID"], "generatingSystemId"),
    (&["comment"], "comment"),
];

const FORWARD: Names = &[
    (&["originalSender"], "originalSender"),
    (&["originalContentResponsible"], "originalContentResponsible"),
    (&["comment"], "comment"),
];

const POINT: Names = &[(&["contactGroup"], "contactGroup"), (&["label"], "label")];
const PAIR: Names = &[(&["label"], "label"), (&["value"], "value")];
const MORE_CONTENT: Names = &[
    (&["contentDataType"], "contentDataType"),
    (&["contentDataName"], "contentDataName"),
    (&["contentDataValue"], "contentDataValue"),
];

/// The text at a path.
fn at(element: &Element, path: &[&str]) -> Option<String> {
    match path {
        [name] => element.borrowed(name).map(Element::text).filter(|text| !text.is_empty()),
        [name, rest @ ..] => at(element.borrowed(name)?, rest),
        [] => None,
    }
}

fn named(element: &Element, names: Names) -> Map<String, Value> {
    let found = names.iter().filter_map(|(path, name)| Some(((*name).to_owned(), at(element, path)?.into())));
    found.collect()
}

/// A text that is a UUID, in lower case as the interface writes them.
fn uuid(element: &Element, name: &str) -> Option<Value> {
    let text = element.text_of(name)?;
    Some(uuid::Uuid::parse_str(text.trim()).ok()?.to_string().into())
}

fn put(fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        fields.insert(name.to_owned(), value);
    }
}

/// Children of one name as a list of objects, each with an id of its own; none when there are none.
fn list(element: &Element, child: &str, names: Names, key: &str) -> Option<Value> {
    let each = element.all(child).enumerate();
    let id = |n: usize| ids::stable(&[key, child, &n.to_string()]);
    let items: Vec<Value> = each.map(|(n, one)| identified(id(n), named(one, names).into())).collect();
    (!items.is_empty()).then(|| items.into())
}

fn attention(party: &Element, key: &str) -> Option<Value> {
    let data = party.child("AttentionData")?;
    let mut fields = named(data, ATTENTION);
    put(&mut fields, "address", address(data, key));
    Some(identified(ids::stable(&[key, "attention"]), fields.into()))
}

fn address(element: &Element, key: &str) -> Option<Value> {
    let fields = named(element.borrowed("Address")?, ADDRESS);
    Some(identified(ids::stable(&[key, "address"]), fields.into()))
}

fn contact_point(party: &Element, key: &str) -> Option<Value> {
    let point = party.child("ContactPoint")?;
    let key = ids::stable(&[key, "point"]);
    let mut fields = named(point, POINT);
    put(&mut fields, "contactPointId", uuid(point, "contactPointID"));
    put(&mut fields, "contactInfo", list(point, "ContactInfo", PAIR, &key));
    Some(identified(key, fields.into()))
}

/// A sender or recipient; `id` and `kind` are the interface's names for number and its type.
fn party(letter: &str, party: &Element, from: &str, id: &str, kind: &str, kinds: &[&str]) -> Value {
    let key = ids::stable(&[letter, id]);
    let written = party.text_of("idType").unwrap_or_default();
    let known = kinds.iter().find(|known| **known == written).copied().unwrap_or("UNKNOWN");
    let mut fields = Map::new();
    put(&mut fields, id, Some(party.text_of(from).unwrap_or_default().into()));
    put(&mut fields, kind, Some(known.into()));
    put(&mut fields, "label", Some(party.text_of("label").unwrap_or_default().into()));
    put(&mut fields, "attentionData", attention(party, &key));
    put(&mut fields, "contactPoint", contact_point(party, &key));
    identified(key, fields.into())
}

fn content(header: &Element, letter: &str) -> Option<Value> {
    let data = header.child("ContentData")?;
    let key = ids::stable(&[letter, "content"]);
    let mut fields = named(data, CONTENT);
    let unit = at(data, &["ProductionUnit", "productionUnitNumber"]);
    put(&mut fields, "productionUnitNumber", unit.and_then(|text| text.parse::<i32>().ok()).map(Value::from));
    put(&mut fields, "address", address(data, &key));
    put(&mut fields, "additionalContentData", list(data, "AdditionalContentData", MORE_CONTENT, &key));
    Some(identified(key, fields.into()))
}

fn replies(header: &Element, letter: &str) -> Option<Value> {
    let reply = |(n, data): (usize, &Element)| {
        let key = ids::stable(&[letter, "reply", &n.to_string()]);
        let mut fields = named(data, REPLY);
        put(&mut fields, "parentMessageId", uuid(data, "messageUUID"));
        put(&mut fields, "childMessageId", uuid(data, "replyUUID"));
        put(&mut fields, "additionalReplyData", list(data, "AdditionalReplyData", PAIR, &key));
        identified(key, fields.into())
    };
    let replies: Vec<Value> = header.all("ReplyData").enumerate().map(reply).collect();
    (!replies.is_empty()).then(|| replies.into())
}

fn forwarded(header: &Element, letter: &str) -> Option<Value> {
    let data = header.child("ForwardData")?;
    let mut fields = named(data, FORWARD);
    put(&mut fields, "originalMessageId", uuid(data, "messageUUID"));
    put(&mut fields, "contactPointId", uuid(data, "contactPointID"));
    let moment = data.text_of("originalMessageDateTime").and_then(|text| text.parse().ok());
    put(&mut fields, "originalMessageDateTime", moment.map(|at| stamp(at).into()));
    Some(identified(ids::stable(&[letter, "forward"]), fields.into()))
}

/// The header's element.
pub fn header<H>(memo: &Letter<H>) -> Option<&Element> {
    memo.fields.child("MessageHeader")
}

/// The interface's `Message` members that a header says.
pub fn of<H>(memo: &Letter<H>, letter: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    put(&mut fields, "reply", Some(memo.reply.into()));
    put(&mut fields, "replyByDateTime", memo.reply_by.map(|at| stamp(at).into()));
    put(&mut fields, "transactionId", Some(memo.uuid.clone().into()).filter(|_| !memo.uuid.is_empty()));
    let created = memo.body.as_ref().and_then(|body| body.created);
    put(&mut fields, "memoCreatedDateTime", created.map(|at| stamp(at).into()));
    let Some(header) = header(memo) else { return fields };
    put(&mut fields, "messageIdentifier", header.text_of("messageID").map(Value::from));
    put(&mut fields, "postType", header.text_of("postType").map(Value::from));
    if let Some(sender) = header.child("Sender") {
        let sender = party(letter, sender, "senderID", "senderId", "senderIdType", &["CPR", "CVR"]);
        put(&mut fields, "sender", Some(sender));
    }
    if let Some(to) = header.child("Recipient") {
        let to = party(letter, to, "recipientID", "recipientId", "recipientIdType", &["CPR", "CVR", "EMAIL"]);
        put(&mut fields, "recipient", Some(to));
    }
    put(&mut fields, "contentData", content(header, letter));
    put(&mut fields, "replyData", replies(header, letter));
    put(&mut fields, "forwardData", forwarded(header, letter));
    fields
}

/// The interface's `Action`.
pub fn action(action: &memo::Action) -> Value {
    let mut fields = Map::new();
    let time = |at: Option<jiff::Timestamp>| at.map(|at| stamp(at).into());
    put(&mut fields, "label", Some(action.label.clone().into()));
    put(&mut fields, "actionCode", Some(action.code.clone().into()));
    put(&mut fields, "actionStartTime", time(action.starts));
    put(&mut fields, "actionEndTime", time(action.ends));
    put(&mut fields, "entryPointUrl", action.url.clone().map(Value::from));
    if let Some(reservation) = &action.reservation {
        // The calendar knows the appointment by it, as it was written.
        let id = Some(reservation.uuid.clone()).filter(|id| !id.is_empty());
        put(&mut fields, "reservationUUID", id.map(Value::from));
        put(&mut fields, "reservationAbstract", Some(json!(reservation.summary)));
        put(&mut fields, "description", Some(json!(reservation.description)));
        put(&mut fields, "location", Some(json!(reservation.location)));
        put(&mut fields, "reservationStartTime", time(reservation.starts));
        put(&mut fields, "reservationEndTime", time(reservation.ends));
        put(&mut fields, "organizerMail", reservation.organizer_mail.clone().map(Value::from));
        put(&mut fields, "organizerName", reservation.organizer_name.clone().map(Value::from));
    }
    Value::Object(fields)
}
