//! `MessageBody`: the documents, and the variants of each as files.

use super::action::Action;
use super::message::Version;
use super::rules::{Broken, Rule};
use super::value::{MEMO, Value};
use crate::Element;
use jiff::Timestamp;

/// The interface of the service takes no more; the schema sets no limit.
const MOST_ADDITIONAL: usize = 10;
/// No limit.
const ANY: usize = usize::MAX;

record! {
    /// `MessageBody`.
    #[derive(Default)]
    MessageBody in MEMO;
    /// `createdDateTime`.
    created: Timestamp = "createdDateTime", Free;
    /// `MainDocument`.
    main: MainDocument = "MainDocument", Free;
    /// `AdditionalDocument`.
    additional: Vec<AdditionalDocument> = "AdditionalDocument", Count(0, MOST_ADDITIONAL);
    /// `TechnicalDocument`: for machines, never shown.
    technical: Vec<TechnicalDocument> = "TechnicalDocument", Free;
}

record! {
    /// `MainDocument`.
    #[derive(Default)]
    MainDocument in MEMO;
    /// `mainDocumentID`.
    id: Option<String> = "mainDocumentID", Most(256);
    /// `label`: its title.
    label: Option<String> = "label", Most(256);
    /// `File`: variants of the same content.
    files: Vec<File> = "File", Count(1, ANY);
    /// `Action`.
    actions: Vec<Action> = "Action", Free;
}

record! {
    /// `AdditionalDocument`.
    #[derive(Default)]
    AdditionalDocument in MEMO;
    /// `additionalDocumentID`.
    id: Option<String> = "additionalDocumentID", Most(256);
    /// `label`: its title.
    label: Option<String> = "label", Most(256);
    /// `File`: variants of the same content.
    files: Vec<File> = "File", Count(1, ANY);
    /// `Action`.
    actions: Vec<Action> = "Action", Free;
}

record! {
    /// `TechnicalDocument`.
    #[derive(Default)]
    TechnicalDocument in MEMO;
    /// `technicalDocumentID`.
    id: Option<String> = "technicalDocumentID", Most(256);
    /// `label`: its title.
    label: Option<String> = "label", Most(256);
    /// `File`: variants of the same content.
    files: Vec<File> = "File", Count(1, ANY);
}

record! {
    /// `File`.
    #[derive(Default)]
    File in MEMO;
    /// `encodingFormat`: its type.
    mime: String = "encodingFormat", Most(256);
    /// `filename`.
    filename: String = "filename", Most(256);
    /// `language`: two letters.
    language: String = "language", Language;
    /// `content`.
    content: Content = "content", Free;
}

/// `content`: the number by which a [`crate::FileSource`] gives the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Content(pub usize);

impl Value for Content {
    fn read(element: &Element, name: &'static str) -> Result<Self, Broken> {
        element.file.map(Content).ok_or(Broken::Missing(name))
    }

    fn write(&self, into: &mut Element) {
        into.file = Some(self.0);
    }

    fn check(&self, _: &'static str, _: Rule, _: Version) -> Result<(), Broken> {
        Ok(())
    }
}
