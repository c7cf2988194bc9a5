//! The query of a search: read, and refused where the service refuses it. Names and enum values are taken in any case.

use crate::altinn::dialog::Label;
use crate::altinn::problem::Problem;
use crate::altinn::store::parties::{ORGANISATION, PERSON};
use crate::altinn::store::search::{Field, Order, Search};
use crate::altinn::{ids, times};
use jiff::Timestamp;

/// The most values of one filter.
pub const MOST_VALUES: usize = 20;
/// The statuses of a dialog.
pub const STATUSES: [&str; 6] = ["InProgress", "Draft", "RequiresAttention", "Completed", "NotApplicable", "Awaiting"];

const LEAST_LETTERS: usize = 3;
const USUAL_LIMIT: usize = 100;
const MOST: usize = 1000;

/// A search as it was asked for.
#[derive(Debug)]
pub struct Asked {
    /// What is looked for.
    pub search: Search,
    /// In which order.
    pub order: Order,
    /// After which dialog, by the fields of the order.
    pub after: Option<Vec<Option<String>>>,
    /// The continuation token as it came.
    pub token: Option<String>,
    /// How many.
    pub limit: usize,
}

/// What is wrong so far.
#[derive(Default)]
struct Wrong(Vec<(String, String)>);

impl Wrong {
    fn say(&mut self, name: &str, what: impl Into<String>) {
        self.0.push((name.to_owned(), what.into()));
    }
}

/// The parameters of a query, by name.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn all(&self, name: &str) -> Vec<String> {
        let of = self.0.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        of.map(|(_, value)| value.clone()).filter(|value| !value.is_empty()).collect()
    }

    fn one(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next()
    }

    fn list(&self, wrong: &mut Wrong, name: &str) -> Vec<String> {
        let values = self.all(name);
        if values.len() > MOST_VALUES {
            wrong.say(&format!("{name}.Count"), format!("At most {MOST_VALUES} values."));
        }
        values
    }

    fn flag(&self, wrong: &mut Wrong, name: &str) -> Option<bool> {
        let text = self.one(name)?;
        let read = text.to_lowercase().parse().ok();
        if read.is_none() {
            wrong.say(name, format!("{text} is neither true nor false."));
        }
        read
    }

    /// A moment with its zone, as the column has it.
    fn moment(&self, wrong: &mut Wrong, name: &str) -> Option<String> {
        let text = self.one(name)?;
        let read = text.parse::<Timestamp>().ok();
        if read.is_none() {
            wrong.say(name, format!("{text} is no time with a time zone."));
        }
        read.map(times::stamp)
    }
}

/// Reads a query.
///
/// # Errors
/// 400 with everything that is wrong with it.
pub fn read(query: &str) -> Result<Asked, Problem> {
    let parameters = Parameters(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect());
    let mut wrong = Wrong::default();
    let search = filters(&parameters, &mut wrong);
    let order = order(&parameters, &mut wrong);
    let token = parameters.one("continuationToken");
    let after = token.as_deref().and_then(|token| {
        let read = continuation(token, &order);
        if read.is_none() {
            wrong.say("continuationToken", "It does not belong to this order.");
        }
        read
    });
    let limit = parameters.one("limit").map_or(Some(USUAL_LIMIT), |text| text.parse().ok());
    let limit = limit.filter(|limit| (1..=MOST).contains(limit));
    if limit.is_none() {
        wrong.say("limit", format!("Between 1 and {MOST}."));
    }
    match wrong.0.is_empty() {
        true => Ok(Asked { search, order, after, token, limit: limit.unwrap_or(USUAL_LIMIT) }),
        false => Err(Problem::all_invalid(wrong.0)),
    }
}

