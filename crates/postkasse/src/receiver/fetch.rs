//! Fetching what waits for a receiver system, letter by letter: it is read as it comes and kept, and when it is safe on
//! this disk the receipt is sent, and only then it is deleted at the service. A cut between any two of these steps
//! loses nothing: what is here already is not fetched again, and receipt and deletion can be said twice.

use crate::App;
use crate::import::{Entry, Intake, News, Why, read_memo};
use crate::views::ApiError;
use bytes::Bytes;
use futures::StreamExt;
use jiff::Timestamp;
use model::{Code, MailboxId, RemoteId};
use providers::ProviderError;
use providers::receiver::Receiver;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::time::Instant;
use sync::{Report, patiently};
use tokio::sync::mpsc;
use vault::{Account, MailboxRecord, Odd, Profile, StoreError};

/// Pieces that may be under way from the line to the disk.
const PIECES: usize = 4;

impl App {
    /// Fetches everything that waits for this system; what was done.
    pub(crate) async fn receive(
        &self,
        account: &Account,
        only: Option<&MailboxId>,
    ) -> Result<Option<Report>, ApiError> {
        let id = account.id.clone();
        let of = move |profile: &Profile| {
            let records = profile.mailboxes()?.into_iter();
            Ok({ records }.find(|record| record.mailbox.account == id))
        };
        let Some(record) = self.vault(of).await? else { return Ok(None) };
        if only.is_some_and(|only| *only != record.mailbox.id) {
            return Ok(None);
        }
        let began = Instant::now();
        let mut report = Report::new(record.mailbox.id.clone());
        if let Err(error) = self.fetch_all(account, &record, &mut report).await {
            // The texts of the catalogue are known here; only those can be told of.
            (report.error, report.text) = (Some(error.code), known(error.text.as_deref()));
        }
        report.ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Some(report))
    }

    async fn fetch_all(&self, account: &Account, record: &MailboxRecord, report: &mut Report) -> Result<(), ApiError> {
        let mailbox = record.mailbox.id.clone();
        self.vault(move |profile| profile.mend_kept(&profile.kept_lock(&mailbox)?)).await?;
        let receiver = self.receiver(account).await?;
        // The first time tells nothing: what waited before is not news.
        let arrived = record.synced.is_some();
        let (mut tried, mut outcome) = (BTreeSet::new(), Ok(()));
        loop {
            let waiting = patiently(|| receiver.waiting()).await?;
            let new: Vec<RemoteId> = waiting.into_iter().filter(|id| tried.insert(id.clone())).collect();
            if new.is_empty() {
                break;
            }
            for id in new {
                match self.fetch_one(&receiver, &record.mailbox.id, &id, arrived).await {
                    Ok(was_new) => {
                        report.new += u64::from(was_new);
                        report.documents += u64::from(was_new);
                    }
                    // One letter that cannot be read must not keep the others waiting.
                    Err(error) if error.code == Code::Refused && error.text.as_deref() == Some(UNREADABLE) => {
                        outcome = Err(error);
                    }
                    Err(error) => {
                        (report.requests, report.bytes) = receiver.take_traffic();
                        return Err(error);
                    }
                }
            }
        }
        (report.requests, report.bytes) = receiver.take_traffic();
        let (id, now) = (record.mailbox.id.clone(), self.clock.now());
        self.vault(move |profile| {
            let lock = profile.kept_lock(&id)?;
            profile.kept_up_to(&lock, now)
        })
        .await?;
        outcome
    }

    /// Brings one letter here and lets the service delete it; whether it was not here yet.
    async fn fetch_one(
        &self,
        receiver: &Receiver,
        mailbox: &MailboxId,
        id: &RemoteId,
        arrived: bool,
    ) -> Result<bool, ApiError> {
        let (box_id, remote) = (mailbox.clone(), id.clone());
        let here = self.vault(move |profile| profile.kept(&box_id)?.find_remote(&remote)).await?.is_some();
        let was_new = if here { false } else { self.keep(receiver, mailbox, id, arrived).await? };
        let now = self.clock.now();
        match patiently(|| receiver.receipt(id, now)).await {
            // Somebody has deleted it meanwhile: it is here all the same.
            Err(error) if error.code() == Code::NotFound => {}
            said => said?,
        }
        patiently(|| receiver.delete(id)).await?;
        Ok(was_new)
    }

    /// Keeps a letter as it comes over the line.
    async fn keep(
        &self,
        receiver: &Receiver,
        mailbox: &MailboxId,
        id: &RemoteId,
        arrived: bool,
    ) -> Result<bool, ApiError> {
        let mut content = patiently(|| receiver.fetch(id)).await?;
        let (send, pieces) = mpsc::channel::<Bytes>(PIECES);
        let (box_id, remote, now) = (mailbox.clone(), id.clone(), self.clock.now());
        let keeping = self.vault(move |profile| keep(profile, &box_id, remote, Pieces::of(pieces), arrived, now));
        let reading = async move {
            while let Some(piece) = content.bytes.next().await {
                if send.send(piece?).await.is_err() {
                    // Whoever keeps it has stopped, and says why.
                    break;
                }
            }
            Ok::<(), ProviderError>(())
        };
        let (kept, read) = tokio::join!(keeping, reading);
        // A line that broke makes a letter that cannot be read: then the line is to blame.
        read?;
        match kept? {
            Ok(was_new) => Ok(was_new),
            Err(_) => Err(ApiError::said(Code::Refused, UNREADABLE)),
        }
    }
}

