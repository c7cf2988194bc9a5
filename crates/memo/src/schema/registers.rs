//! What MeMo borrows from public registers: persons, companies, addresses, cars, subject keys. Each register has a
//! namespace of its own; the schema gives a prefix to each.

/// Persons, companies and addresses.
pub(crate) const GRD: (&str, &str) = ("https://data.gov.dk/model/core/", "grd");
const GLN: (&str, &str) = ("https://www.gs1.dk/gs1-standarder/identifikation/gln-global-location-number/", "gln");
const UDD: (&str, &str) =
    ("https://www.dst.dk/da/TilSalg/Forskningsservice/Dokumentation/hoejkvalitetsvariable/elevregister-2/udd#", "udd");
const FORM: (&str, &str) = ("http://www.form-online.dk/", "form");
const KLE: (&str, &str) = ("http://kle-online.dk/", "kle");
const DMV: (&str, &str) = ("https://motorregister.skat.dk/", "dmv");
const SOR: (&str, &str) = ("https://services.nsi.dk/en/Services/SOR", "sor");

record! {
    /// `grd:CPRdata`: a person.
    #[derive(Default)]
    CprData in GRD;
    /// `cprNumber`.
    number: String = "cprNumber", Most(256);
    /// `name`.
    name: Option<String> = "name", Most(256);
}

record! {
    /// `grd:CVRdata`: a company.
    #[derive(Default)]
    CvrData in GRD;
    /// `cvrNumber`.
    number: String = "cvrNumber", Most(256);
    /// `companyName`.
    name: Option<String> = "companyName", Most(256);
}

record! {
    /// `grd:SEnumber`: a part of a company as the tax authority counts it.
    #[derive(Default)]
    SeNumber in GRD;
    /// `seNumber`.
    number: String = "seNumber", Most(256);
    /// `companyName`.
    company: Option<String> = "companyName", Most(256);
}

record! {
    /// `grd:EID`: an electronic identity.
    #[derive(Default)]
    Eid in GRD;
    /// `eID`.
    id: String = "eID", Most(256);
    /// `label`.
    label: Option<String> = "label", Most(256);
}

record! {
    /// `grd:ProductionUnit`: a place of a company.
    #[derive(Default)]
    ProductionUnit in GRD;
    /// `productionUnitNumber`.
    number: String = "productionUnitNumber", Digits(10);
    /// `productionUnitName`.
    name: Option<String> = "productionUnitName", Most(256);
}

record! {
    /// `grd:PropertyNumber`: a property.
    #[derive(Default)]
    PropertyNumber in GRD;
    /// `propertyNumber`.
    number: String = "propertyNumber", Most(256);
}

record! {
    /// `grd:Address`: an address in its parts.
    #[derive(Default)]
    Address in GRD;
    /// `id`.
    id: Option<String> = "id", Most(256);
    /// `addressLabel`: the street.
    street: Option<String> = "addressLabel", Most(256);
    /// `houseNumber`.
    house: Option<String> = "houseNumber", Most(256);
    /// `door`.
    door: Option<String> = "door", Most(256);
    /// `floor`.
    floor: Option<String> = "floor", Most(256);
    /// `co`.
    co: Option<String> = "co", Most(256);
    /// `zipCode`.
    zip: Option<String> = "zipCode", Most(256);
    /// `city`.
    city: Option<String> = "city", Most(256);
    /// `country`.
    country: Option<String> = "country", Most(256);
    /// `AddressPoint`.
    point: Option<AddressPoint> = "AddressPoint", Free;
}

record! {
    /// `grd:AddressPoint`: where an address lies.
    #[derive(Default)]
    AddressPoint in GRD;
    /// `geographicEastingMeasure`.
    easting: Option<String> = "geographicEastingMeasure", Most(256);
    /// `geographicNorthingMeasure`.
    northing: Option<String> = "geographicNorthingMeasure", Most(256);
    /// `geographicHeightMeasure`.
    height: Option<String> = "geographicHeightMeasure", Most(256);
}

record! {
    /// `grd:UnstructuredAddress`: an address in one text.
    #[derive(Default)]
    UnstructuredAddress in GRD;
    /// `unstructured`.
    text: String = "unstructured", Most(256);
}

record! {
    /// `gln:GlobalLocationNumber`: a place that invoices go to.
    #[derive(Default)]
    GlobalLocationNumber in GLN;
    /// `globalLocationNumber`.
    number: String = "globalLocationNumber", Digits(13);
    /// `location`.
    location: Option<String> = "location", Most(256);
}

record! {
    /// `sor:SORdata`: a place of the health service.
    #[derive(Default)]
    SorData in SOR;
    /// `sorIdentifier`.
    id: String = "sorIdentifier", Most(256);
    /// `entryName`.
    name: Option<String> = "entryName", Most(256);
}

record! {
    /// `dmv:MotorVehicle`: a car.
    #[derive(Default)]
    MotorVehicle in DMV;
    /// `licenseNumber`.
    license: String = "licenseNumber", Most(7);
    /// `chassisNumber`.
    chassis: Option<String> = "chassisNumber", Most(256);
}

record! {
    /// `kle:KLEdata`: the municipalities' subject key.
    #[derive(Default)]
    KleData in KLE;
    /// `subjectKey`.
    key: String = "subjectKey", Most(256);
    /// `version`.
    version: String = "version", Most(256);
    /// `activityFacet`.
    facet: Option<String> = "activityFacet", Most(256);
    /// `label`.
    label: String = "label", Most(256);
}

record! {
    /// `form:FORMdata`: the state's task key.
    #[derive(Default)]
    FormData in FORM;
    /// `taskKey`.
    key: String = "taskKey", Most(256);
    /// `version`.
    version: String = "version", Most(256);
    /// `activityFacet`.
    facet: Option<String> = "activityFacet", Most(256);
    /// `label`.
    label: String = "label", Most(256);
}

record! {
    /// `udd:Education`.
    #[derive(Default)]
    Education in UDD;
    /// `educationCode`.
    code: String = "educationCode", Most(256);
    /// `educationName`.
    name: Option<String> = "educationName", Most(256);
}
