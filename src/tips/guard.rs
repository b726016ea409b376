//! What in a text may point to whoever writes it.
//!
//! Looks at a text and forgets it. It errs towards asking: a false alarm costs one tap, a name that
//! slips through may cost a job.

/// Something in a text that may point to its writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// An employee number: 18 digits.
    Nip,
    /// A citizen number: 16 digits.
    Nik,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A user name with an @.
    Handle,
    /// Words in which people tell who they are.
    Self_,
}

/// Where a text is meant to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expecting {
    /// Nothing that names anybody.
    Nobody,
    /// Names and numbers of others, as in "who".
    Others,
}

/// Finds what may point to the writer.
#[must_use]
pub fn findings(text: &str, expecting: Expecting) -> Vec<Finding> {
    let mut found = Vec::new();
    if expecting == Expecting::Nobody {
        found.extend(numbers(text));
        found.extend(addresses(text));
    }
    if tells_who_writes(text) {
        found.push(Finding::Self_);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Runs of digits by their length, however they are spaced.
fn numbers(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut run = String::new();
    for character in text.chars().chain([';']) {
        match character {
            digit if digit.is_ascii_digit() => run.push(digit),
            '+' if run.is_empty() => run.push('+'),
            ' ' | '-' | '.' | '(' | ')' if !run.is_empty() => {}
            _ => {
                found.extend(number(&run));
                run.clear();
            }
        }
    }
    found
}

fn number(run: &str) -> Option<Finding> {
    let digits = run.trim_start_matches('+');
    let mobile = run.starts_with("+62") || digits.starts_with("628") || digits.starts_with("08");
    match digits.len() {
        18 if is_date_of_birth(digits) => Some(Finding::Nip),
        16 => Some(Finding::Nik),
        9..=14 if mobile => Some(Finding::Phone),
        18 => Some(Finding::Nip),
        _ => None,
    }
}

/// An employee number begins with a date of birth.
fn is_date_of_birth(digits: &str) -> bool {
    digits.starts_with("19") || digits.starts_with("20")
}

fn addresses(text: &str) -> Vec<Finding> {
    let words = text.split(|character: char| character.is_whitespace() || "<>(),;\"'".contains(character));
    words
        .filter_map(|word| {
            let (before, after) = word.trim_end_matches(['.', '!', '?', ':']).split_once('@')?;
            if before.is_empty() {
                let name =
                    after.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
                return (name.count() >= 4).then_some(Finding::Handle);
            }
            after.contains('.').then_some(Finding::Email)
        })
        .collect()
}

/// How people speak of themselves.
const MYSELF: [&str; 6] = ["saya", "aku", "gue", "gw", "sy", "kami"];

/// What they say they are.
const OFFICES: [&str; 44] = [
    "staf",
    "staff",
    "pegawai",
    "karyawan",
    "guru",
    "dosen",
    "kepala",
    "wakil",
    "kasi",
    "kabid",
    "kasubag",
    "kasubbag",
    "kadis",
    "sekdis",
    "camat",
    "lurah",
    "sekcam",
    "bendahara",
    "sekretaris",
    "ajudan",
    "sopir",
    "supir",
    "dokter",
    "bidan",
    "perawat",
    "penyuluh",
    "operator",
    "admin",
    "pns",
    "pppk",
    "p3k",
    "asn",
    "cpns",
    "honorer",
    "tkd",
    "thl",
    "satpam",
    "analis",
    "auditor",
    "pranata",
    "arsiparis",
    "tukang",
    "anak",
    "istri",
];

/// What they say they do, or where.
const PLACES: [&str; 12] = [
    "bekerja",
    "kerja",
    "bertugas",
    "dinas",
    "berdinas",
    "ditempatkan",
    "menjabat",
    "mengajar",
    "sekantor",
    "seruangan",
    "satu",
    "bernama",
];

/// Other words in which people tell who they are.
const TOLD: [&str; 10] = [
    "namaku",
    "nip saya",
    "nik saya",
    "nomor saya",
    "hp saya",
    "wa saya",
    "jabatan saya",
    "bidang saya",
    "ruangan saya",
    "atasan langsung saya",
];

/// "Nama saya …", "saya staf …", "saya bekerja di …" and the like.
fn tells_who_writes(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).any(introduces)
        || ends_so(&words)
        || TOLD.iter().any(|told| contains_words(&words, told))
}

fn introduces(three: &[&str]) -> bool {
    let is_me = |word: &str| MYSELF.contains(&word);
    match three {
        ["nama", me, ..] | ["perkenalkan", me, ..] => is_me(me),
        [me, "adalah" | "sebagai" | "selaku" | "seorang" | "juga", office] => {
            is_me(me) && OFFICES.contains(office)
        }
        [me, office, _] => is_me(me) && (OFFICES.contains(office) || PLACES.contains(office)),
        _ => false,
    }
}

/// The last two words have no third behind them.
fn ends_so(words: &[&str]) -> bool {
    match words {
        [.., "nama", me] => MYSELF.contains(me),
        [.., me, office] => MYSELF.contains(me) && OFFICES.contains(office),
        _ => false,
    }
}

fn contains_words(words: &[&str], told: &str) -> bool {
    let told: Vec<&str> = told.split(' ').collect();
    words.windows(told.len()).any(|window| window == told)
}

#[cfg(test)]
mod tests {
    use super::Expecting;
    use super::Finding;
    use super::findings;

    #[test]
    fn what_points_to_the_writer_is_found() {
        let cases = [
            ("NIP 198503122010011002 ya", Finding::Nip),
            ("19850312 201001 1 002", Finding::Nip),
            ("nik 3201 2345 6789 0001", Finding::Nik),
            ("hubungi 0812-3456-7890", Finding::Phone),
            ("wa +62 812 3456 7890", Finding::Phone),
            ("email: orang@contoh.go.id.", Finding::Email),
            ("akun @pegawai_teladan", Finding::Handle),
            ("Nama saya Fulan", Finding::Self_),
            ("saya staf di bagian umum", Finding::Self_),
            ("jadi saya sebagai guru merasa", Finding::Self_),
            ("kebetulan saya bekerja di sana", Finding::Self_),
            ("itu disampaikan ke saya, dan saya ajudan", Finding::Self_),
        ];
        for (text, finding) in cases {
            assert_eq!(findings(text, Expecting::Nobody), [finding], "{text}");
        }
    }

    #[test]
    fn ordinary_reports_pass() {
        let harmless = [
            "Kepala dinas membagikan stiker calon di ruang rapat pada jam kerja.",
            "Ada 150 orang hadir, tanggal 12-02-2026 pukul 09.30, di aula.",
            "saya melihat kepala bidang memakai kaos calon",
            "video di https://contoh.id/watch?v=12345678",
        ];
        for text in harmless {
            assert_eq!(findings(text, Expecting::Nobody), [], "{text}");
        }
    }

    #[test]
    fn where_others_are_named_only_the_writer_counts() {
        let named = "Kabid Contoh, NIP 198503122010011002, 0812 3456 7890";
        assert_eq!(findings(named, Expecting::Others), []);
        assert_eq!(findings("atasan, nama saya Fulan", Expecting::Others), [Finding::Self_]);
    }
}
