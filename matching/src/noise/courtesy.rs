//! Greetings, wishes, requests for leave and thanks around a question, however long they are.

use super::folded;

/// Words that begin a courtesy by themselves.
const OPENERS: [&str; 47] = [
    "assalamualaikum",
    "assalamualaykum",
    "asalamualaikum",
    "asalamualikum",
    "aslmkm",
    "askum",
    "ass",
    "asw",
    "wassalamualaikum",
    "wassalam",
    "wasalam",
    "waalaikumsalam",
    "salam",
    "salamualaikum",
    "shalom",
    "syalom",
    "swastiastu",
    "rahayu",
    "halo",
    "hallo",
    "hai",
    "hello",
    "permisi",
    "punten",
    "amit",
    "maaf",
    "sori",
    "sorry",
    "perkenalkan",
    "semoga",
    "moga",
    "demikian",
    "sekian",
    "amin",
    "aamiin",
    "terimakasih",
    "trimakasih",
    "makasih",
    "makasi",
    "mksh",
    "tks",
    "trims",
    "thanks",
    "thx",
    "nuhun",
    "suwun",
    "nuwun",
];

/// Pairs of words that begin one.
const PAIRS: [(&str, &str); 44] = [
    ("assalamu", "alaikum"),
    ("selamat", "pagi"),
    ("selamat", "siang"),
    ("selamat", "sore"),
    ("selamat", "malam"),
    ("selamat", "sejahtera"),
    ("met", "pagi"),
    ("met", "siang"),
    ("met", "malam"),
    ("om", "swastiastu"),
    ("namo", "buddhaya"),
    ("dengan", "hormat"),
    ("yang", "terhormat"),
    ("terima", "kasih"),
    ("trima", "kasih"),
    ("thank", "you"),
    ("hatur", "nuhun"),
    ("matur", "nuwun"),
    ("mohon", "maaf"),
    ("mohon", "izin"),
    ("mohon", "ijin"),
    ("izin", "bertanya"),
    ("ijin", "bertanya"),
    ("izin", "tanya"),
    ("ijin", "tanya"),
    ("izin", "menanyakan"),
    ("numpang", "tanya"),
    ("numpang", "nanya"),
    ("mau", "tanya"),
    ("mau", "bertanya"),
    ("mau", "nanya"),
    ("ingin", "bertanya"),
    ("ingin", "tanya"),
    ("ingin", "menanyakan"),
    ("hendak", "bertanya"),
    ("atas", "perhatian"),
    ("atas", "perhatiannya"),
    ("mohon", "pencerahan"),
    ("mohon", "pencerahannya"),
    ("mohon", "penjelasan"),
    ("mohon", "penjelasannya"),
    ("mohon", "arahan"),
    ("mohon", "arahannya"),
    ("mohon", "bantuannya"),
];

/// Those that can end a text: greetings at its end may be what it is about.
const CLOSERS: [&str; 24] = [
    "wassalamualaikum",
    "wassalam",
    "wasalam",
    "semoga",
    "moga",
    "demikian",
    "sekian",
    "amin",
    "aamiin",
    "terimakasih",
    "trimakasih",
    "makasih",
    "makasi",
    "mksh",
    "tks",
    "trims",
    "thanks",
    "thx",
    "nuhun",
    "suwun",
    "nuwun",
    "terima",
    "trima",
    "mohon",
];

/// Words that go with a courtesy. None of them says what a question is about.
const COMPANY: [&str; 121] = [
    "alaikum",
    "warahmatullahi",
    "warohmatullahi",
    "wabarakatuh",
    "wabarokatuh",
    "wr",
    "wb",
    "pagi",
    "siang",
    "sore",
    "malam",
    "sejahtera",
    "bapak",
    "ibu",
    "bapakibu",
    "bpk",
    "bpkibu",
    "pak",
    "bu",
    "kak",
    "kakak",
    "ka",
    "mas",
    "mbak",
    "bang",
    "min",
    "mimin",
    "admin",
    "gan",
    "bro",
    "sis",
    "rekan",
    "teman",
    "yth",
    "yang",
    "saya",
    "kami",
    "kita",
    "hormati",
    "hormat",
    "terhormat",
    "muliakan",
    "semua",
    "semuanya",
    "sekalian",
    "untuk",
    "buat",
    "di",
    "tempat",
    "senantiasa",
    "selalu",
    "dalam",
    "lindungan",
    "keadaan",
    "allah",
    "swt",
    "tuhan",
    "maha",
    "esa",
    "kuasa",
    "sehat",
    "walafiat",
    "afiat",
    "wal",
    "sukses",
    "lancar",
    "berkah",
    "barokah",
    "diberi",
    "diberikan",
    "kesehatan",
    "rahmat",
    "mengganggu",
    "ganggu",
    "waktu",
    "waktunya",
    "izin",
    "ijin",
    "mohon",
    "bertanya",
    "tanya",
    "nanya",
    "menanyakan",
    "mau",
    "ingin",
    "hendak",
    "atas",
    "perhatian",
    "perhatiannya",
    "jawaban",
    "jawabannya",
    "bantuan",
    "bantuannya",
    "penjelasan",
    "penjelasannya",
    "respons",
    "responsnya",
    "respon",
    "responnya",
    "info",
    "infonya",
    "informasinya",
    "pencerahan",
    "pencerahannya",
    "arahannya",
    "ucapkan",
    "haturkan",
    "banyak",
    "sebanyak",
    "banyaknya",
    "sangat",
    "membantu",
    "sekali",
    "sebelumnya",
    "dan",
    "serta",
    "ya",
    "kebajikan",
    "kemarin",
    "tadi",
    "lagi",
];

