//! Who keeps the FAQ: to owners, and to those whose role changes.

use crate::coordinates::Timestamp;
use crate::curation::Admin;
use crate::curation::Button;
use crate::curation::Role;
use crate::curation::button::entries;
use crate::curation::button::people::Button as People;
use crate::curation::invitation::Invitation;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::role_name;
use crate::texts::curation::row;
use crate::texts::markup::escape;

/// Most letters of a note.
pub const LONGEST_NOTE: usize = 40;

/// Most letters on a button.
const LONGEST_LABEL: usize = 30;

/// A page of a list.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a, T> {
    /// What stands on it.
    pub rows: &'a [&'a T],
    /// Which page, from 0.
    pub page: usize,
    /// Of how many.
    pub pages: usize,
}

/// A role with a capital, as it stands on a button.
#[must_use]
pub fn role_title(role: Role) -> String {
    let name = role_name(role);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a role means, in plain words.
#[must_use]
pub fn meaning(role: Role) -> &'static str {
    match role {
        Role::Owner => {
            "mengundang dan mengeluarkan pengelola, dan boleh melakukan semua yang boleh mereka lakukan"
        }
        Role::Approver => {
            "menulis jawaban seperti penyunting, dan menyetujui perubahan putusan atau dasar hukum dari orang lain"
        }
        Role::Editor => {
            "memperbaiki dan menambah jawaban. Perubahan putusan atau dasar hukum menunggu persetujuan orang lain"
        }
        Role::Auditor => "hanya melihat: riwayat perubahan, statistik, dan catatan audit",
    }
}

/// Everybody who keeps the FAQ, a page at a time.
#[must_use]
pub fn roster(list: Page<'_, Admin>, me: &Admin, open: usize) -> Message {
    let lines: Vec<String> = list.rows.iter().map(|admin| line(admin, me)).collect();
    let only_owners = list.rows.iter().all(|admin| admin.role == Role::Owner);
    let hint = if only_owners && list.pages <= 1 {
        "\n\nBelum ada pengelola lain. Undang penyunting dan penyetuju untuk merawat FAQ."
    } else {
        ""
    };
    let heading = format!("<b>Pengelola FAQ</b>{}", page_of(list.page, list.pages));
    let others = list.rows.iter().filter(|admin| admin.role != Role::Owner);
    let mut keyboard: Vec<Vec<KeyView>> =
        others.map(|admin| row(label(admin), &Button::People(People::Show(admin.id)))).collect();
    keyboard.extend(pager(list.page, list.pages, |page| Button::People(People::Page(page))));
    let mut last = vec![key("Undang", &Button::People(People::Invite))];
    if open > 0 {
        last.push(key(format!("Undangan terbuka ({open})"), &Button::People(People::Invitations)));
    }
    keyboard.push(last);
    message(format!("{heading}\n\n{}{hint}", lines.join("\n")), keyboard)
}

fn line(admin: &Admin, me: &Admin) -> String {
    let note = admin.note.as_deref().map(|note| format!(" · {}", escape(note))).unwrap_or_default();
    let me = if admin.id == me.id { " · Anda" } else { "" };
    format!("#{} · {}{note}{me} · sejak {}", admin.id.0, role_name(admin.role), day(admin.since))
}

fn label(admin: &Admin) -> String {
    let what = admin.note.as_deref().unwrap_or_else(|| role_name(admin.role));
    let label = format!("#{} {what}", admin.id.0);
    if label.chars().count() <= LONGEST_LABEL {
        return label;
    }
    label.chars().take(LONGEST_LABEL.saturating_sub(1)).chain(['…']).collect()
}

fn day(number: u32) -> String {
    Timestamp(u64::from(number).saturating_mul(86_400)).date(0)
}

/// One admin.
#[must_use]
pub fn admin(admin: &Admin, drafts: usize) -> Message {
    let note = match &admin.note {
        Some(note) => format!("Catatan (hanya pemilik yang melihat): {}", escape(note)),
        None => "Belum ada catatan siapa ini.".to_owned(),
    };
    let html = format!(
        "<b>#{} · {}</b>\n{}.\n\n{note}\nSejak {}. Draf terbuka: {drafts}.",
        admin.id.0,
        role_title(admin.role),
        meaning(admin.role),
        day(admin.since)
    );
    let keyboard = vec![
        vec![
            key("Ganti peran", &Button::People(People::ChangeRole(admin.id))),
            key("Ubah catatan", &Button::People(People::EditNote(admin.id))),
        ],
        row("Keluarkan", &Button::People(People::AskRemove(admin.id))),
        row("Kembali", &Button::People(People::Menu)),
    ];
    message(html, keyboard)
}

