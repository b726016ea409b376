//! The chat page and the JSON it speaks, for this computer's browser only.

mod assets;
mod files;
mod guard;
mod opened;
pub(super) mod view;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::Path;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::response::sse;
use axum::response::sse::KeepAlive;
use axum::response::sse::Sse;
use axum::routing::get;
use axum::routing::post;
use futures::Stream;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use super::shared::Shared;
use super::world::World;
use super::world::people::Draft;
use super::world::people::fits_caption;
use super::world::people::fits_message;
use super::world::personas::PERSONAS;
use super::world::personas::Persona;
use super::world::personas::persona;
use super::world::room::Standing;

const CAPTION_TOO_LONG: &str = "a caption has at most 1024 characters";

type Server = State<Arc<Shared>>;

/// All addresses of the page, guarded.
pub(super) fn router() -> Router<Arc<Shared>> {
    assets::routes()
        .route("/sandbox/personas", get(personas))
        .route("/sandbox/chats/{persona}", get(messages))
        .route("/sandbox/commands/{persona}", get(commands))
        .route("/sandbox/events/{persona}", get(events))
        .route("/sandbox/chats/{persona}/messages", post(say))
        .route("/sandbox/chats/{persona}/taps", post(tap))
        .route("/sandbox/chats/{persona}/start", post(start))
        .route("/sandbox/chats/{persona}/reset", post(reset))
        .route("/sandbox/chats/{persona}/edits", post(edit))
        .route("/sandbox/chats/{persona}/deletions", post(delete))
        .route("/sandbox/chats/{persona}/block", post(block))
        .route("/sandbox/chats/{persona}/files", post(files::send))
        .route("/sandbox/files/{file_id}", get(files::fetch))
        .route("/sandbox/opened/{file_id}", get(opened::fetch))
        .route_layer(from_fn(guard::only_this_page))
}

/// What the page's requests can be refused for.
enum Refusal {
    NoSuchPersona,
    NoSuchFile,
    Invalid(&'static str),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, why) = match self {
            Self::NoSuchPersona => (StatusCode::NOT_FOUND, "no such persona"),
            Self::NoSuchFile => (StatusCode::NOT_FOUND, "no such file"),
            Self::Invalid(why) => (StatusCode::UNPROCESSABLE_ENTITY, why),
        };
        (status, Json(json!({"error": why}))).into_response()
    }
}

fn find(key: &str) -> Result<&'static Persona, Refusal> {
    persona(key).ok_or(Refusal::NoSuchPersona)
}

async fn personas(State(shared): Server) -> Json<Value> {
    let bot = shared.look(|world| json!({"name": world.bot().first_name, "username": world.bot_username()}));
    let personas: Vec<Value> = PERSONAS.iter().map(view::persona).collect();
    Json(json!({"bot": bot, "personas": personas}))
}

async fn messages(State(shared): Server, Path(key): Path<String>) -> Result<Json<Value>, Refusal> {
    let chat = find(&key)?.chat_id;
    Ok(Json(shared.look(|world| {
        let messages: Vec<Value> =
            world.messages(chat).into_iter().map(|it| view::message(world, it)).collect();
        let blocked = world.room(chat).is_some_and(|room| room.standing == Standing::Kicked);
        json!({"messages": messages, "last_event": world.journal().last(), "blocked": blocked})
    })))
}

async fn commands(State(shared): Server, Path(key): Path<String>) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    Ok(Json(shared.look(|world| json!(world.menus.seen_by(persona.user_id, persona.chat_id, "id")))))
}

#[derive(Deserialize)]
struct Said {
    text: String,
    reply_to: Option<i32>,
}

async fn say(
    State(shared): Server,
    Path(key): Path<String>,
    Json(said): Json<Said>,
) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    let text = said.text.trim();
    if text.is_empty() || !fits_message(text) {
        return Err(Refusal::Invalid("the text must have 1 to 4096 characters"));
    }
    let draft = Draft { reply_to: said.reply_to, ..Draft::text(text) };
    Ok(posted(&shared, persona, |_| draft))
}

fn posted(shared: &Shared, persona: &Persona, draft: impl FnOnce(&mut World) -> Draft) -> Json<Value> {
    let number = shared.change(|world| {
        let draft = draft(world);
        world.post(persona.user_id, persona.chat_id, draft)
    });
    Json(json!({"message_id": number}))
}

#[derive(Deserialize)]
struct Tapped {
    message_id: i32,
    data: String,
}

