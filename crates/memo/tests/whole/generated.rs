//! Letters made by chance: by the schema's fields, and of any elements.

use jiff::Timestamp;
use postkasse_memo::schema::{
    Action, AdditionalContentData, AdditionalDocument, AdditionalReplyData, Address, AddressPoint, AttentionData,
    AttentionPerson, CaseId, ContactInfo, ContactPoint, Content, ContentData, ContentResponsible, CprData, CvrData,
    EMail, Education, Eid, EntryPoint, File, FormData, ForwardData, GeneratingSystem, GlobalLocationNumber, KleData,
    MainDocument, Message, MessageBody, MessageHeader, MotorVehicle, ProductionUnit, PropertyNumber, Recipient,
    ReplyData, Representative, Reservation, SeNumber, Sender, SorData, TechnicalDocument, Telephone,
    UnstructuredAddress, Version,
};
use postkasse_memo::{Attribute, Element, MemorySource, MessageKind, NAMESPACE};

/// A small generator of its own: the same seed makes the same letter.
pub struct Chance(pub u64);

const LETTERS: &[&str] =
    &["a", "B", "7", "æ", "Ø", "å", "ß", "€", "😀", "&", "<", ">", "\"", "'", "]]>", " ", "-", "\u{202e}"];

impl Chance {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % most as u64).unwrap()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Not empty, and without white space at its ends, as a reader trims it.
    fn text(&mut self, most: usize) -> String {
        let wanted = 1 + self.below(most);
        let text: String = (0..wanted).map(|_| self.one_of(LETTERS)).collect();
        let text: String = text.chars().take(most).collect();
        let text = text.trim().to_owned();
        if text.is_empty() { "x".to_owned() } else { text }
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn some<T>(&mut self, least: usize, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..least + self.below(most - least + 1)).map(|_| make(self)).collect()
    }

    fn digits(&mut self, most: usize) -> String {
        (0..=self.below(most)).map(|_| self.one_of(&["0", "1", "2", "9"])).collect()
    }

    fn uuid(&mut self) -> String {
        let n = self.below(usize::MAX);
        let uuid = format!("{:08x}-{:04x}-4{:03x}-b{:03x}-{n:012x}", n as u32, n as u16, n & 0xfff, n >> 52);
        uuid.chars().take(36).map(|c| if n.is_multiple_of(2) { c.to_ascii_uppercase() } else { c }).collect()
    }

    fn moment(&mut self) -> Timestamp {
        let millis = self.below(4_000_000_000_000) as i64 - 1_000_000_000_000;
        Timestamp::from_millisecond(millis).unwrap()
    }

    fn short(&mut self) -> Option<String> {
        self.maybe(|c| c.text(256))
    }
}

fn address(c: &mut Chance) -> Address {
    Address {
        id: c.short(),
        street: c.short(),
        house: c.short(),
        door: c.short(),
        floor: c.short(),
        co: c.short(),
        zip: c.short(),
        city: c.short(),
        country: c.short(),
        point: c.maybe(|c| AddressPoint { easting: c.short(), northing: c.short(), height: c.short() }),
    }
}

fn production_unit(c: &mut Chance) -> ProductionUnit {
    ProductionUnit { number: c.digits(9), name: c.short() }
}

fn attention(c: &mut Chance) -> AttentionData {
    AttentionData {
        person: c.maybe(|c| AttentionPerson { id: c.short(), label: c.short() }),
        production_unit: c.maybe(production_unit),
        location: c.maybe(|c| GlobalLocationNumber { number: c.digits(12), location: c.short() }),
        email: c.maybe(|c| EMail { address: c.text(256), agent: c.short() }),
        se_number: c.maybe(|c| SeNumber { number: c.text(8), company: c.short() }),
        telephone: c.maybe(|c| Telephone { number: c.text(12), agent: c.short() }),
        eid: c.maybe(|c| Eid { id: c.text(30), label: c.short() }),
        responsible: c.maybe(|c| ContentResponsible { id: c.short(), label: c.short() }),
        system: c.maybe(|c| GeneratingSystem { id: c.text(20), label: c.short() }),
        sor: c.maybe(|c| SorData { id: c.text(20), name: c.short() }),
        address: c.maybe(address),
        unstructured_address: c.maybe(|c| UnstructuredAddress { text: c.text(256) }),
    }
}

