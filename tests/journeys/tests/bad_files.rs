//! Files that somebody made to do harm: refused or tamed with a plain reason, nothing written outside, memory bounded.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use support::{Terminal, said};

const MINIMUM: &str = include_str!("../../../crates/memo/tests/data/MeMo_Minimum_Example.xml");
/// No bad file may make the program take more, with all the rest of it and the cost of the passphrase.
const MEMORY_KIB: u64 = 160 << 10;

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn file(terminal: &Terminal, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = terminal.home.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

/// Imports one file that must not come through; the reasons.
fn refused(terminal: &Terminal, path: &str) -> Vec<String> {
    let run = terminal.run(&["--json", "import", path]);
    assert_eq!(run.status.code(), Some(7), "{path}: {}", said(&run));
    let done: Value = serde_json::from_slice(&run.stdout).unwrap();
    rows(&done["refused"]).iter().map(|one| one["why"].as_str().unwrap().to_owned()).collect()
}

fn letters(terminal: &Terminal) -> usize {
    rows(&terminal.json(&["list", "--limit", "1000"])).len()
}

fn plain() -> String {
    MINIMUM.trim_start_matches('\u{feff}').to_owned()
}

fn body() -> String {
    let plain = plain();
    plain[plain.find("<memo:Message").unwrap()..].to_owned()
}

#[test]
fn xml_that_would_do_harm_is_refused_and_says_why() {
    let mette = Terminal::new();
    let secret = file(&mette, "hemmelig.txt", "HEMMELIGT");
    let external =
        format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]>{}", body().replace("Pladsanvisning", "&e;"));
    let mut laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..60 {
        laughs += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    let laughs = format!("{laughs}]>{}", body().replace("Pladsanvisning", "&a59;"));
    let deep = body().replacen(
        "<memo:MessageBody>",
        &format!("{}{}<memo:MessageBody>", "<a>".repeat(200_000), "</a>".repeat(200_000)),
        1,
    );
    let wide = body().replacen("<memo:MessageBody>", &format!("{}<memo:MessageBody>", "<a/>".repeat(2_000_000)), 1);
    let long = body().replacen("<memo:MessageBody>", &format!("<a>{}</a><memo:MessageBody>", "x".repeat(60 << 20)), 1);
    for (name, xml, why) in [
        ("external.xml", external, "document type"),
        ("laughs.xml", laughs, "document type"),
        ("deep.xml", deep, "too many layers"),
        ("wide.xml", wide, "larger than a letter"),
        ("long.xml", long, "larger than a letter"),
        ("cut.xml", body()[..body().len() - 30].to_owned(), "not whole"),
        ("html.xml", "<html><body>Hej</body></html>".to_owned(), "not a MeMo letter"),
        ("other.xml", body().replace("DigitalPost.dk/MeMo-1", "DigitalPost.dk/MeMo-2"), "not a MeMo letter"),
        (
            "two.xml",
            body().replacen("<memo:MainDocument>", "<memo:MainDocument/><memo:MainDocument>", 1),
            "more than one main",
        ),
        ("base64.xml", body().replacen("<memo:content>", "<memo:content>!!", 1), "cannot be unpacked"),
        ("empty.xml", String::new(), "is empty"),
        ("words.txt", "Bare ord, og intet andet.".to_owned(), "not a file that Postkasse can read"),
    ] {
        let path = file(&mette, name, xml);
        let reasons = refused(&mette, &path);
        assert!(reasons.len() == 1 && reasons[0].contains(why), "{name}: {reasons:?}");
    }
    assert_eq!(letters(&mette), 0);
    assert_eq!(rows(&mette.json(&["search", "hemmeligt"])).len(), 0);
}

#[test]
fn the_reasons_are_said_in_the_persons_language() {
    let mette = Terminal::new();
    let path = file(&mette, "tom.xml", "");
    for (language, words) in
        [("da_DK.UTF-8", "Filen er tom."), ("nb_NO.UTF-8", "Filen er tom."), ("en_GB.UTF-8", "The file is empty.")]
    {
        let run = mette.command(&["import", &path]).env("LANG", language).output().unwrap();
        assert!(said(&run).contains(words), "{language}: {}", said(&run));
    }
    let path = file(&mette, "ord.txt", "ord");
    let run = mette.command(&["import", &path]).env("LANG", "nb_NO.UTF-8").output().unwrap();
    assert!(said(&run).contains("som Postkasse kan lese"), "{}", said(&run));
}

/// An entry of a tar, as its maker wants it.
fn entry(tar: &mut tar::Builder<Vec<u8>>, name: &[u8], kind: tar::EntryType, target: Option<&str>, bytes: &[u8]) {
    let mut header = tar::Header::new_gnu();
    let field = &mut header.as_old_mut().name;
    field[..name.len()].copy_from_slice(name);
    header.set_entry_type(kind);
    if let Some(target) = target {
        header.set_link_name(target).unwrap();
    }
    header.set_mode(0o644);
    header.set_size(bytes.len() as u64);
    header.set_cksum();
    tar.append(&header, bytes).unwrap();
}

#[test]
fn a_container_writes_nothing_anywhere_and_its_sound_letters_are_read() {
    use tar::EntryType;
    let mette = Terminal::new();
    let outside = mette.home.path().join("udenfor");
    let absolute = outside.to_string_lossy().into_owned();
    let mut tar = tar::Builder::new(Vec::new());
    let letter = |n: usize| body().replace("Pladsanvisning", &format!("Brev {n}"));
    entry(&mut tar, b"../../udenfor", EntryType::Regular, None, letter(1).as_bytes());
    entry(&mut tar, absolute.as_bytes(), EntryType::Regular, None, letter(2).as_bytes());
    entry(&mut tar, b"C:\\udenfor.xml", EntryType::Regular, None, letter(3).as_bytes());
    entry(&mut tar, b"link", EntryType::Symlink, Some("/etc"), b"");
    entry(&mut tar, b"hard", EntryType::Link, Some("../udenfor"), b"");
    entry(&mut tar, b"device", EntryType::Char, None, b"");
    entry(&mut tar, b"block", EntryType::Block, None, b"");
    entry(&mut tar, b"pipe", EntryType::Fifo, None, b"");
    entry(&mut tar, b"god-1.xml", EntryType::Regular, None, letter(4).as_bytes());
    entry(&mut tar, "ret\u{202e}lmx.exe".as_bytes(), EntryType::Regular, None, letter(5).as_bytes());
    entry(&mut tar, b"tom.xml", EntryType::Regular, None, b"");
    let mut inner = tar::Builder::new(Vec::new());
    entry(&mut inner, b"skjult.xml", EntryType::Regular, None, letter(6).as_bytes());
    entry(&mut tar, b"indeni.tar", EntryType::Regular, None, &inner.into_inner().unwrap());
    let mut long = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(letter(7).len() as u64);
    header.set_mode(0o644);
    long.append_data(&mut header, format!("{}.xml", "n/".repeat(2000)), letter(7).as_bytes()).unwrap();
    let tar = [tar.into_inner().unwrap()[..].to_vec()].concat();
    let path = file(&mette, "ond.tar", &tar);
    let run = mette.run(&["--json", "import", &path]);
    assert_eq!(run.status.code(), Some(7), "{}", said(&run));
    let done: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(done["read"][0]["messages"], 2, "{done}");
    let reasons: Vec<_> = rows(&done["refused"])
        .iter()
        .map(|one| (one["file"].as_str().unwrap(), one["why"].as_str().unwrap()))
        .collect();
    let count = |why: &str| reasons.iter().filter(|(_, one)| one.contains(why)).count();
    assert_eq!((count("leads out"), count("a link, a device")), (3, 5), "{reasons:?}");
    assert_eq!(reasons.len(), 10, "{reasons:?}");
    assert!(reasons.iter().all(|(file, _)| file.starts_with("/") && !file.contains('\u{202e}')), "{reasons:?}");
    assert!(!outside.exists() && !mette.home.path().join("data/udenfor").exists());
    let reasons = refused(&mette, &file(&mette, "lang.tar", long.into_inner().unwrap()));
    assert!(reasons[0].contains("far too long"), "{reasons:?}");
    assert_eq!(letters(&mette), 2);
}

fn packed(bytes: &[u8], declared: Option<u64>) -> Vec<u8> {
    let options = lzma_rust2::LzmaOptions::with_preset(1);
    let mut writer = lzma_rust2::LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64)).unwrap();
    writer.write_all(bytes).unwrap();
    let mut packed = writer.finish().unwrap();
    if let Some(declared) = declared {
        packed[5..13].copy_from_slice(&declared.to_le_bytes());
    }
    packed
}

