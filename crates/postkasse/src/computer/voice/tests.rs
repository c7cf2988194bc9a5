//! A speech-dispatcher of our own on a socket, which writes down what it is told and does what a test wants; and the real one,
//! with a voice that says nothing.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::*;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use tempfile::TempDir;

/// What the double does with a text.
#[derive(Clone, Copy)]
enum Does {
    Says,
    /// Begins, and goes on until it is stopped.
    GoesOn,
    /// Begins and dies.
    Dies,
    /// Begins, and somebody else stops it.
    IsStoppedByOthers,
    Refuses,
}

struct Double {
    _folder: TempDir,
    place: Place,
    /// Every line that it was told, of all connections.
    told: Receiver<String>,
}

fn double(does: Does, voices: &'static str) -> Double {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("s");
    let listener = UnixListener::bind(&socket).unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.unwrap(), does, voices, &tell);
        }
    });
    Double { _folder: folder, place: Place::at(socket), told }
}

fn serve(stream: UnixStream, does: Does, voices: &str, tell: &Sender<String>) {
    let mut writes = stream.try_clone().unwrap();
    let mut say = |text: &str| drop(writes.write_all(text.replace('\n', "\r\n").as_bytes()));
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    while let Some(line) = lines.next() {
        let _ = tell.send(line.clone());
        match line.as_str() {
            "LIST SYNTHESIS_VOICES" => say(&format!("{voices}249 OK VOICE LIST SENT\n")),
            "SPEAK" if matches!(does, Does::Refuses) => say("304 ERR NOT NOW\n"),
            "SPEAK" => {
                say("230 OK RECEIVING DATA\n");
                for text in lines.by_ref().take_while(|text| text != ".") {
                    let _ = tell.send(text);
                }
                // What it tells unasked may come before its answer, too.
                say("701-7\n701-3\n701 BEGIN\n225-7\n225 OK MESSAGE QUEUED\n");
                match does {
                    Does::Says => say("702-7\n702-3\n702 END\n"),
                    Does::IsStoppedByOthers => say("703-7\n703-3\n703 CANCELED\n"),
                    Does::Dies => return,
                    Does::GoesOn | Does::Refuses => {}
                }
            }
            "STOP SELF" => say("210 OK STOPPED\n703-7\n703-3\n703 CANCELED\n"),
            "QUIT" => return say("231 HAPPY HACKING\n"),
            _ => say("208 OK\n"),
        }
    }
}

const DANISH: &str = "249-Otto\tda\tnone\n249-Alex\ten-GB\tnone\n";

fn begin(place: &Place, language: &str, pieces: &[&str]) -> Result<(Reading, Receiver<Heard>), ssip::SsipError> {
    let (tell, heard) = channel();
    let pieces = pieces.iter().map(|&piece| piece.to_owned()).collect();
    let reading = Reading::begin(place, language, pieces, || true, move |what| _ = tell.send(what))?;
    Ok((reading, heard))
}

#[test]
fn every_piece_is_said_in_order_in_the_letters_language_and_under_our_own_name() {
    let double = double(Does::Says, DANISH);
    let (reading, heard) = begin(&double.place, "da", &["Kære Mette.", ".net betyder noget", "Hilsen"]).unwrap();
    let all: Vec<Heard> = heard.iter().collect();
    assert_eq!(all, [Heard::Piece(0), Heard::Piece(1), Heard::Piece(2), Heard::Done]);
    drop((reading, double.place));
    let told: Vec<String> = double.told.try_iter().collect();
    assert!(told[0].starts_with("SET SELF CLIENT_NAME ") && told[0].ends_with(":postkasse:letter"), "{told:?}");
    assert!(told.iter().any(|line| line == "SET SELF LANGUAGE da"));
    assert!(told.iter().any(|line| line == "SET SELF PRIORITY text"));
    let at = told.iter().position(|line| line == "SPEAK").unwrap();
    // A point at the beginning is doubled, or it could end the text.
    assert_eq!(&told[at..at + 6], ["SPEAK", "Kære Mette.", "SPEAK", "..net betyder noget", "SPEAK", "Hilsen"]);
    assert!(told.iter().all(|line| !line.contains("ALL")), "nothing is said to others: {told:?}");
}

