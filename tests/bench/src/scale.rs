//! One mailbox of a thousand, ten thousand and a hundred thousand letters: storing them, opening them, searching them.

use crate::figures::Figures;
use crate::ingest::Filled;
use crate::maildir::Mu;
use crate::programs::Terminal;
use crate::search::{median, open};
use crate::{ingest, made, plain, search};
use postkasse::views::LetterQuery;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// What opening may take, in ms.
const OPENING: f64 = 25.0;

/// Each size with its yardsticks. `most` leaves out larger ones.
pub fn measure(figures: &mut Figures, programs: &Path, most: usize) -> Result<(), Box<dyn Error>> {
    for count in SIZES.into_iter().filter(|count| *count <= most) {
        let letters = made::letters(count)?;
        let plain = plain::fill(&letters)?;
        let filled = ingest::measure(figures, &letters, &plain)?;
        opening(figures, &filled, count)?;
        search::measure(figures, &filled, &letters, &plain)?;
        if let Some(mu) = Mu::of(&letters)? {
            let rate = |seconds: f64| count as f64 / seconds;
            let (ours, theirs) = (rate(filled.took.1.as_secs_f64()), rate(mu.took.as_secs_f64()));
            figures.ratio(&format!("stored_{count}_mu"), ours, "letters/s", theirs, "mu index");
            search::programs(figures, &Terminal::at(programs, filled.home), &letters, &mu)?;
        }
    }
    Ok(())
}

/// From nothing to the first page, the key from the keyring included.
fn opening(figures: &mut Figures, filled: &Filled, count: usize) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let opened = median(21, || {
        let began = Instant::now();
        let app = open(&runtime, filled.home.path())?;
        let page = runtime.block_on(app.letters(LetterQuery { limit: Some(50), ..LetterQuery::default() }));
        let rows = page.map_err(|error| format!("{error:?}"))?.rows.len();
        if rows == 50 { Ok(began.elapsed()) } else { Err(format!("the first page has {rows} letters").into()) }
    });
    figures.ratio(&format!("open_{count}"), opened?, "ms", OPENING, "the 25 ms that it may take");
    Ok(())
}
