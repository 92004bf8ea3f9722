//! `probant mail`: whether mails leave. Opens no data folder, so that it works beside a running server.

use super::{Failure, Folder, terminal_language};
use crate::{clock::Clock, domain::account::Email, locale::Texts, mail};

/// To whom to send.
#[derive(clap::Args)]
pub struct Test {
    #[command(flatten)]
    folder: Folder,
    /// Address that gets the test mail
    address: String,
}

impl Test {
    /// Sends a test mail and says whether a mail server took it.
    ///
    /// # Errors
    /// Why none did, and what to look at.
    pub fn run(self) -> Result<(), Failure> {
        let config = self.folder.config()?;
        let t = Texts::new(terminal_language());
        let to = self.address.parse::<Email>().map_err(|_| Failure::Usage(t.get("account-email-invalid")))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let sent = mail::try_out(config.smtp.as_ref(), to, t.language, config.address(), Clock::default().now());
        match runtime.block_on(sent) {
            Ok(()) => {
                eprintln!("{}", t.one("mail-test-sent", "address", &self.address));
                Ok(())
            }
            Err(failure) => {
                let advice = t.of("mail-fault", failure.why.as_str());
                Err(Failure::Fault(if failure.error.is_empty() { advice } else { format!("{advice}\n{}", failure.error) }))
            }
        }
    }
}
