//! Invitations: one-time links that make somebody an admin. Only the hash of a link's token is kept.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

use crate::coordinates::Timestamp;
use crate::curation::AdminId;
use crate::curation::Kept;
use crate::curation::Role;
use crate::curation::audit::hex;
use crate::curation::record::Kind;

/// Seconds for which an invitation holds.
pub const HOLDS: u64 = 48 * 3600;

/// What the payload of an invitation's deep link begins with.
const PAYLOAD: &str = "u_";

/// Hexadecimal digits of a token: 160 bits, which nobody guesses.
const DIGITS: usize = 40;

/// Hexadecimal digits of a token's hash by which a button names an invitation.
const NAME_DIGITS: usize = 12;

/// What an invitation's link holds: whoever has it may accept. It never shows in a `Debug` rendering.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Makes a token of fresh random bytes.
    #[must_use]
    pub fn of(random: &[u8; 32]) -> Self {
        Self(hex(random).chars().take(DIGITS).collect())
    }

    /// Reads a token as a button or link carries it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == DIGITS && text.bytes().all(digit)).then(|| Self(text.to_owned()))
    }

    /// Reads the payload of a deep link.
    #[must_use]
    pub fn from_payload(payload: &str) -> Option<Self> {
        Self::parse(payload.trim().strip_prefix(PAYLOAD)?)
    }

    /// Returns the key of whatever a payload would lead to, token or not: the search takes the same time.
    #[must_use]
    pub fn key_of_payload(payload: &str) -> String {
        match payload.strip_prefix(PAYLOAD) {
            Some(token) => hex(&Sha256::digest(token).into()),
            None => hex(&Sha256::digest(format!("?{payload}")).into()),
        }
    }

    /// Writes the payload of a deep link: at most 64 letters of those that Telegram takes there.
    #[must_use]
    pub fn payload(&self) -> String {
        format!("{PAYLOAD}{}", self.0)
    }

    /// Returns the token as buttons carry it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the key under which the invitation is kept.
    #[must_use]
    pub fn key(&self) -> String {
        hex(&Sha256::digest(&self.0).into())
    }
}

/// By what a button names an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationName(String);

impl InvitationName {
    /// Reads a name as a button carries it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == NAME_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// Returns the name as buttons carry it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An invitation that waits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The hash of its token.
    key: String,
    /// The role it gives.
    pub role: Role,
    /// For whom, as the owner notes it; only owners see it.
    pub note: Option<String>,
    /// Who invites.
    pub by: AdminId,
    /// Until when it holds.
    pub until: Timestamp,
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Invitation({:?}, …)", self.role)
    }
}

impl Kept for Invitation {
    const KIND: Kind = Kind::Invitation;

    fn key(&self) -> String {
        self.key.clone()
    }
}

impl Invitation {
    /// Invites whoever comes with the token.
    #[must_use]
    pub fn new(token: &Token, role: Role, note: Option<String>, by: AdminId, now: Timestamp) -> Self {
        Self { key: token.key(), role, note, by, until: Timestamp(now.0.saturating_add(HOLDS)) }
    }

    /// Whether it still holds.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.until
    }

    /// Returns by what buttons name it.
    #[must_use]
    pub fn name(&self) -> InvitationName {
        InvitationName(self.key.chars().take(NAME_DIGITS).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_link_and_nothing_else_does() {
        let token = Token::of(&[0xA7; 32]);
        assert_eq!(Token::from_payload(&token.payload()), Some(token.clone()));
        assert!(token.payload().len() <= 64);
        let longer = format!("{}0", token.payload());
        let upper = token.payload().to_uppercase();
        for odd in ["", "u_", "u_12", token.as_str(), &longer, &upper, "q_hadir-kampanye"] {
            assert_eq!(Token::from_payload(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_is_kept_tells_nothing_of_the_token() {
        let token = Token::of(&[0x5C; 32]);
        let note = Some("Bu Rina".to_owned());
        let invitation = Invitation::new(&token, Role::Editor, note, AdminId(1), Timestamp(10));
        let kept = String::from_utf8(invitation.to_bytes()).unwrap();
        assert!(!kept.contains(token.as_str()));
        assert!(!format!("{token:?} {invitation:?}").contains("Rina"));
        assert!(!format!("{token:?}").contains("5c5c"));
    }

    #[test]
    fn an_invitation_holds_for_two_days() {
        let invitation = Invitation::new(&Token::of(&[1; 32]), Role::Editor, None, AdminId(1), Timestamp(10));
        assert!(invitation.is_open(Timestamp(10 + HOLDS - 1)));
        assert!(!invitation.is_open(Timestamp(10 + HOLDS)));
    }
}
