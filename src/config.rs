//! The configuration: `netral.toml`, the environment and the command line's folders, typed.
//!
//! The only reader of the environment. Secrets never show in a `Debug` rendering.

mod recipients;
mod slips;

pub use recipients::Tips;

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::coordinates::ChatId;
use crate::curation::import::decode;
use crate::texts::Agency;
use crate::texts::config as words;
use crate::texts::config::Fault;
use crate::texts::config::Slip;
use crate::tips::limits::Bounds;

/// The configuration file in the working folder, read when it is there.
const DEFAULT_FILE: &str = "netral.toml";

/// The secret file, beside the configuration file unless it says otherwise.
const DEFAULT_SECRET: &str = "netral.secret";

/// The data folder unless the command line says otherwise.
const DEFAULT_DATA: &str = "data";

/// What the command line says about where things are.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--data`
    pub data: Option<PathBuf>,
    /// `--faq`
    pub faq: Option<PathBuf>,
}

/// The configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// The agency that runs this bot.
    pub agency: Agency,
    /// The data folder.
    pub data: PathBuf,
    /// The secret file.
    pub secret: PathBuf,
    /// The FAQ folder, unless the built-in one is used.
    pub faq: Option<PathBuf>,
    /// Where the owners talk to the bot: they invite those who keep the FAQ.
    pub owners: Vec<ChatId>,
    /// Whether a change of verdict or legal basis needs a second pair of eyes.
    pub four_eyes: bool,
    /// Who opens tips, or why none are taken.
    pub tips: Tips,
    /// How many tips and receipts are taken.
    pub bounds: Bounds,
    /// Hours that local time is ahead of UTC.
    pub hours_east: u8,
    /// Whether this is only a drill: every message says so, and its data is kept apart.
    pub drill: bool,
}

/// Telegram's access, from the environment.
pub struct Access {
    /// `TELOXIDE_TOKEN`
    pub token: Zeroizing<String>,
    /// `TELOXIDE_API_URL`
    pub api_url: Option<String>,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Access(***)")
    }
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file named on the command line can't be read.
    #[error("the configuration file {0} cannot be read")]
    Unreadable(PathBuf, #[source] io::Error),
    /// The file says something that can't be.
    #[error("the configuration file {file} is wrong: {what}")]
    Wrong {
        /// Which file.
        file: PathBuf,
        /// What is wrong, with the line where the parser tells it.
        what: String,
    },
    /// `TELOXIDE_TOKEN` is missing.
    #[error("TELOXIDE_TOKEN is not set")]
    NoToken,
}

