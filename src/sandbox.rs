//! A Bot API server inside the process: the sandbox people try Netral in, and the Telegram of the tests.
//!
//! [`world`] is Telegram as a pure state machine, `methods` are the Bot API's methods on it, `http` serves them as
//! Telegram does, `page` serves the web chat. [`Telegram`] is the handle: it starts the server, plays the people,
//! waits for what the bot does, and lets calls fail on demand.
//!
//! The chat page speaks JSON with the same server; the conversations (`{persona}`) are those of
//! [`world::personas::PERSONAS`], where `grup` is the group, written in by `pegawai`:
//!
//! | request | answer |
//! |---|---|
//! | `GET /sandbox/personas` | `{bot, personas: [{key, user_id, chat_id, title, about, group}]}` |
//! | `GET /sandbox/chats/{persona}` | `{messages: [message], last_event}` |
//! | `GET /sandbox/commands/{persona}` | `[{command, description}]` |
//! | `GET /sandbox/events/{persona}` | server-sent events, see `page::view` |
//! | `POST /sandbox/chats/{persona}/messages` | `{text, reply_to?}` → `{message_id}` |
//! | `POST /sandbox/chats/{persona}/taps` | `{message_id, data}` → `{callback_id}` |
//! | `POST /sandbox/chats/{persona}/start` | `{payload?}` → `{message_id}` |
//! | `POST /sandbox/chats/{persona}/reset` | `{}` → `{}` |
//! | `POST /sandbox/chats/{persona}/edits` | `{message_id, text}` → `{}` |
//! | `POST /sandbox/chats/{persona}/deletions` | `{message_id}` → `{}` |
//! | `POST /sandbox/chats/{persona}/block` | `{blocked}` → `{}` |
//! | `POST /sandbox/chats/{persona}/files?name=…&caption=…&reply_to=…&album=…&as_file=true` | the bytes, `Content-Type` says what → `{message_id}` |
//! | `GET /sandbox/files/{file_id}` | the bytes of an attachment, as a download |
//! | `GET /sandbox/opened/{file_id}?key=penerima` | what is in an age file, opened with a demo key (or `key=cadangan`) |

pub mod demo;
pub mod error;
mod handle;
mod http;
mod ledger;
mod methods;
mod page;
mod shared;
pub mod world;

pub use self::handle::Options;
pub use self::handle::StartError;
pub use self::handle::Telegram;
pub use self::handle::serve;
pub use self::handle::waiting::WaitedTooLong;
pub use self::ledger::Call;
pub use self::ledger::DOWNLOAD;
pub use self::ledger::Fault;
pub use self::ledger::Gate;
