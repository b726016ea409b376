//! Whatever people, groups, networks and Telegram itself send: everybody else is answered.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod faults;
mod flood;
mod numbers;
mod odd;
mod shapes;
mod storm;
