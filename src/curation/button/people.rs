//! Buttons of roles, invitations and the audit.

use crate::curation::Act;
use crate::curation::AdminId;
use crate::curation::Role;
use crate::curation::invitation::InvitationName;
use crate::curation::invitation::Token;

/// What pressing a button of roles and invitations means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// Show who keeps the FAQ.
    Menu,
    /// Show a page of them, counted from 0.
    Page(usize),
    /// Show one of them.
    Show(AdminId),
    /// Ask into which role somebody is to be invited.
    Invite,
    /// Ask for whom the invitation into this role is.
    InviteAs(Role),
    /// Invite without a note.
    WithoutNote(Role),
    /// Show the invitations that wait.
    Invitations,
    /// Withdraw an invitation.
    Withdraw(InvitationName),
    /// Ask which other role an admin is to have.
    ChangeRole(AdminId),
    /// Give an admin another role.
    SetRole(AdminId, Role),
    /// Ask for another note on an admin.
    EditNote(AdminId),
    /// Take the note on an admin away.
    ClearNote(AdminId),
    /// Ask whether to take an admin's role away.
    AskRemove(AdminId),
    /// Take it away.
    Remove(AdminId),
    /// Give it back, a few minutes long.
    Reinstate(AdminId),
    /// Accept an invitation: for whoever has its token.
    Accept(Token),
    /// Turn an invitation down: for whoever has its token.
    Decline(Token),
    /// Show a page of the audit, counted from 0.
    Audit(usize),
}

impl Button {
    /// Writes the button as a code of at most 58 bytes.
    #[must_use]
    pub fn to_code(&self) -> String {
        match self {
            Self::Menu => "m".to_owned(),
            Self::Page(page) => format!("m:{page}"),
            Self::Show(admin) => format!("s:{}", admin.0),
            Self::Invite => "i".to_owned(),
            Self::InviteAs(role) => format!("i:{}", role.as_str()),
            Self::WithoutNote(role) => format!("i:{}:t", role.as_str()),
            Self::Invitations => "o".to_owned(),
            Self::Withdraw(name) => format!("o:{}", name.as_str()),
            Self::ChangeRole(admin) => format!("c:{}", admin.0),
            Self::SetRole(admin, role) => format!("c:{}:{}", admin.0, role.as_str()),
            Self::EditNote(admin) => format!("n:{}", admin.0),
            Self::ClearNote(admin) => format!("n:{}:t", admin.0),
            Self::AskRemove(admin) => format!("r:{}", admin.0),
            Self::Remove(admin) => format!("r:{}:y", admin.0),
            Self::Reinstate(admin) => format!("u:{}", admin.0),
            Self::Accept(token) => format!("y:{}", token.as_str()),
            Self::Decline(token) => format!("t:{}", token.as_str()),
            Self::Audit(page) => format!("a:{page}"),
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let fields: Vec<&str> = code.split(':').collect();
        let admin = |text: &str| text.parse().ok().map(AdminId);
        let page = |text: &str| text.parse().ok();
        let button = match fields.as_slice() {
            ["m"] => Self::Menu,
            ["m", at] => Self::Page(page(at)?),
            ["s", id] => Self::Show(admin(id)?),
            ["i"] => Self::Invite,
            ["i", role] => Self::InviteAs(Role::parse(role)?),
            ["i", role, "t"] => Self::WithoutNote(Role::parse(role)?),
            ["o"] => Self::Invitations,
            ["o", name] => Self::Withdraw(InvitationName::parse(name)?),
            ["c", id] => Self::ChangeRole(admin(id)?),
            ["c", id, role] => Self::SetRole(admin(id)?, Role::parse(role)?),
            ["n", id] => Self::EditNote(admin(id)?),
            ["n", id, "t"] => Self::ClearNote(admin(id)?),
            ["r", id] => Self::AskRemove(admin(id)?),
            ["r", id, "y"] => Self::Remove(admin(id)?),
            ["u", id] => Self::Reinstate(admin(id)?),
            ["y", token] => Self::Accept(Token::parse(token)?),
            ["t", token] => Self::Decline(Token::parse(token)?),
            ["a", at] => Self::Audit(page(at)?),
            _ => return None,
        };
        // One button, one code: `+1` and `01` are nobody's.
        (button.to_code() == code).then_some(button)
    }

    /// Returns what somebody must be allowed to do for it. An invitation's own buttons are heard before
    /// anybody asks: they belong to whoever has the token.
    #[must_use]
    pub fn act(&self) -> Act {
        match self {
            Self::Audit(_) => Act::Audit,
            _ => Act::Govern,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_comes_back_from_its_code() {
        let (admin, role, token) = (AdminId(u32::MAX), Role::Approver, Token::of(&[7; 32]));
        let name = InvitationName::parse("0123456789ab").unwrap();
        let buttons = [
            Button::Menu,
            Button::Page(12),
            Button::Show(admin),
            Button::Invite,
            Button::InviteAs(role),
            Button::WithoutNote(role),
            Button::Invitations,
            Button::Withdraw(name),
            Button::ChangeRole(admin),
            Button::SetRole(admin, role),
            Button::EditNote(admin),
            Button::ClearNote(admin),
            Button::AskRemove(admin),
            Button::Remove(admin),
            Button::Reinstate(admin),
            Button::Accept(token.clone()),
            Button::Decline(token),
            Button::Audit(0),
        ];
        for button in buttons {
            assert!(button.to_code().len() <= 58, "{button:?}");
            assert_eq!(Button::from_code(&button.to_code()), Some(button));
        }
        for odd in ["", "m:", "m:-1", "m:01", "s:x", "i:raja", "r:1:n", "y:12", "o:xyz", "a"] {
            assert_eq!(Button::from_code(odd), None, "{odd}");
        }
    }
}
