//! The Bot API over HTTP: addresses, tokens, faults and long polling around the pure methods.

mod decode;

pub(super) use self::decode::LARGEST_BODY;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::header::RETRY_AFTER;
use axum::response::IntoResponse;
use axum::response::Response;
use serde_json::Value;
use serde_json::json;
use tokio::time::Instant;

use super::error::ApiError;
use super::ledger::DOWNLOAD;
use super::ledger::Fault;
use super::methods;
use super::methods::params::Params;
use super::methods::updates;
use super::shared::Shared;

/// Longest long poll, in seconds.
const LONGEST_POLL: u64 = 50;

/// Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`; everything else is 404.
pub(crate) async fn bot_api(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = decode::unescaped(request.uri().path());
    let answer = if let Some(rest) = path.strip_prefix("/file/bot") {
        match authorise(&shared, rest) {
            Ok(path) => Ok(answer(&shared, Asked::File(path)).await),
            Err(refusal) => Err(refusal),
        }
    } else {
        match path.strip_prefix("/bot").map(|rest| authorise(&shared, rest)) {
            Some(Ok(method)) => Ok(call(&shared, method, request).await),
            Some(Err(refusal)) => Err(refusal),
            None => Err(ApiError::not_found()),
        }
    };
    answer.unwrap_or_else(|error| refusal(&error))
}

/// Checks the token in front of the slash and returns what follows.
fn authorise<'a>(shared: &Shared, rest: &'a str) -> Result<&'a str, ApiError> {
    let (token, rest) = rest.split_once('/').ok_or_else(ApiError::not_found)?;
    let well_formed = token.split_once(':').is_some_and(|(id, secret)| {
        !id.is_empty() && id.chars().all(|c| c.is_ascii_digit()) && !secret.is_empty()
    });
    match (well_formed, token == shared.token) {
        (_, true) => Ok(rest),
        (true, false) => Err(ApiError::unauthorized()),
        (false, false) => Err(ApiError::not_found()),
    }
}

async fn call(shared: &Shared, method: &str, request: Request) -> Response {
    let method = methods::canonical(method.trim_end_matches('/'));
    match decode::params(request).await {
        Ok(params) => answer(shared, Asked::Method(&method, &params)).await,
        Err(error) => refusal(&error),
    }
}

/// What a bot asks of the server.
#[derive(Clone, Copy)]
enum Asked<'a> {
    Method(&'a str, &'a Params),
    File(&'a str),
}

impl Asked<'_> {
    /// Its name and parameters, for the book of calls.
    fn noted(&self) -> (&str, Value) {
        match self {
            Self::Method(method, params) => (method, Value::Object(params.values.clone())),
            Self::File(path) => (DOWNLOAD, json!({ "file_path": path })),
        }
    }
}

/// Answers, and notes it in the book of calls.
async fn answer(shared: &Shared, asked: Asked<'_>) -> Response {
    let (name, params) = asked.noted();
    let number = shared.ledger(|ledger| ledger.note(name, params));
    shared.ring();
    let fault = shared.ledger(|ledger| ledger.fault_for(name));
    let response = answer_with(shared, fault, asked).await;
    shared.ledger(|ledger| ledger.close(number, response.status().as_u16()));
    shared.ring();
    response
}

/// Does what is asked, or lets it fail as planned.
async fn answer_with(shared: &Shared, fault: Option<Fault>, asked: Asked<'_>) -> Response {
    match fault {
        None => run(shared, asked).await,
        Some(Fault::TooManyRequests(seconds)) => refusal(&ApiError::too_many_requests(seconds)),
        Some(Fault::ServerError) => refusal(&ApiError::internal()),
        Some(Fault::BadGateway) => {
            (StatusCode::BAD_GATEWAY, "<html><h1>502 Bad Gateway</h1></html>").into_response()
        }
        Some(Fault::Blocked) => refusal(&ApiError::forbidden("bot was blocked by the user")),
        Some(Fault::BadRequest(why)) => refusal(&ApiError::bad_request(&why)),
        Some(Fault::Unknown) => refusal(&ApiError::not_found()),
        Some(Fault::Cut) => cut(),
        Some(Fault::CutAfter) => {
            drop(run(shared, asked).await);
            cut()
        }
        Some(Fault::Slow(time)) => {
            tokio::time::sleep(time).await;
            run(shared, asked).await
        }
        Some(Fault::Held(mut gate)) => {
            // An error means that the gate was dropped, which opens it as well.
            let _open = gate.wait_for(|open| *open).await.is_ok();
            run(shared, asked).await
        }
    }
}

