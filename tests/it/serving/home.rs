//! Where a process under test lives: its data folder, secret file, FAQ, configuration and log.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use netral::curation::Admin;
use netral::curation::AdminId;
use netral::curation::Kept;
use netral::curation::Role;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::sandbox::Telegram;
use netral::sealing::KeyPair;
use netral::storage::SledStore;
use netral::system::SystemClock;
use tempfile::TempDir;

use super::Serving;
use super::small_faq;

/// A folder that goes with the test.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        small_faq::write(&home.faq());
        fs::write(home.config(), "[instansi]\nnama = \"BKPSDM Kota Contoh\"\n").unwrap();
        home
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn secret(&self) -> PathBuf {
        self.folder.path().join("netral.secret")
    }

    /// What the processes of this home have written to standard output and standard error.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap()
    }

    /// The command that serves here.
    pub(crate) fn command(&self, telegram: &Telegram) -> Command {
        let log = File::options().create(true).append(true).open(self.log_file()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
        command.arg("serve").current_dir(self.folder.path());
        command.arg("--data").arg(self.data());
        command.arg("--config").arg(self.config());
        command.arg("--faq").arg(self.faq());
        command.env("TELOXIDE_TOKEN", telegram.token()).env("TELOXIDE_API_URL", telegram.url());
        command.stdout(log.try_clone().unwrap()).stderr(log);
        command
    }

    /// Starts a process that serves here.
    pub(crate) fn serve(&self, telegram: &Telegram) -> Serving {
        Serving::start(self.command(telegram))
    }

    fn faq(&self) -> PathBuf {
        self.folder.path().join("faq")
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("netral.toml")
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("keluaran.log")
    }
}

/// Whose chats the handlers of a home that takes tips have.
pub(crate) const HANDLERS: [i64; 2] = [4_020_111_222_333_444, 4_020_999_888_777_666];

impl Home {
    /// A home whose bot takes tips, as many as come.
    pub(crate) fn taking_tips() -> Self {
        let home = Self::new();
        let mut config = fs::read_to_string(home.config()).unwrap();
        let key = || KeyPair::generate().public;
        for (role, chat) in ["Inspektorat", "BKPSDM"].into_iter().zip(HANDLERS) {
            let key = key();
            let key = key.as_str();
            config += &format!("[[penerima]]\nperan = \"{role}\"\ntelegram_id = {chat}\nkunci = \"{key}\"\n");
        }
        config += &format!("[cadangan]\nperan = \"Sekretaris Daerah\"\nkunci = \"{}\"\n", key().as_str());
        config += "[batas]\nlaporan_per_jam = 100000\nlaporan_per_hari_per_chat = 100\ncek_kode_per_detik = 100000\n";
        fs::write(home.config(), config).unwrap();
        home
    }

    /// A home with these admins, numbered from 1.
    pub(crate) async fn staffed(staff: &[(i64, Role)]) -> Self {
        let home = Self::new();
        let store = SledStore::open(&home.data(), &home.secret(), SystemClock).unwrap();
        let rows = staff.iter().zip(1..).map(|((chat, role), number)| {
            let (id, chat) = (AdminId(number), Some(ChatId(*chat)));
            Admin { id, role: *role, chat, since: 20_000, note: None }.put_new()
        });
        assert!(store.apply(rows.collect()).await.unwrap());
        home
    }

    /// A home whose configuration names an owner.
    pub(crate) fn owned_by(owner: i64) -> Self {
        let home = Self::new();
        let config = fs::read_to_string(home.config()).unwrap();
        fs::write(home.config(), format!("{config}[[pemilik]]\ntelegram_id = {owner}\n")).unwrap();
        home
    }

    /// Runs a command here, beside a bot or without one; returns how it ended and all that it said.
    pub(crate) fn runs(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_netral"));
        let output = command.args(arguments).args(["--faq", "faq"]).current_dir(self.folder()).output();
        let output = output.unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code(), said)
    }

    /// The whole folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
