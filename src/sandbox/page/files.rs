//! Files between the page and the chats: pictures become photos, everything else a document.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::Query;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use super::CAPTION_TOO_LONG;
use super::Refusal;
use super::find;
use super::posted;
use crate::sandbox::shared::Shared;
use crate::sandbox::world::detect::typed;
use crate::sandbox::world::files::Upload;
use crate::sandbox::world::people::Draft;
use crate::sandbox::world::people::fits_caption;
use crate::sandbox::world::types::Content;

/// Telegram keeps no names of photos.
const PHOTO_NAME: &str = "foto.jpg";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Labels {
    name: Option<String>,
    caption: String,
    reply_to: Option<i32>,
    /// The same number for all files of an album.
    album: Option<String>,
    /// Pictures too are sent as they are.
    as_file: bool,
}

/// A persona sends a file.
pub(super) async fn send(
    State(shared): State<Arc<Shared>>,
    Path(key): Path<String>,
    Query(labels): Query<Labels>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    check(&labels, &bytes)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    Ok(posted(&shared, persona, |world| {
        let attachment = if is_picture(kind) && !labels.as_file {
            world.photo(Upload::new(PHOTO_NAME, kind, &bytes))
        } else {
            world.document(Upload::new(labels.name.as_deref().unwrap_or("berkas"), kind, &bytes))
        };
        let content = Content::attachment(attachment, typed(labels.caption.trim()));
        Draft { reply_to: labels.reply_to, media_group_id: labels.album, ..content.into() }
    }))
}

fn check(labels: &Labels, bytes: &Bytes) -> Result<(), Refusal> {
    let digits =
        |album: &String| (1..=20).contains(&album.len()) && album.bytes().all(|b| b.is_ascii_digit());
    if bytes.is_empty() {
        return Err(Refusal::Invalid("the file is empty"));
    }
    if !fits_caption(&labels.caption) {
        return Err(Refusal::Invalid(CAPTION_TOO_LONG));
    }
    if !labels.album.as_ref().is_none_or(digits) {
        return Err(Refusal::Invalid("an album is named by a number"));
    }
    Ok(())
}

/// Pictures that can't carry anything that runs.
fn is_picture(kind: &str) -> bool {
    matches!(kind, "image/jpeg" | "image/png" | "image/webp")
}

/// A persona opens a file: pictures are shown, everything else is a download, so that nothing in it runs here.
pub(super) async fn fetch(State(shared): State<Arc<Shared>>, Path(file_id): Path<String>) -> Response {
    let found = shared.look(|world| {
        let (file, path) = world.files.find(&file_id)?;
        Some((file.mime_type.clone().unwrap_or_default(), world.files.at_path(path)?))
    });
    match found {
        Some((kind, bytes)) if is_picture(&kind) => {
            ([(header::CONTENT_TYPE, kind)], bytes.to_vec()).into_response()
        }
        Some((_, bytes)) => {
            let kind = (header::CONTENT_TYPE, "application/octet-stream");
            ([kind, (header::CONTENT_DISPOSITION, "attachment")], bytes.to_vec()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
