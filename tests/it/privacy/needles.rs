//! A search for very many things at once, in all that a folder holds.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What a needle gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    ChatDecimal,
    ChatHex,
    ChatBytes,
    ChatVarint,
    ChatBase64,
    FirstName,
    Username,
    FileId,
    Tip,
    Photo,
    Reply,
    Question,
    Receipt,
    /// A hash of a chat's id.
    Hash,
    /// What an admin wrote and hasn't published, or why.
    Draft,
    /// Who an admin is, as owners noted it.
    Note,
    /// What an invitation's link carries.
    Link,
    Announcement,
}

impl Kind {
    /// All that people leave behind, as opposed to what is computed of it.
    pub(super) const OF_PEOPLE: [Self; 13] = [
        Self::ChatDecimal,
        Self::ChatHex,
        Self::ChatBytes,
        Self::ChatVarint,
        Self::ChatBase64,
        Self::FirstName,
        Self::Username,
        Self::FileId,
        Self::Tip,
        Self::Photo,
        Self::Reply,
        Self::Question,
        Self::Receipt,
    ];

    /// What those who keep the FAQ leave behind, and those whom they write to or hear from.
    pub(super) const OF_ADMINS: [Self; 12] = [
        Self::ChatDecimal,
        Self::ChatHex,
        Self::ChatBytes,
        Self::ChatVarint,
        Self::ChatBase64,
        Self::FirstName,
        Self::Username,
        Self::Question,
        Self::Draft,
        Self::Note,
        Self::Link,
        Self::Announcement,
    ];
}

/// Bytes in a window of a text: any twelve in a row that are found give it away.
const WINDOW: usize = 12;

/// Places in the sieve through which the first four bytes of every needle pass.
const SIEVE: usize = 1 << 20;

/// What is searched for.
pub(super) struct Needles {
    sieve: Vec<bool>,
    by_beginning: HashMap<[u8; 4], Vec<(Kind, Vec<u8>)>>,
}

impl Needles {
    pub(super) fn new() -> Self {
        Self { sieve: vec![false; SIEVE], by_beginning: HashMap::new() }
    }

    /// Adds bytes, at least six: fewer would turn up in ciphertext by chance.
    pub(super) fn add(&mut self, kind: Kind, bytes: &[u8]) {
        assert!(bytes.len() >= 6, "{kind:?} is too short to be searched for");
        let beginning = *bytes.first_chunk().unwrap();
        self.sieve[place(beginning)] = true;
        let same = self.by_beginning.entry(beginning).or_default();
        if same.iter().all(|(_, other)| other != bytes) {
            same.push((kind, bytes.to_vec()));
        }
    }

    /// Adds every window of a text.
    pub(super) fn add_windows(&mut self, kind: Kind, text: &[u8]) {
        text.windows(WINDOW).for_each(|window| self.add(kind, window));
    }

    /// Adds a chat's id in every form in which programs write numbers.
    pub(super) fn add_chat(&mut self, chat: i64) {
        let decimal = chat.to_string();
        self.add(Kind::ChatDecimal, decimal.as_bytes());
        self.add(Kind::ChatDecimal, &utf16(&decimal));
        self.add(Kind::ChatHex, format!("{chat:x}").as_bytes());
        self.add(Kind::ChatHex, format!("{chat:X}").as_bytes());
        // Without the zero that a shorter encoding would leave out.
        self.add(Kind::ChatBytes, &chat.to_be_bytes()[1..]);
        self.add(Kind::ChatBytes, &chat.to_le_bytes()[..7]);
        self.add(Kind::ChatVarint, &varint(chat.unsigned_abs()));
        self.add(Kind::ChatVarint, &varint(chat.unsigned_abs() * 2));
        for bytes in [decimal.as_bytes(), &chat.to_be_bytes(), &chat.to_le_bytes()] {
            base64(bytes).iter().for_each(|text| self.add(Kind::ChatBase64, text));
        }
    }

    /// Adds a word as text in both common encodings and in base64.
    pub(super) fn add_word(&mut self, kind: Kind, word: &str) {
        self.add(kind, word.as_bytes());
        self.add(kind, &utf16(word));
        base64(word.as_bytes()).iter().for_each(|text| self.add(kind, text));
    }

