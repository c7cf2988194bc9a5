//! A bill: what, to whom, by when, and whether it is paid. It is paid elsewhere: nothing here pays.

use super::super::amount::{in_whole, of_invoice};
use super::super::text::{day, end_of, line, moment};
use super::{About, action};
use jiff::civil::Date;
use model::{Action, ActionCode, Payment};
use serde_json::Value;

/// The invoice of a document.
pub fn of_document(invoice: &Value, about: &About<'_>, odd: &mut Vec<String>) -> Action {
    let paid = invoice.get("payment").and_then(|payment| moment(payment, "timePaid", odd));
    let due = day(invoice, "dueDate", odd);
    let amount = amount(invoice.get("amount"), of_invoice, odd);
    bill(
        about,
        due,
        Payment { amount, paid: paid.or(about.paid), account: line(invoice, "accountNumber"), ..known(invoice) },
    )
}

/// An invoice, or a demand for what was not paid, as data.
pub fn of_data(data: &Value, about: &About<'_>, odd: &mut Vec<String>) -> Action {
    let due = day(data, "dueDate", odd);
    let amount = amount(data.get("sum"), in_whole, odd);
    let account = line(data, "creditorAccount").or_else(|| line(data, "account"));
    let mut action = bill(about, due, Payment { amount, paid: about.paid, account, ..known(data) });
    action.url = data.get("link").and_then(|link| line(link, "url"));
    action
}

fn known(value: &Value) -> Payment {
    Payment { currency: "NOK".to_owned(), reference: line(value, "kid"), ..Payment::default() }
}

fn amount(said: Option<&Value>, read: fn(&Value) -> Option<i64>, odd: &mut Vec<String>) -> Option<i64> {
    let said = said.filter(|said| !said.is_null())?;
    let amount = read(said);
    if amount.is_none() {
        odd.push("the amount of a bill is not certain".to_owned());
    }
    amount
}

fn bill(about: &About<'_>, due: Option<Date>, payment: Payment) -> Action {
    Action {
        ends: due.and_then(end_of),
        payment: Some(Payment { due, ..payment }),
        ..action(ActionCode::Betaling, about.title)
    }
}
