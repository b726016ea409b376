//! What `netral audit verify` says.

use crate::curation::audit::Audit;
use crate::curation::audit::head_line;
use crate::texts::trouble::Trouble;

/// What was found: whether the chain is whole, its head, and what became of the head that somebody noted.
#[must_use]
pub fn report(audit: &Audit, seen: Option<Option<u32>>) -> String {
    let chain = match (audit.broken, head_line(&audit.rows)) {
        (Some(number), _) => format!(
            "Audit RUSAK di baris {number}: ada baris yang diubah, hilang, atau disisipkan.\nBaris sebelumnya masih berurutan. Salin folder data sebelum melakukan apa pun, lalu cari siapa yang dapat menulis di server."
        ),
        (None, None) => "Audit kosong: belum ada tindakan pengelola.".to_owned(),
        (None, Some(head)) => format!("Audit utuh: {} baris.\nKepala: {head}", audit.rows.len()),
    };
    let noted = match seen {
        None => return chain,
        Some(Some(number)) => format!("Kepala yang dicatat ada di rantai: baris {number}."),
        Some(None) => "Kepala yang dicatat TIDAK ADA di rantai: ujungnya dipotong, atau seluruhnya ditulis ulang sejak dicatat.".to_owned(),
    };
    format!("{chain}\n{noted}")
}

/// What was given as a head is none.
#[must_use]
pub fn odd_head() -> Trouble {
    Trouble::new(
        "Kepala audit yang diberikan tidak dikenal.",
        "Tulis 16 angka heksadesimal seperti di ringkasan mingguan, misalnya --kepala \"3f9a 12bc 77de 0a41\".",
    )
}
