//! The configuration: `netral.toml`, the environment and the command line's folders, typed.
//!
//! The only reader of the environment. Secrets never show in a `Debug` rendering.

mod recipients;

pub use recipients::Tips;

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::coordinates::ChatId;
use crate::texts::Agency;
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
        let file = match fs::read_to_string(&path) {
            Ok(text) => parse(&path, &text)?,
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

fn parse(path: &Path, text: &str) -> Result<File, ConfigError> {
    let wrong = |what: String| ConfigError::Wrong { file: path.to_owned(), what };
    if let Some(what) = recipients::leaked_key(text) {
        return Err(wrong(what));
    }
    let file: File = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        wrong(format!("baris {line}: {}", error.message()))
    })?;
    match impossible(&file) {
        Some(what) => Err(wrong(what)),
        None => Ok(file),
    }
}

/// What TOML can say and Netral can't mean.
fn impossible(file: &File) -> Option<String> {
    let ids = file.pemilik.iter().map(|owner| owner.telegram_id);
    let mut ids = ids.chain(file.penerima.iter().map(|handler| handler.telegram_id));
    if ids.any(|id| id <= 0) {
        return Some("telegram_id adalah bilangan positif".to_owned());
    }
    let limits =
        [file.batas.laporan_per_jam, file.batas.laporan_per_hari_per_chat, file.batas.cek_kode_per_detik];
    if limits.contains(&Some(0)) {
        return Some("setiap batas paling sedikit 1".to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::ConfigError;
    use super::parse;

    fn what_is_wrong(text: &str) -> String {
        match parse(Path::new("netral.toml"), text).unwrap_err() {
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
        let file = parse(Path::new("netral.toml"), text).unwrap();
        assert_eq!(file.instansi.nama.as_deref(), Some("BKPSDM Kota Contoh"));
        assert_eq!(file.penerima.len(), 1);
        assert_eq!(file.faq.empat_mata, Some(false));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        assert!(what_is_wrong("[instansi]\nnamaa = \"x\"").starts_with("baris 2:"));
        assert!(what_is_wrong("[[pemilik]]\ntelegram_id = 0").contains("bilangan positif"));
        assert!(what_is_wrong("[batas]\nlaporan_per_jam = 0").contains("paling sedikit 1"));
    }
}
