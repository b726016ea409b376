//! The chat page as people use it: what they see, press and type.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use serde_json::json;
use tokio::time::Instant;

use super::driver;
use super::driver::Browser;
use super::driver::Session;
use super::keys;
use super::screen::Screen;

/// How long something may take on a busy computer.
const PATIENCE: Duration = Duration::from_secs(45);

/// How often one looks.
const GLANCE: Duration = Duration::from_millis(25);

/// Largest picture of the guide, in bytes.
const LARGEST_PICTURE: usize = 300 * 1024;

pub(super) struct Page {
    session: Session,
}

impl Page {
    pub(super) async fn open(browser: &Browser, address: &str, screen: Screen) -> Self {
        let page = Self { session: Session::open(browser).await };
        page.show(screen).await;
        page.session.send("/url", json!({"url": address})).await;
        page.until("document.querySelector('textarea')", "the page is built").await;
        page
    }

    /// Looks at the page on another screen.
    pub(super) async fn show(&self, screen: Screen) {
        self.session.emulate("Emulation.setDeviceMetricsOverride", screen.metrics()).await;
        self.session.emulate("Emulation.setEmulatedMedia", screen.media()).await;
    }

    /// Waits until a JavaScript expression is true.
    pub(super) async fn until(&self, condition: &str, what: &str) {
        let script = format!("return Boolean({condition})");
        let deadline = Instant::now() + PATIENCE;
        while self.session.run(&script, json!([])).await != true {
            assert!(Instant::now() < deadline, "never happened: {what}\n{}", self.text().await);
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Waits until the newest message of the bot contains these words.
    pub(super) async fn until_bot_says(&self, words: &str) {
        let newest = "[...document.querySelectorAll('.from-bot .words')].at(-1)?.textContent";
        self.until(&format!("{newest}?.includes({})", json!(words)), words).await;
    }

    /// Waits until these words are anywhere on the page.
    pub(super) async fn until_shown(&self, words: &str) {
        self.until(&format!("document.body.innerText.includes({})", json!(words)), words).await;
    }

    async fn text(&self) -> String {
        let text = self.session.run("return document.body.innerText", json!([])).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The texts of all messages, in order.
    pub(super) async fn messages(&self) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll('.message .words')].map((words) => words.innerText)";
        serde_json::from_value(self.session.run(script, json!([])).await).unwrap()
    }

    pub(super) async fn draft(&self) -> String {
        self.session
            .run("return document.querySelector('textarea').value", json!([]))
            .await
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(super) async fn focus_is_in_the_field(&self) -> bool {
        self.session.run("return document.activeElement.matches('textarea')", json!([])).await == true
    }

    /// Writes and sends.
    pub(super) async fn say(&self, text: &str) {
        self.click("//textarea").await;
        self.write(text).await;
        self.press(keys::ENTER).await;
    }

    /// Writes and sends in one of several conversations.
    pub(super) async fn say_in(&self, title: &str, text: &str) {
        self.click(&format!("//section[@aria-label='Percakapan {title}']//textarea")).await;
        self.write(text).await;
        self.press(keys::ENTER).await;
    }

    /// Types into whatever has the focus.
    pub(super) async fn write(&self, text: &str) {
        let element = self.session.run("return document.activeElement", json!([])).await;
        self.session.send(&format!("/element/{}/value", id(&element)), json!({"text": text})).await;
    }

    pub(super) async fn replace_draft(&self, text: &str) {
        self.press(keys::CONTROL_A).await;
        self.write(text).await;
    }

    /// Presses keys; Shift and Control are held to the end.
    pub(super) async fn press(&self, pressed: &str) {
        let act = |kind: &str, key: char| json!({"type": kind, "value": key.to_string()});
        let (held, struck): (Vec<char>, Vec<char>) = pressed.chars().partition(|key| keys::is_held(*key));
        let mut actions: Vec<Value> = held.iter().map(|key| act("keyDown", *key)).collect();
        actions.extend(struck.iter().flat_map(|key| [act("keyDown", *key), act("keyUp", *key)]));
        actions.extend(held.iter().map(|key| act("keyUp", *key)));
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.session.send("/actions", json!({"actions": [keyboard]})).await;
    }

    /// Presses Tab in one direction until the focus is on the control with this label.
    pub(super) async fn tab_to(&self, label: &str, direction: &str) {
        let name =
            "const at = document.activeElement; return at.getAttribute('aria-label') ?? at.textContent";
        for _ in 0..60 {
            self.press(direction).await;
            if self.session.run(name, json!([])).await == label {
                return;
            }
        }
        panic!("{label} can't be reached with the Tab key\n{}", self.text().await);
    }

    /// Clicks the newest button or link with this label as soon as it can be seen.
    pub(super) async fn press_button(&self, label: &str) {
        self.press_named(label, &format!(
            "(@aria-label={label:?} or normalize-space()={label:?} or .//span[normalize-space()={label:?}])"
        ))
        .await;
    }

    /// Clicks the newest button or link whose label begins so.
    pub(super) async fn press_button_like(&self, label: &str) {
        self.press_named(label, &format!("starts-with(normalize-space(), {label:?})")).await;
    }

    async fn press_named(&self, label: &str, named: &str) {
        let path = format!("(//*[(self::button or self::a) and {named}])[last()]");
        let visible = "document.evaluate(PATH, document, null, 9).singleNodeValue?.checkVisibility()";
        self.until(&visible.replace("PATH", &json!(path).to_string()), label).await;
        self.click(&path).await;
    }

    /// Clicks the words of a checkbox.
    pub(super) async fn press_text(&self, words: &str) {
        self.click(&format!("//label[.//*[normalize-space()={words:?}]]")).await;
    }

    /// Chooses files as the dialog of the browser would.
    pub(super) async fn attach(&self, files: &[PathBuf]) {
        let paths: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
        let input = self.session.run("return document.querySelector('.attach-file')", json!([])).await;
        let chosen = json!({"text": paths.join("\n")});
        self.session.send(&format!("/element/{}/value", id(&input)), chosen).await;
    }

    /// Lets the page write to the clipboard, as people's browsers do for pages of their own computer.
    pub(super) async fn may_use_the_clipboard(&self) {
        let wanted = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
        self.session.emulate("Browser.grantPermissions", wanted).await;
    }

    /// Runs a script in the page and returns what it returns.
    pub(super) async fn run(&self, script: &str) -> Value {
        self.session.run(script, json!([])).await
    }

    async fn click(&self, path: &str) {
        let element = self.session.send("/element", json!({"using": "xpath", "value": path})).await;
        self.session.send(&format!("/element/{}/click", id(&element)), json!({})).await;
    }

    /// Checks the rules of WCAG A and AA.
    pub(super) async fn must_follow(&self, rules: &str) {
        self.session.run(rules, json!([])).await;
        let script = "const done = arguments[0]; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }) \
             .then((found) => done(found.violations.map((rule) => [rule.help, rule.nodes.map((node) => node.html)])))";
        let found = self.session.send("/execute/async", json!({"script": script, "args": []})).await;
        assert_eq!(found, json!([]));
    }

    /// Checks that nothing sticks out to the right and that every control is big enough for a finger.
    pub(super) async fn must_fit(&self) {
        let script = "const small = [...document.querySelectorAll('button, .attach, a.key, textarea')].filter((one) => \
             one.checkVisibility() && !one.matches('.words *') && one.getBoundingClientRect().height < 44); \
             const wide = [document.scrollingElement, ...document.querySelectorAll('dialog[open]')]; \
             return [wide.some((one) => one.scrollWidth > one.clientWidth), small.map((one) => one.outerHTML)]";
        assert_eq!(self.session.run(script, json!([])).await, json!([false, []]));
    }

    /// Checks that the page reported no error and asked nobody but its own server.
    pub(super) async fn must_have_behaved(&self) {
        let log = self.session.send("/se/log", json!({"type": "browser"})).await;
        assert_eq!(log, json!([]));
        let script = "return performance.getEntriesByType('resource').map((one) => one.name) \
             .filter((name) => !name.startsWith(location.origin + '/'))";
        assert_eq!(self.session.run(script, json!([])).await, json!([]));
    }

    /// Takes a picture of the end of the conversation, down to the last button.
    pub(super) async fn picture_of_the_end(&self, name: &str) {
        let end = "[...document.querySelectorAll('.message')].at(-1).scrollIntoView({ block: 'end' })";
        self.session.run(end, json!([])).await;
        self.picture(name).await;
    }

    /// Takes a picture, and keeps it where pictures are wanted.
    pub(super) async fn picture(&self, name: &str) {
        self.session.run("document.activeElement.blur()", json!([])).await;
        let picture = self.session.picture().await;
        assert!(picture.len() < LARGEST_PICTURE, "{name} has {} bytes", picture.len());
        if let Some(folder) = driver::pictures() {
            std::fs::write(folder.join(name), picture).unwrap();
        }
    }
}

/// WebDriver's name for an element.
fn id(element: &Value) -> &str {
    element.as_object().and_then(|fields| fields.values().next()).and_then(Value::as_str).unwrap()
}