/// Nobody serves under this number (any more).
#[must_use]
pub fn gone() -> Message {
    let html = "Pengelola itu sudah tidak bertugas. Tidak ada yang berubah.";
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

/// Owners stand in the configuration.
#[must_use]
pub fn owners_are_configured() -> Message {
    let html = "Pemilik ditetapkan di <code>netral.toml</code>, bagian <code>[[pemilik]]</code>, dan berubah saat bot dimulai ulang. Dari sini tidak dapat diubah.";
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

/// Which role instead?
#[must_use]
pub fn choose_role(admin: &Admin) -> Message {
    let others = || Role::INVITED.into_iter().filter(|role| *role != admin.role);
    let lines: Vec<String> =
        others().map(|role| format!("<b>{}</b>: {}.", role_title(role), meaning(role))).collect();
    let html =
        format!("#{} sekarang {}. Menjadi apa?\n\n{}", admin.id.0, role_name(admin.role), lines.join("\n\n"));
    let mut keyboard: Vec<Vec<KeyView>> = others()
        .map(|role| row(role_title(role), &Button::People(People::SetRole(admin.id, role))))
        .collect();
    keyboard.push(row("Kembali", &Button::People(People::Show(admin.id))));
    message(html, keyboard)
}

/// The role is another one now.
#[must_use]
pub fn role_changed(admin: &Admin) -> Message {
    let html = format!(
        "#{} sekarang <b>{}</b>. Ia sudah diberi tahu, dan menu perintahnya menyesuaikan.",
        admin.id.0,
        role_name(admin.role)
    );
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

/// To somebody whose role is another one now.
#[must_use]
pub fn your_role_changed(role: Role) -> Message {
    let html = format!("Peran Anda sekarang <b>{}</b>: {}.", role_name(role), meaning(role));
    message(html, vec![row("Buka FAQ", &Button::Entries(entries::Button::Menu))])
}

/// Is the role really to be taken away?
#[must_use]
pub fn ask_remove(admin: &Admin, drafts: usize) -> Message {
    let drafts = match drafts {
        0 => String::new(),
        count => format!(" {count} draf yang terbuka tetap ada, agar pengelola lain dapat melanjutkannya."),
    };
    let html = format!(
        "Keluarkan #{} ({})?\n\nPerannya berakhir saat itu juga: perintah dan tombol lamanya tidak berlaku lagi. Riwayat tetap menyebut nomornya.{drafts}",
        admin.id.0,
        role_name(admin.role)
    );
    let keyboard = vec![
        row("Ya, keluarkan", &Button::People(People::Remove(admin.id))),
        row("Tidak jadi", &Button::People(People::Show(admin.id))),
    ];
    message(html, keyboard)
}

/// The role is taken away.
#[must_use]
pub fn removed(admin: &Admin) -> Message {
    let html = format!(
        "#{} sudah dikeluarkan. Keliru? Dalam 5 menit masih dapat dikembalikan; sesudah itu, undang lagi.",
        admin.id.0
    );
    let keyboard = vec![
        row("Kembalikan perannya", &Button::People(People::Reinstate(admin.id))),
        row("Daftar pengelola", &Button::People(People::Menu)),
    ];
    message(html, keyboard)
}

/// To somebody whose role was taken away.
#[must_use]
pub fn your_role_ended() -> Message {
    let html = "Peran Anda sebagai pengelola FAQ sudah berakhir. Bot tetap dapat Anda pakai untuk bertanya. Ada yang keliru? Hubungi pemilik bot di instansi Anda.";
    message(html, Vec::new())
}

/// The role is given back.
#[must_use]
pub fn reinstated(admin: &Admin) -> Message {
    let html = format!("#{} kembali menjadi <b>{}</b>.", admin.id.0, role_name(admin.role));
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

/// To somebody whose role was given back.
#[must_use]
pub fn your_role_is_back(role: Role) -> Message {
    let html = format!("Peran Anda sebagai <b>{}</b> FAQ berlaku lagi.", role_name(role));
    message(html, vec![row("Buka FAQ", &Button::Entries(entries::Button::Menu))])
}

/// It is too late to give a role back.
#[must_use]
pub fn too_late() -> Message {
    let html = "Sudah tidak dapat dikembalikan: lebih dari 5 menit, bot dimulai ulang, atau orangnya sudah bertugas lagi. Undang dengan tautan baru.";
    let keyboard = vec![vec![
        key("Undang", &Button::People(People::Invite)),
        key("Daftar", &Button::People(People::Menu)),
    ]];
    message(html, keyboard)
}

/// Who is that?
#[must_use]
pub fn ask_note(admin: &Admin) -> Message {
    let now = match &admin.note {
        Some(note) => format!("Sekarang: <code>{}</code>\n\n", escape(note)),
        None => String::new(),
    };
    let html = format!(
        "{now}Tulis catatan untuk #{}, misalnya <i>Bu Rina kepegawaian</i>. Paling banyak {LONGEST_NOTE} huruf; hanya pemilik yang melihatnya.",
        admin.id.0
    );
    let mut keyboard = Vec::new();
    if admin.note.is_some() {
        keyboard.push(row("Hapus catatan", &Button::People(People::ClearNote(admin.id))));
    }
    keyboard.push(row("Batal", &Button::Cancel));
    message(html, keyboard)
}

/// A note must be short.
#[must_use]
pub fn odd_note() -> Message {
    let html = format!(
        "Belum dipakai: catatan paling banyak {LONGEST_NOTE} huruf, dalam satu baris. Tulis yang lebih pendek."
    );
    message(html, vec![row("Batal", &Button::Cancel)])
}

/// Which role is somebody to be invited into?
#[must_use]
pub fn choose_invitation() -> Message {
    let lines: Vec<String> = Role::INVITED
        .into_iter()
        .map(|role| format!("<b>{}</b>: {}.", role_title(role), meaning(role)))
        .collect();
    let html = format!("Undang sebagai apa?\n\n{}", lines.join("\n\n"));
    let mut keyboard: Vec<Vec<KeyView>> = Role::INVITED
        .into_iter()
        .map(|role| row(role_title(role), &Button::People(People::InviteAs(role))))
        .collect();
    keyboard.push(row("Kembali", &Button::People(People::Menu)));
    message(html, keyboard)
}

/// For whom is it?
#[must_use]
pub fn ask_invitation_note(role: Role) -> Message {
    let html = format!(
        "Undangan untuk <b>{}</b>. Tulis catatan supaya Anda ingat siapa ini, misalnya <i>Bu Rina kepegawaian</i>. Paling banyak {LONGEST_NOTE} huruf; hanya pemilik yang melihatnya.",
        role_name(role)
    );
    let keyboard =
        vec![row("Tanpa catatan", &Button::People(People::WithoutNote(role))), row("Batal", &Button::Cancel)];
    message(html, keyboard)
}

/// The invitation is made; its link follows.
#[must_use]
pub fn invited(invitation: &Invitation) -> Message {
    let note = invitation.note.as_deref().map(|note| format!(" ({})", escape(note))).unwrap_or_default();
    let html = format!(
        "Undangan untuk <b>{}</b>{note} sudah dibuat. <b>Teruskan pesan di bawah ini</b> kepada orangnya saja: siapa pun yang membuka tautannya lebih dulu dapat menerimanya.\n\nTautan berlaku 48 jam dan untuk satu orang. Bot tidak menyimpannya: bila pesannya tidak muncul, batalkan undangan ini dan buat lagi.",
        role_name(invitation.role)
    );
    let keyboard = vec![vec![
        key("Batalkan undangan ini", &Button::People(People::Withdraw(invitation.name()))),
        key("Daftar", &Button::People(People::Menu)),
    ]];
    message(html, keyboard)
}

/// Too many invitations wait.
#[must_use]
pub fn too_many_invitations(most: usize) -> Message {
    let html = format!("Belum dibuat: sudah ada {most} undangan terbuka. Batalkan yang tidak dipakai dulu.");
    message(html, vec![row("Undangan terbuka", &Button::People(People::Invitations))])
}

/// There is no randomness to make a link of.
#[must_use]
pub fn no_token() -> Message {
    let html = "Belum dibuat: bot tidak dapat membuat tautan saat ini. Coba lagi; bila tetap gagal, beri tahu pengelola server.";
    message(html, vec![row("Daftar pengelola", &Button::People(People::Menu))])
}

/// The invitations that wait.
#[must_use]
pub fn invitations(open: &[Invitation], now: Timestamp) -> Message {
    if open.is_empty() {
        let html = "Tidak ada undangan terbuka.";
        let keyboard = vec![vec![
            key("Undang", &Button::People(People::Invite)),
            key("Kembali", &Button::People(People::Menu)),
        ]];
        return message(html, keyboard);
    }
    let numbered = || (1_usize..).zip(open);
    let lines: Vec<String> = numbered()
        .map(|(number, invitation)| {
            let note =
                invitation.note.as_deref().map(|note| format!(" · {}", escape(note))).unwrap_or_default();
            format!("{number}. {}{note} · {}", role_name(invitation.role), time_left(invitation, now))
        })
        .collect();
    let mut keyboard: Vec<Vec<KeyView>> = numbered()
        .map(|(number, invitation)| {
            row(format!("Batalkan nomor {number}"), &Button::People(People::Withdraw(invitation.name())))
        })
        .collect();
    keyboard.push(row("Kembali", &Button::People(People::Menu)));
    message(format!("<b>Undangan terbuka</b>\n\n{}", lines.join("\n")), keyboard)
}

fn time_left(invitation: &Invitation, now: Timestamp) -> String {
    match invitation.until.0.saturating_sub(now.0) / 3600 {
        0 => "kurang dari 1 jam lagi".to_owned(),
        hours => format!("{hours} jam lagi"),
    }
}

/// An invitation is withdrawn, or wasn't open any more.
pub const WITHDRAWN: &str = "Undangan dibatalkan.";

/// An invitation wasn't open any more.
pub const NOT_OPEN: &str = "Undangan itu sudah tidak terbuka: diterima, dibatalkan, atau lewat waktunya.";
