//! A browser and the system it runs on, by the names people know, from what the browser says it is (`User-Agent`). Knows
//! the common ones, and leaves out what it cannot tell.

/// What stands in the text, and the name. The first that is found decides: Edge says that it is Chrome too, and Chrome
/// that it is Safari.
const BROWSERS: [(&str, &str); 10] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Safari/", "Safari"),
];

/// As for [`BROWSERS`]: Android says that it is Linux too, and an iPhone that it is like a Mac.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

/// A browser and its system, each where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device<'a> {
    pub browser: Option<&'a str>,
    pub system: Option<&'static str>,
}

impl<'a> Device<'a> {
    /// Reads what a browser says it is. A program that is no browser goes by the name it gives itself.
    pub fn of(agent: &'a str) -> Self {
        let known = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
        let own = || agent.split_once('/').map(|(name, _)| name).filter(|name| is_name(name));
        Self { browser: known(&BROWSERS).or_else(own), system: known(&SYSTEMS) }
    }
}

/// Every browser calls itself Mozilla: that says nothing.
fn is_name(word: &str) -> bool {
    word != "Mozilla" && (1..=40).contains(&word.len()) && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_. ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_systems_go_by_their_names() {
        let table = [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Some("Firefox"), Some("Linux")),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                Some("Safari"),
                Some("macOS"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1",
                Some("Chrome"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                Some("Samsung Internet"),
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
                Some("Chrome"),
                Some("Linux"),
            ),
            ("curl/8.14.1", Some("curl"), None),
            ("Mozilla/5.0 (compatible)", None, None),
            ("<b>/", None, None),
            ("/", None, None),
            ("", None, None),
        ];
        for (agent, browser, system) in table {
            assert_eq!(Device::of(agent), Device { browser, system }, "{agent}");
        }
    }
}
