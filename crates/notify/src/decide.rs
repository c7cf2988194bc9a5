//! Deciding about what waits in one mailbox for one channel. Nothing here has a clock, a disk or a line of its own: the
//! same question has the same answer.

use crate::letter::Facts;
use crate::rules::Holds;
use jiff::{SignedDuration, Timestamp};
use vault::Purpose;

/// A letter that is away for so long does not come again.
const GONE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Why a line waits when a rule of the person's, or the letter itself, holds it back.
const HOLDS: [&str; 4] = ["notHere", "quietHours", "limit", "digest"];

/// Whether a line waits for a rule, and not for a channel in trouble.
#[must_use]
pub fn is_hold(why: &str) -> bool {
    HOLDS.contains(&why)
}

/// A line that waits.
pub(crate) struct Waiting {
    /// Its number.
    pub line: i64,
    /// What for.
    pub purpose: Purpose,
    /// When it began to wait.
    pub came: Timestamp,
    /// The letter; none when it is not here, for good or until it has come again.
    pub facts: Option<Facts>,
}

/// How things stand for this mailbox and channel.
pub(crate) struct Standing {
    /// The present.
    pub now: Timestamp,
    /// Messages that went out on the person's day.
    pub sent_today: u64,
    /// The window of the digest in which the present lies, if there are digests.
    pub window: Option<String>,
    /// It has had its digest.
    pub had_digest: bool,
}

/// The decision. Each line is named once.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Decision {
    /// Never told, and why.
    pub never: Vec<(i64, &'static str)>,
    /// Not told now, and why.
    pub later: Vec<(i64, &'static str)>,
    /// Told now, in one message.
    pub now: Vec<i64>,
    /// With lines that had been gathered: this is the digest of the window.
    pub digest: bool,
}

/// Decides about lines of one purpose.
pub(crate) fn decide(waiting: &[Waiting], rule: &Holds, standing: &Standing) -> Decision {
    let mut decision = Decision::default();
    let mut gathered = Vec::new();
    for one in waiting {
        let away_long = standing.now.duration_since(one.came) > GONE;
        let reminder = one.purpose == Purpose::Reminder;
        match &one.facts {
            _ if !rule.on || (reminder && !rule.reminders) => decision.never.push((one.line, "off")),
            Some(Facts { known: Some(why), .. }) => decision.never.push((one.line, why)),
            None if away_long => decision.never.push((one.line, "deleted")),
            None => decision.later.push((one.line, "notHere")),
            Some(_) if rule.quiet.is(standing.now, &rule.zone) => decision.later.push((one.line, "quietHours")),
            Some(_) if standing.sent_today >= u64::from(rule.limit) => decision.later.push((one.line, "limit")),
            Some(facts) if reminder || standing.window.is_none() || facts.is_important(rule) => {
                decision.now.push(one.line);
            }
            // Told after the window in which it came; by a clock that was set back too, since then it is another.
            Some(_) if rule.digest.window(one.came, &rule.zone) == standing.window || standing.had_digest => {
                decision.later.push((one.line, "digest"));
            }
            Some(_) => gathered.push(one.line),
        }
    }
    decision.digest = !gathered.is_empty();
    decision.now.extend(gathered);
    decision
}
