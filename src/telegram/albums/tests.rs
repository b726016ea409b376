use super::Albums;
use super::MOST;
use crate::conversation::Place;
use crate::conversation::Preface;
use crate::conversation::Unreadable;
use crate::conversation::Wording;
use crate::desk::Circumstances;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::ChatId;
use crate::ports::MessageId;

fn picture(chat: i64, message: i32, album: Option<&str>, caption: Option<&str>) -> Incoming {
    let wording = Wording::Special(Preface::Caption);
    let happening = match caption {
        Some(text) => Happening::Said { text: text.to_owned(), wording },
        None => Happening::Sent(Unreadable::Picture),
    };
    Incoming {
        update: None,
        chat: ChatId(chat),
        place: Place::Private,
        message: Some(MessageId(message)),
        press: None,
        happening,
        circumstances: Circumstances { album: album.map(str::to_owned), ..Circumstances::default() },
    }
}

/// The messages that get an answer, of those that came in together.
async fn answered(albums: &Albums, batch: Vec<Incoming>) -> Vec<i32> {
    batch.iter().for_each(|incoming| albums.note(incoming));
    let mut answered = Vec::new();
    for incoming in batch {
        let message = incoming.message.map_or(0, |message| message.0);
        if albums.settle(incoming).await.happening != Happening::Ignored {
            answered.push(message);
        }
    }
    answered
}

#[tokio::test(start_paused = true)]
async fn an_album_gets_one_answer_and_that_to_its_caption_wherever_it_stands() {
    for captioned in [None, Some(1), Some(3), Some(5)] {
        let caption = |message| (captioned == Some(message)).then_some("boleh dipasang?");
        let batch = (1..=5).map(|message| picture(5, message, Some("a"), caption(message))).collect();
        assert_eq!(answered(&Albums::default(), batch).await, [captioned.unwrap_or(1)]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_caption_that_comes_in_a_later_batch_is_waited_for() {
    let albums = Albums::default();
    let first = picture(5, 1, Some("a"), None);
    albums.note(&first);
    let (others, settling) = (
        albums.clone(),
        tokio::spawn({
            let albums = albums.clone();
            async move { albums.settle(first).await.happening == Happening::Ignored }
        }),
    );
    tokio::task::yield_now().await;
    assert_eq!(answered(&others, vec![picture(5, 2, Some("a"), Some("boleh?"))]).await, [2]);
    assert!(settling.await.unwrap());
    assert_eq!(answered(&albums, vec![picture(5, 3, Some("a"), None)]).await, Vec::<i32>::new());
}

#[tokio::test(start_paused = true)]
async fn other_chats_other_albums_and_single_pictures_are_answered_on_their_own() {
    let albums = Albums::default();
    let batch = vec![
        picture(5, 1, Some("a"), None),
        picture(6, 1, Some("a"), None),
        picture(5, 2, Some("b"), None),
        picture(5, 3, None, None),
        picture(5, 4, None, None),
    ];
    assert_eq!(answered(&albums, batch).await, [1, 1, 2, 3, 4]);
}

#[test]
fn what_is_remembered_is_bounded() {
    let albums = Albums::default();
    (0..2 * MOST).for_each(|album| albums.note(&picture(5, 1, Some(&album.to_string()), None)));
    assert_eq!(albums.seen.lock().unwrap().len(), MOST);
}