/// Words that go with a courtesy, and also begin what comes behind it.
const LINKS: [&str; 14] = [
    "saya", "kami", "kita", "yang", "untuk", "buat", "di", "dalam", "dan", "serta", "semua", "atas", "mau",
    "ingin",
];

/// Who says thanks or wishes something: then the courtesy is what is asked about.
const SAYING: [&str; 12] = [
    "mengucapkan",
    "ucapkan",
    "ucapan",
    "ucapin",
    "ngucapin",
    "bilang",
    "kirim",
    "memberi",
    "menyampaikan",
    "kartu",
    "kata",
    "tanda",
];

/// A piece of a text up to its next mark, by its words as they stand and folded.
struct Clause<'t> {
    words: Vec<(&'t str, String)>,
}

/// Returns a text without the courtesy around what it asks.
pub(super) fn without(text: &str) -> String {
    let mut after_courtesy = false;
    let mut kept: Vec<String> = Vec::new();
    for piece in text.split_inclusive(['.', '!', '?', ',', ';', ':', '\n', '…', '(', ')']) {
        let clause = Clause::read(piece);
        let rest = clause.rest(after_courtesy);
        after_courtesy = rest.is_empty() && (after_courtesy || !clause.words.is_empty());
        if !rest.is_empty() {
            kept.push(rest.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" "));
        }
    }
    kept.join(" ")
}

impl<'t> Clause<'t> {
    fn read(piece: &'t str) -> Self {
        let words = piece.split_whitespace().map(|word| (word, folded(word)));
        Self { words: words.filter(|(_, folded)| !folded.is_empty()).collect() }
    }

    /// What is left of a clause without courtesy; a clause that only goes with one goes behind one.
    fn rest(&self, after_courtesy: bool) -> &[(&'t str, String)] {
        let words = self.words.as_slice();
        let begun = words.len().saturating_sub(behind_opening(words).len());
        let rest = words.get(begun..).unwrap_or_default();
        let rest = before_closing(rest);
        let goes_with = |(_, word): &(&str, String)| COMPANY.contains(&word.as_str());
        let is_wish = words.first().is_some_and(|(_, word)| matches!(word.as_str(), "semoga" | "moga"));
        if is_wish
            || (rest.iter().all(goes_with) && (begun > 0 || rest.len() < words.len() || after_courtesy))
        {
            return &[];
        }
        rest
    }
}

type Words<'w, 't> = &'w [(&'t str, String)];

/// Words behind the courtesy that a clause begins with.
fn behind_opening<'w, 't>(words: Words<'w, 't>) -> Words<'w, 't> {
    let (mut place, mut opened) = (0, false);
    while let Some(rest) = words.get(place..).filter(|rest| !rest.is_empty()) {
        let length = opening(rest);
        opened |= length > 0;
        match rest.first() {
            _ if length > 0 => place = place.saturating_add(length),
            Some((_, word)) if COMPANY.contains(&word.as_str()) => place = place.saturating_add(1),
            _ => break,
        }
    }
    if !opened {
        return words;
    }
    // What links to what comes behind belongs to it.
    let linking = words.get(..place).unwrap_or_default().iter().rev();
    let linking = linking.take_while(|(_, word)| LINKS.contains(&word.as_str())).count();
    let place = if place < words.len() { place.saturating_sub(linking) } else { place };
    words.get(place..).unwrap_or_default()
}

/// Words before the courtesy that a clause ends with.
fn before_closing<'w, 't>(words: Words<'w, 't>) -> Words<'w, 't> {
    let goes_with = |(_, word): &(&str, String)| COMPANY.contains(&word.as_str());
    let closes = |place: usize| {
        let rest = words.get(place..).unwrap_or_default();
        let length = opening(rest);
        let is_closer = rest.first().is_some_and(|(_, word)| CLOSERS.contains(&word.as_str()));
        let all = rest.get(length..).unwrap_or_default();
        let mut tail = all;
        while let Some((first, behind)) = tail.split_first() {
            let opens = opening(tail);
            if opens == 0 && !goes_with(first) {
                return false;
            }
            tail = if opens > 0 { tail.get(opens..).unwrap_or_default() } else { behind };
        }
        length > 0 && is_closer
    };
    let says = |place: usize| {
        let before = place.checked_sub(1).and_then(|place| words.get(place));
        before.is_some_and(|(_, word)| SAYING.contains(&word.as_str()))
    };
    let place = (0..words.len()).find(|place| closes(*place) && !says(*place));
    words.get(..place.unwrap_or(words.len())).unwrap_or(words)
}

/// How many words of an opener a clause begins with.
fn opening(words: Words<'_, '_>) -> usize {
    let mut folded = words.iter().map(|(_, word)| word.as_str());
    let (Some(first), second) = (folded.next(), folded.next()) else { return 0 };
    if second.is_some_and(|second| PAIRS.contains(&(first, second))) {
        return 2;
    }
    usize::from(OPENERS.contains(&first))
}
