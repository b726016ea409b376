//! Who can open tips: handlers, each by role and public key, and whoever keeps the escrow key.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;

use crate::coordinates::ChatId;

/// A public age key (X25519), as `age1…`. Only [`sealing`](crate::sealing) makes one of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recipient(String);

impl Recipient {
    /// Takes a text that is known to be a public age key.
    pub(crate) fn checked(key: String) -> Self {
        Self(key)
    }

    /// Returns the key as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the fingerprint: the first ten bytes of the key's SHA-256, in groups a person can compare.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::digest(self.0.as_bytes());
        let groups =
            hash.chunks(2).take(5).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect());
        groups.collect::<Vec<String>>().join(" ")
    }
}

/// A role's lasting identity: keys and people may change under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoleId(pub [u8; 8]);

impl RoleId {
    /// Returns the identity of a role by its name.
    #[must_use]
    pub fn of(role: &str) -> Self {
        let hash = Sha256::digest(role.trim().to_lowercase().as_bytes());
        let mut id = [0; 8];
        id.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Self(id)
    }
}

/// Somebody who opens tips.
#[derive(Clone, PartialEq, Eq)]
pub struct Handler {
    /// The office, as people see it: "Inspektorat".
    pub role: String,
    /// Where the handler talks to the bot.
    pub chat: ChatId,
    /// The public key tips are sealed to.
    pub key: Recipient,
}

impl Handler {
    /// Returns the role's lasting identity.
    #[must_use]
    pub fn id(&self) -> RoleId {
        RoleId::of(&self.role)
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handler(…)")
    }
}

/// Who keeps the offline key that opens every tip when all others are lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escrow {
    /// Who keeps it: "Sekretaris Daerah".
    pub role: String,
    /// Its public key.
    pub key: Recipient,
}

/// What a list of recipients comes down to: another one as soon as a role or a key changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecipientsId(pub [u8; 32]);

/// Everybody who can open tips. There is at least one handler, and always an escrow key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handlers {
    handlers: Vec<Handler>,
    escrow: Escrow,
}

impl Handlers {
    /// Most handlers there may be: each is one more who can read every tip.
    pub const MOST: usize = 12;

    /// Takes handlers with distinct roles and chats; `None` if there is none, or too many, or two alike.
    #[must_use]
    pub fn new(handlers: Vec<Handler>, escrow: Escrow) -> Option<Self> {
        let alike = |(index, one): (usize, &Handler)| {
            let later = handlers.iter().skip(index.saturating_add(1));
            later.into_iter().any(|two| one.id() == two.id() || one.chat == two.chat || one.key == two.key)
        };
        let odd = handlers.iter().enumerate().any(alike) || handlers.iter().any(|one| one.key == escrow.key);
        (!handlers.is_empty() && handlers.len() <= Self::MOST && !odd).then_some(Self { handlers, escrow })
    }

    /// Returns all handlers, in the order of the configuration.
    #[must_use]
    pub fn all(&self) -> &[Handler] {
        &self.handlers
    }

    /// Returns who keeps the escrow key.
    #[must_use]
    pub fn escrow(&self) -> &Escrow {
        &self.escrow
    }

    /// Returns what the list comes down to.
    #[must_use]
    pub fn fingerprint(&self) -> RecipientsId {
        let all = self.handlers.iter().map(|handler| (&handler.role, &handler.key));
        let mut hash = Sha256::new();
        for (role, key) in all.chain([(&self.escrow.role, &self.escrow.key)]) {
            hash.update([role.as_bytes(), &[0], key.as_str().as_bytes(), &[0]].concat());
        }
        RecipientsId(hash.finalize().into())
    }

    /// Returns the handler who talks in this chat.
    #[must_use]
    pub fn in_chat(&self, chat: ChatId) -> Option<&Handler> {
        self.handlers.iter().find(|handler| handler.chat == chat)
    }

    /// Returns the handler with this role.
    #[must_use]
    pub fn with_role(&self, role: RoleId) -> Option<&Handler> {
        self.handlers.iter().find(|handler| handler.id() == role)
    }

    /// Returns everybody but the excluded role.
    pub fn without(&self, excluded: Option<RoleId>) -> impl Iterator<Item = &Handler> {
        self.handlers.iter().filter(move |handler| Some(handler.id()) != excluded)
    }
}
