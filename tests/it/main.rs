//! The one integration test binary: its modules tell what Netral promises.

mod bot_api;
mod storage;
