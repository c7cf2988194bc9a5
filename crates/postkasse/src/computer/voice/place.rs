//! Where speech-dispatcher listens: at `SPEECHD_ADDRESS` if that is set, else at its socket of this session, where it is
//! started if it is not running. Only a socket of this computer is spoken to: a letter is not sent over a network.

use std::io;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where the voice is.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    socket: PathBuf,
    starts: bool,
}

impl Place {
    /// As the environment says; nowhere when there is no session or the address is elsewhere.
    pub(crate) fn usual() -> Option<Self> {
        let known = std::env::var("SPEECHD_ADDRESS").ok().filter(|address| !address.is_empty());
        Place::said(known.as_deref(), std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from))
    }

    fn said(address: Option<&str>, session: Option<PathBuf>) -> Option<Self> {
        match address {
            Some("unix_socket") | None => {
                Some(Place { socket: session?.join("speech-dispatcher/speechd.sock"), starts: true })
            }
            Some(address) => Some(Place::at(address.strip_prefix("unix_socket:")?.into())),
        }
    }

    /// At this socket; nothing is started there.
    pub(crate) fn at(socket: PathBuf) -> Self {
        Place { socket, starts: false }
    }

    pub(super) fn connect(&self) -> io::Result<UnixStream> {
        match UnixStream::connect(&self.socket) {
            Err(_) if self.starts => {
                // It goes into the background when it listens. Where it is not installed this fails, and so does what follows.
                let mut start = Command::new("speech-dispatcher");
                start.arg("--spawn").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
                UnixStream::connect(&self.socket)
            }
            connected => connected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_environment_counts_and_one_on_a_network_is_not_used() {
        let socket = |address, session: Option<&str>| {
            Place::said(address, session.map(PathBuf::from)).map(|place| (place.socket, place.starts))
        };
        let usual = PathBuf::from("/run/user/1/speech-dispatcher/speechd.sock");
        assert_eq!(socket(None, Some("/run/user/1")), Some((usual, true)));
        assert_eq!(socket(Some("unix_socket:/tmp/s"), None), Some(("/tmp/s".into(), false)));
        assert_eq!(socket(Some("inet_socket:192.0.2.1:6560"), Some("/run/user/1")), None);
        assert_eq!(socket(None, None), None);
    }
}
