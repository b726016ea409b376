//! Runs the sandbox's Bot API server alone and prints its URL and token, for bots written with other libraries.
//!
//! `cargo run --example bot_api_server [ADDRESS]`

use std::net::SocketAddr;

use netral::sandbox::serve;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "its two lines are what this program is for")]
#[expect(clippy::disallowed_methods, reason = "an example has no other clock")]
async fn main() -> anyhow::Result<()> {
    let listen: SocketAddr = std::env::args().nth(1).as_deref().unwrap_or("127.0.0.1:0").parse()?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs();
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let telegram = serve(listen, i64::try_from(now)?, random).await?;
    println!("url={}", telegram.url());
    println!("token={}", telegram.token());
    tokio::signal::ctrl_c().await?;
    Ok(())
}
