//! The start of the core.

use crate::figures::Figures;
use crate::programs::Terminal;
use std::error::Error;

/// What it may take, in ms.
const CORE: f64 = 150.0;

/// From the start of the process to the first 50 letters of 5,000 on its output, the key from the keyring
/// included; the median of 21.
pub fn of_the_core(figures: &mut Figures, terminal: &Terminal) -> Result<(), Box<dyn Error>> {
    let listed = terminal.median(21, &["--json", "list", "--all", "--limit", "50"])?;
    figures.ratio("core_ready", listed, "ms", CORE, "the 150 ms that it may take");
    let nothing = terminal.median(21, &["--version"])?;
    figures.ratio("core_process", nothing, "ms", listed, "core_ready: the process alone, saying its version");
    Ok(())
}
