//! Settings of the instance: a TOML file, then the environment, then flags; the later wins.

mod environment;

use crate::domain::password::PasswordPolicy;
use serde::Deserialize;
use std::{
    ffi::OsString,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// All settings, with the defaults of a first trial on one's own machine.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of everything that must be kept.
    pub data: PathBuf,
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// How people reach the server, for links in mails; the listening address where it is not set.
    pub base_url: Option<String>,
    /// Shows `/styleguide` and tells more in error pages. Never in production.
    pub dev: bool,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    pub log: Log,
    pub limits: Limits,
    pub password_policy: PasswordPolicy,
    pub sessions: Sessions,
    /// Without it, mail waits in the console, where the operator reads it and passes it on.
    pub smtp: Option<Smtp>,
    /// Without it, contents of documents are kept in the data folder.
    pub storage: Option<Bucket>,
    /// Without it, documents are not scanned.
    pub antivirus: Option<Antivirus>,
    /// The program that reads files from outside in processes of its own: the running one. No setting.
    #[serde(skip)]
    pub program: PathBuf,
}

/// A bucket of a store that speaks S3, for the contents of documents.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// Address of the store, such as `https://s3.example`.
    pub endpoint: String,
    pub bucket: String,
    #[serde(default = "usual_region")]
    pub region: String,
    pub access_key: String,
    pub secret_key: String,
    /// File with the certificate of a private authority (PEM), for a store whose own no public authority signed.
    pub ca: Option<PathBuf>,
}

/// The running program, even where its file was replaced meanwhile.
fn this_program() -> PathBuf {
    let link = Path::new("/proc/self/exe");
    if link.exists() { link.to_owned() } else { std::env::current_exe().unwrap_or_default() }
}

/// What stores without regions call theirs.
fn usual_region() -> String {
    "us-east-1".into()
}

/// The scanner of ClamAV (`clamd`), which looks at each document before it is filed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Antivirus {
    /// Host and port, such as `127.0.0.1:3310`.
    pub address: String,
}

/// What is written about the server's work, on standard error.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// A filter such as `info` or `probant=debug,info`.
    pub filter: String,
    /// One JSON object a line instead of text.
    pub json: bool,
}

/// What the server takes in at the most.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of one document.
    pub document_bytes: u64,
    /// Bytes of one register file.
    pub import_bytes: u64,
}

/// When sessions end.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sessions {
    /// Minutes without a request.
    pub idle_minutes: u32,
    /// Hours since the sign-in, whatever happens.
    pub absolute_hours: u32,
}

/// The mail server.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    pub host: String,
    pub port: Option<u16>,
    #[serde(default)]
    pub encryption: SmtpEncryption,
    pub user: Option<String>,
    pub password: Option<String>,
    /// Address that mails come from.
    pub from: String,
    /// File with the certificate of a private authority (PEM), for a mail server whose own no public authority signed.
    pub ca: Option<PathBuf>,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmtpEncryption {
    /// TLS from the first byte (port 465).
    #[default]
    Tls,
    /// TLS after STARTTLS, required (port 587).
    Starttls,
    /// None: for a server on the same machine only.
    None,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bucket").field("endpoint", &self.endpoint).field("bucket", &self.bucket).finish_non_exhaustive()
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("./data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            base_url: None,
            dev: false,
            trusted_proxies: Vec::new(),
            log: Log::default(),
            limits: Limits::default(),
            password_policy: PasswordPolicy::default(),
            sessions: Sessions::default(),
            smtp: None,
            storage: None,
            antivirus: None,
            program: this_program(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".into(), json: false }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_minutes: 4 * 60, absolute_hours: 24 }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { document_bytes: 300 << 20, import_bytes: 50 << 20 }
    }
}

impl Config {
    /// Reads the file, where one is named, and the environment of this process on top of it.
    ///
    /// # Errors
    /// A sentence that names the file or the variable and, for a wrong setting, its place.
    pub fn load(file: Option<&Path>) -> Result<Self, String> {
        Self::read(file, std::env::vars_os())
    }

    fn read(file: Option<&Path>, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, String> {
        let mut config = toml::Table::new();
        if let Some(file) = file {
            let named = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
            let text = std::fs::read_to_string(file).map_err(|error| named(&error))?;
            // Read on its own first: only here is the place of a mistake known.
            toml::from_str::<Self>(&text).map_err(|error| named(&error))?;
            config = toml::from_str(&text).map_err(|error| named(&error))?;
        }
        environment::put_over(&mut config, variables)?;
        config.try_into().map_err(|error| format!("settings from the environment (PROBANT_…): {error}"))
    }

    /// Where the contents of documents are kept.
    pub fn files(&self) -> PathBuf {
        self.data.join("files")
    }

    /// Where the search index is kept.
    pub fn index(&self) -> PathBuf {
        self.data.join("index")
    }

    /// How people reach the server, without a slash at the end.
    pub fn address(&self) -> String {
        self.base_url.as_ref().map_or_else(|| format!("http://{}", self.listen), |url| url.trim_end_matches('/').to_owned())
    }

    /// Whether browsers come over TLS, which decides cookies and HSTS.
    pub fn over_tls(&self) -> bool {
        self.address().starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_wins_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("probant.toml");
        std::fs::write(&file, "listen = \"0.0.0.0:80\"\n[smtp]\nhost = \"mail.example\"\nfrom = \"a@b.fr\"\n").unwrap();
        let read = |name: &str, value: &str| Config::read(Some(&file), [(name.into(), value.into())]);
        let config = read("PROBANT_SMTP__PORT", "2525").unwrap();
        let smtp = config.smtp.unwrap();
        assert_eq!((config.listen.port(), smtp.host.as_str(), smtp.port), (80, "mail.example", Some(2525)));
        assert_eq!(read("PROBANT_LISTEN", "127.0.0.1:9").unwrap().listen.port(), 9);
        assert!(read("PROBANT_SMTP__HOTS", "x").unwrap_err().contains("hots"));
    }

    #[test]
    fn a_file_changes_what_it_names_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("probant.toml");
        std::fs::write(&file, "listen = \"0.0.0.0:80\"\n[log]\njson = true\n").unwrap();
        let config = Config::read(Some(&file), []).unwrap();
        assert_eq!((config.listen.port(), config.log.json, config.data.as_path()), (80, true, Path::new("./data")));
    }

    #[test]
    fn the_file_in_the_documentation_is_one() {
        let (_, file) = include_str!("../../docs/configuration.md").split_once("```toml\n").unwrap();
        let config: Config = toml::from_str(file.split_once("```").unwrap().0).unwrap();
        assert_eq!(config.smtp.unwrap().encryption, SmtpEncryption::Tls);
        assert_eq!(config.limits.document_bytes, Limits::default().document_bytes);
    }

    #[test]
    fn mail_goes_over_tls_unless_the_settings_say_otherwise() {
        let read = |more: &str| {
            let text = format!("[smtp]\nhost = \"mail.example\"\nfrom = \"probant@example.fr\"\n{more}");
            toml::from_str::<Config>(&text).unwrap().smtp.unwrap().encryption
        };
        let table = [
            ("", SmtpEncryption::Tls),
            ("encryption = \"starttls\"", SmtpEncryption::Starttls),
            ("encryption = \"none\"", SmtpEncryption::None),
        ];
        for (more, expected) in table {
            assert_eq!(read(more), expected, "{more}");
        }
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("probant.toml");
        std::fs::write(&file, "liste = 1\n").unwrap();
        let error = Config::read(Some(&file), []).unwrap_err();
        assert!(error.contains("liste") && error.contains("line 1"), "{error}");
    }
}
