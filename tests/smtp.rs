//! A mail server in this process: takes mails, or refuses them in the ways that real ones do.

use base64::{Engine, engine::general_purpose::STANDARD};
use parking_lot::Mutex;
use std::{net::SocketAddr, path::PathBuf, sync::Arc};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// How the server behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Takes everything.
    #[default]
    Takes,
    /// Answers every recipient with this line.
    AnswersRecipients(String),
    /// Lets nobody sign in.
    RefusesSignIn,
    /// Takes the connection and says nothing.
    Silent,
}

/// How connections are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    None,
    /// From the first byte.
    Tls,
    /// After STARTTLS.
    Starttls,
}

/// A mail as it was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub to: String,
    /// Whether it came over a protected connection.
    pub over_tls: bool,
    /// Headers and body as sent, dots taken off.
    pub raw: String,
}

#[derive(Default)]
struct Shared {
    mood: Mood,
    taken: Vec<Taken>,
}

/// The server. Gone when dropped.
pub struct Sink {
    address: SocketAddr,
    protection: Protection,
    shared: Arc<Mutex<Shared>>,
    running: Option<JoinHandle<()>>,
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(running) = &self.running {
            running.abort();
        }
    }
}

impl Sink {
    /// Starts a server on a free port.
    pub async fn start(protection: Protection) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut sink = Self { address, protection, shared: Arc::default(), running: None };
        sink.run(listener);
        sink
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Where the certificate of its authority stands.
    pub fn authority() -> PathBuf {
        fixture("ca.pem")
    }

    pub fn be(&self, mood: Mood) {
        self.shared.lock().mood = mood;
    }

    /// What was taken so far.
    pub fn taken(&self) -> Vec<Taken> {
        self.shared.lock().taken.clone()
    }

    /// Goes down, with every connection.
    pub async fn go_down(&mut self) {
        if let Some(running) = self.running.take() {
            running.abort();
            let _ = running.await;
        }
    }

    /// Comes back on the same port.
    pub async fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.run(listener);
    }

    fn run(&mut self, listener: TcpListener) {
        let (shared, protection) = (self.shared.clone(), self.protection);
        self.running = Some(tokio::spawn(async move {
            // Connections end with the task that holds the set.
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream, protection, shared.clone()));
            }
        }));
    }
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/smtp").join(name)
}

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_file(fixture("cert.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(fixture("key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// How a conversation ended.
enum End {
    Over,
    /// The rest goes over TLS.
    Starttls,
}

async fn serve(stream: TcpStream, protection: Protection, shared: Arc<Mutex<Shared>>) {
    if shared.lock().mood == Mood::Silent {
        std::future::pending::<()>().await;
    }
    let offered = protection == Protection::Starttls;
    if protection == Protection::Tls {
        if let Ok(stream) = acceptor().accept(stream).await {
            let _ = converse(&mut BufReader::new(stream), &shared, Talk { greet: true, over_tls: true, offered: false }).await;
        }
        return;
    }
    let mut stream = BufReader::new(stream);
    if let Ok(End::Starttls) = converse(&mut stream, &shared, Talk { greet: true, over_tls: false, offered }).await
        && let Ok(stream) = acceptor().accept(stream.into_inner()).await
    {
        let _ = converse(&mut BufReader::new(stream), &shared, Talk { greet: false, over_tls: true, offered: false }).await;
    }
}

#[derive(Clone, Copy)]
struct Talk {
    greet: bool,
    over_tls: bool,
    /// STARTTLS is offered.
    offered: bool,
}

async fn converse<S>(stream: &mut S, shared: &Mutex<Shared>, talk: Talk) -> std::io::Result<End>
where
    S: AsyncBufRead + AsyncRead + AsyncWrite + Unpin,
{
    if talk.greet {
        stream.write_all(b"220 sink.example ready\r\n").await?;
    }
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(End::Over);
        }
        let mood = shared.lock().mood.clone();
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" if talk.offered => "250-sink.example\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN".to_owned(),
            "EHLO" => "250-sink.example\r\n250 AUTH PLAIN LOGIN".to_owned(),
            "STAR" => {
                stream.write_all(b"220 go ahead\r\n").await?;
                return Ok(End::Starttls);
            }
            "AUTH" if mood == Mood::RefusesSignIn => "535 5.7.8 authentication failed".to_owned(),
            "AUTH" => "235 welcome".to_owned(),
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                if let Mood::AnswersRecipients(answer) = mood { answer } else { "250 fine".to_owned() }
            }
            "DATA" => {
                stream.write_all(b"354 end with a dot\r\n").await?;
                let raw = data(stream).await?;
                shared.lock().taken.push(Taken { to: to.clone(), over_tls: talk.over_tls, raw });
                "250 taken".to_owned()
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(End::Over);
            }
            "MAIL" | "RSET" | "NOOP" => "250 fine".to_owned(),
            _ => "500 what?".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn data<S: AsyncBufRead + Unpin>(stream: &mut S) -> std::io::Result<String> {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(raw);
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

impl Taken {
    /// The value of a header, unfolded, its encoded words read.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        let wanted = format!("{}:", name.to_lowercase());
        let line = head.lines().find(|line| line.to_lowercase().starts_with(&wanted)).unwrap_or_default();
        words(line.get(wanted.len()..).unwrap_or_default().trim())
    }

    /// The part of a media type, its transfer encoding taken off.
    pub fn part(&self, media_type: &str) -> String {
        let boundary = self.raw.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a boundary");
        let (boundary, wanted) = (format!("--{boundary}"), format!("Content-Type: {media_type}"));
        let part = self.raw.split(&boundary).skip(1).find(|part| part.contains(&wanted)).expect(media_type);
        let (head, body) = part.split_once("\r\n\r\n").expect("a head and a body");
        let bytes = if head.contains("quoted-printable") {
            quoted_printable(body)
        } else if head.contains("base64") {
            STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap()
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    }
}

/// Encoded words (RFC 2047) in base64 or quoted-printable.
fn words(value: &str) -> String {
    let mut read = Vec::new();
    let mut between = true;
    for word in value.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?").and_then(|word| word.strip_suffix("?="));
        let bytes = match encoded.and_then(|word| word.split_once('?')) {
            Some(("b", text)) => STANDARD.decode(text).unwrap(),
            Some((_, text)) => quoted_printable(&text.replace('_', " ")),
            None => word.as_bytes().to_vec(),
        };
        // Spaces between encoded words are not part of the text.
        if !(read.is_empty() || between && encoded.is_some()) {
            read.push(b' ');
        }
        between = encoded.is_some();
        read.extend(bytes);
    }
    String::from_utf8(read).unwrap()
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'=', [high, low, after @ ..]) => {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&[*high, *low]).unwrap(), 16).unwrap());
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

#[test]
fn encodings_are_read() {
    assert_eq!(words("=?utf-8?b?w6l0w6k=?= =?utf-8?b?IGNoYXVk?="), "été chaud");
    assert_eq!(words("plain =?utf-8?b?w6l0w6k=?= words"), "plain été words");
    assert_eq!(quoted_printable("=C3=A9t=\r\n=C3=A9 a=3Db"), "été a=b".as_bytes());
}