#[test]
fn containers_that_lie_about_their_size_or_end_early_are_told_and_take_no_memory() {
    let mette = Terminal::new();
    let mut tar = tar::Builder::new(Vec::new());
    for n in 0..3 {
        entry(
            &mut tar,
            format!("{n}.xml").as_bytes(),
            tar::EntryType::Regular,
            None,
            body().replace("Pladsanvisning", &format!("Brev {n}")).as_bytes(),
        );
    }
    let tar = tar.into_inner().unwrap();
    let mut zeros = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_path("stor.xml").unwrap();
    header.set_size(2 << 30);
    header.set_mode(0o644);
    header.set_cksum();
    zeros.append(&header, &b""[..]).unwrap();
    let declares = zeros.into_inner().unwrap();
    // 300 MB of nothing, in a few kB.
    let bomb = {
        let options = lzma_rust2::LzmaOptions::with_preset(1);
        let mut writer = lzma_rust2::LzmaWriter::new_use_header(Vec::new(), &options, None).unwrap();
        let start = format!("<memo:Message xmlns:memo=\"https://DigitalPost.dk/MeMo-1\"><a>{}", "x".repeat(100));
        writer.write_all(start.as_bytes()).unwrap();
        for _ in 0..300 {
            writer.write_all(&vec![b'x'; 1 << 20]).unwrap();
        }
        writer.finish().unwrap()
    };
    for (name, bytes, why, read) in [
        ("siger-2-gb.tar.lzma", packed(&tar, Some(2 << 30)), "larger than a letter", 0),
        ("post-siger-2-gb.tar", declares, "larger than a letter", 0),
        ("bombe.lzma", bomb, "larger than a letter", 0),
        ("afbrudt.tar", tar[..tar.len() - 2500].to_vec(), "damaged or cut short", 2),
        ("afbrudt.tar.lzma", packed(&tar, None)[..400].to_vec(), "damaged or cut short", 0),
        ("dobbelt.tar.lzma", packed(&packed(&tar, None), None), "not a file that Postkasse can read", 0),
    ] {
        let path = file(&mette, name, bytes);
        let before = letters(&mette);
        let reasons = refused(&mette, &path);
        assert!(reasons.iter().any(|one| one.contains(why)), "{name}: {reasons:?}");
        assert!(letters(&mette) - before >= read.min(1), "{name}: what came before stays read");
        let most = memory_of(&mette, &["import", &path]);
        assert!(most < MEMORY_KIB, "{name}: {most} KiB");
    }
}

