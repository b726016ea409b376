//! What people write, and who they are, stays out of the log and rests only sealed on the disk.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and its numbers are small"
)]

mod bot;
mod canary;
mod disk;
mod log;
mod needles;
mod own_process;
mod people;
mod remains;
mod scripts;
mod tipster;
