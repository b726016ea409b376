//! What surrounds a message or a press: when, in answer to what, with which file.

use crate::desk::Circumstances;
use crate::desk::File;
use crate::desk::FileName;
use crate::ports::Timestamp;
use crate::telegram::fetch::LARGEST;
use crate::telegram::inbound::Me;
use crate::telegram::wire::Document;
use crate::telegram::wire::Message;
use crate::telegram::wire::PhotoSize;
use crate::telegram::wire::Pressed;
use crate::telegram::wire::RepliedTo;

/// The longest side, in pixels, from which on a larger size of a photo is worth nothing: pictures are
/// kept no larger than this.
const LARGE_ENOUGH: u32 = 1600;

pub(super) fn of_message(me: &Me, message: &Message, edited: bool) -> Circumstances {
    let document = message.document();
    let file_name = document.as_ref().and_then(|document| document.file_name.clone()).map(FileName::new);
    Circumstances {
        edited,
        sent: message.date.map(Timestamp),
        replies_to: message.reply_to_message.as_ref().and_then(|replied| own_words(me, replied)),
        pressed: None,
        pressed_replies_to: None,
        file: photo(message.photo()).or_else(|| document.map(of_document)),
        file_name,
        album: message.album(),
    }
}

pub(super) fn of_press(pressed: &Pressed) -> Circumstances {
    Circumstances {
        // 0 stands for "no longer known".
        sent: pressed.date.filter(|date| *date != 0).map(Timestamp),
        pressed: pressed.text.clone().or_else(|| pressed.caption.clone()),
        pressed_replies_to: pressed.reply_to_message.as_ref().and_then(persons_words),
        ..Circumstances::default()
    }
}

/// The words of a message, if a person wrote it.
fn persons_words(replied: &RepliedTo) -> Option<String> {
    replied.from.as_ref().filter(|author| author.is_bot == Some(false))?;
    replied.text.clone().or_else(|| replied.caption.clone())
}

/// The words of a message, if the bot itself wrote it.
fn own_words(me: &Me, replied: &RepliedTo) -> Option<String> {
    replied.from.as_ref().filter(|author| author.id == me.id)?;
    replied.text.clone().or_else(|| replied.caption.clone())
}

/// The smallest size that is large enough, or the largest there is.
fn photo(sizes: Vec<PhotoSize>) -> Option<File> {
    let (mut fetchable, too_large): (Vec<_>, Vec<_>) =
        sizes.into_iter().partition(|size| size.file_size.is_none_or(|bytes| bytes <= LARGEST));
    fetchable.sort_by_key(side);
    let best = fetchable.iter().position(|size| side(size) >= LARGE_ENOUGH);
    let best = best.unwrap_or(fetchable.len().saturating_sub(1));
    let size = fetchable.into_iter().nth(best).or_else(|| too_large.into_iter().next())?;
    Some(File { id: size.file_id, photo: true, size: size.file_size, content: None })
}

fn side(size: &PhotoSize) -> u32 {
    size.width.max(size.height).unwrap_or(0)
}

fn of_document(document: Document) -> File {
    File { id: document.file_id, photo: false, size: document.file_size, content: None }
}
