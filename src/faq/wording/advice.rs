//! What is allowed and yet helps nobody.

use crate::faq::problem::Finding;

/// Letters of a sentence that are shown again.
const SHOWN: usize = 60;

pub(crate) fn label_for_what(label: &str) -> Finding {
    Finding::warning(
        format!("Judul menanyakan apa atau bagaimana, tetapi labelnya `{label}`."),
        "Tambahkan `label = \"penjelasan\"` atau `label = \"panduan\"`, atau tulis judul sebagai pertanyaan ya/tidak (\"Bolehkah …?\").",
    )
}

pub(crate) fn summary_without_label(label: &str) -> Finding {
    Finding::warning(
        format!("`Ringkas:` tidak diawali kata `{label}`."),
        "Awali dengan kata itu lalu titik, supaya putusan dan kalimat pertama sama.",
    )
}

pub(crate) fn summary_sentences(sentences: usize, most: usize) -> Finding {
    Finding::warning(
        format!("`Ringkas:` berisi {sentences} kalimat sesudah putusannya."),
        format!("Jawab dalam paling banyak {most} kalimat; sisanya masuk penjelasan."),
    )
}

pub(crate) fn article_in_first_lines() -> Finding {
    Finding::warning(
        "`Ringkas:` atau `sekarang` menyebut pasal atau nomor aturan.",
        "Pindahkan ke penjelasan; di layar pertama aturan sudah disebut di bawah.",
    )
}

pub(crate) fn step_missing() -> Finding {
    Finding::warning(
        "Belum ada langkah `sekarang`.",
        "Tulis satu hal yang dapat dilakukan pembaca, yang tidak dapat dipakai melawan dia.",
    )
}

pub(crate) fn forbidden_without_sanction() -> Finding {
    Finding::warning(
        "Putusannya `dilarang`, tetapi tidak ada sanksi.",
        "Isi `sanksi` bila aturan menyebutnya, atau `sanksi_mungkin` bila itu kesimpulan.",
    )
}

pub(crate) fn no_subquestions() -> Finding {
    Finding::warning(
        "Belum ada `subtanya`.",
        "Tulis apa saja yang ditanyakan frasa-frasanya selain judul, dan di mana jawabannya.",
    )
}

pub(crate) fn subquestion_unanswered(asked: &str, words: &str) -> Finding {
    Finding::warning(
        format!("Subpertanyaan \"{asked}\" tidak terjawab: tidak ada kalimat dengan kata-kata \"{words}\"."),
        "Tulis kalimatnya, sesuaikan kata-katanya, atau tunjuk tetangga yang menjawab.",
    )
}

pub(crate) fn answer_not_related(asked: &str, id: &str) -> Finding {
    Finding::warning(
        format!("Subpertanyaan \"{asked}\" dijawab `{id}`, tetapi itu tidak ada di `terkait`."),
        "Tambahkan ke `terkait`, supaya pembaca dapat membukanya.",
    )
}

pub(crate) fn status_unserved(status: &str) -> Finding {
    Finding::warning(
        format!("`berlaku_untuk` memuat `{status}`, tetapi jawabannya tidak menyebutnya."),
        "Tambahkan bagian \"Untuk …\" atau satu kalimat yang benar baginya, atau hapus dari `berlaku_untuk`.",
    )
}

pub(crate) fn village_not_told_apart() -> Finding {
    Finding::warning(
        "Bagian untuk desa tidak membedakan kepala desa, perangkat desa, dan BPD.",
        "Sebut ketiganya, dan siapa yang terikat aturan mana.",
    )
}

pub(crate) fn confess_first(sentence: &str) -> Finding {
    Finding::warning(
        format!("Kalimat ini menyuruh pembaca mengaku lebih dulu: \"{}\".", shown(sentence)),
        "Atasan yang tahu wajib memeriksa. Dahulukan pendampingan (LKBH KORPRI, OBH, advokat); memberi tahu adalah pilihan pembaca.",
    )
}

pub(crate) fn research_note(sentence: &str) -> Finding {
    Finding::warning(
        format!("Kalimat ini bercerita tentang penyusunan FAQ: \"{}\".", shown(sentence)),
        "Pindahkan ke `tinjau`; untuk pembaca tulis \"Aturannya tidak menyebut ini; kesimpulan kami: …\".",
    )
}

pub(crate) fn undated_plan(sentence: &str) -> Finding {
    Finding::warning(
        format!("Kalimat ini menyebut rencana tanpa tanggal: \"{}\".", shown(sentence)),
        "Tulis sampai kapan Anda tahu: \"Sampai Februari 2026 …; sesudah itu belum kami periksa.\"",
    )
}

fn shown(sentence: &str) -> String {
    let cut: String = sentence.chars().take(SHOWN).collect();
    if cut.len() < sentence.len() { format!("{}…", cut.trim_end()) } else { cut }
}