const UNREADABLE: &str = "error.receiver.letter";

/// The same key, as long as the program lives.
fn known(text: Option<&str>) -> Option<&'static str> {
    const KEYS: [&str; 7] = [
        UNREADABLE,
        "error.receiver.expired",
        "error.receiver.notTaken",
        "error.receiver.unusable",
        "error.receiver.service",
        "error.receiver.system",
        "trouble.diskFull",
    ];
    KEYS.into_iter().find(|key| Some(*key) == text)
}

/// Reads the letter and keeps it, so that it is safe when this returns; why not, when it is none.
fn keep(
    profile: &Profile,
    mailbox: &MailboxId,
    remote: RemoteId,
    pieces: Pieces,
    arrived: bool,
    now: Timestamp,
) -> Result<Result<bool, Why>, StoreError> {
    let lock = profile.kept_lock(mailbox)?;
    // What waited before the first fetch is unread, and no news.
    let news = if arrived { News::Arrived(now) } else { News::Unread };
    let mut intake = Intake::new(profile, &lock, news)?;
    let kept = intake.kept().clone();
    let mut outcome = Err(Why::Empty);
    read_memo(pieces, &kept, now, |entry| {
        outcome = match entry {
            Entry::Letter(letter) => Ok(intake.add_as(*letter, remote.clone())?),
            Entry::Refused(_, why) => Err(why),
        };
        Ok(())
    })?;
    if outcome.is_err() {
        let why = "a letter of the receiver system could not be read".to_owned();
        profile.cache(mailbox)?.add_odd(&[Odd { remote_id: remote, why }])?;
        return Ok(outcome);
    }
    intake.finish(now)?;
    Ok(outcome)
}

/// What comes over the line, for one who waits for it.
struct Pieces {
    pieces: mpsc::Receiver<Bytes>,
    piece: Bytes,
}

impl Pieces {
    fn of(pieces: mpsc::Receiver<Bytes>) -> Self {
        Pieces { pieces, piece: Bytes::new() }
    }
}

impl Read for Pieces {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = piece,
                None => return Ok(0),
            }
        }
        let count = self.piece.len().min(out.len());
        let now = self.piece.split_to(count);
        out.get_mut(..count).unwrap_or_default().copy_from_slice(&now);
        Ok(count)
    }
}
