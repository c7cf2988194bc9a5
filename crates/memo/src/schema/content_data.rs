//! `ContentData`: what the letter is about.

use super::registers::{
    Address, CprData, CvrData, Education, FormData, KleData, MotorVehicle, ProductionUnit, PropertyNumber,
    UnstructuredAddress,
};
use super::value::MEMO;

record! {
    /// `ContentData`.
    #[derive(Default)]
    ContentData in MEMO;
    /// `CPRdata`.
    person: Option<CprData> = "CPRdata", Free;
    /// `CVRdata`.
    company: Option<CvrData> = "CVRdata", Free;
    /// `MotorVehicle`.
    vehicle: Option<MotorVehicle> = "MotorVehicle", Free;
    /// `PropertyNumber`.
    property: Option<PropertyNumber> = "PropertyNumber", Free;
    /// `CaseID`.
    case: Option<CaseId> = "CaseID", Free;
    /// `KLEdata`.
    kle: Option<KleData> = "KLEdata", Free;
    /// `FORMdata`.
    form: Option<FormData> = "FORMdata", Free;
    /// `ProductionUnit`.
    production_unit: Option<ProductionUnit> = "ProductionUnit", Free;
    /// `Education`.
    education: Option<Education> = "Education", Free;
    /// `Address`.
    address: Option<Address> = "Address", Free;
    /// `UnstructuredAddress`.
    unstructured_address: Option<UnstructuredAddress> = "UnstructuredAddress", Free;
    /// `AdditionalContentData`.
    more: Vec<AdditionalContentData> = "AdditionalContentData", Count(0, 10);
}

record! {
    /// `CaseID`.
    #[derive(Default)]
    CaseId in MEMO;
    /// `caseID`.
    id: String = "caseID", Most(256);
    /// `caseSystem`.
    system: String = "caseSystem", Most(256);
}

record! {
    /// `AdditionalContentData`.
    #[derive(Default)]
    AdditionalContentData in MEMO;
    /// `contentDataType`.
    kind: Option<String> = "contentDataType", Most(256);
    /// `contentDataName`.
    name: String = "contentDataName", Most(256);
    /// `contentDataValue`.
    value: String = "contentDataValue", Most(256);
}