fn filters(parameters: &Parameters, wrong: &mut Wrong) -> Search {
    let parties: Vec<String> = parameters.list(wrong, "Party").iter().map(|party| party.to_lowercase()).collect();
    for party in parties.iter().filter(|party| !is_party(party)) {
        wrong.say("Party", format!("{party} is no party."));
    }
    let resources = parameters.list(wrong, "ServiceResource");
    if parties.is_empty() && resources.is_empty() {
        wrong.say("", "A party or a service resource must be named.");
    }
    let mut search = Search { parties, resources, ..Search::default() };
    search.orgs = parameters.list(wrong, "Org");
    search.extended = parameters.list(wrong, "ExtendedStatus");
    search.statuses = known(parameters, wrong, "Status", |text| {
        STATUSES.iter().find(|one| one.eq_ignore_ascii_case(text)).map(|one| (*one).to_owned())
    });
    search.labels = known(parameters, wrong, "SystemLabel", Label::read);
    search.reference = parameters.one("ExternalReference");
    search.process = parameters.one("Process");
    if search.process.as_deref().is_some_and(|process| url::Url::parse(process).is_err()) {
        wrong.say("Process", "It is no URI.");
    }
    search.seen = parameters.flag(wrong, "IsContentSeen");
    search.without_api_only = parameters.flag(wrong, "ExcludeApiOnly").unwrap_or(false);
    let columns =
        [("Created", "created"), ("Updated", "updated"), ("ContentUpdated", "content_updated"), ("Due", "due")];
    for (name, column) in columns {
        let after = parameters.moment(wrong, &format!("{name}After"));
        let before = parameters.moment(wrong, &format!("{name}Before"));
        if let (Some(after), Some(before)) = (&after, &before)
            && after > before
        {
            wrong.say(&format!("{name}After"), format!("It is later than {name}Before."));
        }
        search.after.extend(after.map(|moment| (column, moment)));
        search.before.extend(before.map(|moment| (column, moment)));
    }
    words(parameters, wrong, &mut search);
    search
}

fn words(parameters: &Parameters, wrong: &mut Wrong, search: &mut Search) {
    if let Some(text) = parameters.one("Search") {
        if text.chars().count() < LEAST_LETTERS {
            wrong.say("Search", format!("At least {LEAST_LETTERS} letters."));
        }
        search.words = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    }
    let language = parameters.one("SearchLanguageCode");
    let language = language.map(|text| text.split(['-', '_']).next().unwrap_or_default().to_lowercase());
    if language.as_deref().is_some_and(|code| code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_lowercase())) {
        wrong.say("SearchLanguageCode", "It is no code of a language.");
    } else {
        search.language = language;
    }
}

/// The values of a parameter that is an enum.
fn known<T>(parameters: &Parameters, wrong: &mut Wrong, name: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    for text in parameters.all(name) {
        match read(&text) {
            Some(value) => found.push(value),
            None => wrong.say(name, format!("{text} is none of its values.")),
        }
    }
    found
}

/// Whether a text has the form of a party's URN.
pub fn is_party(urn: &str) -> bool {
    let digits = |prefix: &str, count: usize| {
        urn.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == count && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    digits(PERSON, 11) || digits(ORGANISATION, 9)
}

/// `field[_asc|_desc]`, several with commas; descending unless said, and the id last.
fn order(parameters: &Parameters, wrong: &mut Wrong) -> Order {
    let text = parameters.one("orderBy").unwrap_or_else(|| Field::ContentUpdated.as_str().to_owned());
    let mut fields: Vec<(Field, bool)> = Vec::new();
    for part in text.to_lowercase().split(',') {
        let (name, direction) = part.trim().split_once('_').unwrap_or((part.trim(), "desc"));
        let field = Field::ALL.into_iter().find(|field| field.as_str() == name);
        match (field, direction) {
            (Some(field), "asc" | "desc") if fields.iter().all(|(known, _)| *known != field) => {
                fields.push((field, direction == "asc"));
            }
            _ => wrong.say("orderBy", format!("{part} is no order.")),
        }
    }
    if fields.iter().all(|(field, _)| *field != Field::Id) {
        fields.push((Field::Id, false));
    }
    Order(fields)
}

/// The values of a continuation token, if it is one of this order: `field_value`, with commas.
fn continuation(token: &str, order: &Order) -> Option<Vec<Option<String>>> {
    let parts: Vec<&str> = token.split(',').collect();
    if parts.len() != order.0.len() {
        return None;
    }
    let value = |((field, _), part): (&(Field, bool), &str)| {
        let (name, value) = part.split_once('_')?;
        let good = match field {
            Field::Id => ids::read(value).is_some(),
            Field::Due if value.is_empty() => true,
            _ => value.parse::<Timestamp>().is_ok(),
        };
        (name == field.as_str() && good).then(|| Some(value.to_owned()).filter(|value| !value.is_empty()))
    };
    order.0.iter().zip(parts).map(value).collect()
}
