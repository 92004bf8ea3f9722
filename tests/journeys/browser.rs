//! A person at a real browser: an empty profile, a language, and words for what people do. Waits for conditions,
//! never for a time; what the browser complains about fails the journey.

use super::driver::{self, Driver};
use crate::harness::PASSWORD;
use fantoccini::{
    Client, Locator,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
    key::Key,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    path::Path,
    sync::Mutex,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Browsers at the same time: more only wait for each other.
static TURNS: Semaphore = Semaphore::const_new(2);

/// How long anything may take until it is said to fail; debug builds on a busy machine are slow.
const PATIENCE: Duration = Duration::from_secs(40);
const GLANCE: Duration = Duration::from_millis(20);

/// How the browser is started: nothing of its own on the network, no first steps.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--window-size=1440,900",
];

/// A browser with a tab.
pub struct Browser {
    client: Client,
    driver: Driver,
    commands: reqwest::Client,
    /// Address of the server, without a slash at the end.
    url: String,
    tolerated: Mutex<Vec<&'static str>>,
    #[expect(dead_code, reason = "deleted when dropped")]
    profile: TempDir,
    #[expect(dead_code, reason = "held until the browser is gone")]
    turn: SemaphorePermit<'static>,
}

/// Walks a journey with a browser of its own that speaks this language (`fr`, `en`, `es`).
pub async fn journey(url: &str, language: &str, steps: impl AsyncFnOnce(&Browser)) {
    let browser = Browser::start(url, language).await;
    steps(&browser).await;
    browser.must_be_quiet().await;
}

