//! A Kannel gateway of a test's own, with a mobile network behind it that writes down what arrives.

use crate::processes::{Ends, Said, until};
use percent_encoding::percent_decode_str;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

pub const PASSWORD: &str = "invented-7";
const NETWORK: &str = "/usr/lib/kannel/test/fakesmsc";

/// Ports of one's own: they lie below those that are given out to anybody, and whoever holds the first has the others.
struct Ports(TcpListener);

impl Ports {
    fn take() -> Self {
        let blocks = (0..1200).map(|block| 20_000 + (block + u32::from(std::process::id() as u16)) % 1200 * 8);
        let mut free = blocks.filter_map(|port| {
            let port = u16::try_from(port).ok()?;
            let first = TcpListener::bind(("127.0.0.1", port)).ok()?;
            let others = (1..5).map(|more| TcpListener::bind(("127.0.0.1", port + more)));
            others.collect::<Result<Vec<_>, _>>().ok().map(|_| Ports(first))
        });
        free.next().expect("five free ports in a row")
    }

    fn port(&self, which: u16) -> u16 {
        self.0.local_addr().unwrap().port() + which
    }
}

/// The gateway; what is started last is ended first.
pub struct Kannel {
    network: Option<Ends>,
    said: Said,
    _smsbox: Ends,
    _bearerbox: Ends,
    ports: Ports,
    _folder: TempDir,
}

impl Kannel {
    /// The gateway with its network.
    pub fn start() -> Self {
        let mut kannel = Self::without_network();
        kannel.network_comes();
        kannel
    }

    /// The gateway alone.
    pub fn without_network() -> Self {
        let (folder, ports) = (tempfile::tempdir().unwrap(), Ports::take());
        let file = configuration(folder.path(), &ports);
        let program = |name: &str| {
            let mut command = Command::new(format!("/usr/sbin/{name}"));
            command.arg(&file).current_dir(folder.path());
            Ends::start(&mut command, &Said::default())
        };
        let bearerbox = program("bearerbox");
        listens("the gateway's port for its network", ports.port(3));
        listens("the gateway's port for its boxes", ports.port(2));
        let smsbox = program("smsbox");
        listens("the gateway's port for senders", ports.port(4));
        let said = Said::default();
        Kannel { network: None, said, _smsbox: smsbox, _bearerbox: bearerbox, ports, _folder: folder }
    }

    /// The mobile network comes up.
    pub fn network_comes(&mut self) {
        let mut command = Command::new(NETWORK);
        // It insists on a message of its own, and sends none of it.
        command.args(["-H", "127.0.0.1", "-r", &self.ports.port(3).to_string(), "-m", "0", "1 2 text nop"]);
        self.network = Some(Ends::start(&mut command, &self.said));
    }

    /// Where senders hand their messages in.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports.port(4))
    }

    /// The messages that arrived in the network: sender, recipient, text.
    pub fn arrived(&self) -> Vec<(String, String, String)> {
        self.said.all().iter().filter_map(|line| arrived(line)).collect()
    }

    /// The same, once there are so many.
    pub fn arrive(&self, count: usize) -> Vec<(String, String, String)> {
        until(&format!("{count} messages in the mobile network"), || self.arrived().len() >= count);
        self.arrived()
    }
}

/// `… Got message 1: <FROM TO text WORDS>`, or `ucs-2 BYTES` in percent.
fn arrived(line: &str) -> Option<(String, String, String)> {
    let (_, message) = line.split_once("Got message ")?;
    let message = message.split_once('<')?.1.strip_suffix('>')?;
    let mut parts = message.splitn(4, ' ');
    let (from, to, kind, text) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let text = match kind {
        "text" => text.to_owned(),
        "ucs-2" => {
            let bytes: Vec<u8> = percent_decode_str(&text.replace('+', "%20")).collect();
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        other => panic!("a message of kind {other}"),
    };
    Some((from.to_owned(), to.to_owned(), text))
}

fn listens(what: &str, port: u16) {
    until(what, || TcpStream::connect(("127.0.0.1", port)).is_ok());
}

fn configuration(folder: &Path, ports: &Ports) -> PathBuf {
    let store = folder.join("store");
    let [admin, boxes, network, senders] = [1, 2, 3, 4].map(|which| ports.port(which));
    let text = format!(
        "group = core\nadmin-port = {admin}\nadmin-interface = 127.0.0.1\nadmin-password = {PASSWORD}\n\
         smsbox-port = {boxes}\nsmsbox-interface = 127.0.0.1\nbox-allow-ip = 127.0.0.1\ndlr-storage = internal\n\
         store-type = file\nstore-location = {store}\nlog-level = 1\n\n\
         group = smsc\nsmsc = fake\nsmsc-id = fake\nport = {network}\nconnect-allow-ip = 127.0.0.1\n\n\
         group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = {senders}\nsendsms-interface = 127.0.0.1\n\
         log-level = 1\n\n\
         group = sendsms-user\nusername = postkasse\npassword = {PASSWORD}\nmax-messages = 10\nconcatenation = true\n\
         white-list-regex = \"^.4[57]\"\n\n\
         group = sms-service\nkeyword = default\ntext = no\n",
        store = store.display()
    );
    let file = folder.join("kannel.conf");
    std::fs::write(&file, text).unwrap();
    file
}
