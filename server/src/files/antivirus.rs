//! Has a content looked at by ClamAV (`clamd`) over TCP before it is filed, where one is configured: the INSTREAM command.

use std::{
    io::{self, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

/// How long a connection may take to stand, and how long the scanner may say nothing.
const CONNECT: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(120);
/// Bytes that are sent at once.
const PIECE: usize = 64 * 1024;
/// Longest answer.
const LONGEST: u64 = 4 * 1024;

/// What the scanner says of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// With the name of what was found.
    Infected(String),
}

/// Sends a content to the scanner at an address and reads what it says.
///
/// # Errors
/// The scanner is not there, breaks off, or refuses to look, for example because the content is larger than it takes.
pub fn scan(address: &str, mut content: impl Read) -> io::Result<Verdict> {
    let mut stream = connect(address)?;
    stream.write_all(b"zINSTREAM\0")?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = content.read(&mut piece)?;
        let length = u32::try_from(read).map_err(io::Error::other)?;
        // A scanner that has seen enough answers and closes: what it said is read below.
        let sent = stream.write_all(&length.to_be_bytes()).and_then(|()| stream.write_all(piece.get(..read).unwrap_or_default()));
        if read == 0 || sent.is_err() {
            break;
        }
    }
    let mut answer = Vec::new();
    stream.take(LONGEST).read_to_end(&mut answer)?;
    verdict(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']))
}

fn connect(address: &str) -> io::Result<TcpStream> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the scanner has no address");
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, CONNECT) {
            Ok(stream) => {
                stream.set_read_timeout(Some(SILENCE))?;
                stream.set_write_timeout(Some(SILENCE))?;
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn verdict(answer: &str) -> io::Result<Verdict> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Verdict::Clean);
    }
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Infected(name.to_owned())),
        None => Err(io::Error::other(format!("the scanner said: {said}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::TcpListener, thread};

    /// A scanner that takes one content and answers.
    fn scanner(answer: &'static [u8]) -> (String, thread::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let taken = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut command = [0; 10];
            stream.read_exact(&mut command).unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut content = Vec::new();
            loop {
                let mut length = [0; 4];
                stream.read_exact(&mut length).unwrap();
                let mut piece = vec![0; u32::from_be_bytes(length) as usize];
                if piece.is_empty() {
                    break;
                }
                stream.read_exact(&mut piece).unwrap();
                content.extend(piece);
            }
            stream.write_all(answer).unwrap();
            content
        });
        (address, taken)
    }

    #[test]
    fn a_content_is_sent_whole_and_the_answer_is_understood() {
        let content: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        for (answer, expected) in [
            (&b"stream: OK\0"[..], Some(Verdict::Clean)),
            (b"stream: Eicar-Signature FOUND\0", Some(Verdict::Infected("Eicar-Signature".into()))),
            (b"INSTREAM size limit exceeded. ERROR\0", None),
            (b"", None),
        ] {
            let (address, taken) = scanner(answer);
            assert_eq!(scan(&address, content.as_slice()).ok(), expected);
            assert_eq!(taken.join().unwrap(), content);
        }
    }

    #[test]
    fn a_scanner_that_is_not_there_is_an_error() {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        assert!(scan(&free, &b"x"[..]).is_err());
    }
}
