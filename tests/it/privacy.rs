//! What people write, and who they are, stays out of the log and rests only sealed on the disk.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod canary;
mod disk;
mod log;