fn contact_point(c: &mut Chance) -> ContactPoint {
    ContactPoint {
        group: c.short(),
        id: c.text(256),
        label: c.short(),
        info: c.some(0, 2, |c| ContactInfo { label: c.text(256), value: c.text(256) }),
    }
}

fn content_data(c: &mut Chance) -> ContentData {
    ContentData {
        person: c.maybe(|c| CprData { number: c.digits(9), name: c.short() }),
        company: c.maybe(|c| CvrData { number: c.digits(7), name: c.short() }),
        vehicle: c.maybe(|c| MotorVehicle { license: c.text(7), chassis: c.short() }),
        property: c.maybe(|c| PropertyNumber { number: c.text(9) }),
        case: c.maybe(|c| CaseId { id: c.text(256), system: c.text(256) }),
        kle: c.maybe(|c| KleData { key: c.text(9), version: c.text(9), facet: c.short(), label: c.text(256) }),
        form: c.maybe(|c| FormData { key: c.text(9), version: c.text(9), facet: c.short(), label: c.text(256) }),
        production_unit: c.maybe(production_unit),
        education: c.maybe(|c| Education { code: c.text(9), name: c.short() }),
        address: c.maybe(address),
        unstructured_address: c.maybe(|c| UnstructuredAddress { text: c.text(256) }),
        more: c.some(0, 10, |c| AdditionalContentData { kind: c.short(), name: c.text(256), value: c.text(256) }),
    }
}

fn action(c: &mut Chance) -> Action {
    let appointment = c.below(2) == 0;
    Action {
        label: c.text(256),
        code: c.one_of(&["AFTALE", "BETALING", "SELVBETJENING"]).to_owned(),
        starts: c.maybe(Chance::moment),
        ends: c.maybe(Chance::moment),
        reservation: appointment.then(|| Reservation {
            description: c.text(256),
            uuid: c.uuid(),
            summary: c.text(256),
            location: c.text(256),
            starts: c.moment(),
            ends: c.moment(),
            organizer_mail: c.short(),
            organizer_name: c.short(),
        }),
        entry_point: (!appointment).then(|| EntryPoint { url: c.text(256) }),
    }
}

fn files(c: &mut Chance, contents: &mut Vec<Vec<u8>>) -> Vec<File> {
    c.some(1, 3, |c| {
        contents.push((0..c.below(300)).map(|_| c.below(256) as u8).collect());
        File {
            mime: c.text(256),
            filename: c.text(256),
            language: c.one_of(&["da", "en", "KL"]).to_owned(),
            content: Content(contents.len() - 1),
        }
    })
}

fn body(c: &mut Chance, contents: &mut Vec<Vec<u8>>) -> MessageBody {
    MessageBody {
        created: c.moment(),
        main: MainDocument {
            id: c.short(),
            label: c.short(),
            files: files(c, contents),
            actions: c.some(0, 3, action),
        },
        additional: c.some(0, 3, |c| AdditionalDocument {
            id: c.short(),
            label: c.short(),
            files: files(c, contents),
            actions: c.some(0, 2, action),
        }),
        technical: c.some(0, 2, |c| TechnicalDocument { id: c.short(), label: c.short(), files: files(c, contents) }),
    }
}

