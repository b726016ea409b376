//! The one integration test binary: its modules tell what Netral promises.

mod architecture;
mod bot_api;
mod browser;
mod crash;
mod hostile;
mod privacy;
mod serving;
mod storage;
mod telegram;
