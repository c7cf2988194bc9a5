//! The dependency rule of ARCHITECTURE.md, read from `cargo metadata`. A crate may use those to the
//! right of it and nothing else of ours; a few outside crates are kept to where they belong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Ours: crate, and whom it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("postkasse-model", &[]),
    ("postkasse-memo", &["postkasse-model"]),
    ("postkasse-vault", &["postkasse-model"]),
    ("postkasse-letter", &["postkasse-model"]),
    ("postkasse-eid", &["postkasse-model"]),
    ("postkasse-providers", &["postkasse-model", "postkasse-memo", "postkasse-eid"]),
    ("postkasse-sync", &["postkasse-model", "postkasse-vault", "postkasse-letter", "postkasse-providers"]),
    ("postkasse-notify", &["postkasse-model", "postkasse-vault"]),
    (
        "postkasse",
        &[
            "postkasse-model",
            "postkasse-memo",
            "postkasse-vault",
            "postkasse-letter",
            "postkasse-eid",
            "postkasse-providers",
            "postkasse-sync",
            "postkasse-notify",
        ],
    ),
    ("postkasse-cli", &["postkasse", "postkasse-model"]),
    ("postkasse-app", &["postkasse", "postkasse-model"]),
    ("postkasse-sandbox", &["postkasse-model", "postkasse-memo"]),
];

/// Outside crates, and the only ones of ours that may use them.
const KEPT_TO: &[(&str, &[&str])] = &[
    // The bench measures against an empty window.
    ("tauri", &["postkasse-app", "postkasse-empty-window"]),
    // The bench measures against a plain database.
    ("rusqlite", &["postkasse-vault", "postkasse-sandbox", "postkasse-bench"]),
    ("reqwest", &["postkasse-eid", "postkasse-providers", "postkasse-notify", "postkasse-sandbox"]),
    ("keyring-core", &["postkasse-vault"]),
    ("notify-rust", &["postkasse-notify"]),
    ("lettre", &["postkasse-notify"]),
];

/// Direct dependencies of every crate of the workspace; development dependencies do not count.
fn direct_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .expect("cargo metadata runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let used = package["dependencies"].as_array().expect("dependencies");
            let used = used.iter().filter(|d| d["kind"].as_str() != Some("dev"));
            let names = used.map(|d| d["name"].as_str().expect("a name").to_owned()).collect();
            (package["name"].as_str().expect("a name").to_owned(), names)
        })
        .collect()
}

#[test]
fn a_crate_uses_only_those_below_it() {
    let all = direct_dependencies();
    let ours: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    for (name, may_use) in MAY_USE {
        // A crate that is still being built stands outside the workspace; its rule waits for it.
        let Some(used) = all.get(*name) else { continue };
        for other in used.iter().filter(|other| ours.contains(other.as_str())) {
            assert!(may_use.contains(&other.as_str()), "{name} may not use {other}");
        }
    }
    for name in all.keys().filter(|name| !ours.contains(name.as_str())) {
        let tests_only =
            ["postkasse-house", "postkasse-journeys", "postkasse-crash", "postkasse-bench", "postkasse-empty-window"];
        assert!(tests_only.contains(&name.as_str()), "{name} has no line in the dependency rule");
    }
}

#[test]
fn windows_databases_and_networks_stay_where_they_belong() {
    let all = direct_dependencies();
    for (outside, kept_to) in KEPT_TO {
        for (name, used) in all.iter().filter(|(_, used)| used.contains(*outside)) {
            assert!(kept_to.contains(&name.as_str()), "{name} may not use {outside}: {used:?}");
        }
    }
}
