//! Keeps other web pages out: no foreign host name, no foreign origin, no form posts, a strict policy on every answer.

use axum::Json;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::StatusCode;
use axum::http::header;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use serde_json::json;

const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Lets a request pass only if it comes from this server's own page, or from a program on this computer.
pub(super) async fn only_this_page(request: Request, next: Next) -> Response {
    let mut response = match objection(request.method(), request.headers()) {
        None => next.run(request).await,
        Some(why) => (StatusCode::FORBIDDEN, Json(json!({"error": why}))).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn objection(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text("host").unwrap_or_default();
    if !is_loopback(host) {
        return Some("host is not this computer");
    }
    if text("origin").is_some_and(|origin| origin != format!("http://{host}")) {
        return Some("request of another page");
    }
    if text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Some("request of another page");
    }
    let kind = text("content-type").unwrap_or_default().split(';').next().unwrap_or_default().trim();
    (method == Method::POST && can_be_posted_by_forms(kind)).then_some("JSON or a file expected")
}

/// The kinds that a browser lets any page post here without asking this server first.
fn can_be_posted_by_forms(kind: &str) -> bool {
    let forms = ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"];
    forms.iter().any(|form| kind.eq_ignore_ascii_case(form))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix("[::1]") {
        Some(port) => return port.is_empty() || port.starts_with(':'),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name == "127.0.0.1"
}
