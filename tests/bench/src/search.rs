//! Search over all mailboxes, as a shell asks for it.

use crate::figures::Figures;
use crate::letters::Letter;
use crate::plain::Plain;
use model::SystemClock;
use postkasse::views::SearchQuery;
use postkasse::{Access, App, KeySource, Options};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// How many different words are searched for.
const WORDS: usize = 300;

/// Words of the letters, from rare to common, spread over all of them.
fn words(letters: &[Letter]) -> Vec<String> {
    let texts = letters.iter().flat_map(|letter| std::iter::once(&letter.message.subject).chain(&letter.texts));
    let all: BTreeSet<String> = texts
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_lowercase)
        .collect();
    let step = (all.len() / WORDS).max(1);
    all.into_iter().step_by(step).take(WORDS).collect()
}

/// The time below which this share of the searches lies, in ms.
fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() as f64 * share) as usize;
    times.get(at.min(times.len().saturating_sub(1))).copied().unwrap_or_default() * 1000.0
}

/// Searches for each word, here and in the plain database.
pub fn measure(figures: &mut Figures, home: &Path, letters: &[Letter], plain: &Plain) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let options = Options {
        home: home.to_owned(),
        profile: "default".to_owned(),
        key: KeySource::Os,
        access: Access::Usual,
        clock: Arc::new(SystemClock),
    };
    let trouble = |error| format!("{error:?}");
    let app = runtime.block_on(App::open(options)).map_err(trouble)?;
    let (mut ours, mut theirs, mut found) = (Vec::new(), Vec::new(), 0);
    for word in words(letters) {
        let query = SearchQuery { text: word.clone(), mailbox: None, limit: Some(50) };
        let began = Instant::now();
        let page = runtime.block_on(app.search(query)).map_err(trouble)?;
        ours.push(began.elapsed().as_secs_f64());
        found += page.rows.len();
        theirs.push(plain.search(&word)?.as_secs_f64());
    }
    if found < ours.len() {
        return Err(format!("{} words of the letters found only {found} letters", ours.len()).into());
    }
    for (name, share) in [("search_5000_p50", 0.5), ("search_5000_p95", 0.95)] {
        let yardstick = percentile(&mut theirs, share);
        figures.ratio(name, percentile(&mut ours, share), "ms", yardstick, "the same words in a plain database");
    }
    Ok(())
}
