//! What a PDF unpacks to, found out without keeping any of it. The library that reads PDFs unpacks each stream
//! as a whole, and a few kilobytes can stand for gigabytes; a file that would take too much is not read.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::object::dict::keys::{CONTENTS, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Array, Name, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{Filter, Pdf};

/// What may come out of all of a file, pictures included.
const MOST: u64 = 256 << 20;
/// What may come out of the contents of the pages, which are kept until the end.
const MOST_CONTENTS: u64 = 64 << 20;
/// One packed byte can stand for this many.
const BY_DEFLATE: u64 = 1032;
const BY_LZW: u64 = 2800;
const BY_RUNS: u64 = 64;

/// What may still be unpacked.
struct Budget(u64);

impl Budget {
    /// False when it is used up.
    fn take(&mut self, bytes: u64) -> bool {
        self.0 = self.0.saturating_sub(bytes);
        self.0 > 0
    }

    /// Unpacks what begins here, to nothing; false when that uses it up.
    fn inflate(&mut self, packed: &[u8], rest_counts: bool) -> bool {
        let mut inflate = Decompress::new(false);
        let zlib =
            matches!(packed, [cmf, flg, ..] if cmf & 15 == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0);
        let packed = if zlib { packed.get(2..).unwrap_or_default() } else { packed };
        let (mut out, mut counted) = (vec![0; 64 << 10], 0);
        loop {
            let done = usize::try_from(inflate.total_in()).unwrap_or(usize::MAX);
            let rest = packed.get(done..).unwrap_or_default();
            let status = inflate.decompress(rest, &mut out, FlushDecompress::None);
            // Reading costs, too, also where little comes out.
            let cost = inflate.total_out().max(inflate.total_in());
            if !self.take(cost - counted) {
                return false;
            }
            let went_on = cost > counted;
            counted = cost;
            match status {
                Ok(Status::Ok | Status::BufError) if went_on => {}
                Ok(_) => return true,
                // A forgiving reader goes on behind an error.
                Err(_) if rest_counts => return self.take((rest.len() as u64).saturating_mul(BY_DEFLATE)),
                Err(_) => return true,
            }
        }
    }

    /// The same for a stream, by the way in which it says that it is packed.
    fn unpack(&mut self, stream: &Stream<'_>) -> bool {
        let (raw, filters) = (stream.raw_data(), stream.filters());
        let grows = |filter: &Filter| match filter {
            Filter::FlateDecode => BY_DEFLATE,
            Filter::LzwDecode => BY_LZW,
            Filter::RunLengthDecode => BY_RUNS,
            _ => 1,
        };
        match filters.as_slice() {
            [Filter::FlateDecode] => self.inflate(&raw, true),
            // Packed more than once, or in letters: what it may come to at most counts.
            others => self.take(others.iter().map(grows).fold(raw.len() as u64, u64::saturating_mul)),
        }
    }
}

/// Whether the bytes of a file hold more than may be unpacked, whatever the file says that they are: asked
/// before anything else reads them.
pub(super) fn is_too_much(bytes: &[u8]) -> bool {
    let mut budget = Budget(MOST);
    let streams = bytes.windows(6).enumerate().filter(|(_, word)| *word == b"stream").map(|(at, _)| at + 6);
    for at in streams {
        let after = bytes.get(at..).unwrap_or_default();
        let after = after.strip_prefix(b"\r").unwrap_or(after);
        if !budget.inflate(after.strip_prefix(b"\n").unwrap_or(after), false) {
            return true;
        }
    }
    false
}

/// The same of the streams that the file really has, decrypted; but for pictures, which nobody looks at here.
pub(super) fn has_too_much(pdf: &Pdf) -> bool {
    let mut budget = Budget(MOST);
    pdf.objects().into_iter().any(|object| match object {
        Object::Stream(stream) if !is_picture(&stream) => !budget.unpack(&stream),
        _ => false,
    })
}

fn is_picture(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|name| &*name == b"Image")
}

/// Counts the contents of page after page.
pub(super) struct Contents(Budget);

impl Contents {
    pub(super) fn new() -> Self {
        Contents(Budget(MOST_CONTENTS))
    }

    /// Whether this page's contents may still be unpacked. One stream can be named a thousand times.
    pub(super) fn admit(&mut self, page: &Page<'_>) -> bool {
        let dict = page.raw();
        match dict.get::<Stream<'_>>(CONTENTS) {
            Some(one) => self.0.unpack(&one),
            None => {
                let several = dict.get::<Array<'_>>(CONTENTS);
                several.is_none_or(|several| several.iter::<Stream<'_>>().all(|one| self.0.unpack(&one)))
            }
        }
    }
}
