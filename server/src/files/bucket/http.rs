//! As much of HTTP/1.1 as a store needs: one request a connection, with TLS where its address says so.

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    path::Path,
    sync::Arc,
    time::Duration,
};
use url::Url;

/// How long a connection may take to stand, and how long nothing may come over it.
const CONNECT: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(60);
/// Longest line of a head, and most lines.
const LONGEST_LINE: u64 = 16 * 1024;
const MOST_LINES: usize = 100;

/// Where a store answers.
pub struct Endpoint {
    host: String,
    port: u16,
    /// What stands in the address before all paths; without a slash at the end.
    pub path: String,
    tls: Option<Arc<ClientConfig>>,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// A request.
pub struct Request<'a> {
    pub method: &'static str,
    pub path: &'a str,
    pub query: &'a str,
    pub headers: &'a [(&'static str, String)],
    /// A file from where it stands, and how many bytes of it.
    pub body: Option<(&'a File, u64)>,
}

/// The head of an answer, and its body yet to be read.
pub struct Answer {
    pub status: u16,
    /// As the head says it.
    pub length: Option<u64>,
    pub body: Box<dyn Read>,
}

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

impl Endpoint {
    /// Reads an address such as `https://s3.example:9000`. `ca` is a file with the certificate of a private authority.
    pub fn of(address: &str, ca: Option<&Path>) -> io::Result<Self> {
        let wrong = |why: &str| io::Error::new(io::ErrorKind::InvalidInput, format!("storage.endpoint: {why}"));
        let url = Url::parse(address).map_err(|error| wrong(&error.to_string()))?;
        let host = url.host_str().ok_or_else(|| wrong("no host"))?.to_owned();
        let port = url.port_or_known_default().ok_or_else(|| wrong("no port"))?;
        let tls = match url.scheme() {
            "https" => Some(Arc::new(trust(ca)?)),
            "http" => None,
            _ => return Err(wrong("neither http nor https")),
        };
        Ok(Self { host, port, path: url.path().trim_end_matches('/').to_owned(), tls })
    }

    /// Host and port as a head names them.
    pub fn host(&self) -> String {
        let usual = if self.tls.is_some() { 443 } else { 80 };
        if self.port == usual { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// Makes a request and reads the head of its answer.
    pub fn send(&self, request: &Request<'_>) -> io::Result<Answer> {
        let mut stream = self.connect()?;
        let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
        let mut head = format!("{} {}{query} HTTP/1.1\r\nconnection: close\r\n", request.method, request.path);
        for (name, value) in request.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let length = request.body.map_or(0, |(_, length)| length);
        if request.body.is_some() {
            head.push_str(&format!("content-length: {length}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if let Some((file, length)) = request.body {
            let sent = io::copy(&mut file.take(length), &mut stream)?;
            if sent != length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        stream.flush()?;
        read_answer(BufReader::new(stream), request.method == "HEAD")
    }

    fn connect(&self) -> io::Result<Box<dyn Stream>> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the store of documents has no address");
        for address in (self.host.trim_matches(['[', ']']), self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(SILENCE))?;
                    stream.set_write_timeout(Some(SILENCE))?;
                    stream.set_nodelay(true)?;
                    let Some(config) = &self.tls else { return Ok(Box::new(stream)) };
                    let name = ServerName::try_from(self.host.clone()).map_err(io::Error::other)?;
                    let connection = ClientConnection::new(Arc::clone(config), name).map_err(io::Error::other)?;
                    return Ok(Box::new(StreamOwned::new(connection, stream)));
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// Whom to believe: the authorities of this machine, and one more where a file names it.
fn trust(ca: Option<&Path>) -> io::Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    match ca {
        Some(file) => {
            for certificate in CertificateDer::pem_file_iter(file).map_err(io::Error::other)? {
                roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
            }
        }
        None => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(io::Error::other)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

fn read_answer(mut stream: BufReader<Box<dyn Stream>>, head_only: bool) -> io::Result<Answer> {
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "the store of documents speaks no HTTP");
    let status = line(&mut stream)?;
    let status: u16 = status.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(wrong)?;
    let (mut length, mut chunked) = (None, false);
    for number in 0.. {
        let line = line(&mut stream)?;
        if line.is_empty() {
            break;
        }
        if number >= MOST_LINES {
            return Err(wrong());
        }
        let (name, value) = line.split_once(':').ok_or_else(wrong)?;
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value.trim().parse().map_err(|_| wrong())?),
            "transfer-encoding" => chunked = value.trim().eq_ignore_ascii_case("chunked"),
            _ => {}
        }
    }
    // What only says "go on" is not the answer.
    if status == 100 {
        return read_answer(stream, head_only);
    }
    let body: Box<dyn Read> = match (head_only, chunked, length) {
        (true, _, _) => Box::new(io::empty()),
        (false, true, _) => Box::new(Chunked { stream, left: 0, ended: false }),
        (false, false, Some(length)) => Box::new(stream.take(length)),
        (false, false, None) => Box::new(stream),
    };
    Ok(Answer { status, length: length.filter(|_| !chunked), body })
}

fn line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    stream.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if line.last() != Some(&b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

/// A body in pieces, each with its length before it.
struct Chunked<S> {
    stream: S,
    left: u64,
    ended: bool,
}

impl<S: BufRead> Read for Chunked<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        if self.left == 0 {
            let size = line(&mut self.stream)?;
            let size = size.split(';').next().unwrap_or_default().trim();
            self.left = u64::from_str_radix(size, 16).map_err(io::Error::other)?;
            if self.left == 0 {
                self.ended = true;
                return Ok(0);
            }
        }
        let read = (&mut self.stream).take(self.left).read(buffer)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read as u64;
        if self.left == 0 {
            line(&mut self.stream)?;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server sent, to be read only.
    struct Sent(io::Cursor<Vec<u8>>);

    impl Read for Sent {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for Sent {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn answer(text: &str) -> io::Result<(u16, String)> {
        let stream: Box<dyn Stream> = Box::new(Sent(io::Cursor::new(text.as_bytes().to_vec())));
        let mut answer = read_answer(BufReader::new(stream), false)?;
        let mut body = String::new();
        answer.body.read_to_string(&mut body)?;
        Ok((answer.status, body))
    }

    #[test]
    fn answers_of_every_kind_are_read() {
        for (text, expected) in [
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", (200, "abc")),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\nnone", (404, "none")),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", (200, "abcde")),
        ] {
            let (status, body) = answer(text).unwrap();
            assert_eq!((status, body.as_str()), expected, "{text}");
        }
        for text in
            ["", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab"]
        {
            assert!(answer(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_says_where_and_how() {
        let endpoint = Endpoint::of("http://127.0.0.1:9000/base/", None).unwrap();
        assert_eq!((endpoint.host(), endpoint.path.as_str()), ("127.0.0.1:9000".to_owned(), "/base"));
        assert_eq!(Endpoint::of("https://s3.example", None).unwrap().host(), "s3.example");
        for wrong in ["", "s3.example", "ftp://s3.example"] {
            assert!(Endpoint::of(wrong, None).is_err(), "{wrong}");
        }
    }
}
