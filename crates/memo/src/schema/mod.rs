//! Every field of a letter, in the schema's order and with its rules: for composing letters of our own, and for
//! taking what fits out of letters of others. What a stranger's letter has besides stands in its tree
//! ([`crate::Letter::fields`]), from which it is written as it came.
//!
//! Sources, since the XSD itself is no longer published: order and namespaces from the classes generated from the
//! 1.1 schema in `itk-dev/serviceplatformen` (`lib/metadata/DigitalPost/MeMo`, MIT), lengths and counts from those
//! in `itk-dev-rpa/python-serviceplatformen` (`python_serviceplatformen/memo`, MIT), what 1.2 adds from the public
//! full example of 1.2, which lies among the tests.
//!
//! Each `record!` is a table: field, element, rule. The macro makes of it the type, its reading, its writing in
//! that order, and the check of its rules.

#[macro_use]
mod record;

mod action;
mod attention;
mod content_data;
mod document;
mod header;
mod history;
mod message;
mod party;
mod registers;
mod rules;
mod value;

pub use action::{Action, EntryPoint, Reservation};
pub use attention::{AttentionData, AttentionPerson, ContentResponsible, EMail, GeneratingSystem, Telephone};
pub use content_data::{AdditionalContentData, CaseId, ContentData};
pub use document::{AdditionalDocument, Content, File, MainDocument, MessageBody, TechnicalDocument};
pub use header::MessageHeader;
pub use history::{AdditionalReplyData, ForwardData, ReplyData};
pub use message::{Message, Version};
pub use party::{ContactInfo, ContactPoint, Recipient, Representative, Sender};
pub use registers::{
    Address, AddressPoint, CprData, CvrData, Education, Eid, FormData, GlobalLocationNumber, KleData, MotorVehicle,
    ProductionUnit, PropertyNumber, SeNumber, SorData, UnstructuredAddress,
};
pub use rules::Broken;
