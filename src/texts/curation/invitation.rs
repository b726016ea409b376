//! Invitations as the invited see them.

use crate::coordinates::Timestamp;
use crate::curation::Button;
use crate::curation::Role;
use crate::curation::button::entries;
use crate::curation::button::insight;
use crate::curation::button::people::Button as People;
use crate::curation::invitation::Invitation;
use crate::curation::invitation::Token;
use crate::texts::Agency;
use crate::texts::Message;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::people::meaning;
use crate::texts::curation::people::role_title;
use crate::texts::curation::role_name;
use crate::texts::curation::row;
use crate::texts::markup::escape;

/// What stands on the button that accepts.
pub const ACCEPT: &str = "Terima";

/// What stands on the button that declines.
pub const DECLINE: &str = "Tidak";

/// The message with the link, for the owner to pass on.
#[must_use]
pub fn link(agency: &Agency, bot: Option<&str>, token: &Token, role: Role) -> Message {
    let way = match bot {
        Some(bot) => format!("https://t.me/{}?start={}", escape(bot), token.payload()),
        None => format!("<code>/start {}</code>", token.payload()),
    };
    let html = format!(
        "Anda diundang menjadi <b>{}</b> FAQ netralitas ASN{}.\n\nBuka di Telegram, lalu tekan Mulai:\n{way}\n\nBerlaku 48 jam, untuk satu orang. Jangan diteruskan.",
        role_name(role),
        at(agency)
    );
    message(html, Vec::new())
}

fn at(agency: &Agency) -> String {
    agency.name.as_deref().map(|name| format!(" di {}", escape(name))).unwrap_or_default()
}

/// What is offered to whoever opens the link.
#[must_use]
pub fn offer(
    agency: &Agency,
    invitation: &Invitation,
    token: &Token,
    current: Option<Role>,
    now: Timestamp,
) -> Message {
    let role = invitation.role;
    let current = match current {
        Some(current) => {
            format!("\n\nAnda sekarang <b>{}</b>. Bila diterima, peran itu diganti.", role_name(current))
        }
        None => String::new(),
    };
    let hours = invitation.until.0.saturating_sub(now.0).div_ceil(3600);
    let html = format!(
        "<b>Undangan menjadi {} FAQ{}</b>\n\n{}: {}.\n\nPeran ini tidak membuka laporan siapa pun. Pengelola lain melihat Anda sebagai nomor, bukan nama. Semua yang Anda ubah tercatat dengan nomor itu.{current}\n\nBerlaku {hours} jam lagi. Terima?",
        role_name(role),
        at(agency),
        role_title(role),
        meaning(role)
    );
    let keyboard = vec![vec![
        key(ACCEPT, &Button::People(People::Accept(token.clone()))),
        key(DECLINE, &Button::People(People::Decline(token.clone()))),
    ]];
    message(html, keyboard)
}

/// The invitation isn't for this chat: it has that role or more.
#[must_use]
pub fn not_for_you(current: Role) -> Message {
    let html = match current {
        Role::Owner => {
            "Ini undangan untuk orang lain: Anda pemilik, dan boleh melakukan semuanya. Undangannya tetap terbuka."
                .to_owned()
        }
        role => format!("Anda sudah {}. Undangan ini untuk orang lain dan tetap terbuka.", role_name(role)),
    };
    message(html, Vec::new())
}

/// Welcomes somebody into a role.
#[must_use]
pub fn welcome(role: Role, number: u32) -> Message {
    let html = format!(
        "Selamat bertugas. Anda <b>{}</b> dengan nomor <b>#{number}</b>.\n\n{}: {}.\n\nPerintah Anda ada di tombol menu di samping kolom tulis. Mulai dengan /faq.",
        role_name(role),
        role_title(role),
        meaning(role)
    );
    let first = match role {
        Role::Auditor => row("Lihat catatan audit", &Button::People(People::Audit(0))),
        _ => row("Buka FAQ", &Button::Entries(entries::Button::Menu)),
    };
    let keyboard = match role {
        Role::Auditor => vec![row("Lihat statistik", &Button::Insight(insight::Button::Menu))],
        _ => Vec::new(),
    };
    message(html, [vec![first], keyboard].concat())
}

/// The invitation was turned down.
#[must_use]
pub fn declined() -> Message {
    let html = "Baik, undangan tidak diterima dan sekarang tertutup. Bila berubah pikiran, minta undangan baru kepada yang mengundang.";
    message(html, Vec::new())
}

/// To owners: an invitation was accepted.
#[must_use]
pub fn accepted(invitation: &Invitation, number: u32) -> Message {
    let html = format!(
        "Undangan {}{} <b>diterima</b>: sekarang #{number}.",
        role_name(invitation.role),
        note(invitation)
    );
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

/// To owners: an invitation was turned down.
#[must_use]
pub fn turned_down(invitation: &Invitation) -> Message {
    let html = format!("Undangan {}{} <b>ditolak</b>.", role_name(invitation.role), note(invitation));
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

fn note(invitation: &Invitation) -> String {
    invitation.note.as_deref().map(|note| format!(" ({})", escape(note))).unwrap_or_default()
}
