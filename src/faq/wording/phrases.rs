//! How people ask and write: phrases and vocabulary.

use crate::faq::problem::Finding;

pub(crate) fn few_phrases(count: usize, least: usize) -> Finding {
    Finding::warning(
        format!("`tanya` baru berisi {count} kalimat."),
        format!("Tambahkan sampai paling sedikit {least}, dengan kata-kata yang benar-benar berbeda."),
    )
}

pub(crate) fn phrase_without_words(phrase: &str) -> Finding {
    Finding::error(
        format!("Kalimat `{phrase}` tidak berisi kata."),
        "Ganti dengan kalimat yang ditulis orang, atau hapus.",
    )
}

pub(crate) fn repeated_phrase(phrase: &str, first_line: usize) -> Finding {
    Finding::warning(format!("Kalimat `{phrase}` sudah ada di baris {first_line}."), "Hapus salah satunya.")
}

pub(crate) fn contradictory_phrase(phrase: &str, other_place: &str) -> Finding {
    Finding::error(
        format!("Kalimat `{phrase}` juga ada di {other_place}."),
        "Satu kalimat hanya boleh menuju satu jawaban. Hapus di tempat yang kurang cocok.",
    )
}

pub(crate) fn near_miss_is_phrase(phrase: &str, line: usize) -> Finding {
    Finding::error(
        format!("Kalimat `{phrase}` ada di `bukan` dan juga di `tanya` (baris {line})."),
        "Hapus dari `tanya` bila memang milik tanya-jawab lain; bila tidak, hapus dari `bukan`.",
    )
}

pub(crate) fn word_means_itself(word: &str) -> Finding {
    Finding::warning(format!("Kata `{word}` diganti dengan dirinya sendiri."), "Hapus baris ini.")
}

pub(crate) fn word_chain(word: &str, value: &str, link: &str, next: &str) -> Finding {
    Finding::error(
        format!("Kata `{word}` diganti `{value}`, padahal `{link}` masih diganti lagi menjadi `{next}`."),
        format!("Tulis langsung kata bakunya, misalnya `{}`.", value.replace(link, next)),
    )
}

pub(crate) fn word_never_met(word: &str) -> Finding {
    Finding::warning(
        format!("Kata `{word}` tidak akan pernah cocok."),
        "Tulis dengan huruf kecil, tanpa tanda baca dan spasi berlebih.",
    )
}

pub(crate) fn concept_word_replaced(word: &str, next: &str) -> Finding {
    Finding::warning(
        format!("Kata `{word}` tidak pernah sampai ke konsep ini, sebab sudah diganti `{next}`."),
        format!("Pakai `{next}`, atau hapus `{word}`."),
    )
}

pub(crate) fn opposite_phrase(phrase: &str, answered: &str) -> Finding {
    Finding::error(
        format!("Kalimat `{phrase}` dijawab oleh `{answered}`, yang putusannya berlawanan."),
        format!(
            "Tambahkan kalimat serupa di sini, tulis yang mirip di `bukan` pada `{answered}`, atau hapus kalimat ini."
        ),
    )
}

pub(crate) fn lost_phrases(count: usize, answered: &str, example: &str) -> Finding {
    Finding::warning(
        format!("{count} kalimat dijawab oleh `{answered}`, misalnya `{example}`."),
        format!(
            "Pindahkan yang memang milik `{answered}`; untuk yang lain tambahkan kalimat serupa di sini."
        ),
    )
}
