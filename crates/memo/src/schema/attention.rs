//! `AttentionData`: who and what a sender or a recipient is within their house.

use super::registers::{Address, Eid, GlobalLocationNumber, ProductionUnit, SeNumber, SorData, UnstructuredAddress};
use super::value::MEMO;

record! {
    /// `AttentionData`.
    #[derive(Default)]
    AttentionData in MEMO;
    /// `AttentionPerson`.
    person: Option<AttentionPerson> = "AttentionPerson", Free;
    /// `ProductionUnit`.
    production_unit: Option<ProductionUnit> = "ProductionUnit", Free;
    /// `GlobalLocationNumber`.
    location: Option<GlobalLocationNumber> = "GlobalLocationNumber", Free;
    /// `EMail`.
    email: Option<EMail> = "EMail", Free;
    /// `SEnumber`.
    se_number: Option<SeNumber> = "SEnumber", Free;
    /// `Telephone`.
    telephone: Option<Telephone> = "Telephone", Free;
    /// `EID`.
    eid: Option<Eid> = "EID", Free;
    /// `ContentResponsible`.
    responsible: Option<ContentResponsible> = "ContentResponsible", Free;
    /// `GeneratingSystem`.
    system: Option<GeneratingSystem> = "GeneratingSystem", Free;
    /// `SORdata`.
    sor: Option<SorData> = "SORdata", Free;
    /// `Address`.
    address: Option<Address> = "Address", Free;
    /// `UnstructuredAddress`.
    unstructured_address: Option<UnstructuredAddress> = "UnstructuredAddress", Free;
}

record! {
    /// `AttentionPerson`.
    #[derive(Default)]
    AttentionPerson in MEMO;
    /// `personID`.
    id: Option<String> = "personID", Most(256);
    /// `label`: the name.
    label: Option<String> = "label", Most(256);
}

record! {
    /// `EMail`.
    #[derive(Default)]
    EMail in MEMO;
    /// `emailAddress`.
    address: String = "emailAddress", Most(256);
    /// `relatedAgent`: whose it is.
    agent: Option<String> = "relatedAgent", Most(256);
}

record! {
    /// `Telephone`.
    #[derive(Default)]
    Telephone in MEMO;
    /// `telephoneNumber`.
    number: String = "telephoneNumber", Most(256);
    /// `relatedAgent`: whose it is.
    agent: Option<String> = "relatedAgent", Most(256);
}

record! {
    /// `ContentResponsible`: who answers for what the letter says.
    #[derive(Default)]
    ContentResponsible in MEMO;
    /// `contentResponsibleID`.
    id: Option<String> = "contentResponsibleID", Most(256);
    /// `label`: the name.
    label: Option<String> = "label", Most(256);
}

record! {
    /// `GeneratingSystem`: what made the letter.
    #[derive(Default)]
    GeneratingSystem in MEMO;
    /// `generatingSystemID`.
    id: String = "generatingSystemID", Most(256);
    /// `label`: the name.
    label: Option<String> = "label", Most(256);
}
