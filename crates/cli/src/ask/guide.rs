//! The guide and the support lines in a terminal, each text with the page that it rests on.

use crate::terminal::{self, line};
use crate::text::{text, texts};
use clap::{Args, ValueEnum};
use postkasse::guide;
use postkasse::views::{FactView, GuideAbility, GuideAge, GuideAnswers, GuideHome, PageView};
use serde_json::{Value, json};

/// The answers; what is not said is as it is for most.
#[derive(Args)]
pub struct Answers {
    /// For somebody whom you help.
    #[arg(long)]
    helper: bool,
    /// Below 15, from 15 to 17, or 18 and more.
    #[arg(long, value_enum, default_value = "adult")]
    age: Age,
    /// Living in Denmark, leaving it, or abroad.
    #[arg(long, value_enum, default_value = "denmark")]
    lives: Lives,
    /// Without a MitID.
    #[arg(long)]
    no_mitid: bool,
    /// Reading digitally alone, with help, or not at all.
    #[arg(long, value_enum, default_value = "alone")]
    ability: Ability,
    /// Already told of new letters by e-mail or SMS.
    #[arg(long)]
    told: bool,
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

fn url(page: &PageView) -> String {
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

/// What to do.
pub fn steps(answers: &Answers, json: bool) {
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
                let mut shape =
                    json!({"topic": text(&line.topic), "text": text(&line.text), "source": source(&line.page)});
                if let (Some(phone), Some(fields)) = (&line.phone, shape.as_object_mut()) {
                    fields.insert("phone".to_owned(), phone.as_str().into());
                }
                shape
            })
            .collect();
        return terminal::json(&all);
    }
    for found in &lines {
        line(&text(&found.topic));
        line(&format!("  {}", text(&found.text)));
        if let Some(phone) = &found.phone {
            line(&format!("  {}", texts().fill("help.support.phone", 0, &[("phone", phone)])));
        }
        line(&format!("  {}", url(&found.page)));
    }
}
