//! The people of the sandbox: six invented personas and one group.

use super::World;
use super::room::Room;
use super::types::Chat;
use super::types::User;

/// The group that `pegawai` can write in.
pub const GROUP: i64 = -1_001_000_000_001;

/// Somebody to be in the sandbox.
#[derive(Clone, Copy, Debug)]
pub struct Persona {
    /// Name in addresses.
    pub key: &'static str,
    /// Who writes.
    pub user_id: i64,
    /// Where they write.
    pub chat_id: i64,
    /// What the page calls the conversation.
    pub title: &'static str,
    /// One line about it.
    pub about: &'static str,
}

/// All conversations the page offers.
pub const PERSONAS: [Persona; 7] = [
    Persona { key: "pegawai", user_id: 1001, chat_id: 1001, title: "Sari", about: "PNS yang bertanya" },
    Persona { key: "pelapor", user_id: 1002, chat_id: 1002, title: "Bima", about: "Pegawai yang melapor" },
    Persona { key: "editor", user_id: 3001, chat_id: 3001, title: "Ratna", about: "Penyunting FAQ" },
    Persona { key: "penyetuju", user_id: 3002, chat_id: 3002, title: "Gunawan", about: "Penyetuju FAQ" },
    Persona { key: "pemilik", user_id: 3003, chat_id: 3003, title: "Wulan", about: "Pemilik bot" },
    Persona { key: "penerima", user_id: 2001, chat_id: 2001, title: "Tirta", about: "Penerima laporan" },
    Persona {
        key: "grup",
        user_id: 1001,
        chat_id: GROUP,
        title: "Grup Kantor",
        about: "Grup; Sari yang menulis",
    },
];

/// The conversation with this key.
#[must_use]
pub fn persona(key: &str) -> Option<&'static Persona> {
    PERSONAS.iter().find(|persona| persona.key == key)
}

/// Lets the personas move in.
pub(super) fn settle(world: &mut World) {
    for persona in PERSONAS.iter().filter(|persona| persona.chat_id == persona.user_id) {
        world.add_user(User {
            id: persona.user_id,
            is_bot: false,
            first_name: persona.title.to_owned(),
            username: None,
            language_code: Some("id".to_owned()),
        });
    }
    let mut group = Room::joined(Chat::group(GROUP, "Grup Kantor"));
    group.members.extend(PERSONAS.iter().map(|persona| persona.user_id));
    world.add_room(group);
}
