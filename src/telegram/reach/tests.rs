use std::net::SocketAddr;

use super::strangers;
use crate::ports::ChatId;
use crate::sandbox::Fault;
use crate::sandbox::Telegram;
use crate::telegram::connect::connect;

#[tokio::test]
async fn handlers_who_never_started_the_bot_are_counted_and_what_is_unclear_is_not() {
    let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let bot = connect(telegram.token(), Some(&telegram.url())).await.unwrap().bot;
    telegram.say(1001, "/start");
    let handlers = || vec![ChatId(1001), ChatId(1002), ChatId(987_654)];
    assert_eq!(strangers(&bot, handlers()).await, 2);
    for fault in [Fault::Blocked, Fault::Unknown, Fault::Cut] {
        telegram.fail_next("getChat", 1, fault);
    }
    assert_eq!(strangers(&bot, handlers()).await, 1);
    assert_eq!(telegram.calls_of("getChat").len(), 6, "each once");
    telegram.fail_next("getChat", 1, Fault::TooManyRequests(3600));
    assert_eq!(strangers(&bot, vec![ChatId(1002)]).await, 0);
}
