//! The one integration test binary: its modules tell what Netral promises.

mod architecture;
mod bot_api;
mod browser;
mod cli;
mod conversation;
mod curation;
mod crash;
mod hostile;
mod law;
mod privacy;
mod quality;
mod sealer;
mod serving;
mod small_faq;
mod storage;
mod telegram;
mod texts;
mod tips;
mod tips_cli;
