//! A cache that was destroyed is made anew by the next sync, and that sync is cut. Whenever one looks, the newest
//! letters can be listed, what cannot be fetched again is there, and the old file is kept until the new one is whole.

use crate::faults::How;
use crate::home::Home;
use crate::inside;
use crate::places::{many, places};
use crate::scene::{Scene, rows, text, words};
use postkasse::views::LetterQuery;
use std::fs;
use std::path::PathBuf;

const NONSENSE: u8 = 0x2a;

fn destroyed() -> Scene {
    Scene::new("ahmed", |service, home| {
        service.send("ahmed", "Et brev", 4);
        home.json(&["sync"]);
        let letters = home.json(&["list"]);
        let letter = text(&rows(&letters)[0], "id");
        home.json(&["note", letter, "--text", "Ring til dem"]);
        let forward = ["forward", letter, "--to", "en@example.org", "--agree-email-is-not-safe", "--comment", "Se her"];
        home.json(&[&forward[..], &["--draft"]].concat());
        let cache = folder(home).join("cache.db");
        let size = fs::metadata(&cache).unwrap().len();
        fs::write(&cache, vec![NONSENSE; usize::try_from(size).unwrap()]).unwrap();
        words(&["sync"])
    })
}

/// The folder of the only mailbox.
fn folder(home: &Home) -> PathBuf {
    let mut folders = fs::read_dir(home.data().join("profiles/default/mailboxes")).unwrap();
    folders.next().unwrap().unwrap().path()
}

/// The file as it was destroyed is still somewhere.
fn old_file_is_there(home: &Home) -> bool {
    let places = ["cache.db", "damaged-cache/cache.db", "damaged-cache.part/cache.db"];
    let is_it = |place: &str| fs::read(folder(home).join(place)).is_ok_and(|bytes| bytes.ends_with(&[NONSENSE; 4096]));
    places.iter().any(|place| is_it(place))
}

#[test]
fn a_destroyed_cache_whose_rebuilding_is_cut_is_never_in_the_way_and_kept_until_the_new_one_is_whole() {
    let scene = destroyed();
    let letters = |end: &crate::scene::End| end.here.values().next().unwrap()["letters"].clone();
    for (how, cuts) in [(How::Kill, many(40)), (How::Power, many(20))] {
        for (at, seed) in places(cuts, scene.calls) {
            let what = format!("{how:?} at call {at} of {}, seed {seed}", scene.calls);
            let home = scene.begin();
            scene.cut(&home, how, at, seed);
            let page = scene.letters(&home, LetterQuery::default());
            assert_eq!(page.rows.len(), 4, "{what}: the newest letters are listed");
            if !old_file_is_there(&home) {
                let here = inside::everything(&home.profile());
                assert_eq!(here.values().next().unwrap()["letters"], letters(&scene.end), "{what}");
            }
            scene.ends_alike(&scene.go_on(&home, &what), &what);
            assert!(!old_file_is_there(&home), "{what}");
            scene.is_sound(&home, &what);
        }
    }
}
