//! The files of the chat page, compiled in: plain HTML, CSS and JavaScript modules without a build step.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use include_dir::Dir;
use include_dir::File;
use include_dir::include_dir;

static WEB: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/sandbox/page/web");

/// One address per file; `index.html` is `/`.
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    WEB.files().fold(Router::new(), |router, file| {
        let path = match file.path().to_str() {
            Some("index.html") | None => "/".to_owned(),
            Some(name) => format!("/{name}"),
        };
        router.route(&path, get(move || async move { ([(CONTENT_TYPE, kind(file))], file.contents()) }))
    })
}

fn kind(file: &File<'_>) -> &'static str {
    match file.path().extension().and_then(std::ffi::OsStr::to_str) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
