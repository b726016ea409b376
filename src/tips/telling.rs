//! Whether somebody tells of misconduct rather than asks what is allowed.
//!
//! Whoever does gets the answer and the offer to report it. Nothing is kept of either.

/// Those who people tell of.
const ACTORS: [&str; 40] = [
    "atasan",
    "pimpinan",
    "bos",
    "kadis",
    "kepala",
    "kabid",
    "kasi",
    "kasubag",
    "kasubbag",
    "sekdis",
    "sekda",
    "camat",
    "sekcam",
    "lurah",
    "kades",
    "kepsek",
    "rektor",
    "dekan",
    "dosen",
    "direktur",
    "bupati",
    "walikota",
    "gubernur",
    "pejabat",
    "oknum",
    "rekan",
    "teman",
    "kawan",
    "temen",
    "senior",
    "ketua",
    "panitia",
    "dinas",
    "pegawai",
    "ajudan",
    "guru",
    "bendahara",
    "perangkat",
    "staf",
    "mereka",
];

/// What they are told to have done.
const DEEDS: [&str; 38] = [
    "suruh",
    "disuruh",
    "menyuruh",
    "nyuruh",
    "paksa",
    "dipaksa",
    "memaksa",
    "maksa",
    "ancam",
    "diancam",
    "mengancam",
    "ngancam",
    "bagikan",
    "membagikan",
    "bagiin",
    "kampanye",
    "berkampanye",
    "kampanyekan",
    "mengajak",
    "ngajak",
    "diajak",
    "mengarahkan",
    "diarahkan",
    "arahkan",
    "ngarahin",
    "mengerahkan",
    "dikerahkan",
    "intimidasi",
    "mengintimidasi",
    "diintimidasi",
    "dimutasi",
    "memasang",
    "masang",
    "mengumpulkan",
    "dikumpulkan",
    "mewajibkan",
    "diwajibkan",
    "menekan",
];

/// Words of a question.
const ASKING: [&str; 24] = [
    "boleh",
    "bolehkah",
    "bole",
    "gaboleh",
    "apakah",
    "apa",
    "bagaimana",
    "gimana",
    "gmn",
    "bgmn",
    "bisakah",
    "kapan",
    "kenapa",
    "mengapa",
    "sanksi",
    "sanksinya",
    "hukumnya",
    "hukuman",
    "melanggar",
    "pelanggaran",
    "aturannya",
    "aman",
    "harus",
    "wajibkah",
];

/// Fewest words that tell of anything.
const FEWEST: usize = 5;

/// Whether a text tells of misconduct.
#[must_use]
pub fn tells_of_misconduct(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let any = |among: &[&str]| words.iter().any(|word| among.contains(word));
    words.len() >= FEWEST && !text.contains('?') && any(&ACTORS) && any(&DEEDS) && !any(&ASKING)
}

#[cfg(test)]
mod tests {
    use super::tells_of_misconduct;

    #[test]
    fn telling_is_told_from_asking() {
        let telling = [
            "kemarin pak lurah membagikan sembako bergambar paslon di balai warga",
            "Atasan memaksa semua staf datang ke rapat tim sukses.",
        ];
        assert!(telling.into_iter().all(tells_of_misconduct));
        let asking = [
            "bolehkah lurah membagikan sembako bergambar paslon",
            "atasan memaksa saya datang ke kampanye, gimana menolaknya",
            "kampanye di kantor",
            "kepala dinas ikut kampanye itu melanggar gak",
        ];
        assert!(!asking.into_iter().any(tells_of_misconduct));
    }
}
