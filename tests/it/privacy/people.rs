//! People whose every word, name and number occurs nowhere else.

use netral::sandbox::Telegram;
use netral::sandbox::world::files::Upload;
use netral::sandbox::world::types::User;

use super::needles::Kind;
use super::needles::Needles;
use crate::serving::Dice;

/// Somebody who writes to the bot.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) chat: i64,
    pub(super) first_name: String,
    pub(super) username: String,
}

impl Person {
    /// Somebody new, known to Telegram and to the search.
    pub(super) fn new(dice: &mut Dice, telegram: &Telegram, needles: &mut Needles) -> Self {
        let chat = 4_100_000_000_000_000 + i64::try_from(dice.below(300_000_000_000_000)).unwrap();
        let person = Self { chat, first_name: word(dice, 5), username: word(dice, 6) };
        needles.add_chat(chat);
        needles.add_word(Kind::FirstName, &person.first_name);
        needles.add_word(Kind::Username, &person.username);
        telegram.change(|world| world.add_user(person.user()));
        person
    }

    fn user(&self) -> User {
        User {
            id: self.chat,
            is_bot: false,
            first_name: self.first_name.clone(),
            username: Some(self.username.clone()),
            language_code: Some("id".to_owned()),
        }
    }
}

/// A word that is in no language.
pub(super) fn word(dice: &mut Dice, syllables: usize) -> String {
    let onsets = ["b", "d", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"];
    let syllable = |dice: &mut Dice| {
        let onset = dice.pick(&onsets);
        format!("{onset}{}", dice.pick(&["a", "e", "i", "o", "u"]))
    };
    (0..syllables).map(|_| syllable(dice)).collect()
}

/// A text of at least so many characters; the search knows it.
pub(super) fn text(dice: &mut Dice, characters: usize, kind: Kind, needles: &mut Needles) -> String {
    let mut text = word(dice, 6);
    while text.len() < characters {
        text.push(' ');
        text.push_str(&word(dice, 6));
    }
    needles.add_windows(kind, text.as_bytes());
    text
}

/// A photo with a note in its metadata, of which the search knows the whole beginning.
pub(super) fn photo(dice: &mut Dice, needles: &mut Needles) -> Upload {
    let picture = image::RgbImage::from_fn(48, 48, |x, y| {
        let shade = dice.below(64) as u8;
        image::Rgb([shade ^ (x * 5) as u8, shade.wrapping_add((y * 5) as u8), 90])
    });
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&picture).unwrap();
    let note = text(dice, 60, Kind::Photo, needles);
    let mut marked = vec![0xff, 0xd8, 0xff, 0xfe, 0, (note.len() + 2) as u8];
    marked.extend_from_slice(note.as_bytes());
    marked.extend_from_slice(&jpeg[2..]);
    // Not the tables, which every JPEG has.
    needles.add_windows(Kind::Photo, &jpeg[jpeg.len() - 200..jpeg.len() - 10]);
    Upload::new("IMG_20260223.jpg", "image/jpeg", &marked)
}
