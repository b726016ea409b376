//! The errors Telegram answers with, in Telegram's own words, since libraries match on them.

use serde_json::Value;
use serde_json::json;

/// A refusal as the Bot API words it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {description}")]
pub struct ApiError {
    /// HTTP status and `error_code`.
    pub code: u16,
    /// The sentence in `description`.
    pub description: String,
    /// Seconds to wait, with 429.
    pub retry_after: Option<u32>,
}

impl ApiError {
    fn new(code: u16, description: String) -> Self {
        Self { code, description, retry_after: None }
    }

    /// 400, "Bad Request: …".
    #[must_use]
    pub fn bad_request(what: &str) -> Self {
        Self::new(400, format!("Bad Request: {what}"))
    }

    /// 401.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(401, "Unauthorized".to_owned())
    }

    /// 403, "Forbidden: …".
    #[must_use]
    pub fn forbidden(why: &str) -> Self {
        Self::new(403, format!("Forbidden: {why}"))
    }

    /// 404.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(404, "Not Found".to_owned())
    }

    /// 409, "Conflict: …".
    #[must_use]
    pub fn conflict(why: &str) -> Self {
        Self::new(409, format!("Conflict: {why}"))
    }

    /// 429 with the seconds to wait.
    #[must_use]
    pub fn too_many_requests(seconds: u32) -> Self {
        let description = format!("Too Many Requests: retry after {seconds}");
        Self { retry_after: Some(seconds), ..Self::new(429, description) }
    }

    /// 500.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(500, "Internal Server Error".to_owned())
    }

    /// The JSON body.
    #[must_use]
    pub fn body(&self) -> Value {
        let mut body = json!({"ok": false, "error_code": self.code, "description": self.description});
        if let (Some(seconds), Some(fields)) = (self.retry_after, body.as_object_mut()) {
            fields.insert("parameters".to_owned(), json!({"retry_after": seconds}));
        }
        body
    }
}