impl Browser {
    async fn start(url: &str, language: &str) -> Self {
        let turn = TURNS.acquire().await.unwrap();
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Driver::start();
        let mut arguments: Vec<String> = FLAGS.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        arguments.push(format!("--lang={language}"));
        let wanted = json!({
            "browserName": "chrome",
            "unhandledPromptBehavior": "ignore",
            "timeouts": { "script": 120_000, "pageLoad": 120_000 },
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": driver::browser(),
                "args": arguments,
                "prefs": { "intl.accept_languages": language, "credentials_enable_service": false },
            },
        });
        let Value::Object(wanted) = wanted else { panic!("capabilities are an object") };
        let client = Client::with_capabilities_and_connector(&driver.address(), &wanted, HttpConnector::new()).await.unwrap();
        driver.session = client.session_id().await.unwrap();
        let tolerated = Mutex::default();
        let browser = Self { client, driver, commands: reqwest::Client::new(), url: url.to_owned(), tolerated, profile, turn };
        // Without a screen no window has the focus, and then nothing in a page looks focused.
        browser.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
        browser
    }

    /// Opens a path of the server and waits until the page and its scripts are there.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.url)).await.unwrap();
        self.until("the page is ready", "document.readyState === 'complete'").await;
    }

    /// The path and the query of the page that is shown.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.url).unwrap_or(url.as_str()).to_owned()
    }

    /// Runs a script in the page: the body of a function.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The value of an expression in the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.run(&format!("return {expression}"), Vec::new()).await
    }

    /// Runs a script that calls the last of its arguments when it is done.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Waits until an expression in the page holds.
    pub async fn until(&self, what: &str, expression: &str) {
        let (began, script) = (Instant::now(), format!("return !!({expression})"));
        loop {
            // An error means that the page is being replaced by another.
            if let Ok(Value::Bool(true)) = self.client.execute(&script, Vec::new()).await {
                return;
            }
            if began.elapsed() > PATIENCE {
                self.lost(what).await;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Waits until a text is to be read on the page.
    pub async fn reads(&self, text: &str) {
        let expression = format!("document.body?.innerText.replace(/\\s+/g, ' ').includes({})", json!(text));
        self.until(&format!("“{text}” is shown"), &expression).await;
    }

    /// Waits for an element that a person can see.
    pub async fn find(&self, css: &str) -> Element {
        self.seen(Locator::Css(css), css).await
    }

    /// Waits for a link, a button or a summary that bears these words.
    pub async fn named(&self, words: &str) -> Element {
        let marks = "self::a or self::button or self::summary or self::label";
        let path = format!("//*[{marks}][contains(normalize-space(.), \"{words}\") or @aria-label=\"{words}\"]");
        self.at(&path).await
    }

    /// Waits for an element at this place, as XPath tells it.
    pub async fn at(&self, path: &str) -> Element {
        self.seen(Locator::XPath(path), path).await
    }

    async fn seen(&self, locator: Locator<'_>, what: &str) -> Element {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            for element in self.client.find_all(locator).await.unwrap_or_default() {
                if matches!(element.is_displayed().await, Ok(true)) {
                    return element;
                }
            }
            tokio::time::sleep(GLANCE).await;
        }
        self.lost(&format!("{what} is there")).await
    }

    /// Clicks on what is in reach: scrolled to first, and again where the page moved meanwhile, as a person would.
    pub async fn click(&self, element: &Element) {
        let began = Instant::now();
        loop {
            self.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", vec![json!(element)]).await;
            match element.click().await {
                Ok(()) => return,
                Err(error) if began.elapsed() > PATIENCE => panic!("{error}"),
                Err(_) => tokio::time::sleep(GLANCE).await,
            }
        }
    }

    /// Clicks on a link or a button and waits for the page that comes.
    pub async fn follow(&self, element: &Element) {
        self.leads(async || self.click(element).await).await;
    }

    /// Does something that loads another page, and waits for it.
    pub async fn leads(&self, doing: impl AsyncFnOnce()) {
        self.run("window.isOld = true", Vec::new()).await;
        doing().await;
        self.until("another page comes", "!window.isOld && document.readyState === 'complete'").await;
    }

    /// Types into the field of this name, instead of what was there.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(&format!("[name=\"{name}\"]")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        self.client.active_element().await.unwrap().send_keys(&(key + "")).await.unwrap();
    }

    /// Types where the focus is.
    pub async fn type_in(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Drags one thing onto another with the mouse.
    pub async fn drag(&self, from: &Element, to: &Element) {
        let duration = Some(Duration::from_millis(100));
        let onto = |element: &Element| PointerAction::MoveToElement { element: element.clone(), duration, x: 0.0, y: 0.0 };
        let nudge = || PointerAction::MoveBy { duration, x: 3.0, y: 3.0 };
        let mouse = MouseActions::new("mouse".to_owned())
            .then(onto(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(nudge())
            .then(onto(to))
            .then(nudge())
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.unwrap();
    }

    /// The words of the element that has the focus.
    pub async fn focused(&self) -> String {
        let name = "(e => e.getAttribute('aria-label') ?? e.innerText ?? '')(document.activeElement)";
        self.value(name).await.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Chooses files in the field that takes them.
    pub async fn choose(&self, files: &[&Path]) {
        let field = self.client.find(Locator::Css("input[type=file]")).await.unwrap();
        let paths: Vec<_> = files.iter().map(|file| file.to_str().unwrap()).collect();
        field.send_keys(&paths.join("\n")).await.unwrap();
    }

    /// Fetches a file as a download of this browser would: status, type, bytes.
    pub async fn fetch(&self, path: &str) -> (u64, String, Vec<u8>) {
        let script = "const done = arguments[1]; fetch(arguments[0]).then(async (answer) => {
            let bytes = ''; for (const byte of new Uint8Array(await answer.arrayBuffer())) bytes += String.fromCharCode(byte);
            done([answer.status, answer.headers.get('content-type') ?? '', bytes]) })";
        let answer = self.run_async(script, vec![json!(path)]).await;
        let bytes = answer[2].as_str().unwrap().chars().map(|byte| u8::try_from(u32::from(byte)).unwrap()).collect();
        (answer[0].as_u64().unwrap(), answer[1].as_str().unwrap().to_owned(), bytes)
    }

    /// Signs somebody of the harness in.
    pub async fn sign_in(&self, email: &str) {
        self.open("/login").await;
        self.fill("email", email).await;
        self.fill("password", PASSWORD).await;
        let button = self.find("form .button.primary").await;
        self.follow(&button).await;
        assert!(!self.path().await.starts_with("/login"), "{email} is signed in");
    }

    /// Sets the width and the height of the page, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// What the page looks like now, as PNG.
    pub async fn photograph(&self) -> Vec<u8> {
        self.client.screenshot().await.unwrap()
    }

    /// A command of the developer tools.
    pub async fn devtools(&self, command: &str, arguments: Value) -> Value {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": arguments })).await
    }

    /// Says that a complaint with these words belongs to the journey.
    pub fn tolerate(&self, words: &'static str) {
        self.tolerated.lock().unwrap().push(words);
    }

    /// Fails where the browser complained: errors of scripts, files that are missing, what the security policy refused.
    pub async fn must_be_quiet(&self) {
        let complaints = self.complaints().await;
        assert!(complaints.is_empty(), "the browser complains on {}:\n{}", self.path().await, complaints.join("\n"));
    }

    async fn complaints(&self) -> Vec<String> {
        let log = self.command("se/log", json!({ "type": "browser" })).await;
        let entries = log.as_array().cloned().unwrap_or_default();
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE" || entry["source"] == "security");
        let messages = severe.filter_map(|entry| entry["message"].as_str().map(str::to_owned));
        // A form that is shown again with its errors answers 422: the browser reports it, and it is as it should be.
        let tolerated = self.tolerated.lock().unwrap().clone();
        let expected = |message: &str| message.contains("status of 422") || tolerated.iter().any(|words| message.contains(words));
        messages.filter(|message| !expected(message)).collect()
    }

    async fn command(&self, path: &str, body: Value) -> Value {
        let session = self.driver.session.as_deref().unwrap_or_default();
        let address = format!("{}/session/{session}/{path}", self.driver.address());
        let answer = self.commands.post(address).json(&body).send().await.unwrap();
        let mut answer: Value = answer.json().await.unwrap();
        answer["value"].take()
    }

    /// Fails, and tells where the person is.
    async fn lost(&self, what: &str) -> ! {
        let page = self.client.execute("return document.body.innerText.slice(0, 1500)", Vec::new()).await;
        let page = page.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default();
        panic!("waited in vain: {what}\nat {}\n{page}\n{}", self.path().await, self.complaints().await.join("\n"))
    }
}
