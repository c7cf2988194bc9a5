//! A letter of our own that breaks a rule is not made; what came from outside is.

use crate::generated::{Chance, message};
use crate::support::{FULL, read};
use postkasse_memo::MessageKind;
use postkasse_memo::schema::{
    AdditionalContentData, Broken, ContactInfo, ContactPoint, ContentData, EntryPoint, Message, MotorVehicle,
    ProductionUnit, Version,
};

fn full() -> Message {
    Message::read(&read(FULL).unwrap().fields).unwrap()
}

fn broken(change: impl FnOnce(&mut Message)) -> Option<Broken> {
    let mut message = full();
    change(&mut message);
    let said = message.check();
    assert_eq!(message.tree().map(|_| ()), said);
    said.err()
}

#[test]
fn each_rule_is_kept_to_the_last_character_and_broken_by_the_next() {
    let long = |most: usize| "å".repeat(most);
    assert_eq!(broken(|m| m.header.label = long(256)), None);
    assert_eq!(broken(|m| m.header.label = long(257)), Some(Broken::TooLong("label", 256)));
    assert_eq!(broken(|m| m.header.notification = Some(long(150))), None);
    assert_eq!(broken(|m| m.header.notification = Some(long(151))), Some(Broken::TooLong("notification", 150)));
    let broken_by = broken(|m| m.header.more_notification = Some(long(257)));
    assert_eq!(broken_by, Some(Broken::TooLong("additionalNotification", 256)));
    assert_eq!(broken(|m| m.header.replies[0].comment = Some(long(513))), Some(Broken::TooLong("comment", 512)),);
    let car = |license: &str| MotorVehicle { license: license.into(), chassis: None };
    let content = |data: ContentData| move |m: &mut Message| m.header.content = Some(data);
    assert_eq!(broken(content(ContentData { vehicle: Some(car("AB12345")), ..ContentData::default() })), None);
    assert_eq!(
        broken(content(ContentData { vehicle: Some(car("AB123456")), ..ContentData::default() })),
        Some(Broken::TooLong("licenseNumber", 7)),
    );
    let unit = ProductionUnit { number: "12345678901".into(), name: None };
    assert_eq!(
        broken(content(ContentData { production_unit: Some(unit), ..ContentData::default() })),
        Some(Broken::OtherKind("productionUnitNumber")),
    );
    let more = |count| {
        let one = AdditionalContentData { kind: None, name: "n".into(), value: "v".into() };
        ContentData { more: vec![one; count], ..ContentData::default() }
    };
    assert_eq!(broken(content(more(10))), None);
    assert_eq!(broken(content(more(11))), Some(Broken::TooMany("AdditionalContentData", 10)));
    let info = ContactInfo { label: "l".into(), value: "v".into() };
    let point = ContactPoint { id: "1".into(), info: vec![info; 3], ..ContactPoint::default() };
    assert_eq!(broken(|m| m.header.recipient.contact_point = Some(point)), Some(Broken::TooMany("ContactInfo", 2)),);
}

#[test]
fn what_must_be_there_must_be_there_and_be_of_its_kind() {
    assert_eq!(broken(|m| m.header.label = "  ".into()), Some(Broken::Missing("label")));
    assert_eq!(broken(|m| m.header.sender.id = String::new()), Some(Broken::Missing("senderID")));
    for uuid in ["", "42", "8C2EA15D-61FB-1BA9-9366-42F8B194C114", "8C2EA15D-61FB-4BA9-C366-42F8B194C114"] {
        let expected = if uuid.is_empty() { Broken::Missing("messageUUID") } else { Broken::OtherKind("messageUUID") };
        assert_eq!(broken(|m| m.header.uuid = uuid.into()), Some(expected), "{uuid}");
    }
    assert_eq!(broken(|m| m.header.id = Some("a\u{1}".into())), Some(Broken::OtherKind("messageID")));
    let main = |change: &dyn Fn(&mut postkasse_memo::schema::MainDocument)| {
        broken(|m| change(&mut m.body.as_mut().unwrap().main))
    };
    assert_eq!(main(&|main| main.files.clear()), Some(Broken::Missing("File")));
    for language in ["d", "dan", "d1"] {
        assert_eq!(main(&|main| main.files[0].language = language.into()), Some(Broken::OtherKind("language")));
    }
    let both = EntryPoint { url: "https://eksempel.invalid".into() };
    assert_eq!(main(&|main| main.actions[1].entry_point = Some(both.clone())), Some(Broken::NotBeside("EntryPoint")),);
    let body = |m: &mut Message| {
        let body = m.body.as_mut().unwrap();
        body.additional = vec![body.additional[0].clone(); 11];
    };
    assert_eq!(broken(body), Some(Broken::TooMany("AdditionalDocument", 10)));
}

