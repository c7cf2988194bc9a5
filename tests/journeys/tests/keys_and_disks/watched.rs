//! A person with letters whose key is known to the test, so that it can be looked for in everything that the
//! program writes and says, and whose every file is compared before and after each trouble.

use crate::keyring::Person;
use crate::support::{Sandbox, files_below, said};
use data_encoding::{BASE32, BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Output, Stdio};

const CATALOGUES: [(&str, &str); 3] = [
    ("da_DK.UTF-8", include_str!("../../../../locales/da.json")),
    ("nb_NO.UTF-8", include_str!("../../../../locales/nb.json")),
    ("en_GB.UTF-8", include_str!("../../../../locales/en.json")),
];

/// All files of the vault, byte for byte.
pub(crate) fn picture(person: &Person) -> BTreeMap<PathBuf, Vec<u8>> {
    files_below(&person.terminal.data()).into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

pub(crate) struct Watched {
    pub(crate) person: Person,
    /// What stands for the key: itself, and as text.
    forms: Vec<Vec<u8>>,
    letters: Value,
    before: BTreeMap<PathBuf, Vec<u8>>,
}

impl Watched {
    /// Somebody who is logged in and has her letters here.
    pub(crate) fn new(sandbox: &Sandbox) -> Self {
        let person = Person::new();
        let letters = person.settles_in(sandbox);
        let key = person.secret_tool("lookup", b"").stdout;
        assert_eq!(key.len(), 32);
        let text = [&HEXLOWER, &HEXUPPER, &BASE64, &BASE64URL, &BASE32].map(|form| form.encode(&key));
        let text = text.map(|text| text.trim_end_matches('=').as_bytes().to_vec());
        // As a program prints bytes that it did not mean to print.
        let list = format!("{key:?}").trim_matches(['[', ']']).as_bytes().to_vec();
        let forms = [key, list].into_iter().chain(text).collect();
        let before = picture(&person);
        Watched { person, forms, letters, before }
    }

    /// The key is not in this, in any form.
    pub(crate) fn no_key_in(&self, bytes: &[u8], what: &str) {
        for form in &self.forms {
            assert!(!bytes.windows(form.len()).any(|window| window == form), "the key is in {what}");
        }
    }

    /// The key is in no file of the vault, nor in what the system shows of a running program.
    pub(crate) fn no_key_in_files(&self) {
        picture(&self.person).iter().for_each(|(path, bytes)| self.no_key_in(bytes, &path.display().to_string()));
    }

    pub(crate) fn no_key_in_process(&self, process: u32) {
        for part in ["environ", "cmdline"] {
            let shown = || std::fs::read(format!("/proc/{process}/{part}")).unwrap();
            // Nothing is shown while the program is being put into the process.
            while shown().is_empty() {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            let shown = shown();
            self.no_key_in(&shown, part);
        }
    }

    /// Starts the program, with everything that it can log.
    pub(crate) fn starts(&self, language: &str, args: &[&str]) -> std::process::Child {
        let mut command = self.person.command(args);
        command.env("LANG", language).env("POSTKASSE_LOG", "trace");
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// The program says this trouble in each language, that and nothing else, and changes nothing.
    pub(crate) fn is_told(&self, key: &str, args: &[&str]) {
        for (language, catalogue) in CATALOGUES {
            let output = self.starts(language, args).wait_with_output().unwrap();
            self.told(&output, key, catalogue);
        }
        self.is_untouched();
    }

    /// The same of one that ran already, in English.
    pub(crate) fn was_told(&self, key: &str, output: &Output) {
        self.told(output, key, CATALOGUES[2].1);
    }

    fn told(&self, output: &Output, key: &str, catalogue: &str) {
        assert_eq!(output.status.code(), Some(9), "{}", said(output));
        let said_all = [&output.stdout[..], &output.stderr].concat();
        self.no_key_in(&said_all, "what the program said");
        let said_all = String::from_utf8_lossy(&said_all);
        assert!(!said_all.contains("panicked"), "{said_all}");
        let catalogue: serde_json::Map<String, Value> = serde_json::from_str(catalogue).unwrap();
        let troubles = catalogue.iter().filter(|(key, _)| key.starts_with("trouble.") || key.starts_with("error."));
        let told = troubles.filter(|(_, text)| text.as_str().is_some_and(|text| said_all.contains(text)));
        assert_eq!(told.map(|(key, _)| key.as_str()).collect::<Vec<_>>(), [key], "one plain choice: {said_all}");
    }

    /// Every file is what it was, and none has the key.
    pub(crate) fn is_untouched(&self) {
        let (now, before) = (picture(&self.person), &self.before);
        assert_eq!(now.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
        assert!(now.iter().all(|(path, bytes)| before[path] == *bytes), "something was written");
        self.no_key_in_files();
    }

    /// All letters are here as before, and sound.
    pub(crate) fn reads_again(&mut self) {
        assert_eq!(self.person.letters(), self.letters);
        assert_eq!(self.person.json(&["doctor"])["damaged"], serde_json::json!([]));
        self.no_key_in_files();
        self.before = picture(&self.person);
    }
}
