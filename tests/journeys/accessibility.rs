//! Every page, for everybody: axe-core finds nothing in light and dark, each page has its title and its language, the
//! focus is seen, and 320 pixels are wide enough. With `PROBANT_PHOTOGRAPHS=folder` the pages are photographed too.

use super::{
    browser::{Browser, journey},
    pages::Pages,
};
use crate::harness::{Server, World};
use probant::service::setup;
use serde_json::{Value, json};
use std::{env, fs, path::PathBuf};

/// The release that `cargo xtask test` installs.
const AXE: &str = "axe-core-4.14.1/axe.min.js";

/// Runs axe-core with the options given, outside the frames of previews, in which no script may run; answers one text for each kind of violation.
const RUN_AXE: &str = "const done = arguments[1];
    const told = (node) => `    ${node.target.join(' ')}: ${[...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')}`;
    axe.run(document, arguments[0]).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, 4).map(told)].join('\\n'))),
        (error) => done([String(error)]))";

/// What a page lacks: title, language, one main heading, a way past the navigation.
const STRUCTURE: &str = "const faults = [];
    if (document.title.length < 12) faults.push(`title: ${document.title}`);
    if (document.documentElement.lang !== arguments[0]) faults.push(`lang: ${document.documentElement.lang}`);
    const heads = document.querySelectorAll('h1');
    if (heads.length !== 1 || !heads[0].innerText.trim()) faults.push(`${heads.length} h1`);
    const skip = document.querySelector('a[href], button, input, summary');
    if (!skip?.matches('a.skip') || !document.querySelector('main' + skip.hash)) faults.push('no way to skip to main');
    const words = document.body.innerText.match(/\\b[a-z]+(-[a-z]+)+ ?\\{|\u{2068}|\u{2069}/);
    if (words) faults.push(`a text key: ${words[0]}`);
    const keys = document.body.textContent.match(/\\b[a-z][a-z0-9]*(-[a-z0-9_]+){2,}/g) ?? [];
    faults.push(...keys.filter((key) => arguments[1].includes(key.split('-', 2).join('-'))).map((key) => `a text key: ${key}`));
    return faults";

/// Elements whose look does not change with the keyboard's focus.
const UNSEEN_FOCUS: &str = "const look = (element) => {
        const { outline, outlineOffset, boxShadow, borderColor, backgroundColor, top } = getComputedStyle(element);
        return [outline, outlineOffset, boxShadow, borderColor, backgroundColor, top].join();
    };
    const around = (element) => [element, element.parentElement, element.parentElement?.parentElement, element.querySelector?.(':scope > details > .node, :scope > .node')].filter(Boolean);
    const faults = [];
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')];
    for (const element of all.filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).slice(0, 80)) {
        document.activeElement?.blur();
        const before = around(element).map(look).join();
        element.focus({ focusVisible: true, preventScroll: true });
        if (document.activeElement === element && around(element).map(look).join() === before) faults.push(`unseen focus: ${element.outerHTML.slice(0, 120)}`);
    }
    document.activeElement?.blur();
    return faults";

