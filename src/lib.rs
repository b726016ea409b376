//! Netral answers civil servants' questions about political neutrality from a curated FAQ.
//!
//! Layers, each importing only from those above it (held by a test in `tests/it/architecture.rs`):
//!
//! | layer | modules | rule |
//! |---|---|---|
//! | 0 pure | [`coordinates`] [`chart`] [`paper`] [`archive`] [`matching`] [`faq`] [`tips`] [`conversation`] [`curation`] [`texts`] [`ports`] [`desk`] | no runtime, Telegram, database, files, environment, clock or randomness |
//! | 1 engines | [`storage`] [`sealing`] [`faq_folder`] [`system`] | only `storage` names sled |
//! | 2 edges | [`telegram`] [`sandbox`] | only they name teloxide |
//! | 3 wiring | [`config`] [`cli`] | the only readers of the environment |
//!
//! Every input takes one path: what is promised is decided, committed, then spoken. See `ARCHITECTURE.md`.

pub use netral_matching as matching;

pub mod coordinates;
pub mod chart;
pub mod paper;
pub mod archive;
pub mod faq;
pub mod tips;
pub mod conversation;
pub mod curation;
pub mod texts;
pub mod ports;
pub mod desk;

pub mod storage;
pub mod sealing;
pub mod faq_folder;
pub mod system;

pub mod telegram;
pub mod sandbox;

pub mod config;
pub mod cli;
