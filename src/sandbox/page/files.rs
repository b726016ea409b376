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

use super::Refusal;
use super::find;
use super::posted;
use crate::sandbox::shared::Shared;
use crate::sandbox::world::detect::typed;
use crate::sandbox::world::files::Upload;
use crate::sandbox::world::types::Content;

#[derive(Deserialize)]
pub(super) struct Labels {
    name: Option<String>,
    caption: Option<String>,
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
    if bytes.is_empty() {
        return Err(Refusal::Invalid("the file is empty"));
    }
    let kind =
        headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    let upload = Upload::new(labels.name.as_deref().unwrap_or("berkas"), &kind, &bytes);
    let caption = typed(labels.caption.as_deref().unwrap_or_default());
    Ok(posted(&shared, persona, |world| {
        let attachment = if is_picture(&kind) { world.photo(upload) } else { world.document(upload) };
        Content::attachment(attachment, caption).into()
    }))
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
