use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::Instant;

use super::Failure;
use super::Fetcher;
use super::LARGEST;
use super::append;
use super::room_for;
use crate::desk::FetchTrouble;
use crate::desk::File;
use crate::sandbox::DOWNLOAD;
use crate::sandbox::Fault;
use crate::sandbox::Telegram;
use crate::sandbox::world::attachments::Attachment;
use crate::sandbox::world::files::Upload;
use crate::telegram::connect::connect;

const LARGEST_LENGTH: usize = LARGEST as usize;

/// A fetcher and a server that has one file.
struct Stage {
    telegram: Telegram,
    fetcher: Fetcher,
    file: File,
}

impl Stage {
    async fn with(content: &[u8]) -> Self {
        Self::with_upload(Upload::new("rahasia.jpg", "image/jpeg", content)).await
    }

    async fn with_upload(upload: Upload) -> Self {
        let telegram = Telegram::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let bot = connect(telegram.token(), Some(&telegram.url())).await.unwrap().bot;
        let Attachment::Document(kept) = telegram.change(|world| world.document(upload)) else { panic!() };
        let file = File { id: kept.file_id, photo: false, size: None, content: None };
        Self { telegram, fetcher: Fetcher::new(bot), file }
    }

    async fn fetch(&self) -> Result<Vec<u8>, FetchTrouble> {
        self.fetcher.fetch(&self.file).await.map(|content| content.to_vec())
    }

    /// How often the file was located and downloaded.
    fn attempts(&self) -> (usize, usize) {
        (self.telegram.calls_of("getFile").len(), self.telegram.calls_of(DOWNLOAD).len())
    }
}

#[tokio::test]
async fn a_file_comes_whole_into_a_buffer_that_never_grew() {
    let content: Vec<u8> = (0..700_001_u32).map(|number| (number % 253) as u8).collect();
    let stage = Stage::with(&content).await;
    let fetched = stage.fetcher.fetch(&stage.file).await.unwrap();
    assert_eq!((fetched.as_slice(), fetched.capacity()), (content.as_slice(), content.len()));
    assert_eq!(stage.attempts(), (1, 1));
}

#[tokio::test]
async fn the_largest_file_is_fetched_and_one_byte_more_is_too_large_whatever_telegram_claims() {
    let stage = Stage::with(&vec![7; LARGEST_LENGTH]).await;
    assert_eq!(stage.fetch().await.unwrap().len(), LARGEST_LENGTH);
    let mut stage = Stage::with(&vec![7; LARGEST_LENGTH + 1]).await;
    assert_eq!(stage.fetch().await, Err(FetchTrouble::TooLarge));
    assert_eq!(stage.attempts(), (1, 0), "getFile told its size");
    stage.file.size = Some(LARGEST + 1);
    assert_eq!(stage.fetch().await, Err(FetchTrouble::TooLarge));
    assert_eq!(stage.attempts(), (1, 0), "the message told its size");
    let claim = |size| {
        let upload = Upload::new("a.jpg", "image/jpeg", &vec![7; LARGEST_LENGTH + 1]);
        Stage::with_upload(Upload { claimed_size: Some(size), ..upload })
    };
    let liar = claim(5).await;
    assert_eq!(liar.fetch().await, Err(FetchTrouble::TooLarge));
    assert_eq!(liar.attempts(), (1, 1));
    let beyond_telegram = claim(21 * 1024 * 1024).await;
    assert_eq!(beyond_telegram.fetch().await, Err(FetchTrouble::TooLarge));
}

#[tokio::test]
async fn a_broken_connection_is_tried_again_twice() {
    let stage = Stage::with(b"isi").await;
    for (method, fault) in [("getFile", Fault::Cut), (DOWNLOAD, Fault::Cut)] {
        stage.telegram.fail_next(method, 1, fault);
    }
    assert_eq!(stage.fetch().await, Ok(b"isi".to_vec()));
    assert_eq!(stage.attempts(), (3, 2));
    stage.telegram.fail_next(DOWNLOAD, 9, Fault::ServerError);
    assert_eq!(stage.fetch().await, Err(FetchTrouble::Unavailable));
    assert_eq!(stage.attempts(), (6, 5));
}

#[tokio::test]
async fn a_pause_that_telegram_asks_for_is_kept_and_one_too_long_is_not_waited_for() {
    let stage = Stage::with(b"isi").await;
    for method in ["getFile", DOWNLOAD] {
        stage.telegram.fail_next(method, 1, Fault::TooManyRequests(1));
    }
    let begun = Instant::now();
    assert_eq!(stage.fetch().await, Ok(b"isi".to_vec()));
    assert!(begun.elapsed() >= Duration::from_secs(2));
    for method in ["getFile", DOWNLOAD] {
        stage.telegram.fail_next(method, 1, Fault::TooManyRequests(3600));
        assert_eq!(stage.fetch().await, Err(FetchTrouble::Unavailable));
    }
}

#[tokio::test]
async fn what_telegram_refuses_is_not_asked_for_again() {
    let mut stage = Stage::with(b"isi").await;
    for (method, fault) in
        [("getFile", Fault::Blocked), (DOWNLOAD, Fault::Blocked), (DOWNLOAD, Fault::Unknown)]
    {
        stage.telegram.fail_next(method, 1, fault);
        assert_eq!(stage.fetch().await, Err(FetchTrouble::Unavailable));
    }
    assert_eq!(stage.attempts(), (3, 2));
    stage.file.id = "entah".to_owned();
    assert_eq!(stage.fetch().await, Err(FetchTrouble::Unavailable));
    assert_eq!(stage.attempts(), (4, 2));
}

#[test]
fn a_stream_of_unknown_length_is_read_up_to_the_largest_size_and_no_further() {
    let Ok(mut content) = room_for(None) else { panic!() };
    let room = content.capacity();
    for _ in 0..10 {
        assert!(append(&mut content, &vec![7; LARGEST_LENGTH / 10]).is_ok());
    }
    let too_much = append(&mut content, &[7; 11]);
    assert!(matches!(too_much, Err(Failure::Final(FetchTrouble::TooLarge))));
    assert_eq!(content.capacity(), room, "it never grew");
    assert!(room_for(Some(LARGEST)).is_ok() && room_for(Some(LARGEST + 1)).is_err());
}
