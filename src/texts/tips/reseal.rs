//! What handlers read of files that one of them sealed anew, and another has to agree to.

use crate::texts::Message;
use crate::texts::markup::escape;
use crate::texts::tips::Desk;
use crate::texts::tips::message;
use crate::texts::tips::plain;
use crate::tips::Proposal;
use crate::tips::RoleId;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::button::Button;
use crate::tips::button::ProposalCode;

/// Shown over the chat when somebody agreed.
pub const RESEAL_CONFIRMED: &str = "Disetujui";

/// Shown over the chat when somebody didn't agree.
pub const RESEAL_DECLINED: &str = "Dibuang";

/// That a file which was sealed anew lies beside the tip; `alone` if there is nobody to agree.
#[must_use]
pub fn resealed(desk: Desk<'_>, tag: Tag, number: usize, alone: bool) -> Message {
    let then = if alone {
        "Tidak ada penerima lain yang dapat menyetujuinya, jadi <b>kedua versi tetap tersimpan</b> selama laporan ini ada, dan <b>Ambil</b> mengirim keduanya."
    } else {
        "Versi lama <b>tetap berlaku</b> sampai penerima lain membuka keduanya dan menekan <b>Setujui</b>. Penerima lain sudah diberi tahu."
    };
    let html = format!(
        "Berkas {number} dari <b>{tag}</b> yang disegel ulang sudah disimpan di samping versi lama. {then}"
    );
    message(desk, html, &[vec![Button::Open(tag)]])
}

/// Tells the other handlers that one of them sealed a file anew.
#[must_use]
pub fn reseal_proposed(desk: Desk<'_>, tag: Tag, number: usize, by: RoleId) -> Message {
    let html = format!(
        "🔐 <b>{}</b> mengirim berkas {number} dari laporan <b>{tag}</b> yang disegel ulang. Versi lama tetap berlaku sampai Anda setuju.\n\n\
         Tekan <b>Ambil</b>, buka kedua berkas di komputer Anda, dan setujui hanya bila isinya sama. \
         Kalau berkas baru tidak terbuka dengan kunci Anda, atau {0} tidak merasa mengirimnya: tekan <b>Buang</b>, lalu hubungi dia lewat jalur lain; akun Telegram-nya mungkin dipakai orang.",
        role(desk, by)
    );
    message(desk, html, &[vec![Button::Open(tag)]])
}

/// Tells the other handlers that somebody agreed.
#[must_use]
pub fn reseal_confirmed(desk: Desk<'_>, tag: Tag, by: RoleId) -> Message {
    let html = format!(
        "Berkas yang disegel ulang di laporan <b>{tag}</b> disetujui {} dan kini berlaku. Versi lama tetap tersimpan, tersegel, 4 minggu lagi.",
        role(desk, by)
    );
    message(desk, html, &[vec![Button::Open(tag)]])
}

/// Tells the other handlers that a file isn't wanted.
#[must_use]
pub fn reseal_declined(desk: Desk<'_>, tag: Tag, by: RoleId) -> Message {
    let html = format!(
        "Berkas yang disegel ulang di laporan <b>{tag}</b> dibuang oleh {}. Versi lama tetap berlaku.",
        role(desk, by)
    );
    message(desk, html, &[vec![Button::Open(tag)]])
}

/// What stands under a fetched file that nobody has agreed to yet.
#[must_use]
pub fn proposal_caption(desk: Desk<'_>, tag: Tag, number: usize, by: RoleId) -> Message {
    plain(format!(
        "Berkas {number} dari laporan <b>{tag}</b>, disegel ulang oleh {}; <b>belum disetujui</b> penerima lain. Bandingkan dengan versi lama.",
        role(desk, by)
    ))
}

/// Returns the name of a file that nobody has agreed to yet.
#[must_use]
pub fn proposal_name(tag: Tag, number: usize) -> String {
    format!("{tag}-{number}-usulan.age")
}

/// What a tip's page says of files that wait for somebody to agree.
pub(super) fn waiting(desk: Desk<'_>, tip: &Tip) -> String {
    tip.proposals
        .iter()
        .map(|proposal| {
            let (number, by) = (proposal_number(tip, proposal), role(desk, proposal.by));
            format!("\nSegel ulang berkas {number} dari {by}: <b>belum disetujui</b>, versi lama berlaku.")
        })
        .collect()
}

/// The buttons for it: who sent a file can only take it back.
pub(super) fn buttons(tip: &Tip, viewer: RoleId) -> Vec<Vec<Button>> {
    let row = |proposal: &Proposal| {
        let (number, code) = (place(tip, proposal), ProposalCode::of(proposal));
        let decline = Button::DeclineReseal(tip.tag, number, code);
        let confirm = Button::ConfirmReseal(tip.tag, number, code);
        if proposal.by == viewer { vec![decline] } else { vec![confirm, decline] }
    };
    tip.proposals.iter().map(row).collect()
}

/// Returns which file of a tip a proposal is for, counted from one.
#[must_use]
pub fn proposal_number(tip: &Tip, proposal: &Proposal) -> usize {
    let mut in_force = tip.parts.iter().filter(|part| part.replaced.is_none());
    in_force.position(|part| part.blob == proposal.replaces).unwrap_or_default().saturating_add(1)
}

fn place(tip: &Tip, proposal: &Proposal) -> u8 {
    u8::try_from(proposal_number(tip, proposal)).unwrap_or(u8::MAX)
}

fn role(desk: Desk<'_>, role: RoleId) -> String {
    escape(desk.handlers.with_role(role).map_or("peran lama", |handler| &handler.role))
}
