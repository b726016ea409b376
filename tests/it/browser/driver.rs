//! A browser over WebDriver: plain HTTP with a driver process of our own.

use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use serde_json::json;
use tempfile::TempDir;

use super::process::Process;

/// Where the browser and its driver are.
pub(super) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
}

/// Finds the browser; without one the test is skipped, or fails where a browser is required.
pub(super) fn find() -> Option<Browser> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path);
    match (chromium, on_path("chromedriver")) {
        (Some(chromium), Some(driver)) => Some(Browser { chromium, driver }),
        _ => skip("chromium and chromedriver not found; apt-get install chromium chromium-driver"),
    }
}

/// The accessibility rules' JavaScript, where `NETRAL_AXE` names it.
pub(super) fn axe() -> Option<String> {
    match variable("NETRAL_AXE") {
        Some(path) => Some(std::fs::read_to_string(path).unwrap()),
        None => skip("NETRAL_AXE does not name the axe.min.js of axe-core"),
    }
}

/// Where pictures are to be written, if anywhere.
pub(super) fn pictures() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    variable("NETRAL_SCREENSHOTS").map(|folder| root.join(folder))
}

fn skip<T>(why: &str) -> Option<T> {
    assert!(variable("NETRAL_REQUIRE_BROWSER").is_none_or(|value| value != "1"), "{why}");
    // The harness captures what is printed; this goes past it, so that nobody takes a skip for a pass.
    std::io::stderr().write_all(format!("dilewati/skipped: {why}\n").as_bytes()).unwrap();
    None
}

#[expect(clippy::disallowed_methods, reason = "a test is told by its environment what this computer has")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// One browser window; it closes when this is dropped.
pub(super) struct Session {
    client: reqwest::Client,
    port: u16,
    id: String,
    _profile: TempDir,
    _driver: Process,
}

impl Session {
    pub(super) async fn open(browser: &Browser) -> Self {
        let mut command = Command::new(&browser.driver);
        let (driver, port) = Process::start(command.arg("--port=0"), |line| {
            line.split_once("successfully on port ")?.1.trim().trim_end_matches('.').parse().ok()
        });
        let profile = tempfile::tempdir().unwrap();
        let client = reqwest::Client::builder().timeout(Duration::from_secs(60)).build().unwrap();
        let mut session = Self { client, port, id: String::new(), _profile: profile, _driver: driver };
        let wanted = json!({"capabilities": {"alwaysMatch": session.capabilities(browser)}});
        let opened = session.begin(wanted).await;
        session.id = opened["sessionId"].as_str().unwrap().to_owned();
        session
    }

    /// On a busy computer the browser does not always come up at the first try.
    async fn begin(&self, wanted: Value) -> Value {
        match self.try_send("", wanted.clone()).await {
            Ok(opened) => opened,
            Err(_) => self.send("", wanted).await,
        }
    }

    fn capabilities(&self, browser: &Browser) -> Value {
        let profile = format!("--user-data-dir={}", self._profile.path().display());
        json!({
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"binary": browser.chromium, "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--hide-scrollbars", profile,
            ]},
        })
    }

    /// One command of the session; returns its value.
    pub(super) async fn send(&self, command: &str, body: Value) -> Value {
        self.try_send(command, body).await.unwrap_or_else(|value| panic!("{command}: {value}"))
    }

    async fn try_send(&self, command: &str, body: Value) -> Result<Value, Value> {
        let separator = if self.id.is_empty() { "" } else { "/" };
        let address = format!("http://127.0.0.1:{}/session{separator}{}{command}", self.port, self.id);
        let answer = self.client.post(address).json(&body).send().await.unwrap();
        let is_done = answer.status().is_success();
        let value = answer.json::<Value>().await.unwrap()["value"].take();
        if is_done { Ok(value) } else { Err(value) }
    }

    /// The PNG of what is in the window.
    pub(super) async fn picture(&self) -> Vec<u8> {
        let shot = self.emulate("Page.captureScreenshot", json!({"format": "png"})).await;
        BASE64_STANDARD.decode(shot["data"].as_str().unwrap()).unwrap()
    }

    /// A command of Chromium's own protocol.
    pub(super) async fn emulate(&self, command: &str, params: Value) -> Value {
        self.send("/goog/cdp/execute", json!({"cmd": command, "params": params})).await
    }

    /// Runs a script in the page and returns what it returns.
    pub(super) async fn run(&self, script: &str, arguments: Value) -> Value {
        self.send("/execute/sync", json!({"script": script, "args": arguments})).await
    }
}

impl Drop for Session {
    /// Ends the browser as well as the driver: a killed driver would leave it behind.
    fn drop(&mut self) {
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.id, self.port
        );
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            stream.set_read_timeout(Some(Duration::from_secs(10))).ok();
            stream.write_all(request.as_bytes()).ok();
            stream.read_exact(&mut [0; 12]).ok();
        }
    }
}
