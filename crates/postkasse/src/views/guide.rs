//! The guide: texts with the public page on which each rests, answers, steps and support lines.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A public page. It is opened by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageView {
    /// By which it is opened.
    pub id: String,
    /// What it is called there.
    pub name: String,
    /// Where it leads.
    pub host: String,
    /// Its date: a day, or the month in which it was read.
    pub date: String,
    /// The date is the page's own.
    pub dated: bool,
}

/// A text and where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FactView {
    /// A key of the text catalogue.
    pub text: String,
    /// On which page it rests.
    pub page: PageView,
}

/// Texts about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FactGroup {
    /// Its title, a key of the text catalogue.
    pub title: String,
    /// It matters to this person now.
    pub open: bool,
    /// The texts.
    pub facts: Vec<FactView>,
}

/// A country whose digital mail this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Country {
    /// Denmark.
    #[default]
    Denmark,
    /// Norway.
    Norway,
}

/// How old the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuideAge {
    /// Below 15; in Norway, below 13.
    Child,
    /// From there to 17.
    Young,
    /// 18 or more.
    Adult,
}

/// Where the person lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuideHome {
    /// In Denmark.
    Denmark,
    /// About to leave it.
    Leaving,
    /// Elsewhere.
    Abroad,
}

/// How reading digitally goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuideAbility {
    /// By herself.
    Alone,
    /// With somebody's help.
    WithHelp,
    /// Not at all.
    Cannot,
}

/// Which eID the person has in Norway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuideEid {
    /// BankID, Buypass or Commfides: the highest level.
    #[default]
    High,
    /// MinID alone.
    MinId,
    /// None.
    None,
}

/// Which digital mailbox the person has in Norway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuideMailbox {
    /// None.
    #[default]
    None,
    /// Digipost.
    Digipost,
    /// e-Boks.
    EBoks,
}

/// The answers to the questions. Each country asks some of them; what it does not ask has no weight there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct GuideAnswers {
    /// In which country.
    #[serde(default)]
    pub country: Country,
    /// Somebody answers for a person whom she helps.
    pub helper: bool,
    /// How old the person is.
    pub age: GuideAge,
    /// Where she lives (Denmark).
    pub home: GuideHome,
    /// She has a MitID (Denmark).
    pub mitid: bool,
    /// How reading digitally goes.
    pub ability: GuideAbility,
    /// She is told of new letters by e-mail or SMS.
    pub told: bool,
    /// Which eID she has (Norway).
    #[serde(default)]
    pub eid: GuideEid,
    /// Which digital mailbox she has (Norway).
    #[serde(default)]
    pub mailbox: GuideMailbox,
}

/// Where in this program a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuidePlace {
    /// Access for others.
    Access,
    /// The service's notifications.
    Notifications,
    /// Registration and exemption.
    Registration,
    /// Letters that lie elsewhere.
    Other,
    /// Choosing and changing a digital mailbox.
    Mailboxes,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StepView {
    /// What, and where that is from.
    pub fact: FactView,
    /// Where in this program.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<GuidePlace>,
}

/// Who helps with a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SupportView {
    /// In which country.
    pub country: Country,
    /// The topic, a key of the text catalogue.
    pub topic: String,
    /// What they help with, a key of the text catalogue.
    pub text: String,
    /// Their number, if a public page says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub phone: Option<String>,
    /// The page that says so.
    pub page: PageView,
}

/// Where mail from companies lies in a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OtherMailView {
    /// Which.
    pub country: Country,
    /// Where.
    pub pages: Vec<PageView>,
}

/// A provider of digital mailboxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MailboxProviderView {
    /// What it is called.
    pub name: String,
    /// Its own page.
    pub page: PageView,
    /// What there is to know of it.
    pub facts: Vec<FactView>,
}

/// What there is to know before one chooses or changes a digital mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MailboxProvidersView {
    /// The providers.
    pub providers: Vec<MailboxProviderView>,
    /// How one changes, what moves along, what does not.
    pub groups: Vec<FactGroup>,
    /// Where one chooses.
    pub choose: PageView,
    /// Where one sees what one has chosen.
    pub own_page: PageView,
}
