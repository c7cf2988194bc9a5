//! What the levels of assurance are called at a provider. Data, since every country has its own words.

use model::Level;
use serde::Deserialize;

/// For each level its names: the first is asked for, each of them counts in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelNames {
    /// Little certainty.
    pub low: Vec<String>,
    /// What public mail asks for.
    pub substantial: Vec<String>,
    /// What some letters ask for.
    pub high: Vec<String>,
}

impl LevelNames {
    fn of(&self, level: Level) -> &[String] {
        match level {
            Level::Low => &self.low,
            Level::Substantial => &self.substantial,
            Level::High => &self.high,
        }
    }

    /// The name to ask for: the first that the provider says it knows, otherwise the first.
    pub(crate) fn asked(&self, level: Level, known: &[String]) -> Option<&str> {
        let names = self.of(level);
        names.iter().find(|name| known.contains(name)).or(names.first()).map(String::as_str)
    }

    /// The level of this name; any other word is no level at all.
    pub(crate) fn read(&self, name: &str) -> Option<Level> {
        let all = [Level::Low, Level::Substantial, Level::High];
        all.into_iter().find(|level| self.of(*level).iter().any(|known| known == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> LevelNames {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        LevelNames { low: list(&["urn:low"]), substantial: list(&["urn:mid", "mid"]), high: Vec::new() }
    }

    #[test]
    fn only_a_name_of_the_list_is_a_level() {
        assert_eq!(names().read("mid"), Some(Level::Substantial));
        assert_eq!(names().read("urn:low"), Some(Level::Low));
        for other in ["", "MID", "urn:mid ", "high", "urn:high"] {
            assert_eq!(names().read(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_name_that_the_provider_knows_is_asked_for() {
        assert_eq!(names().asked(Level::Substantial, &[]), Some("urn:mid"));
        assert_eq!(names().asked(Level::Substantial, &["mid".to_owned()]), Some("mid"));
        assert_eq!(names().asked(Level::High, &["mid".to_owned()]), None);
    }
}