async fn tap(
    State(shared): Server,
    Path(key): Path<String>,
    Json(tapped): Json<Tapped>,
) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    let Tapped { message_id, data } = tapped;
    let id = shared.change(|world| world.tap(persona.user_id, persona.chat_id, message_id, &data));
    Ok(Json(json!({"callback_id": id})))
}

#[derive(Deserialize)]
struct Started {
    payload: Option<String>,
}

async fn start(
    State(shared): Server,
    Path(key): Path<String>,
    Json(started): Json<Started>,
) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let text = match started.payload.as_deref() {
        None | Some("") => "/start".to_owned(),
        Some(payload) if payload.len() <= 64 && payload.chars().all(letters) => format!("/start {payload}"),
        Some(_) => return Err(Refusal::Invalid("a start parameter has at most 64 of A-Z a-z 0-9 _ -")),
    };
    Ok(posted(&shared, persona, |_| Draft::text(&text)))
}

async fn reset(
    State(shared): Server,
    Path(key): Path<String>,
    Json(_): Json<Value>,
) -> Result<Json<Value>, Refusal> {
    let chat = find(&key)?.chat_id;
    shared.change(|world| world.clear(chat));
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
struct Edited {
    message_id: i32,
    text: String,
}

async fn edit(
    State(shared): Server,
    Path(key): Path<String>,
    Json(edited): Json<Edited>,
) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    let text = edited.text.trim();
    if text.is_empty() || !fits_message(text) {
        return Err(Refusal::Invalid("the text must have 1 to 4096 characters"));
    }
    let Edited { message_id, .. } = edited;
    let carries_file = |world: &World| {
        world.message(persona.chat_id, message_id).is_some_and(|it| it.content.attachment.is_some())
    };
    if shared.look(carries_file) && !fits_caption(text) {
        return Err(Refusal::Invalid(CAPTION_TOO_LONG));
    }
    let own = shared.change(|world| world.edit_text(persona.user_id, persona.chat_id, message_id, text));
    if own { Ok(Json(json!({}))) } else { Err(Refusal::Invalid("only an own message can be edited")) }
}

#[derive(Deserialize)]
struct Deletion {
    message_id: i32,
}

/// In private a person can delete everything, in a group only what they wrote.
async fn delete(
    State(shared): Server,
    Path(key): Path<String>,
    Json(Deletion { message_id }): Json<Deletion>,
) -> Result<Json<Value>, Refusal> {
    let Persona { user_id, chat_id, .. } = find(&key)?;
    shared.change(|world| match world.message(*chat_id, message_id) {
        Some(message) if *chat_id > 0 || message.from.id == *user_id => {
            world.remove_by_person(*chat_id, message_id);
            Ok(Json(json!({})))
        }
        _ => Err(Refusal::Invalid("there is no such message to delete")),
    })
}

#[derive(Deserialize)]
struct Block {
    blocked: bool,
}

async fn block(
    State(shared): Server,
    Path(key): Path<String>,
    Json(block): Json<Block>,
) -> Result<Json<Value>, Refusal> {
    let persona = find(&key)?;
    let standing = if block.blocked { Standing::Kicked } else { Standing::Member };
    shared.change(|world| world.set_standing(persona.user_id, persona.chat_id, standing));
    Ok(Json(json!({})))
}

/// Where a stream of events stands.
struct Listener {
    shared: Arc<Shared>,
    changes: tokio::sync::watch::Receiver<u64>,
    chat: i64,
    last: u64,
    ready: VecDeque<sse::Event>,
}

async fn events(
    State(shared): Server,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<sse::Event, Infallible>>>, Refusal> {
    let chat = find(&key)?.chat_id;
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let last = resumed.unwrap_or_else(|| shared.look(|world| world.journal().last()));
    let changes = shared.listen();
    let listener = Listener { shared, changes, chat, last, ready: VecDeque::new() };
    let stream = futures::stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}

impl Listener {
    async fn next(&mut self) -> Option<sse::Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            self.changes.mark_unchanged();
            self.collect();
            if self.ready.is_empty() {
                self.changes.changed().await.ok()?;
            }
        }
    }

    fn collect(&mut self) {
        let (chat, after) = (self.chat, self.last);
        let (events, last) = self.shared.look(|world| {
            let entries = world.journal().after(after).filter(|entry| entry.chat == chat);
            (entries.map(|it| view::event(world, it)).collect::<VecDeque<_>>(), world.journal().last())
        });
        self.ready = events;
        self.last = last;
    }
}
