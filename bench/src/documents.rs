//! Documents as large as they may be, sent to a running server and fetched again: how fast, and how much memory that takes;
//! and how soon the words of a small one are found.

use crate::{
    Outcome,
    http::Client,
    measure::{Times, shown},
    server::{Server, set_up},
    table::Row,
};
use sha2::{Digest, Sha256};
use std::{
    error::Error,
    fs::{self, File},
    hint::black_box,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    thread,
    time::{Duration, Instant},
};

const MEBIBYTE: usize = 1 << 20;
/// The largest document, and those that come at once, in mebibytes.
const LARGEST: usize = 300;
const AT_ONCE: usize = 8;
/// Small documents whose words are looked for.
const SMALL: usize = 20;
/// Longest wait for a small document.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let token = set_up(&data)?;
    let server = Server::start(&data, &token)?;
    server.settle()?;
    let slower = slower_of_writing_and_hashing(folder.path())?;
    server.forget_peak()?;
    let (address, before) = (server.address(), server.memory());
    let (took, id) = upload(address, &token, "grand.bin", LARGEST, 1)?;
    let sent = speed(LARGEST, took);
    let began = Instant::now();
    let fetched = download(address, &token, &id)?;
    let took = began.elapsed();
    if fetched != (LARGEST * MEBIBYTE) as u64 {
        return Err(format!("{fetched} bytes came back").into());
    }
    let alone = server.peak().saturating_sub(before);
    let refused = post(address, &token, "trop.bin", LARGEST * MEBIBYTE + 1, 2)?;
    if !refused.starts_with("HTTP/1.1 413") {
        return Err(format!("one byte too many: {refused}").into());
    }
    let began = Instant::now();
    thread::scope(|scope| {
        let sending = (0..AT_ONCE).map(|number| {
            let token = token.as_str();
            scope.spawn(move || upload(address, token, "ensemble.bin", LARGEST, 10 + number).map_err(|error| error.to_string()))
        });
        let sending: Vec<_> = sending.collect();
        sending.into_iter().try_for_each(|one| one.join().map_err(|_| "a sender panicked".to_owned())?.map(drop))
    })?;
    let together = began.elapsed();
    let grown = server.peak().saturating_sub(before);
    let mut rows = vec![
        Row::new("a document of 300 MiB goes up", format!("{sent:.0} MiB/s"))
            .beside(format!("{slower:.0} MiB/s, the slower of writing and syncing, and SHA-256"))
            .asked("at least half of that", sent * 2.0 >= slower),
        Row::new("a document of 300 MiB comes down", format!("{:.0} MiB/s", speed(LARGEST, took))),
        Row::new("memory that both take", format!("{alone} MiB")).asked("under 32 MiB", alone < 32),
        Row::new(
            "eight documents of 300 MiB at once",
            format!("{:.0} MiB/s, {grown} MiB of memory", speed(AT_ONCE * LARGEST, together)),
        ),
    ];
    let mut client = Client::connect(address, &token)?;
    let times = (0..SMALL).map(|number| found_after(&mut client, address, &token, number)).collect::<Result<Vec<_>, _>>()?;
    let times = Times::measured(times);
    rows.push(
        Row::new("from the end of an upload until its words are found", times.summary())
            .asked("within a second", times.percentile(99) < Duration::from_secs(1)),
    );
    Ok(rows)
}

/// How long it takes until a word of a new document is found.
fn found_after(client: &mut Client, address: SocketAddr, token: &str, number: usize) -> Result<Duration, Box<dyn Error>> {
    let word = format!("unique{number}mot");
    let answer = send(address, token, "petit.txt", word.len() as u64, |stream| stream.write_all(word.as_bytes()))?;
    if !answer.starts_with("HTTP/1.1 201") {
        return Err(answer.into());
    }
    let began = Instant::now();
    loop {
        let (_, found) = client.get(&format!("/api/v1/search?q={word}"))?;
        let found: serde_json::Value = serde_json::from_slice(&found)?;
        if found.get("total").and_then(serde_json::Value::as_u64) == Some(1) {
            return Ok(began.elapsed());
        }
        if began.elapsed() > PATIENCE {
            return Err("the words of a document are never found".into());
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Mebibytes a second of the slower of the two things that every upload needs.
fn slower_of_writing_and_hashing(folder: &Path) -> Result<f64, Box<dyn Error>> {
    let piece = noise(1);
    let path = folder.join("written");
    let began = Instant::now();
    let mut file = File::create(&path)?;
    for _ in 0..LARGEST {
        file.write_all(&piece)?;
    }
    file.sync_all()?;
    let writing = speed(LARGEST, began.elapsed());
    fs::remove_file(path)?;
    let began = Instant::now();
    let mut hash = Sha256::new();
    (0..LARGEST).for_each(|_| hash.update(&piece));
    black_box(hash.finalize());
    let hashing = speed(LARGEST, began.elapsed());
    eprintln!("  writing and syncing {writing:.0} MiB/s, SHA-256 {hashing:.0} MiB/s, {}", shown(began.elapsed()));
    Ok(writing.min(hashing))
}

/// Sends a document of so many mebibytes: how long that took, and its identifier.
fn upload(address: SocketAddr, token: &str, name: &str, size: usize, seed: usize) -> Result<(Duration, String), Box<dyn Error>> {
    let began = Instant::now();
    let answer = post(address, token, name, size * MEBIBYTE, seed)?;
    let took = began.elapsed();
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let filed: serde_json::Value = serde_json::from_str(body).map_err(|error| format!("{error}: {answer}"))?;
    Ok((took, filed.get("id").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()))
}

/// Sends a document of so many bytes: what the server answers.
fn post(address: SocketAddr, token: &str, name: &str, bytes: usize, seed: usize) -> Result<String, Box<dyn Error>> {
    let piece = noise(seed);
    send(address, token, name, bytes as u64, |stream| {
        let mut left = bytes;
        while left > 0 {
            let now = left.min(piece.len());
            stream.write_all(piece.get(..now).unwrap_or_default())?;
            left -= now;
        }
        Ok(())
    })
}

fn send(
    address: SocketAddr,
    token: &str,
    name: &str,
    length: u64,
    write: impl FnOnce(&mut TcpStream) -> std::io::Result<()>,
) -> Result<String, Box<dyn Error>> {
    let before = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let after = "\r\n--b--\r\n";
    let all = before.len() as u64 + length + after.len() as u64;
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "POST /api/v1/documents HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {all}\r\n\r\n{before}"
    )?;
    // A server that refuses may close before all was sent: its answer says why.
    let _ = write(&mut stream).and_then(|()| stream.write_all(after.as_bytes()));
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Fetches a content: how many bytes came.
fn download(address: SocketAddr, token: &str, id: &str) -> Result<u64, Box<dyn Error>> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "GET /api/v1/documents/{id}/content HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    )?;
    let mut stream = BufReader::with_capacity(MEBIBYTE, stream);
    let mut line = String::new();
    while stream.read_line(&mut line)? > 2 {
        line.clear();
    }
    Ok(std::io::copy(&mut stream, &mut std::io::sink())?)
}

/// A mebibyte that does not compress.
fn noise(seed: usize) -> Vec<u8> {
    let mut state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..MEBIBYTE / 8).flat_map(|_| next()).collect()
}

#[expect(clippy::cast_precision_loss, reason = "sizes are small")]
fn speed(mebibytes: usize, took: Duration) -> f64 {
    mebibytes as f64 / took.as_secs_f64()
}
