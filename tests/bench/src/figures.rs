//! The figures of one run: a table for people, JSON for scripts.

use serde_json::{Map, Value, json};
use std::fmt;
use std::path::Path;

/// Named figures in the order in which they were measured.
#[derive(Default)]
pub struct Figures(Map<String, Value>);

impl Figures {
    /// A figure and the yardstick's, in the same unit.
    pub fn ratio(&mut self, name: &str, value: f64, unit: &str, yardstick: f64, against: &str) {
        let ratio = if yardstick > 0.0 { round(value / yardstick) } else { 0.0 };
        let figure = json!({"value": round(value), "unit": unit, "ratio": ratio, "against": against});
        self.0.insert(name.to_owned(), figure);
    }

    /// Adds these figures to what stands in the file, which another part of the run may have written.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let before = std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut all: Map<String, Value> = before.unwrap_or_default();
        all.extend(self.0.clone());
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, serde_json::to_vec_pretty(&all)?)
    }
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, figure) in &self.0 {
            let text = |key: &str| figure.get(key).and_then(Value::as_str).unwrap_or_default();
            let number = |key: &str| figure.get(key).and_then(Value::as_f64);
            write!(f, "{name:<36}{:>12} {}", number("value").unwrap_or_default(), text("unit"))?;
            if let Some(ratio) = number("ratio") {
                write!(f, "   {ratio} × {}", text("against"))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