/// A letter that keeps to all rules, and its files.
pub fn message(c: &mut Chance) -> (Message, MemorySource) {
    let version = c.one_of(&[Version::V1_1, Version::V1_2]);
    let new = version == Version::V1_2;
    let kind = c.one_of(&[MessageKind::DigitalPost, MessageKind::DigitalPost, MessageKind::NemSms]);
    let mut contents = Vec::new();
    let said = |c: &mut Chance| (!new || c.below(2) == 0).then(|| c.below(2) == 0);
    let header = MessageHeader {
        kind,
        uuid: c.uuid(),
        id: c.short(),
        code: c.short(),
        label: c.text(256),
        notification: c.maybe(|c| c.text(150)),
        more_notification: c.short(),
        reply: c.maybe(|c| c.below(2) == 0),
        reply_by: c.maybe(Chance::moment),
        not_before: c.maybe(|c| jiff::tz::TimeZone::UTC.to_datetime(c.moment()).date()),
        mandatory: said(c),
        legal_notification: said(c),
        post_type: c.short(),
        sender: Sender {
            id: c.text(256),
            id_type: c.text(256),
            id_type_label: c.short(),
            label: c.text(256),
            attention: c.maybe(attention),
            contact_point: c.maybe(contact_point),
            representative: c
                .maybe(|c| Representative { id: c.text(8), id_type: "CVR".to_owned(), label: c.text(256) })
                .filter(|_| new),
        },
        recipient: Recipient {
            id: c.text(256),
            id_type: c.text(256),
            id_type_label: c.short(),
            label: c.short(),
            attention: c.maybe(attention),
            contact_point: c.maybe(contact_point),
        },
        content: c.maybe(content_data),
        forward: c.maybe(|c| ForwardData {
            uuid: c.uuid(),
            sent: c.moment(),
            sender: c.text(256),
            responsible: c.short(),
            representative: c.short().filter(|_| new),
            contact_point: c.short(),
            comment: c.maybe(|c| c.text(512)),
        }),
        replies: c.some(0, 3, |c| ReplyData {
            id: c.short(),
            uuid: c.uuid(),
            reply_uuid: c.maybe(Chance::uuid),
            sender: c.short(),
            recipient: c.short(),
            case: c.short(),
            contact_point: c.short(),
            system: c.short(),
            comment: c.maybe(|c| c.text(512)),
            more: c.some(0, 4, |c| AdditionalReplyData { label: c.text(256), value: c.text(256) }),
        }),
    };
    let body = (kind == MessageKind::DigitalPost).then(|| body(c, &mut contents));
    (Message { version, header, body }, MemorySource(contents))
}

const NAMESPACES: &[&str] = &["", NAMESPACE, "https://data.gov.dk/model/core/", "urn:a", "urn:b", "urn:<&\">'ø"];
const PREFIXES: &[&str] = &["", "memo", "a", "b", "grd", "ns", "ns1", "xml", "xmlns", "to ord", "a:b", "1"];
const NAMES: &[&str] = &["ukendt", "label", "content", "type", "Ærø", "_x-1.2"];
const TEXTS: &[&str] =
    &["", " ", "\n\t", "\r", "\r\n", "a & b", "]]>", "<b>", "\"'", "æ😀", " kant ", "&amp;", "\u{85}\u{2028}"];

fn stranger(c: &mut Chance, depth: usize) -> Element {
    let mut element = Element::within(c.one_of(NAMESPACES), c.one_of(PREFIXES), c.one_of(NAMES));
    for _ in 0..c.below(3) {
        element.declarations.push((c.one_of(PREFIXES).to_owned(), c.one_of(NAMESPACES).to_owned()));
    }
    for _ in 0..c.below(4) {
        let one = Attribute {
            namespace: c.one_of(NAMESPACES).to_owned(),
            prefix: c.one_of(PREFIXES).to_owned(),
            name: c.one_of(NAMES).to_owned(),
            value: c.one_of(TEXTS).to_owned(),
        };
        if !element.attributes.iter().any(|had| (&had.namespace, &had.name) == (&one.namespace, &one.name)) {
            element.attributes.push(one);
        }
    }
    for _ in 0..c.below(4) {
        element.push_text(c.one_of(TEXTS));
        if depth > 0 && c.below(2) == 0 {
            element.push(stranger(c, depth - 1));
        }
    }
    element
}

/// A letter with strange elements, attributes, declarations and texts in every place.
pub fn tree(c: &mut Chance) -> Element {
    let dressed = |c: &mut Chance, name: &str| {
        let strange = stranger(c, 0);
        let mut element = Element::within(NAMESPACE, c.one_of(PREFIXES), name);
        element.declarations = strange.declarations;
        element.attributes = strange.attributes;
        element
    };
    let mut file = dressed(c, "File");
    let mut content = dressed(c, "content");
    content.file = Some(0);
    file.push(content);
    let mut main = dressed(c, "MainDocument");
    main.push(file);
    let mut header = dressed(c, "MessageHeader");
    header.push(dressed(c, "Sender"));
    header.push(dressed(c, "Recipient"));
    let mut body = dressed(c, "MessageBody");
    body.push(main);
    let mut letter = dressed(c, "Message");
    for mut part in [header, body] {
        for _ in 0..c.below(4) {
            part.push_text(c.one_of(TEXTS));
            part.push(stranger(c, 3));
        }
        letter.push(part);
        letter.push(stranger(c, 1));
    }
    letter
}
