//! Files that people and the bot sent, and where the bot downloads them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attachments::FileRef;

/// Telegram lets bots download at most this many bytes.
pub const LARGEST_DOWNLOAD: u64 = 20 * 1024 * 1024;

/// A file to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The sender's name for it.
    pub name: Option<String>,
    /// Media type.
    pub mime: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// A size to claim instead of the true one.
    pub claimed_size: Option<u64>,
}

impl Upload {
    /// A named file of a media type.
    #[must_use]
    pub fn new(name: &str, mime: &str, bytes: &[u8]) -> Self {
        Self {
            name: Some(name.to_owned()),
            mime: Some(mime.to_owned()),
            bytes: bytes.to_vec(),
            claimed_size: None,
        }
    }
}

#[derive(Debug)]
struct Stored {
    file: FileRef,
    path: String,
    bytes: Arc<[u8]>,
}

/// All files by id.
#[derive(Debug, Default)]
pub(crate) struct Files {
    stored: BTreeMap<String, Stored>,
    count: u64,
}

impl Files {
    pub(crate) fn keep(&mut self, folder: &str, upload: Upload) -> FileRef {
        self.count += 1;
        let number = self.count;
        let file = FileRef {
            file_id: format!("BQACAgUAAxkBAAI{number:08}"),
            file_unique_id: format!("AgAD{number:08}"),
            file_size: upload.claimed_size.unwrap_or(upload.bytes.len() as u64),
            file_name: upload.name,
            mime_type: upload.mime,
        };
        let extension =
            file.file_name.as_deref().and_then(|name| name.rsplit_once('.')).map_or("bin", |(_, end)| end);
        let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
        let path = format!("{folder}/file_{number}.{extension}");
        let stored = Stored { file: file.clone(), path, bytes: upload.bytes.into() };
        self.stored.insert(file.file_id.clone(), stored);
        file
    }

    pub(crate) fn find(&self, file_id: &str) -> Option<(&FileRef, &str)> {
        self.stored.get(file_id).map(|stored| (&stored.file, stored.path.as_str()))
    }

    pub(crate) fn bytes(&self, file_id: &str) -> Option<Arc<[u8]>> {
        self.stored.get(file_id).map(|stored| Arc::clone(&stored.bytes))
    }

    pub(crate) fn at_path(&self, path: &str) -> Option<Arc<[u8]>> {
        self.stored.values().find(|stored| stored.path == path).map(|stored| Arc::clone(&stored.bytes))
    }
}
