//! Reaches the Bot API and learns who the bot is.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use teloxide::Bot;
use teloxide::net;

use crate::telegram::call;
use crate::telegram::inbound::Me;

/// How long one long poll waits for updates.
pub(super) const LONG_POLL: Duration = Duration::from_secs(25);

/// What a long poll may take beyond its waiting time.
const SLACK: Duration = Duration::from_secs(15);

/// Attempts to reach the API at the start, with a pause between them.
const ATTEMPTS: usize = 3;
const PAUSE: Duration = Duration::from_millis(700);

/// A Bot API that accepted the token.
pub struct Connection {
    pub(super) bot: Bot,
    pub(super) polling_bot: Bot,
    pub(super) me: Me,
}

impl Connection {
    /// Returns the bot's user name.
    #[must_use]
    pub fn username(&self) -> &str {
        &self.me.username
    }
}

/// Why the Bot API can't be used. Never carries an address: it would hold the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The token can't be one, or Telegram doesn't know it.
    #[error("the token is not accepted")]
    Token,
    /// The address of the API is none.
    #[error("the API address is not a URL")]
    Address,
    /// Nobody answers at that address, or not as the Bot API does.
    #[error("the API cannot be reached")]
    Unreachable,
}

/// Connects to the Bot API: checks the token, and removes a webhook without dropping updates.
///
/// # Errors
/// When the token or address is wrong, or nobody answers there after a few attempts.
pub async fn connect(token: &str, api_url: Option<&str>) -> Result<Connection, ConnectError> {
    let (bot, polling_bot) = bots(token, api_url)?;
    let me = who_am_i(&bot).await?;
    remove_webhook(&bot).await;
    Ok(Connection { bot, polling_bot, me })
}

/// Removes a webhook, which Telegram would hand updates to in place of us, without dropping updates.
pub(super) async fn remove_webhook(bot: &Bot) {
    let _it_may_not_exist = call::make::<bool>(bot, "deleteWebhook", &json!({})).await;
}

fn bots(token: &str, api_url: Option<&str>) -> Result<(Bot, Bot), ConnectError> {
    let odd =
        |character: char| character.is_whitespace() || character.is_control() || "/?#%".contains(character);
    if token.is_empty() || token.contains(odd) {
        return Err(ConnectError::Token);
    }
    let sending = net::default_reqwest_settings().pool_max_idle_per_host(64);
    let polling = net::default_reqwest_settings().timeout(LONG_POLL + SLACK);
    let bot = |client: Result<_, _>| {
        let mut bot = Bot::with_client(token, client.map_err(|_unbuildable| ConnectError::Unreachable)?);
        if let Some(address) = api_url {
            bot = bot.set_api_url(address.parse().map_err(|_not_a_url| ConnectError::Address)?);
        }
        if !matches!(bot.api_url().scheme(), "http" | "https") {
            return Err(ConnectError::Address);
        }
        Ok(bot)
    };
    Ok((bot(sending.build())?, bot(polling.build())?))
}

#[derive(Deserialize)]
struct MeWire {
    id: i64,
    #[serde(default)]
    username: String,
}

async fn who_am_i(bot: &Bot) -> Result<Me, ConnectError> {
    for attempt in 1..=ATTEMPTS {
        match call::make::<MeWire>(bot, "getMe", &json!({})).await {
            Ok(Some(me)) => return Ok(Me { id: me.id, username: me.username }),
            Ok(None) => return Err(ConnectError::Unreachable),
            Err(trouble) if trouble.is_unknown() => return Err(ConnectError::Token),
            Err(_) if attempt < ATTEMPTS => tokio::time::sleep(PAUSE).await,
            Err(_) => {}
        }
    }
    Err(ConnectError::Unreachable)
}