/// `netral.toml` as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    instansi: Instansi,
    rahasia: Rahasia,
    faq: FaqDijaga,
    pemilik: Vec<Pemilik>,
    penerima: Vec<Penerima>,
    cadangan: Option<Cadangan>,
    batas: Batas,
    latihan: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Instansi {
    nama: Option<String>,
    kontak: Option<String>,
    zona_waktu: ZonaWaktu,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
enum ZonaWaktu {
    #[default]
    #[serde(rename = "WIB")]
    Wib,
    #[serde(rename = "WITA")]
    Wita,
    #[serde(rename = "WIT")]
    Wit,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rahasia {
    berkas: Option<PathBuf>,
}

/// How the FAQ is kept right.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FaqDijaga {
    empat_mata: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pemilik {
    telegram_id: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Penerima {
    peran: String,
    telegram_id: i64,
    kunci: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cadangan {
    peran: String,
    kunci: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Batas {
    laporan_per_jam: Option<usize>,
    laporan_per_hari_per_chat: Option<usize>,
    cek_kode_per_detik: Option<usize>,
}

impl Config {
    /// Reads the configuration file, if there is one, and puts the command line's folders over it.
    ///
    /// # Errors
    /// When a named file can't be read, or says something that can't be.
    pub fn read(places: &Places) -> Result<Self, ConfigError> {
        let path = places.config.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        let file = match fs::read(&path) {
            Ok(bytes) => parse(&path, &bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && places.config.is_none() => {
                File::default()
            }
            Err(error) => return Err(ConfigError::Unreadable(path, error)),
        };
        let beside = path.parent().map(Path::to_owned).unwrap_or_default();
        let drill = file.latihan;
        let secret = file.rahasia.berkas.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_SECRET));
        let data = places.data.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_DATA));
        Ok(Self {
            tips: recipients::of(&file).map_err(|what| ConfigError::Wrong { file: path.clone(), what })?,
            owners: file.pemilik.iter().map(|owner| ChatId(owner.telegram_id)).collect(),
            four_eyes: file.faq.empat_mata.unwrap_or(true),
            bounds: file.batas.bounds(),
            hours_east: file.instansi.zona_waktu.hours_east(),
            agency: Agency { name: file.instansi.nama, contact: file.instansi.kontak },
            data: if drill { data.join(DRILL) } else { data },
            secret: beside.join(if drill { for_drill(secret) } else { secret }),
            faq: places.faq.clone(),
            drill,
        })
    }
}

/// Returns the folder that `NETRAL_MODELS` names: what matchers learn is kept there, for all commands alike.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "config is the one reader of the environment")]
pub fn models_folder() -> Option<PathBuf> {
    std::env::var_os("NETRAL_MODELS").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

impl ZonaWaktu {
    fn hours_east(self) -> u8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }
}

impl Batas {
    fn bounds(&self) -> Bounds {
        let usual = Bounds::default();
        Bounds {
            tips_an_hour: self.laporan_per_jam.unwrap_or(usual.tips_an_hour),
            tips_a_day: self.laporan_per_hari_per_chat.unwrap_or(usual.tips_a_day),
            receipts_a_second: self.cek_kode_per_detik.unwrap_or(usual.receipts_a_second),
        }
    }
}

/// Where the data of a drill is kept, inside the data folder.
const DRILL: &str = "latihan";

/// A drill never touches what is real.
fn for_drill(path: PathBuf) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push("-latihan");
    path.with_file_name(name)
}

impl Access {
    /// Reads `TELOXIDE_TOKEN` and `TELOXIDE_API_URL`.
    ///
    /// # Errors
    /// When there is no token.
    #[expect(clippy::disallowed_methods, reason = "config is the one reader of the environment")]
    pub fn from_environment() -> Result<Self, ConfigError> {
        let filled = |name| {
            std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let token = filled("TELOXIDE_TOKEN").ok_or(ConfigError::NoToken)?;
        Ok(Self { token: Zeroizing::new(token), api_url: filled("TELOXIDE_API_URL") })
    }
}

/// Returns the text of a configuration file.
///
/// # Errors
/// What is wrong with the way it was saved or written, by its line.
pub(crate) fn text_of(bytes: &[u8]) -> Result<String, String> {
    let text = decode(bytes).map_err(|(line, seems)| words::not_text(line, seems))?;
    if let Some(what) = recipients::leaked_key(&text) {
        return Err(what);
    }
    match slips::unreadable(&text) {
        Some(slip) => Err(words::slip(&slip)),
        None => Ok(text),
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<File, ConfigError> {
    let wrong = |what: String| ConfigError::Wrong { file: path.to_owned(), what };
    let text = text_of(bytes).map_err(wrong)?;
    if let Some(slip) = slips::impossible(&text) {
        return Err(wrong(words::slip(&slip)));
    }
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        wrong(words::slip(&Slip { line, fault: Fault::Unreadable, right: None }))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::ConfigError;
    use super::parse;

    fn what_is_wrong(text: &str) -> String {
        match parse(Path::new("netral.toml"), text.as_bytes()).unwrap_err() {
            ConfigError::Wrong { what, .. } => what,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_full_configuration_is_understood() {
        let text = r#"
            [instansi]
            nama = "BKPSDM Kota Contoh"
            kontak = "(021) 000000"
            zona_waktu = "WITA"
            [rahasia]
            berkas = "kunci/netral.secret"
            [faq]
            empat_mata = false
            [[pemilik]]
            telegram_id = 3001
            [[penerima]]
            peran = "Inspektorat"
            telegram_id = 2001
            kunci = "age1abc"
            [cadangan]
            peran = "Sekretaris Daerah"
            kunci = "age1def"
            [batas]
            laporan_per_jam = 20
        "#;
        let file = parse(Path::new("netral.toml"), text.as_bytes()).unwrap();
        assert_eq!(file.instansi.nama.as_deref(), Some("BKPSDM Kota Contoh"));
        assert_eq!(file.penerima.len(), 1);
        assert_eq!(file.faq.empat_mata, Some(false));
    }

    /// Each slip, the line it is told at, what is said, and the line that would be right.
    const SLIPS: [(&str, usize, &str, &str); 41] = [
        ("[pemilik]\ntelegram_id = 3001", 1, "dua pasang kurung siku", "[[pemilik]]"),
        ("[penerima]\nperan = \"x\"", 1, "dua pasang kurung siku", "[[penerima]]"),
        ("[[instansi]]\nnama = \"x\"", 1, "satu pasang kurung siku", "[instansi]"),
        ("[[cadangan]]\nperan = \"x\"", 1, "satu pasang kurung siku", "[cadangan]"),
        ("[instansi\nnama = \"x\"", 1, "kurung siku", "[instansi]"),
        ("[[pemilik]\ntelegram_id = 3001", 1, "kurung siku", "[[pemilik]]"),
        ("instansi\nnama = \"x\"", 1, "kurung siku", "[instansi]"),
        ("[instansi]\nnama = BKPSDM Kota", 2, "tanda kutip", "nama = \"BKPSDM Kota\""),
        ("[instansi]\nnama = \"BKPSDM", 2, "tanda kutip", "nama = \"BKPSDM\""),
        ("[instansi]\nnama = BKPSDM\"", 2, "tanda kutip", "nama = \"BKPSDM\""),
        ("[instansi]\nnama = “BKPSDM”", 2, "tanda kutip", "nama = \"BKPSDM\""),
        ("[instansi]\nnama = \"BKPSDM\",", 2, "koma", "nama = \"BKPSDM\""),
        ("[instansi]\nnama = \"BKPSDM\";", 2, "koma", "nama = \"BKPSDM\""),
        ("[instansi]\nnama: \"BKPSDM\"", 2, "`=`", "nama = \"BKPSDM\""),
        ("[instansi]\nnama BKPSDM Kota", 2, "`=`", "nama = \"BKPSDM Kota\""),
        ("[instansi]\nnama =", 2, "kosong", "nama = \"…\""),
        ("[instansi]\nnama = \"a\"\nnama = \"b\"", 3, "dua kali", ""),
        ("[instansi]\nnama = \"a\"\n[instansi]\nkontak = \"b\"", 3, "dua kali", ""),
        ("[instansi]\nnama = 7", 2, "tanda kutip", "nama = \"7\""),
        ("[instansi]\nNama = \"a\"", 2, "tidak dikenal", "nama = \"a\""),
        ("[instansi]\nnamaa = \"x\"", 2, "tidak dikenal", "nama = \"x\""),
        ("[instansi]\ntelepon = \"x\"", 2, "tidak dikenal", ""),
        ("[Instansi]\nnama = \"x\"", 1, "tidak dikenal", "[instansi]"),
        ("[instasi]\nnama = \"x\"", 1, "tidak dikenal", "[instansi]"),
        ("nama = \"x\"\n[instansi]", 1, "di bawah [instansi]", ""),
        ("[instansi]\nempat_mata = true", 2, "di bawah [faq]", ""),
        ("[instansi]\nlatihan = true", 2, "di atas bagian pertama", ""),
        ("[instansi]\nzona_waktu = \"wib\"", 2, "WIB, WITA, atau WIT", "zona_waktu = \"WIB\""),
        ("[instansi]\nzona_waktu = WITA", 2, "tanda kutip", "zona_waktu = \"WITA\""),
        ("[instansi]\nzona_waktu = \"Asia/Makassar\"", 2, "WIB, WITA, atau WIT", "zona_waktu = \"WITA\""),
        ("[faq]\nempat_mata = \"ya\"", 2, "true atau false", "empat_mata = true"),
        ("[faq]\nempat_mata = tidak", 2, "true atau false", "empat_mata = false"),
        ("latihan = True", 1, "true atau false", "latihan = true"),
        ("[[pemilik]]\ntelegram_id = \"3001\"", 2, "tanpa tanda kutip", "telegram_id = 3001"),
        ("[[pemilik]]\ntelegram_id = 3.001", 2, "angka", "telegram_id = 3001"),
        ("[[pemilik]]\ntelegram_id = 3 001", 2, "angka", "telegram_id = 3001"),
        ("[[pemilik]]\ntelegram_id = @sari", 2, "angka", ""),
        ("[[pemilik]]\ntelegram_id = 0", 2, "bilangan positif", ""),
        ("[[pemilik]]\n", 1, "telegram_id", ""),
        ("[batas]\nlaporan_per_jam = 0", 2, "paling sedikit 1", ""),
        ("[rahasia]\nberkas = \"D:\\netral\\kunci\"", 2, "garis miring", "berkas = \"D:/netral/kunci\""),
    ];

    #[test]
    fn mistakes_are_told_in_indonesian_with_their_line_and_the_right_one() {
        for (text, line, what, right) in SLIPS {
            for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}\n")] {
                let told = what_is_wrong(&text);
                assert!(
                    told.starts_with(&format!("baris {line}: ")) && told.contains(what),
                    "{text}: {told}"
                );
                assert!(right.is_empty() || told.contains(&format!("Tulis: `{right}`")), "{text}: {told}");
                for english in ["expected", "unknown", "invalid", "missing", "duplicate", "string", "key"] {
                    assert!(!told.contains(english), "{text}: {told}");
                }
            }
        }
    }

    #[test]
    fn the_right_line_is_right() {
        for (text, line, _, right) in
            SLIPS.into_iter().filter(|slip| !slip.3.is_empty() && !slip.3.contains('…'))
        {
            let mut lines: Vec<&str> = text.lines().collect();
            lines[line - 1] = right;
            let repaired = lines.join("\n");
            let still = parse(Path::new("netral.toml"), repaired.as_bytes());
            let told = match still {
                Err(ConfigError::Wrong { what, .. }) => what,
                _ => continue,
            };
            assert!(
                !told.starts_with(&format!("baris {line}: ")) || told.contains("belum ada"),
                "{repaired}: {told}"
            );
        }
    }

    #[test]
    fn how_a_file_was_saved_is_told_and_never_called_a_matter_of_rights() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let saved = [
            ([vec![0xff, 0xfe], utf_16("[instansi]\n")].concat(), "UTF-16"),
            (utf_16("[instansi]\nnama = \"x\"\n"), "UTF-16"),
            (b"[instansi]\nnama = \"Kafe Caf\xe9\"\n".to_vec(), "ANSI"),
        ];
        for (bytes, what) in saved {
            let ConfigError::Wrong { what: told, .. } = parse(Path::new("netral.toml"), &bytes).unwrap_err()
            else {
                panic!("{what}")
            };
            assert!(told.contains(what) && told.contains("UTF-8"), "{told}");
        }
    }

    #[test]
    fn spaces_that_are_none_are_named() {
        let told = what_is_wrong("[instansi]\nnama\u{a0}=\u{a0}\"x\"");
        assert!(told.contains("Tulis: `nama = \"x\"`"), "{told}");
    }
}
