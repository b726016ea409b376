//! What is wrong with `netral.toml`, and the line that would be right.

use crate::curation::import::Encoding;

/// A slip in the configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where, from 1.
    pub line: usize,
    /// What.
    pub fault: Fault,
    /// The line as it would be right, where that can be told.
    pub right: Option<String>,
}

/// What people write that isn't meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A section that can stand more than once is written as one that can't.
    OnePairOfBrackets(String),
    /// The other way round.
    TwoPairsOfBrackets(String),
    /// The brackets of a section aren't closed, or missing.
    Brackets,
    /// A text without quotation marks, or with odd ones.
    Quotes,
    /// A mark at the end of the line.
    Ending,
    /// No `=` between key and value.
    NoEquals,
    /// Nothing behind the `=`.
    Empty(String),
    /// A key or section stands twice.
    Twice(String),
    /// Nobody knows this section.
    UnknownSection(String, Vec<&'static str>),
    /// Nobody knows this key here.
    UnknownKey(String, Vec<&'static str>),
    /// A key that belongs to this section; none for what stands above all.
    Elsewhere(String, Option<&'static str>),
    /// A key that must be there.
    Missing(String, &'static str),
    /// No time zone.
    Zone(String),
    /// Neither true nor false.
    Flag(String),
    /// A number in quotation marks.
    Quoted(String),
    /// No number.
    NotANumber(String),
    /// The number of a chat that can't be one.
    NotPositive(String),
    /// A limit below one.
    TooFew(String),
    /// A backslash in a text.
    Backslash,
    /// A space that is none, or a letter that nobody sees.
    Unseen,
    /// Something else.
    Unreadable,
}

/// Says what is wrong in one sentence, and how the line would be right.
#[must_use]
pub fn slip(slip: &Slip) -> String {
    let told = format!("baris {}: {}", slip.line, what(&slip.fault));
    match &slip.right {
        Some(right) => format!("{told}. Tulis: `{right}`"),
        None => told,
    }
}

fn what(fault: &Fault) -> String {
    match fault {
        Fault::OnePairOfBrackets(name) => {
            format!("bagian {name} boleh lebih dari satu, jadi memakai dua pasang kurung siku")
        }
        Fault::TwoPairsOfBrackets(name) => {
            format!("bagian {name} hanya satu, jadi memakai satu pasang kurung siku")
        }
        Fault::Brackets => "kurung siku nama bagian tidak lengkap".to_owned(),
        Fault::Quotes => "teks diapit dua tanda kutip lurus (\")".to_owned(),
        Fault::Ending => "tidak perlu koma atau titik koma di akhir baris".to_owned(),
        Fault::NoEquals => "di antara nama dan isinya harus ada `=`".to_owned(),
        Fault::Empty(key) => format!("isi `{key}` kosong; isi, atau hapus baris ini"),
        Fault::Twice(name) => format!("{name} ditulis dua kali; satukan, lalu hapus yang ini"),
        Fault::UnknownSection(name, known) => {
            format!("bagian {name} tidak dikenal; yang ada: {}", known.join(", "))
        }
        Fault::UnknownKey(key, known) => {
            format!("`{key}` tidak dikenal di sini; yang ada: {}", known.join(", "))
        }
        Fault::Elsewhere(key, Some(section)) => format!("`{key}` harus ditulis di bawah [{section}]"),
        Fault::Elsewhere(key, None) => format!("`{key}` harus ditulis di atas bagian pertama"),
        Fault::Missing(section, key) => format!("bagian {section} memerlukan `{key}`, yang belum ada"),
        Fault::Zone(key) => format!("`{key}` hanya WIB, WITA, atau WIT, dengan huruf besar"),
        Fault::Flag(key) => format!("`{key}` hanya true atau false, tanpa tanda kutip"),
        Fault::Quoted(key) => format!("angka `{key}` ditulis tanpa tanda kutip"),
        Fault::NotANumber(key) => {
            format!("`{key}` hanya angka, tanpa titik, spasi, atau @nama")
        }
        Fault::NotPositive(key) => format!("`{key}` adalah bilangan positif: ID pribadi, bukan ID grup"),
        Fault::TooFew(key) => format!("`{key}` paling sedikit 1"),
        Fault::Backslash => "garis miring di alamat berkas ditulis /, bukan \\".to_owned(),
        Fault::Unseen => "ada spasi khusus atau tanda yang tidak terlihat; ketik ulang".to_owned(),
        Fault::Unreadable => {
            "susunan baris ini tidak dapat dibaca; tulis `nama = isi`, dan periksa tanda kutipnya".to_owned()
        }
    }
}

/// Says how the file was saved, and how it should be.
#[must_use]
pub fn not_text(line: usize, seems: Encoding) -> String {
    const AGAIN: &str = "simpan ulang sebagai UTF-8 (di Notepad: Simpan sebagai, Pengodean: UTF-8)";
    match seems {
        Encoding::Utf16 => format!("berkas ini disimpan sebagai UTF-16 (\"Unicode\"); {AGAIN}"),
        Encoding::Windows1252 => {
            format!("baris {line}: ada huruf yang disimpan sebagai ANSI (Windows-1252); {AGAIN}")
        }
        Encoding::Binary => "berkas ini bukan berkas teks; salin lagi dari netral.contoh.toml".to_owned(),
    }
}
