//! `probant serve`: reads the settings, opens everything, serves until it is told to stop.

use super::Failure;
use crate::{app, config::Config, service::setup};
use std::{net::SocketAddr, path::PathBuf};
use tracing_subscriber::{EnvFilter, fmt};

/// Flags of `serve`. What is not given comes from the environment, then the file, then the defaults.
#[derive(clap::Args)]
pub struct Serve {
    /// Folder of everything that must be kept [default: ./data]
    #[arg(long)]
    data: Option<PathBuf>,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// Settings in TOML
    #[arg(long, env = "PROBANT_CONFIG")]
    config: Option<PathBuf>,
    /// How people reach the server, for links and cookies
    #[arg(long)]
    base_url: Option<String>,
    /// Show the style guide: for development only
    #[arg(long)]
    dev: bool,
}

impl Serve {
    /// Serves until SIGTERM or SIGINT.
    ///
    /// # Errors
    /// Settings that cannot be read, a folder that cannot be opened, an address that is taken.
    pub fn run(self) -> Result<(), Failure> {
        let mut config = self.settings()?;
        let filter = EnvFilter::try_new(&config.log.filter).map_err(|error| Failure::Usage(error.to_string()))?;
        let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
        if config.log.json {
            log.json().init()
        } else {
            log.init()
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind(config.listen));
        let listener = listener.map_err(|error| Failure::Fault(format!("{}: {error}", config.listen)))?;
        // Port 0 lets the system choose one: links and cookies must know which.
        config.listen = listener.local_addr()?;
        let address = config.address();
        let services = app::open(config)?;
        eprintln!("Probant: {address}");
        if let Some(key) = setup::link(&services)? {
            eprintln!("Set-up: {address}/setup?key={}", key.reveal());
        }
        runtime.block_on(app::serve(services, listener))?;
        Ok(())
    }

    fn settings(self) -> Result<Config, Failure> {
        let mut config = Config::load(self.config.as_deref()).map_err(Failure::Usage)?;
        config.data = self.data.unwrap_or(config.data);
        config.listen = self.listen.unwrap_or(config.listen);
        config.base_url = self.base_url.or(config.base_url);
        config.dev |= self.dev;
        Ok(config)
    }
}
