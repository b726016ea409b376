//! Collects the parameters of a call from the query, and from a JSON, form or multipart body.

use axum::body::to_bytes;
use axum::extract::FromRequest;
use axum::extract::Multipart;
use axum::extract::Query;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use serde_json::Map;
use serde_json::Value;

use super::super::error::ApiError;
use super::super::methods::params::Params;
use super::super::world::files::Upload;

/// Telegram takes uploads of 50 MB; a little more for the envelope.
pub(crate) const LARGEST_BODY: usize = 51 * 1024 * 1024;

/// Reads all parameters; those in the body win over those in the query.
pub(crate) async fn params(request: Request) -> Result<Params, ApiError> {
    let mut params = Params::default();
    if let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) {
        put(&mut params, pairs);
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "multipart/form-data" => read_multipart(request, &mut params).await?,
        "application/json" => params.values.extend(read_json(&bytes(request).await?)?),
        "application/x-www-form-urlencoded" => put(&mut params, read_form(&bytes(request).await?)?),
        _ => {}
    }
    Ok(params)
}

/// A path with its `%xx` read; some libraries escape the slashes of file paths.
pub(super) fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits =
            after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn put(params: &mut Params, pairs: Vec<(String, String)>) {
    params.values.extend(pairs.into_iter().map(|(name, value)| (name, Value::String(value))));
}

async fn bytes(request: Request) -> Result<Vec<u8>, ApiError> {
    let body = to_bytes(request.into_body(), LARGEST_BODY).await;
    body.map(|bytes| bytes.to_vec()).map_err(|_| too_large())
}

fn too_large() -> ApiError {
    ApiError { code: 413, description: "Request Entity Too Large".to_owned(), retry_after: None }
}

fn read_json(body: &[u8]) -> Result<Map<String, Value>, ApiError> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(ApiError::bad_request("object expected as JSON-encoded request")),
        Err(_) => Err(ApiError::bad_request("can't parse JSON-encoded request")),
    }
}

fn read_form(body: &[u8]) -> Result<Vec<(String, String)>, ApiError> {
    let text =
        std::str::from_utf8(body).map_err(|_| ApiError::bad_request("strings must be encoded in UTF-8"))?;
    let uri = format!("/?{text}").parse().map_err(|_| ApiError::bad_request("can't parse parameters"))?;
    let Query(pairs) =
        Query::try_from_uri(&uri).map_err(|_| ApiError::bad_request("can't parse parameters"))?;
    Ok(pairs)
}

async fn read_multipart(request: Request, params: &mut Params) -> Result<(), ApiError> {
    let broken = || ApiError::bad_request("can't parse multipart form data");
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    while let Some(part) = parts.next_field().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let mime = part.content_type().map(str::to_owned);
        let body = part.bytes().await.map_err(|_| too_large())?.to_vec();
        match file_name {
            Some(file_name) => {
                let upload = Upload { name: Some(file_name), mime, bytes: body, claimed_size: None };
                params.files.insert(name, upload);
            }
            None => {
                let text = String::from_utf8(body)
                    .map_err(|_| ApiError::bad_request("strings must be encoded in UTF-8"))?;
                params.values.insert(name, Value::String(text));
            }
        }
    }
    Ok(())
}
