//! Everything of the organisation as one file, for privacy champions.

use super::{App, error::Refusal, respond::blocking, session::SignedChampion};
use crate::{domain::access::Champion, service::archive};
use axum::{
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use std::io::{self, BufWriter, Write};
use tokio::sync::mpsc::Sender;

/// Pieces that wait for the reader at most.
const PIECES: usize = 4;
/// Bytes of a piece.
const PIECE: usize = 256 << 10;

/// `POST /archive.zip`
pub async fn file(State(app): State<App>, SignedChampion(champion): SignedChampion) -> Result<Response, Refusal> {
    Ok(stream(&app, champion).await?)
}

/// The archive, written while it is read: for pages and API alike.
///
/// # Errors
/// That it was asked for could not be noted.
pub async fn stream(app: &App, champion: Champion) -> Result<Response, crate::domain::fault::Fault> {
    let asked = champion.clone();
    blocking(app, move |app| archive::note(app, &asked)).await?;
    let (sender, receiver) = tokio::sync::mpsc::channel::<io::Result<Vec<u8>>>(PIECES);
    let services = app.clone();
    tokio::task::spawn_blocking(move || {
        let out = BufWriter::with_capacity(PIECE, Pieces(sender.clone()));
        if let Err(fault) = archive::write(&services, &champion, out)
            && !sender.is_closed()
        {
            tracing::error!(%fault, "an archive broke off");
            // Breaks the connection, so that a part is not taken for the whole.
            let _ = sender.blocking_send(Err(io::Error::other("broken off")));
        }
    });
    let pieces = futures::stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
    let kind = (header::CONTENT_TYPE, "application/zip");
    let saved = (header::CONTENT_DISPOSITION, "attachment; filename=\"archive.zip\"");
    Ok(([kind, saved], Body::from_stream(pieces)).into_response())
}

/// Hands what is written over to the connection.
struct Pieces(Sender<io::Result<Vec<u8>>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