/// The most memory that the program had, in KiB.
fn memory_of(terminal: &Terminal, args: &[&str]) -> u64 {
    let mut child =
        terminal.command(args).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let path = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        most = most.max(now);
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    most
}

#[test]
fn names_of_files_in_a_letter_are_tamed_where_they_are_shown_and_saved() {
    let mette = Terminal::new();
    let names = ["../../../etc/passwd", "CON", "faktura\u{202e}fdp.exe", &"lang".repeat(1000), "a\tb\n.txt", "."];
    for (number, name) in names.iter().enumerate() {
        let escaped = name.replace('\t', "&#9;").replace('\n', "&#10;");
        let start = body();
        let at = start.find("<memo:filename>").unwrap() + "<memo:filename>".len();
        let end = start.find("</memo:filename>").unwrap();
        let xml =
            format!("{}{escaped}{}", &start[..at], &start[end..]).replace("Pladsanvisning", &format!("Navn {number}"));
        mette.json(&["import", &file(&mette, &format!("{number}.xml"), xml)]);
    }
    let all = mette.json(&["list"]);
    let out = mette.home.path().join("gemt");
    fs::create_dir(&out).unwrap();
    for row in rows(&all) {
        let id = row["id"].as_str().unwrap();
        let shown = mette.json(&["show", id]);
        let one = &shown["documents"][0]["files"][0];
        let name = one["filename"].as_str().unwrap();
        assert!(!name.contains(['/', '\\', '\u{202e}', '\n', '\t']) && name.len() <= 200 && name != "CON", "{name:?}");
        mette.json(&["show", id, "--file", one["id"].as_str().unwrap(), "--out", out.to_str().unwrap()]);
    }
    assert_eq!(
        fs::read_dir(&out).unwrap().count(),
        names.len(),
        "each in the folder that was named, none over another"
    );
    assert!(Path::new("/etc/passwd").metadata().unwrap().len() > 20);
}

#[test]
fn pipes_and_links_in_a_folder_are_left_alone() {
    let mette = Terminal::new();
    let folder = mette.home.path().join("mappe");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("god.xml"), MINIMUM).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link.xml")).unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("rundt")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.xml")).status().unwrap();
    assert!(made.success());
    let run = mette.run(&["--json", "import", folder.to_str().unwrap()]);
    let done: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{}", said(&run)));
    assert_eq!((rows(&done["read"]).len(), rows(&done["refused"]).len()), (1, 3), "{done}");
    assert!(rows(&done["refused"]).iter().all(|one| one["why"].as_str().unwrap().contains("a link, a device")));
}
