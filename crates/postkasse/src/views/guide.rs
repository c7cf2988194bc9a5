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

/// How old the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GuideAge {
    /// Below 15.
    Child,
    /// From 15 to 17.
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

/// The answers to the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export)]
pub struct GuideAnswers {
    /// Somebody answers for a person whom she helps.
    pub helper: bool,
    /// How old the person is.
    pub age: GuideAge,
    /// Where she lives.
    pub home: GuideHome,
    /// She has a MitID.
    pub mitid: bool,
    /// How reading digitally goes.
    pub ability: GuideAbility,
    /// She is told of new letters by e-mail or SMS.
    pub told: bool,
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
