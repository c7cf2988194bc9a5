//! Planted strings are found nowhere in what the program writes: plain, UTF-16, base64 or hex.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use data_encoding::{BASE64, HEXLOWER};
use serde_json::json;
use support::{Sandbox, Terminal, files_below};

/// The forms in which a text could lie in a file. Base64 depends on where the text begins in its
/// group of three, so all three beginnings are tried, without the letters at the edges.
fn forms(planted: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u8> = planted.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut forms = vec![planted.as_bytes().to_vec(), utf16, HEXLOWER.encode(planted.as_bytes()).into_bytes()];
    for lead in 0..3 {
        let shifted = [&vec![b' '; lead][..], planted.as_bytes()].concat();
        let encoded = BASE64.encode(&shifted);
        let whole = encoded.trim_end_matches('=');
        forms.push(whole.as_bytes()[4..whole.len() - 3].to_vec());
    }
    forms
}

#[test]
fn two_hundred_planted_strings_are_found_in_no_file_while_it_runs_and_after() {
    let sandbox = Sandbox::start(&["--seed", "empty"]);
    let mette = Terminal::new();
    mette.login(&sandbox, "mette");
    let mut planted = Vec::new();
    for n in 0..40 {
        let words: Vec<String> = ["emne", "brødtekst", "bilag", "filnavn"]
            .iter()
            .map(|what| format!("plantet-{what}-{n}-{:08x}", (n as u32 + 1).wrapping_mul(2_654_435_761)))
            .collect();
        let cpr = format!("010101-{:04}-{n}", 9000 + n);
        sandbox.post(
            "/admin/letters",
            &json!({"to": {"person": "mette"}, "sender": "Prøvestyrelsen", "subject": words[0],
                "body": {"text": format!("{} CPR-nr. {cpr}", words[1])},
                "attachments": [{"filename": format!("{}.txt", words[3]), "mime": "text/plain", "text": words[2]}]}),
        );
        planted.extend(words);
        planted.push(cpr);
    }
    mette.json(&["sync"]);
    for query in ["plantetsøgeord", "plantet-emne-7"] {
        mette.json(&["search", query]);
        planted.push(query.to_owned());
    }
    let found = mette.json(&["search", "plantet-bilag-7"]);
    mette.json(&["mark", found[0]["id"].as_str().unwrap(), "--read"]);
    let file = mette.home.path().join("plantet-vedhæftet-navn.txt");
    std::fs::write(&file, "plantet-vedhæftet-indhold").unwrap();
    let (to, file) = ("Skriv til kommunen", file.to_str().unwrap());
    let letter = ["write", "--to", to, "--subject", "plantet-kladdeemne", "--text", "plantet-kladdetekst"];
    mette.json(&[&letter[..], &["--attach", file, "--draft"]].concat());
    let forward = ["forward", found[0]["id"].as_str().unwrap(), "--to", "plantet-modtager@example.org"];
    mette.json(&[&forward[..], &["--comment", "plantet-kommentar", "--draft"]].concat());
    let written =
        ["vedhæftet-navn", "vedhæftet-indhold", "kladdeemne", "kladdetekst", "modtager@example.org", "kommentar"];
    planted.extend(written.map(|what| format!("plantet-{what}")));
    planted.push("en lang opdigtet adgangssætning".to_owned());
    assert!(planted.len() >= 200);

    let mut watching = mette.command(&["sync", "--watch"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    mette.json(&["list", "--all"]);
    scan(&mette, &planted);
    watching.kill().unwrap();
    watching.wait().unwrap();
    scan(&mette, &planted);
}

fn scan(mette: &Terminal, planted: &[String]) {
    let patterns: Vec<Vec<u8>> = planted.iter().flat_map(|text| forms(text)).collect();
    let forms_each = patterns.len() / planted.len();
    let finder = aho_corasick::AhoCorasick::new(&patterns).unwrap();
    let files = files_below(&mette.data());
    assert!(files.len() > 3, "the vault is there");
    for path in files {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        if let Some(hit) = finder.find(&bytes) {
            let text = &planted[hit.pattern().as_usize() / forms_each];
            panic!("{text:?} lies in {}", path.display());
        }
    }
}