#[test]
fn a_nemsms_has_no_body_and_a_letter_has_one() {
    assert_eq!(broken(|m| m.body = None), Some(Broken::Missing("MessageBody")));
    assert_eq!(broken(|m| m.header.kind = MessageKind::NemSms), Some(Broken::NotBeside("MessageBody")));
    let sms = |m: &mut Message| {
        m.header.kind = MessageKind::NemSms;
        m.body = None;
    };
    assert_eq!(broken(sms), None);
}

#[test]
fn version_1_1_knows_no_representatives_and_must_say_what_is_mandatory() {
    let old = |change: &dyn Fn(&mut Message)| {
        broken(|m| {
            m.version = Version::V1_1;
            m.header.sender.representative = None;
            m.header.forward.as_mut().unwrap().representative = None;
            change(m);
        })
    };
    assert_eq!(old(&|_| {}), None);
    let representative = full().header.sender.representative;
    assert_eq!(
        old(&|m| m.header.sender.representative.clone_from(&representative)),
        Some(Broken::NotInVersion("Representative")),
    );
    assert_eq!(
        old(&|m| m.header.forward.as_mut().unwrap().representative = Some("x".into())),
        Some(Broken::NotInVersion("originalRepresentative")),
    );
    assert_eq!(old(&|m| m.header.mandatory = None), Some(Broken::Missing("mandatory")));
    assert_eq!(broken(|m| m.header.mandatory = None), None, "1.2 need not say it");
    let attributes = |version| {
        let (mut message, _) = message(&mut Chance(7));
        message.header.sender.representative = None;
        message.header.forward = None;
        (message.header.mandatory, message.header.legal_notification) = (Some(false), Some(false));
        message.version = version;
        let tree = message.tree().unwrap();
        tree.attributes.iter().map(|one| format!("{}={}", one.name, one.value)).collect::<Vec<_>>()
    };
    assert_eq!(attributes(Version::V1_1), ["memoVersion=1.1", "memoSchVersion=1.1.0"]);
    assert_eq!(attributes(Version::V1_2), ["memoVersion=1.2"]);
}

#[test]
fn what_does_not_fit_is_told_by_its_name_and_the_tree_still_has_it() {
    let xml = String::from_utf8(FULL.to_vec()).unwrap();
    for (from, to, reason) in [
        (">2025-09-30T12:00:00Z<", ">snart<", Broken::OtherKind("replyByDateTime")),
        (">2025-09-15<", ">15. september<", Broken::OtherKind("doNotDeliverUntilDate")),
        (">true</memo:reply>", ">ja</memo:reply>", Broken::OtherKind("reply")),
        (
            "<memo:messageUUID>8C2EA15D-61FB-4BA9-9366-42F8B194C114</memo:messageUUID>\n\t\t<memo:messageID>",
            "<memo:messageID>",
            Broken::Missing("messageUUID"),
        ),
    ] {
        let changed = xml.replace("\r\n", "\n").replacen(from, to, 1);
        assert_ne!(changed, xml);
        let letter = read(changed.as_bytes()).unwrap();
        assert_eq!(Message::read(&letter.fields), Err(reason));
        assert!(String::from_utf8(crate::support::again(changed.as_bytes())).unwrap().contains(to));
    }
}