/// What reaches beyond the right edge, innermost elements only.
const TOO_WIDE: &str = "const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const scrolls = (one) => one && one !== document.body && (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > page.clientWidth + 0.5 && !scrolls(one.parentElement));
    return [`${page.scrollWidth} pixels wide: ` + wide.filter((one) => !wide.some((other) => other !== one && one.contains(other))).slice(0, 3).map((one) => one.outerHTML.slice(0, 160)).join(' | ')]";

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_can_use_every_page_whatever_their_eyes_and_hands() {
    let pages = Pages::new(World::start_with(|config| config.dev = true).await).await;
    walk(&pages, Some(&pages.world.champion.email), &pages.champion, "champion").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_can_use_every_page_whatever_their_eyes_and_hands() {
    let pages = Pages::new(World::start().await).await;
    walk(&pages, Some(&pages.world.champion.email), &pages.operator, "operator").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contributor_can_use_every_page_whatever_their_eyes_and_hands() {
    let pages = Pages::new(World::start().await).await;
    walk(&pages, Some(&pages.world.contributor.email), &pages.contributor, "contributor").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_can_use_every_page_whatever_their_eyes_and_hands() {
    let pages = Pages::new(World::start().await).await;
    walk(&pages, None, &pages.visitor, "visitor").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_begins_can_use_every_page_whatever_their_eyes_and_hands() {
    let server = Server::start().await;
    let key = setup::link(&server.services).unwrap().unwrap().reveal();
    let axe = axe();
    journey(&server.url, "fr", async |browser| {
        let mut faults = look_at(browser, &axe, "fr", &format!("/setup?key={key}"), "beginner").await;
        let person = server.found("OPH Val de Loire", "Paule Champion", "paule@oph.example").await;
        browser.sign_in(&person.email).await;
        // Everything is still empty: each page says what to do first.
        let empty = ["/", "/register/controller", "/register/processor", "/compliance", "/documents", "/notifications"];
        for path in empty {
            faults.extend(look_at(browser, &axe, "fr", path, "beginner").await);
        }
        none(faults);
    })
    .await;
}

/// Spanish words are longer than French ones: all pages once more, for their width.
#[tokio::test(flavor = "multi_thread")]
async fn a_champion_reads_every_page_in_spanish_on_a_small_screen() {
    let pages = Pages::new(World::start().await).await;
    let person = &pages.world.champion;
    let form = [("name", "Paule Champion"), ("language", "es")];
    assert!(person.web.post(pages.world.at("/account")).form(&form).send().await.unwrap().status().is_redirection());
    journey(&pages.world.server.url, "es", async |browser| {
        browser.tolerate("status of 404");
        browser.sign_in(&person.email).await;
        let mut faults = Vec::new();
        for path in pages.champion.iter().chain(&pages.operator).filter(|path| !path.contains("styleguide")) {
            browser.open(path).await;
            faults.extend(texts(path, browser.run(STRUCTURE, vec![json!("es"), families()]).await));
            faults.extend(narrow(browser, path).await);
            photograph(browser, "spanish", path).await;
        }
        none(faults);
    })
    .await;
}

async fn walk(pages: &Pages, email: Option<&str>, paths: &[String], who: &str) {
    let axe = axe();
    journey(&pages.world.server.url, "fr", async |browser| {
        browser.tolerate("status of 404");
        if let Some(email) = email {
            browser.sign_in(email).await;
        }
        let mut faults = Vec::new();
        for path in paths {
            faults.extend(look_at(browser, &axe, "fr", path, who).await);
        }
        none(faults);
    })
    .await;
}

/// How the keys of texts begin: two words with a hyphen between them. A page that shows one lacks a text.
fn families() -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/locales/fr");
    let files = fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let mut found: Vec<String> = Vec::new();
    for file in files {
        let keys = file.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
        found.extend(keys.filter_map(|key| key.splitn(3, '-').nth(2).map(|rest| key[..key.len() - rest.len() - 1].to_owned())));
    }
    found.sort_unstable();
    found.dedup();
    assert!(found.contains(&"lists-list".to_owned()));
    json!(found)
}

async fn look_at(browser: &Browser, axe: &str, language: &str, path: &str, who: &str) -> Vec<String> {
    browser.open(path).await;
    let mut faults = texts(path, browser.run(STRUCTURE, vec![json!(language), families()]).await);
    faults.extend(texts(path, browser.run(UNSEEN_FOCUS, Vec::new()).await));
    browser.run(axe, Vec::new()).await;
    theme(browser, "light").await;
    faults.extend(texts(path, browser.run_async(RUN_AXE, vec![json!({ "iframes": false })]).await));
    theme(browser, "dark").await;
    let contrast = json!({ "runOnly": ["color-contrast"], "iframes": false });
    faults.extend(texts(&format!("{path} (dark)"), browser.run_async(RUN_AXE, vec![contrast]).await));
    faults.extend(narrow(browser, path).await);
    photograph(browser, who, path).await;
    faults
}

async fn theme(browser: &Browser, name: &str) {
    browser.run("document.documentElement.dataset.theme = arguments[0]", vec![json!(name)]).await;
    // Colours that glide to their new value would be measured on the way.
    browser
        .until("colours have settled", "document.getAnimations().every((one) => one.effect.getTiming().iterations === Infinity)")
        .await;
}

async fn narrow(browser: &Browser, path: &str) -> Vec<String> {
    browser.resize(320, 640).await;
    let faults = texts(&format!("{path} (320 px)"), browser.run(TOO_WIDE, Vec::new()).await);
    browser.resize(1440, 900).await;
    faults
}

async fn photograph(browser: &Browser, who: &str, path: &str) {
    let Some(folder) = env::var_os("PROBANT_PHOTOGRAPHS").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    let heading = browser.value("document.querySelector('h1').innerText").await;
    let place: String = path.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(120).collect();
    for (look, width) in [("light", 1440), ("dark", 1440), ("light", 1024), ("light", 390), ("dark", 390)] {
        theme(browser, look).await;
        browser.resize(width, 860).await;
        let height = browser.value("Math.min(document.documentElement.scrollHeight, 2000)").await;
        browser.resize(width, u32::try_from(height.as_u64().unwrap_or(860)).unwrap()).await;
        let name = format!("{who}{place}-{look}-{width}.png");
        fs::write(folder.join(&name), browser.photograph().await).unwrap();
        println!("{name}: {heading}");
    }
    browser.resize(1440, 900).await;
}

fn texts(path: &str, faults: Value) -> Vec<String> {
    let faults = faults.as_array().cloned().unwrap_or_default();
    faults.iter().map(|fault| format!("{path}\n  {}", fault.as_str().unwrap_or_default())).collect()
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// The script of axe-core, from the folder in which `cargo xtask test` puts its tools.
fn axe() -> String {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    let script = cache.unwrap_or_else(home).join("probant/tools").join(AXE);
    let missing = "run `cargo xtask test`, which installs axe-core with npm";
    fs::read_to_string(&script).unwrap_or_else(|error| panic!("{}: {error}: {missing}", script.display()))
}
