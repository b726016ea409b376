//! Opens age files with the demo keys, standing in for the handler's own computer.

use std::sync::Arc;

use axum::extract::Path;
use axum::extract::Query;
use axum::extract::State;
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Deserialize;

use super::Refusal;
use crate::sandbox::demo;
use crate::sandbox::demo::Closed;
use crate::sandbox::demo::DemoKey;
use crate::sandbox::shared::Shared;

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    key: Keeper,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Keeper {
    #[default]
    Penerima,
    Cadangan,
}

/// Shows what is in an age file: text as text, pictures as pictures, everything else as a download.
pub(super) async fn fetch(
    State(shared): State<Arc<Shared>>,
    Path(file_id): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Response, Refusal> {
    let sealed = shared.look(|world| world.files.bytes(&file_id)).ok_or(Refusal::NoSuchFile)?;
    let key = match choice.key {
        Keeper::Penerima => DemoKey::Handler,
        Keeper::Cadangan => DemoKey::Escrow,
    };
    let opening = tokio::task::spawn_blocking(move || demo::open(&sealed, key)).await;
    match opening.unwrap_or(Err(Closed::Damaged)) {
        Ok(plain) => Ok(shown(plain)),
        Err(Closed::WrongKey) => Err(Refusal::Invalid("wrong key")),
        Err(Closed::Damaged) => Err(Refusal::Invalid("damaged")),
    }
}

fn shown(plain: Vec<u8>) -> Response {
    if let Some(kind) = picture(&plain) {
        return ([(CONTENT_TYPE, kind)], plain).into_response();
    }
    match String::from_utf8(plain) {
        Ok(text) => text.trim_end().to_owned().into_response(),
        Err(other) => {
            let headers = [(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, "attachment")];
            (headers, other.into_bytes()).into_response()
        }
    }
}

/// The media type of a picture that a page can show and that can't carry anything that runs.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}
