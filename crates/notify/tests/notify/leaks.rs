//! Ten thousand letters with names, numbers, subjects and texts that nobody else may see: none of it is in any message,
//! whichever channel, as long as nobody turned anything on.

use crate::world::{Said, World, add_mailbox, world};
use jiff::SignedDuration;
use model::{Language, Message};
use postkasse_notify::{DESKTOP, EMAIL, Quiet, Rule, SMS, Way};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const LETTERS: i64 = 10_000;

/// What was planted in a letter.
fn planted(letter: &mut Message, random: &mut StdRng) -> Vec<String> {
    let word = |random: &mut StdRng| -> String {
        let letters: Vec<char> = "abdefgiklmnoprstuvxyzæøåčđŋ".chars().collect();
        (0..random.random_range(6..14)).map(|_| letters[random.random_range(0..letters.len())]).collect()
    };
    let name = format!("{} {}", word(random), word(random));
    let cpr = format!("{:06}-{:04}", random.random_range(10_100..319_999), random.random_range(1000..9999));
    let phone = format!("+45 {} {}", random.random_range(2000..9999), random.random_range(1000..9999));
    let link = format!("https://{}.example/{}", word(random), random.random_range(1000..9999));
    let subject = [word(random), word(random)].join(" ");
    letter.sender.label = format!("{name} {phone}");
    letter.sender.department = Some(word(random));
    letter.subject = format!("{subject} {cpr} {link}\u{202e}\r\nBcc: {name}");
    letter.note = Some(word(random));
    letter.thread.case = Some(cpr.clone());
    letter.thread.comment = Some(word(random));
    let others = [letter.sender.department.clone(), letter.note.clone(), letter.thread.comment.clone()];
    let parts = [name, subject].into_iter().flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let mut all: Vec<String> = parts.chain(others.into_iter().flatten()).collect();
    all.extend([cpr.replace('-', ""), cpr, phone, link, letter.remote_id.to_string()]);
    all
}

#[test]
fn of_ten_thousand_letters_nothing_that_was_planted_in_them_is_in_any_message() {
    let world = world();
    let mailbox = add_mailbox(&world.profile, &world.account, "hemmeligt-nummer");
    let world = World { mailbox, ..world };
    world.is_whole();
    for channel in [SMS, EMAIL, DESKTOP] {
        let rule = Rule { on: Some(true), quiet: Some(Quiet::Never), limit: Some(1000), ..Rule::default() };
        world.turn_on(channel, rule.clone());
        world.rule(DESKTOP, &rule);
    }
    let ways = [Said::by(SMS), Said::by(EMAIL), Said::by(DESKTOP)];
    let mut random = StdRng::seed_from_u64(24);
    let (mut number, mut found) = (0, Vec::new());
    while number < LETTERS {
        let count = if random.random_bool(0.3) { 1 } else { random.random_range(2..60) }.min(LETTERS - number);
        let mut secrets = vec!["Prøve Person".to_owned(), "hemmeligt-nummer".to_owned(), world.mailbox.id.to_string()];
        let mut letters = Vec::new();
        for _ in 0..count {
            number += 1;
            // Longer than any number of letters that is told.
            let mut letter = world.letter(1_000_000_000 + number);
            letter.received = world.clock_now();
            secrets.extend(planted(&mut letter, &mut random));
            letters.push(letter);
        }
        world.arrive(&letters);
        let language = Language::ALL[random.random_range(0..Language::ALL.len())].code();
        let all: Vec<&dyn Way> = ways.iter().map(|way| way as &dyn Way).collect();
        let told = world.tells_in(language, &all).unwrap();
        assert_eq!((told.messages, told.told), (3, usize::try_from(count).unwrap() * 3));
        for way in &ways {
            let heard = way.told.lock().unwrap().pop().unwrap();
            let said = format!("{}\n{}\n{}", heard.subject, heard.text, heard.open_label).to_lowercase();
            found.extend(secrets.iter().filter(|secret| said.contains(&secret.to_lowercase())).cloned());
            for sign in ["http", "www.", "@", "/", "\r", ".dk", ".example"] {
                assert!(!said.contains(sign), "{said}");
            }
        }
        world.clock.goes(SignedDuration::from_mins(9));
    }
    assert_eq!(found, Vec::<String>::new());
}
