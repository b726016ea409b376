//! The log at its most talkative, after traffic of all kinds.

use std::time::Duration;

use super::canary;
use crate::serving::Home;
use crate::serving::Serving;
use crate::serving::telegram_with;

const PATIENCE: Duration = Duration::from_secs(8);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_tells_what_was_written_who_wrote_it_or_the_token() {
    let telegram = telegram_with(canary::TOKEN_SECRET).await;
    let home = Home::new();
    let mut command = home.command(&telegram);
    command.arg("-vv").env("RUST_LOG", "trace").env("RUST_BACKTRACE", "full");
    let serving = Serving::start(command);
    canary::converse(&telegram).await;
    canary::meet_with_faults(&telegram).await;
    canary::be_blocked(&telegram).await;
    canary::meet_with_failing_servers(&telegram).await;
    assert_eq!(serving.terminate(PATIENCE).await.code(), Some(0));
    let log = home.log();
    for line in ["serving", "an update asks for no answer", "the Bot API cannot be reached"] {
        assert!(log.contains(line), "the log isn't caught whole: {log}");
    }
    let lowercase = log.to_lowercase();
    for text in canary::texts() {
        assert!(!lowercase.contains(&text.to_lowercase()), "{text:?} is in the log: {log}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_telegram_refuses_is_not_repeated() {
    let telegram = telegram_with("lain").await;
    let home = Home::new();
    let mut command = home.command(&telegram);
    command.arg("-vv").env("TELOXIDE_TOKEN", format!("700000007:{}", canary::TOKEN_SECRET));
    let status = Serving::start(command).ended(PATIENCE).await;
    assert_eq!(status.code(), Some(2));
    let log = home.log();
    assert!(log.contains("netral: ") && !log.contains("AAkutilang"), "{log}");
}
