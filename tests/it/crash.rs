//! The process is killed, asked to stop or started twice; nobody's question gets lost.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod announce;
mod kill;
mod publish;
mod stop;
