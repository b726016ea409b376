//! What people write, and who they are, stays out of the log and rests only sealed on the disk.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and its numbers are small"
)]

mod alike;
mod bot;
mod canary;
mod deletion;
mod disk;
mod enumeration;
mod guesses;
mod keepers;
mod kill;
mod load;
mod log;
mod memory;
mod needles;
mod once;
mod own_process;
mod panics;
mod people;
mod process;
mod remains;
mod scripts;
mod sizes;
pub(crate) mod tipster;
