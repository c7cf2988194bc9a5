//! What a decision about a new letter costs, with a year of a person's ledger behind it.

use crate::figures::Figures;
use crate::search::median;
use crate::{ingest, made};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{Clock, Level, MessageId, RemoteId, SystemClock};
use notify::{Book, Fate, How, Message, Rule, SMS, SendError, Way, tell};
use std::error::Error;
use std::time::Instant;
use vault::{Access, Home, KeySource, LedgerState, MailboxKey, NewLine, NewSending, PageWrite, Profile, Purpose};

/// A year's letters, and the lines that one sending is about.
const LEDGER: usize = 100_000;
const AT_ONCE: usize = 20;
/// What a decision may cost, in ms.
const MOST: f64 = 10.0;
const TIMES: usize = 51;

/// A gateway that takes everything at once.
struct Quick;

impl Way for Quick {
    fn name(&self) -> &'static str {
        SMS
    }

    fn tell(&self, _: &Message<'_>) -> Result<Fate, SendError> {
        Ok(Fate::Delivered)
    }

    fn fate(&self, _: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }
}

/// Fills a ledger and decides about one letter after the other: from its arrival to the last line about it.
pub fn measure(figures: &mut Figures) -> Result<(), Box<dyn Error>> {
    let letters = made::letters(1_000)?;
    let home = tempfile::tempdir()?;
    let profile = Profile::open(&Home::new(home.path()), "default", KeySource::Memory, Access::Usual)?;
    let mailbox = ingest::a_mailbox(&profile)?;
    ingest::fill_mailbox(&profile, &mailbox, &letters)?;
    let key = MailboxKey { provider: mailbox.provider, remote: mailbox.remote_id.clone() };
    let clock = SystemClock;
    year(&profile, &key, clock.now() - SignedDuration::from_hours(365 * 24))?;
    profile.set_channel(SMS, "{}", None, clock.now())?;
    let always: Rule = serde_json::from_str(r#"{"on":true,"quiet":"none","limit":1000}"#)?;
    profile.set_rule(SMS, None, &serde_json::to_string(&always)?)?;
    let template = letters.first().ok_or("no letters")?.message.clone();
    let (right, mut number) = (profile.sync_lock()?, 0_u64);
    let decision = median(TIMES, || {
        number += 1;
        let remote = RemoteId(format!("arrives-{number}"));
        let id = MessageId::derive(&mailbox.id, &remote);
        let (mailbox_id, read) = (mailbox.id.clone(), false);
        let letter = model::Message {
            id,
            remote_id: remote,
            mailbox: mailbox_id,
            read,
            received: clock.now(),
            ..template.clone()
        };
        let page = PageWrite {
            messages: &[letter],
            odd: &[],
            cursor: None,
            arrivals: true,
            level: Level::High,
            now: clock.now(),
        };
        profile.cache(&mailbox.id)?.store_page(&page)?;
        let began = Instant::now();
        let book = Book::read(&profile, "da", false, TimeZone::get("Europe/Copenhagen")?)?;
        let told = tell(&profile, &right, &[&Quick], &How { book: &book, clock: &clock, eager: true })?;
        let took = began.elapsed();
        if told.told == 1 { Ok(took) } else { Err(format!("{told:?}").into()) }
    });
    figures.ratio("notify_decision", decision?, "ms", MOST, "the 10 ms that it may take");
    Ok(())
}

fn year(profile: &Profile, mailbox: &MailboxKey, from: Timestamp) -> Result<(), Box<dyn Error>> {
    let channels = ["desktop", "email", SMS];
    for first in (0..LEDGER).step_by(AT_ONCE) {
        let now = from + SignedDuration::from_mins(i64::try_from(first)? * 5);
        let letters: Vec<RemoteId> =
            (first..first + AT_ONCE).map(|n| RemoteId(format!("letter-of-a-year-{n:08}"))).collect();
        for channel in channels {
            let line = |letter| NewLine { mailbox, letter, channel, purpose: Purpose::New, why: None, due: from, now };
            profile.ledger_write(&letters.iter().map(line).collect::<Vec<_>>())?;
            let waiting = profile.ledger_waiting(channel, mailbox, now)?;
            let lines: Vec<i64> = waiting.iter().map(|line| line.number).collect();
            let reference = format!("reference-{channel}-{first:08}");
            profile.ledger_take(&NewSending {
                reference: &reference,
                channel,
                mailbox,
                window: None,
                lines: &lines,
                now,
            })?;
            profile.ledger_end(&reference, LedgerState::Sent, None, 1, now)?;
        }
    }
    Ok(())
}