#[test]
fn stopping_says_so_at_once_and_only_for_what_is_ours() {
    let double = double(Does::GoesOn, DANISH);
    let (reading, heard) = begin(&double.place, "da", &["Kære Mette.", "Aldrig sagt"]).unwrap();
    assert_eq!(heard.recv().unwrap(), Heard::Piece(0));
    reading.stop();
    assert_eq!(heard.recv().unwrap(), Heard::Stopped);
    let told: Vec<String> = double.told.iter().take_while(|line| line != "QUIT").collect();
    assert_eq!(told.last().unwrap(), "STOP SELF");
    assert!(!told.iter().any(|line| line.contains("Aldrig")), "{told:?}");
}

#[test]
fn a_reading_that_is_dropped_stops() {
    let double = double(Does::GoesOn, DANISH);
    let (reading, heard) = begin(&double.place, "da", &["Kære Mette."]).unwrap();
    assert_eq!(heard.recv().unwrap(), Heard::Piece(0));
    drop(reading);
    assert_eq!(heard.recv().unwrap(), Heard::Stopped);
}

#[test]
fn what_may_be_read_no_longer_is_not_begun() {
    let double = double(Does::Says, DANISH);
    let (tell, heard) = channel();
    let pieces = vec!["Kære Mette.".to_owned()];
    let _reading = Reading::begin(&double.place, "da", pieces, || false, move |what| _ = tell.send(what)).unwrap();
    assert_eq!(heard.iter().collect::<Vec<_>>(), [Heard::Stopped]);
    assert!(!double.told.try_iter().any(|line| line == "SPEAK"));
}

#[test]
fn a_voice_that_dies_in_mid_sentence_or_refuses_is_a_failure_and_one_stopped_by_others_is_none() {
    for (does, end) in
        [(Does::Dies, Heard::Failed), (Does::Refuses, Heard::Failed), (Does::IsStoppedByOthers, Heard::Stopped)]
    {
        let double = double(does, DANISH);
        let (_reading, heard) = begin(&double.place, "da", &["Kære Mette.", "Hilsen"]).unwrap();
        assert_eq!(heard.iter().last(), Some(end));
    }
}

#[test]
fn a_voice_of_another_language_is_none_and_norwegian_goes_by_its_older_name_too() {
    let double = double(Does::Says, "249-Nora\tno\tnone\n249-Alex\ten-GB\tnone\n");
    let has = |language| has_voice(&double.place, language).unwrap();
    assert!(!has("da") && has("nb") && has("nn") && has("en"));
    assert!(begin(&double.place, "da", &["Kære Mette."]).is_err());
}

#[test]
fn where_no_voice_is_nothing_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    assert!(has_voice(&Place::at(folder.path().join("nobody")), "da").is_err());
    let double = double(Does::Says, "");
    assert!(!has_voice(&double.place, "da").unwrap());
}

/// Debian's speech-dispatcher with a voice that is silent, in a folder of its own.
struct Real(Child, TempDir);

impl Real {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        std::fs::create_dir(folder.path().join("modules")).unwrap();
        write(
            "speechd.conf",
            "AudioOutputMethod \"alsa\"\nAudioALSADevice \"null\"\nDefaultModule silent\nAddModule \"silent\" \"sd_generic\" \"silent.conf\"\n",
        );
        write(
            "modules/silent.conf",
            "GenericExecuteSynth \"true \\'$DATA\\'\"\nGenericCmdDependency \"sh\"\nAddVoice \"da\" \"MALE1\" \"silent\"\n",
        );
        let at = |name: &str| folder.path().join(name);
        let mut start = Command::new("speech-dispatcher");
        start.arg("-s").arg("-C").arg(folder.path()).args(["-c", "unix_socket", "-S"]).arg(at("s"));
        start.arg("-P").arg(at("pid")).arg("-L").arg(folder.path()).env("XDG_RUNTIME_DIR", folder.path());
        start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = start.spawn().unwrap();
        while UnixStream::connect(at("s")).is_err() {
            if let Some(ended) = process.try_wait().unwrap() {
                panic!("speech-dispatcher ended: {ended}");
            }
            std::thread::yield_now();
        }
        Real(process, folder)
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_real_dispatcher_says_a_letter_to_its_end_and_has_only_the_voices_it_has() {
    let real = Real::start();
    let place = Place::at(real.1.path().join("s"));
    assert!(has_voice(&place, "da").unwrap());
    assert!(!has_voice(&place, "nb").unwrap());
    let (_reading, heard) = begin(&place, "da", &["Kære Mette.", ".prik", "Hilsen fra Prøvestrup"]).unwrap();
    let all: Vec<Heard> = heard.iter().collect();
    assert_eq!(all, [Heard::Piece(0), Heard::Piece(1), Heard::Piece(2), Heard::Done]);
}
