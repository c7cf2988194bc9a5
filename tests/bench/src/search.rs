//! Search, as a shell asks for it: in this process, and as whole programs.

use crate::figures::Figures;
use crate::ingest::Filled;
use crate::letters::Letter;
use crate::maildir::Mu;
use crate::plain::Plain;
use crate::programs::Terminal;
use model::SystemClock;
use postkasse::views::SearchQuery;
use postkasse::{Access, App, KeySource, Options};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How many different words are searched for.
const WORDS: usize = 300;
/// How many of them by whole programs.
const RUNS: usize = 21;

/// A search, as a person types it and as the yardstick wants it.
struct Search {
    typed: String,
    expression: String,
}

/// Searches for words, beginnings and phrases, here and in the plain database.
pub fn measure(
    figures: &mut Figures,
    filled: &Filled,
    letters: &[Letter],
    plain: &Plain,
) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let app = open(&runtime, filled.home.path())?;
    let words = words(letters);
    let fold = |word: &String| vault::fold(word);
    let word = words.iter().map(|word| Search { typed: format!("{word} "), expression: format!("\"{}\"", fold(word)) });
    let beginning = words.iter().filter_map(|word| {
        let start: String = word.chars().take(4).collect();
        Some(Search { expression: format!("\"{}\"*", fold(&start)), typed: start }).filter(|one| one.typed.len() >= 4)
    });
    let phrase = phrases(letters)
        .into_iter()
        .map(|words| Search { expression: format!("\"{}\"", fold(&words)), typed: format!("\"{words}\"") });
    let count = letters.len();
    for (name, searches) in
        [("search", word.collect::<Vec<_>>()), ("prefix", beginning.collect()), ("phrase", phrase.collect())]
    {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for search in &searches {
            let (took, found) = ask(&runtime, &app, &search.typed)?;
            if found == 0 {
                return Err(format!("nothing was found for {}", search.typed).into());
            }
            ours.push(took);
            theirs.push(plain.search(&search.expression)?.as_secs_f64());
        }
        for (which, share) in [("p50", 0.5), ("p95", 0.95)] {
            let (ours, theirs) = (percentile(&mut ours, share), percentile(&mut theirs, share));
            figures.ratio(&format!("{name}_{count}_{which}"), ours, "ms", theirs, "the same in a plain database");
        }
    }
    Ok(())
}

/// The whole program that searches, against `mu` that finds.
pub fn programs(figures: &mut Figures, terminal: &Terminal, letters: &[Letter], mu: &Mu) -> Result<(), Box<dyn Error>> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for word in words(letters).iter().step_by(WORDS / RUNS) {
        ours.push(terminal.median(1, &["search", word])?);
        theirs.push(mu.find(word)?.as_secs_f64());
    }
    ours.sort_by(f64::total_cmp);
    let ours = ours.get(ours.len() / 2).copied().unwrap_or_default();
    let name = format!("search_{}_program", letters.len());
    figures.ratio(&name, ours, "ms", percentile(&mut theirs, 0.5), "mu find");
    Ok(())
}

/// Opens the app on this home.
pub fn open(runtime: &Runtime, home: &Path) -> Result<App, Box<dyn Error>> {
    let options = Options {
        home: home.to_owned(),
        profile: "default".to_owned(),
        key: KeySource::Os,
        access: Access::Usual,
        clock: Arc::new(SystemClock),
    };
    runtime.block_on(App::open(options)).map_err(|error| format!("{error:?}").into())
}

/// How long the newest 50 took (s), and how many there were.
pub fn ask(runtime: &Runtime, app: &App, text: &str) -> Result<(f64, usize), Box<dyn Error>> {
    let query = SearchQuery { text: text.to_owned(), limit: Some(50), ..SearchQuery::default() };
    let began = Instant::now();
    let page = runtime.block_on(app.search(query)).map_err(|error| format!("{error:?}"))?;
    Ok((began.elapsed().as_secs_f64(), page.rows.len()))
}

/// Words of the letters, from rare to common, spread over all of them.
pub fn words(letters: &[Letter]) -> Vec<String> {
    // What all of them have to say is known from the newest ones.
    let texts = letters.iter().rev().take(5_000);
    let texts = texts.flat_map(|letter| std::iter::once(&letter.message.subject).chain(&letter.texts));
    let all: BTreeSet<String> = texts
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_lowercase)
        .collect();
    let step = (all.len() / WORDS).max(1);
    all.into_iter().step_by(step).take(WORDS).collect()
}

/// Two words that stand side by side, of many letters.
fn phrases(letters: &[Letter]) -> Vec<String> {
    let step = (letters.len() / WORDS).max(1);
    let texts = letters.iter().step_by(step).filter_map(|letter| letter.texts.first());
    texts.map(|text| text.split_whitespace().skip(10).take(2).collect::<Vec<_>>().join(" ")).collect()
}

/// The time below which this share lies, in ms.
pub fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() as f64 * share) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default() * 1000.0
}

/// The median of so many tries, in ms.
pub fn median(tries: usize, mut one: impl FnMut() -> Result<Duration, Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let times = (0..tries).map(|_| Ok(one()?.as_secs_f64()));
    Ok(percentile(&mut times.collect::<Result<Vec<_>, Box<dyn Error>>>()?, 0.5))
}
