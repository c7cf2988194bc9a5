//! Somebody on the bus who is there and never says a word: a name is owned, and whatever is asked of it waits.
//! The two calls that this takes are written by hand, so that no library answers on its own.

use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::Path;

/// Owns the name as long as it lives.
pub(crate) struct Silent(#[allow(dead_code, reason = "what is open is what counts")] UnixStream);

impl Silent {
    /// Takes the name on the bus at this socket.
    pub(crate) fn named(name: &str, bus: &Path) -> Self {
        let mut stream = UnixStream::connect(bus).unwrap();
        // The bus is of the same person as this test, and wants that in hexadecimal.
        let person = std::fs::metadata(bus).unwrap().uid().to_string();
        let person: String = person.bytes().map(|byte| format!("{byte:02x}")).collect();
        stream.write_all(format!("\0AUTH EXTERNAL {person}\r\nBEGIN\r\n").as_bytes()).unwrap();
        stream.write_all(&call(1, "Hello", None)).unwrap();
        stream.write_all(&call(2, "RequestName", Some(name))).unwrap();
        let (mut heard, mut piece) = (Vec::new(), [0; 4096]);
        // The bus tells whoever gets a name.
        while !holds(&heard, b"NameAcquired") || !holds(&heard, name.as_bytes()) {
            let read = stream.read(&mut piece).unwrap();
            assert!(read > 0, "the bus closed the line: {}", String::from_utf8_lossy(&heard));
            heard.extend_from_slice(&piece[..read]);
        }
        Silent(stream)
    }
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn pad(bytes: &mut Vec<u8>, to: usize) {
    bytes.resize(bytes.len().next_multiple_of(to), 0);
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    pad(bytes, 4);
    bytes.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
    bytes.extend(text.as_bytes());
    bytes.push(0);
}

/// A call of the bus itself (D-Bus specification, "Message Format"), little-endian.
fn call(serial: u32, member: &str, name: Option<&str>) -> Vec<u8> {
    let mut body = Vec::new();
    if let Some(name) = name {
        text(&mut body, name);
        pad(&mut body, 4);
        // Do not queue.
        body.extend(4_u32.to_le_bytes());
    }
    let mut fields = Vec::new();
    let bus = "org.freedesktop.DBus";
    for (code, kind, value) in [(1, b'o', "/org/freedesktop/DBus"), (2, b's', bus), (3, b's', member), (6, b's', bus)] {
        pad(&mut fields, 8);
        fields.extend([code, 1, kind, 0]);
        text(&mut fields, value);
    }
    if name.is_some() {
        pad(&mut fields, 8);
        fields.extend([8, 1, b'g', 0, 2, b's', b'u', 0]);
    }
    let mut message = vec![b'l', 1, 0, 1];
    message.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    message.extend(serial.to_le_bytes());
    message.extend(u32::try_from(fields.len()).unwrap().to_le_bytes());
    message.extend(fields);
    pad(&mut message, 8);
    message.extend(body);
    message
}
