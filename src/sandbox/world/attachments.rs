//! Files on messages: photos, documents, voice notes, stickers, and how a stored file becomes one.

use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::World;
use super::files::Upload;

/// A file that a message carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileRef {
    /// What getFile takes.
    pub file_id: String,
    /// The same for every bot.
    pub file_unique_id: String,
    /// Bytes.
    pub file_size: u64,
    /// The sender's name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Media type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
}

/// One size of a photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoSize {
    /// What getFile takes.
    pub file_id: String,
    /// The same for every bot.
    pub file_unique_id: String,
    /// Bytes.
    pub file_size: u64,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// What a message carries besides text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attachment {
    /// All sizes, the smallest first.
    Photo(Vec<PhotoSize>),
    /// Any file.
    Document(FileRef),
    /// A sticker, whole object.
    Sticker(Value),
    /// A voice note, whole object.
    Voice(Value),
    /// Latitude and longitude.
    Location(Value),
    /// A phone book card.
    Contact(Value),
}

impl Attachment {
    /// Telegram's word for the kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Photo(_) => "photo",
            Self::Document(_) => "document",
            Self::Sticker(_) => "sticker",
            Self::Voice(_) => "voice",
            Self::Location(_) => "location",
            Self::Contact(_) => "contact",
        }
    }
}

impl World {
    /// A photo in all sizes, ready to send.
    pub fn photo(&mut self, upload: Upload) -> Attachment {
        let upload = Upload { mime: picture_kind(&upload.bytes).or(upload.mime), ..upload };
        let smaller = |bytes: usize| Upload {
            bytes: upload.bytes.iter().copied().take(bytes).collect(),
            claimed_size: None,
            ..upload.clone()
        };
        let sizes = [(smaller(512), 90), (smaller(4096), 320), (smaller(16_384), 800), (upload, 1280)];
        Attachment::Photo(
            sizes.into_iter().map(|(upload, side)| size(self.files.keep("photos", upload), side)).collect(),
        )
    }

    /// A document, ready to send.
    pub fn document(&mut self, upload: Upload) -> Attachment {
        Attachment::Document(self.files.keep("documents", upload))
    }

    /// A file that was sent before, ready to send again.
    pub(crate) fn sent_before(&self, file_id: &str) -> Option<Attachment> {
        let (file, path) = self.files.find(file_id)?;
        let file = file.clone();
        let is_photo = path.starts_with("photos/");
        Some(if is_photo { Attachment::Photo(vec![size(file, 1280)]) } else { Attachment::Document(file) })
    }

    /// A voice note of some seconds, ready to send.
    pub fn voice(&mut self, upload: Upload, seconds: u32) -> Attachment {
        let file = self.files.keep("voice", upload);
        Attachment::Voice(with_file(&file, json!({"duration": seconds, "mime_type": "audio/ogg"})))
    }

    /// A sticker, ready to send.
    pub fn sticker(&mut self, emoji: &str) -> Attachment {
        let upload = Upload::new("sticker.webp", "image/webp", b"RIFF");
        let file = self.files.keep("stickers", upload);
        let shape = json!({
            "type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false,
            "emoji": emoji, "set_name": "contoh",
        });
        Attachment::Sticker(with_file(&file, shape))
    }
}

/// What a picture is by its first bytes, whatever its sender says.
fn picture_kind(bytes: &[u8]) -> Option<String> {
    let kind = match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => return None,
    };
    Some(kind.to_owned())
}

fn size(file: FileRef, side: u32) -> PhotoSize {
    let FileRef { file_id, file_unique_id, file_size, .. } = file;
    PhotoSize { file_id, file_unique_id, file_size, width: side, height: side }
}

fn with_file(file: &FileRef, mut shape: Value) -> Value {
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("file_id".to_owned(), json!(file.file_id));
        fields.insert("file_unique_id".to_owned(), json!(file.file_unique_id));
        fields.insert("file_size".to_owned(), json!(file.file_size));
    }
    shape
}
