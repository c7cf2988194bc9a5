//! The guide and the support lines in a terminal, each text with the page that it rests on.

use crate::terminal::{self, line};
use crate::text::{text, texts};
use clap::{Args, Subcommand, ValueEnum};
use postkasse::guide;
use postkasse::views::{
    Country, FactView, GuideAbility, GuideAge, GuideAnswers, GuideEid, GuideHome, GuideMailbox, PageView,
};
use serde_json::{Value, json};

/// The answers; what is not said is as it is for most.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Answers {
    /// Something else than the list.
    #[command(subcommand)]
    command: Option<GuideCommand>,
    /// In which country.
    #[arg(long, value_enum, default_value = "denmark")]
    country: In,
    /// For somebody whom you help.
    #[arg(long)]
    helper: bool,
    /// Below 15 (in Norway 13), from there to 17, or 18 and more.
    #[arg(long, value_enum, default_value = "adult")]
    age: Age,
    /// In Denmark: living there, leaving it, or abroad.
    #[arg(long, value_enum, default_value = "denmark")]
    lives: Lives,
    /// In Denmark: without a MitID.
    #[arg(long)]
    no_mitid: bool,
    /// Reading digitally alone, with help, or not at all.
    #[arg(long, value_enum, default_value = "alone")]
    ability: Ability,
    /// Already told of new letters by e-mail or SMS.
    #[arg(long)]
    told: bool,
    /// In Norway: an eID of the highest level (BankID, Buypass, Commfides), MinID alone, or none.
    #[arg(long, value_enum, default_value = "high")]
    eid: Eid,
    /// In Norway: which digital mailbox there is.
    #[arg(long, value_enum, default_value = "none")]
    has: Has,
}

/// What the guide tells beside the list.
#[derive(Subcommand)]
enum GuideCommand {
    /// Choosing and changing a digital mailbox in Norway: what moves along and what does not.
    Mailbox,
}

#[derive(Clone, Copy, ValueEnum)]
enum In {
    Denmark,
    Norway,
}

#[derive(Clone, Copy, ValueEnum)]
enum Eid {
    High,
    Minid,
    None,
}

#[derive(Clone, Copy, ValueEnum)]
enum Has {
    Digipost,
    EBoks,
    None,
}

#[derive(Clone, Copy, ValueEnum)]
enum Age {
    Child,
    Young,
    Adult,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lives {
    Denmark,
    Leaving,
    Abroad,
}

#[derive(Clone, Copy, ValueEnum)]
enum Ability {
    Alone,
    Help,
    Cannot,
}

impl Answers {
    fn read(&self) -> GuideAnswers {
        GuideAnswers {
            country: match self.country {
                In::Denmark => Country::Denmark,
                In::Norway => Country::Norway,
            },
            eid: match self.eid {
                Eid::High => GuideEid::High,
                Eid::Minid => GuideEid::MinId,
                Eid::None => GuideEid::None,
            },
            mailbox: match self.has {
                Has::Digipost => GuideMailbox::Digipost,
                Has::EBoks => GuideMailbox::EBoks,
                Has::None => GuideMailbox::None,
            },
            helper: self.helper,
            age: match self.age {
                Age::Child => GuideAge::Child,
                Age::Young => GuideAge::Young,
                Age::Adult => GuideAge::Adult,
            },
            home: match self.lives {
                Lives::Denmark => GuideHome::Denmark,
                Lives::Leaving => GuideHome::Leaving,
                Lives::Abroad => GuideHome::Abroad,
            },
            mitid: !self.no_mitid,
            ability: match self.ability {
                Ability::Alone => GuideAbility::Alone,
                Ability::Help => GuideAbility::WithHelp,
                Ability::Cannot => GuideAbility::Cannot,
            },
            told: self.told,
        }
    }
}

/// The address of a page.
pub fn url(page: &PageView) -> String {
    guide::address(&page.id).map(String::from).unwrap_or_default()
}

/// A page for scripts.
pub fn source(page: &PageView) -> Value {
    json!({"name": page.name, "url": url(page), "date": page.date})
}

/// A text for scripts.
pub fn fact(fact: &FactView) -> Value {
    json!({"text": text(&fact.text), "source": source(&fact.page)})
}

/// The pages, each once, in the order of the texts.
pub fn sources<'a>(facts: impl Iterator<Item = &'a FactView>) {
    let mut seen: Vec<&str> = Vec::new();
    for page in facts.map(|fact| &fact.page) {
        if !seen.contains(&page.id.as_str()) {
            seen.push(&page.id);
            let (url, date) = (url(page), page.date.as_str());
            line(&texts().fill("cli.guide.source", 0, &[("name", &page.name), ("url", &url), ("date", date)]));
        }
    }
}

