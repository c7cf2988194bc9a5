//! The yardstick for a sync: the same number of requests and the same bytes over bare HTTP on loopback,
//! with nothing parsed, sealed or stored.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

/// Exchanges `requests` requests with bodies of the average size over one kept connection.
pub fn exchange_bodies(requests: u64, bytes: u64) -> Result<Duration, Box<dyn Error>> {
    let size = usize::try_from(bytes / requests.max(1))?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = std::thread::spawn(move || serve(&listener, size));
    let began = Instant::now();
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut body = vec![0; size];
    for _ in 0..requests {
        stream.write_all(b"GET /x HTTP/1.1\r\nHost: x\r\n\r\n")?;
        skip_head(&mut reader)?;
        reader.read_exact(&mut body)?;
    }
    let took = began.elapsed();
    drop((stream, reader));
    server.join().map_err(|_| "the yardstick's server failed")??;
    Ok(took)
}

fn serve(listener: &TcpListener, size: usize) -> std::io::Result<()> {
    let (mut stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n").into_bytes();
    answer.resize(answer.len() + size, b'x');
    while skip_head(&mut reader)? {
        stream.write_all(&answer)?;
    }
    Ok(())
}

/// Reads to the empty line; false at the end of the stream.
fn skip_head(reader: &mut impl BufRead) -> std::io::Result<bool> {
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        if line == "\r\n" {
            return Ok(true);
        }
    }
}