    /// Adds a receipt, grouped and bare.
    pub(super) fn add_receipt(&mut self, digits: &str) {
        self.add_word(Kind::Receipt, digits);
        let groups: Vec<String> =
            digits.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        for gap in [" ", "-"] {
            self.add_word(Kind::Receipt, &groups.join(gap));
        }
        let values: Vec<u8> = digits.bytes().map(|digit| digit - b'0').collect();
        self.add(Kind::Receipt, &values);
    }

    /// Returns one needle of each form of a kind.
    pub(super) fn samples(&self, kind: Kind, most: usize) -> Vec<Vec<u8>> {
        let all = self.by_beginning.values().flatten();
        all.filter(|(other, _)| *other == kind).map(|(_, bytes)| bytes.clone()).take(most).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.by_beginning.values().map(Vec::len).sum()
    }

    /// Searches bytes; returns what was found, readably.
    pub(super) fn in_bytes(&self, bytes: &[u8]) -> BTreeSet<(Kind, String)> {
        let mut found = BTreeSet::new();
        let mut at = 0;
        while at + 4 <= bytes.len() {
            let beginning = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
            if self.sieve[place(beginning)] {
                let here = self.by_beginning.get(&beginning).map_or(&[][..], Vec::as_slice);
                let here = here.iter().filter(|(_, needle)| bytes[at..].starts_with(needle));
                found.extend(here.map(|(kind, needle)| (*kind, needle.escape_ascii().to_string())));
            }
            at += 1;
        }
        found
    }

    /// Searches the names and contents of all files below a folder.
    pub(super) fn in_folder(&self, folder: &Path) -> BTreeSet<(Kind, String)> {
        let mut found = BTreeSet::new();
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            found.extend(self.in_bytes(path.file_name().unwrap().as_encoded_bytes()));
            if path.is_dir() {
                found.extend(self.in_folder(&path));
            } else if path.is_file() {
                // A socket has nothing to read.
                found.extend(self.in_bytes(&fs::read(&path).unwrap()));
            }
        }
        found
    }
}

fn place(beginning: [u8; 4]) -> usize {
    (u32::from_le_bytes(beginning).wrapping_mul(0x9E37_79B1) >> 12) as usize
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// What bytes look like in base64, wherever in a longer text they begin.
fn base64(bytes: &[u8]) -> Vec<Vec<u8>> {
    let shifted = |before: usize| {
        let text = STANDARD.encode([vec![0; before], bytes.to_vec()].concat());
        let whole = (before + bytes.len()) * 8 / 6;
        text.as_bytes()[(before * 8).div_ceil(6)..whole].to_vec()
    };
    (0..3).map(shifted).collect()
}

#[test]
fn each_form_of_a_number_a_word_and_a_receipt_is_found_wherever_it_stands() {
    let mut needles = Needles::new();
    needles.add_chat(4_123_456_789_012_345);
    needles.add_word(Kind::Username, "srigunting_biru");
    needles.add_receipt("12345678901234567890");
    needles.add_windows(Kind::Tip, b"kenari zaitun menyelam");
    let forms = [
        (Kind::ChatDecimal, b"id=4123456789012345;".to_vec()),
        (Kind::ChatHex, format!("{:#x}", 4_123_456_789_012_345_i64).into_bytes()),
        (Kind::ChatBytes, 4_123_456_789_012_345_i64.to_be_bytes().to_vec()),
        (Kind::ChatBytes, 4_123_456_789_012_345_i64.to_le_bytes().to_vec()),
        (Kind::ChatVarint, varint(4_123_456_789_012_345)),
        (Kind::ChatBase64, STANDARD.encode("x4123456789012345").into_bytes()),
        (Kind::Username, STANDARD.encode("aasrigunting_biru!").into_bytes()),
        (Kind::Receipt, b"kode 1234 5678 9012 3456 7890.".to_vec()),
        (Kind::Receipt, b"12345678901234567890".to_vec()),
        (Kind::Tip, b"\x00itun menyela\xff".to_vec()),
    ];
    for (kind, form) in forms {
        let found = needles.in_bytes(&[b"\xff\x00", form.as_slice(), b"\x01"].concat());
        assert!(found.iter().any(|(other, _)| *other == kind), "{kind:?} in {}", form.escape_ascii());
    }
    assert!(needles.in_bytes(b"itun menyel 1234 5678 srigunting_bir").is_empty());
}