/// The list, or what was asked for instead of it.
pub fn guide(answers: &Answers, json: bool) {
    match answers.command {
        Some(GuideCommand::Mailbox) => mailboxes(json),
        None => steps(answers, json),
    }
}

/// Choosing and changing a digital mailbox.
fn mailboxes(json: bool) {
    let all = guide::mailbox_providers();
    if json {
        let facts = |facts: &[FactView]| facts.iter().map(fact).collect::<Vec<_>>();
        let providers = all.providers.iter();
        let providers: Vec<Value> = providers
            .map(|one| json!({"name": one.name, "page": source(&one.page), "facts": facts(&one.facts)}))
            .collect();
        let groups: Vec<Value> =
            all.groups.iter().map(|group| json!({"about": text(&group.title), "facts": facts(&group.facts)})).collect();
        let pages = json!({"choose": source(&all.choose), "own": source(&all.own_page)});
        return terminal::json(&json!({"providers": providers, "facts": groups, "pages": pages}));
    }
    let told = |title: &str, facts: &[FactView]| {
        line(title);
        for fact in facts {
            line(&format!("- {}", text(&fact.text)));
        }
        sources(facts.iter());
        line("");
    };
    for one in &all.providers {
        told(&one.name, &one.facts);
    }
    for group in &all.groups {
        told(&text(&group.title), &group.facts);
    }
    line(&texts().fill("cli.guide.choose", 0, &[("url", &url(&all.choose))]));
}

/// What to do.
fn steps(answers: &Answers, json: bool) {
    let steps = guide::plan(&answers.read());
    if json {
        let all: Vec<Value> = steps
            .iter()
            .map(|step| {
                let mut shape = fact(&step.fact);
                if let (Some(place), Some(fields)) = (&step.place, shape.as_object_mut()) {
                    fields.insert("place".to_owned(), json!(place));
                }
                shape
            })
            .collect();
        return terminal::json(&all);
    }
    for (at, step) in steps.iter().enumerate() {
        line(&format!("{}. {}", at + 1, text(&step.fact.text)));
        sources(std::iter::once(&step.fact));
    }
}

/// Who helps with what.
pub fn support(json: bool) {
    let lines = guide::support();
    if json {
        let all: Vec<Value> = lines
            .iter()
            .map(|line| {
                let mut shape = json!({
                    "country": line.country, "topic": text(&line.topic), "text": text(&line.text),
                    "source": source(&line.page),
                });
                if let (Some(phone), Some(fields)) = (&line.phone, shape.as_object_mut()) {
                    fields.insert("phone".to_owned(), phone.as_str().into());
                }
                shape
            })
            .collect();
        return terminal::json(&all);
    }
    let mut country = None;
    for found in &lines {
        if country.replace(found.country) != Some(found.country) {
            let name = match found.country {
                Country::Denmark => "country.dk",
                Country::Norway => "country.no",
            };
            line(&text(name).to_uppercase());
        }
        line(&text(&found.topic));
        line(&format!("  {}", text(&found.text)));
        if let Some(phone) = &found.phone {
            line(&format!("  {}", texts().fill("help.support.phone", 0, &[("phone", phone)])));
        }
        line(&format!("  {}", url(&found.page)));
    }
}