/// A body that breaks off, so that the connection is closed in the middle of the answer.
fn cut() -> Response {
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let body = futures::stream::iter([Err::<Vec<u8>, _>(broken)]);
    Response::new(Body::from_stream(body))
}

async fn run(shared: &Shared, asked: Asked<'_>) -> Response {
    let result = match asked {
        Asked::File(path) => return download(shared, path),
        Asked::Method("getUpdates", params) => poll(shared, params).await,
        Asked::Method(method, params) => {
            shared.change(|world| methods::run(world, method, params)).map(|result| result.to_string())
        }
    };
    match result {
        Ok(result) => json_body(StatusCode::OK, format!(r#"{{"ok":true,"result":{result}}}"#)),
        Err(error) => refusal(&error),
    }
}

fn download(shared: &Shared, path: &str) -> Response {
    match shared.look(|world| world.files.at_path(path)) {
        Some(bytes) => ([(CONTENT_TYPE, "application/octet-stream")], bytes.to_vec()).into_response(),
        None => refusal(&ApiError::not_found()),
    }
}

/// Long polling: answers at the first update, at the end of the timeout, or when another poll begins.
async fn poll(shared: &Shared, params: &Params) -> Result<String, ApiError> {
    shared.quietly(|world| updates::prepare(world, params))?;
    let mut changes = shared.listen();
    let number = shared.begin_poll();
    let seconds = params.int("timeout").and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or(0);
    let deadline = Instant::now() + Duration::from_secs(seconds.min(LONGEST_POLL));
    loop {
        changes.mark_unchanged();
        if !shared.is_latest_poll(number) {
            let why =
                "terminated by other getUpdates request; make sure that only one bot instance is running";
            return Err(ApiError::conflict(why));
        }
        if let Some(updates) = take(shared, params) {
            return Ok(updates);
        }
        if tokio::time::timeout_at(deadline, changes.changed()).await.is_err() {
            return Ok("[]".to_owned());
        }
    }
}

/// Takes updates; who waits for confirmations hears of them at once.
fn take(shared: &Shared, params: &Params) -> Option<String> {
    let (updates, confirmed) = shared.quietly(|world| {
        let before = world.unconfirmed();
        (updates::take(world, params), before > world.unconfirmed())
    });
    if confirmed {
        shared.ring();
    }
    updates
}

fn refusal(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = json_body(status, error.body().to_string());
    if let Some(seconds) = error.retry_after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

fn json_body(status: StatusCode, body: String) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::world::World;

    fn server() -> Shared {
        Shared::new("1:a".to_owned(), World::new(1, "contoh_bot", 0))
    }

    fn params(value: &Value) -> Params {
        Params { values: value.as_object().cloned().unwrap_or_default(), ..Params::default() }
    }

    #[tokio::test(start_paused = true)]
    async fn a_poll_without_updates_lasts_as_long_as_asked_but_at_most_fifty_seconds() {
        let server = server();
        for (asked, lasts) in
            [(json!(7), 7), (json!("7"), 7), (json!(600), 50), (json!(-1), 0), (json!(null), 0)]
        {
            let begin = Instant::now();
            let updates = poll(&server, &params(&json!({"timeout": asked}))).await;
            assert_eq!(updates.as_deref(), Ok("[]"));
            assert_eq!(begin.elapsed().as_secs(), lasts, "{asked}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_clock_of_the_world_follows_the_runtime() {
        let server = server();
        tokio::time::advance(Duration::from_secs(90)).await;
        assert_eq!(server.change(|world| world.now()), 90);
    }

    #[test]
    fn tokens_are_told_apart_by_shape_and_value() {
        let server = server();
        let code = |path| authorise(&server, path).map_err(|error| error.code);
        assert_eq!(code("1:a/getMe"), Ok("getMe"));
        assert_eq!(code("1:b/getMe"), Err(401));
        assert_eq!([code("1:a"), code("a/getMe"), code("a:1/getMe"), code("1:/getMe")], [Err(404); 4]);
    }
}
