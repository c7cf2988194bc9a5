//! Three hundred mailboxes in one profile: one list over all, and a search over all.

use crate::figures::Figures;
use crate::search::{ask, median, open, percentile, words};
use crate::{ingest, made};
use jiff::SignedDuration;
use postkasse::views::LetterQuery;
use std::error::Error;
use std::time::Instant;
use vault::{Access, Home, KeySource, Profile};

const MAILBOXES: usize = 300;
const LETTERS: usize = 30;
/// What it may take, in ms: opened just now, and afterwards.
const COLD: f64 = 400.0;
const WARM: f64 = 60.0;

/// Fills them and asks.
pub fn measure(figures: &mut Figures) -> Result<(), Box<dyn Error>> {
    let mut letters = made::letters(LETTERS)?;
    let filled = ingest::fill(&letters, KeySource::Os)?;
    {
        let profile = Profile::open(&Home::new(filled.home.path()), "default", KeySource::Os, Access::Usual)?;
        let account = profile.accounts()?.into_iter().next().ok_or("no account")?.id;
        for number in 1..MAILBOXES {
            let mailbox = ingest::mailbox_of(&profile, &account, &format!("bench-{number}"))?;
            // No two mailboxes get their letters at the same second.
            for letter in &mut letters {
                letter.message.received -= SignedDuration::from_secs(7);
            }
            ingest::fill_mailbox(&profile, &mailbox, &letters)?;
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let list = |app: &postkasse::App| -> Result<std::time::Duration, Box<dyn Error>> {
        let began = Instant::now();
        let page = runtime.block_on(app.letters(LetterQuery { limit: Some(50), ..LetterQuery::default() }));
        let rows = page.map_err(|error| format!("{error:?}"))?.rows.len();
        if rows == 50 { Ok(began.elapsed()) } else { Err(format!("the first page has {rows} letters").into()) }
    };
    let cold = median(5, || {
        let began = Instant::now();
        list(&open(&runtime, filled.home.path())?)?;
        Ok(began.elapsed())
    });
    figures.ratio("list_300_mailboxes_cold", cold?, "ms", COLD, "the 400 ms that it may take");
    let app = open(&runtime, filled.home.path())?;
    list(&app)?;
    figures.ratio("list_300_mailboxes_warm", median(21, || list(&app))?, "ms", WARM, "the 60 ms that it may take");
    let words: Vec<String> = words(&letters).into_iter().take(21).collect();
    let word = words.first().ok_or("no words")?;
    let cold = median(5, || {
        let app = open(&runtime, filled.home.path())?;
        let began = Instant::now();
        ask(&runtime, &app, word)?;
        Ok(began.elapsed())
    });
    figures.ratio("search_300_mailboxes_cold", cold?, "ms", COLD, "the 400 ms that it may take");
    let mut times = Vec::new();
    for word in &words {
        times.push(ask(&runtime, &app, word)?.0);
    }
    let warm = percentile(&mut times, 0.5);
    figures.ratio("search_300_mailboxes_warm", warm, "ms", WARM, "the 60 ms that it may take");
    Ok(())
}
