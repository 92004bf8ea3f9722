//! The command line: what `probant` understands. Each command lives in the file of its noun.

pub mod archive;
pub mod mail;
pub mod operator;
pub mod pack;
pub mod questionnaire;
pub mod serve;
pub mod setup;
pub mod store;
pub mod token;

use crate::{
    config::Config,
    domain::{fault::Fault, text::Language},
    files::extract,
    locale::Texts,
};
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// Why a command failed; decides the exit status.
#[derive(Debug)]
pub enum Failure {
    /// A fault was found, or the work could not be done: status 1.
    Fault(String),
    /// The command was given wrongly: status 2.
    Usage(String),
}

impl<E: std::fmt::Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Fault(error.to_string())
    }
}

#[derive(Parser)]
#[command(
    name = "probant",
    version,
    about = "Prove that your organisation complies with the GDPR",
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Serve,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages and API (what happens without a command)
    Serve(serve::Serve),
    /// Create the first organisation and its first person without a browser
    Setup(setup::Foundation),
    /// Manage organisations
    #[command(subcommand)]
    Organisation(OrganisationCommand),
    /// Say who looks after the instance
    #[command(subcommand)]
    Operator(OperatorCommand),
    /// Look after outgoing mail
    #[command(subcommand)]
    Mail(MailCommand),
    /// Manage API tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Check or run a scripted questionnaire
    #[command(subcommand)]
    Questionnaire(QuestionnaireCommand),
    /// Check journal, state, documents and search index of a data folder
    Verify(store::Verify),
    /// Make state and search index of a data folder anew from its journal
    Rebuild(store::Rebuild),
    /// Write, ship and look after sector packs
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// Take the text out of the file on standard input; the server runs this for each document.
    #[command(hide = true)]
    ExtractText {
        /// pdf, docx, xlsx, odt or plain
        format: String,
    },
    /// Draw a page of the PDF on standard input; the server runs this for people who look at it.
    #[command(hide = true)]
    DrawPage {
        /// From 1
        number: u32,
    },
}

#[derive(Subcommand)]
enum OrganisationCommand {
    /// Create one more organisation with its first super user
    Create(setup::Foundation),
    /// Bring an organisation in from the archive of another instance
    Import(archive::Import),
}

#[derive(Subcommand)]
enum OperatorCommand {
    /// Give a person the right to look after the instance
    Grant(operator::Person),
    /// Take that right back
    Revoke(operator::Person),
}

#[derive(Subcommand)]
enum MailCommand {
    /// Send a test mail and say what went wrong
    Test(mail::Test),
}

#[derive(Subcommand)]
enum QuestionnaireCommand {
    /// Say where a script is wrong
    Check(questionnaire::Check),
    /// Print questions shown, scores and actions for given answers
    Run(questionnaire::Run),
    /// Print what scripts can say: every function and closure, with an example
    Docs(questionnaire::Docs),
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Print a new token for somebody
    Create(token::Create),
}

/// The data folder that a command works on, and the settings.
#[derive(clap::Args)]
pub struct Folder {
    /// Folder of everything that must be kept [default: ./data]
    #[arg(long)]
    data: Option<PathBuf>,
    /// Settings in TOML
    #[arg(long, env = "PROBANT_CONFIG")]
    config: Option<PathBuf>,
}

impl Folder {
    /// The settings, with the folder that was asked for.
    ///
    /// # Errors
    /// Settings that cannot be read.
    pub fn config(self) -> Result<Config, Failure> {
        let mut config = Config::load(self.config.as_deref()).map_err(Failure::Usage)?;
        config.data = self.data.unwrap_or(config.data);
        Ok(config)
    }
}

/// The language of the terminal; English where it speaks none of ours.
fn terminal_language() -> Language {
    let tags = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    tags.filter_map(|tag| tag.parse().ok()).next().unwrap_or(Language::En)
}

/// A fault in words, in the language of the terminal.
fn told(fault: Fault) -> Failure {
    let t = Texts::new(terminal_language());
    Failure::Fault(match fault {
        Fault::Invalid(errors) | Fault::Conflict(errors) => {
            errors.iter().map(|error| t.error(error)).collect::<Vec<_>>().join("\n")
        }
        Fault::Limit(error) | Fault::Unable(error) => t.error(&error),
        Fault::NotFound => t.get("error-sentence-not-found"),
        Fault::Forbidden => t.get("error-sentence-forbidden"),
        Fault::Maintenance(_) => t.get("error-sentence-unavailable"),
        Fault::Internal(cause) | Fault::Stopped(cause) => cause,
    })
}

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(serve) => serve.run(),
        Command::Setup(foundation) => foundation.set_up(),
        Command::Organisation(OrganisationCommand::Create(foundation)) => foundation.found(),
        Command::Organisation(OrganisationCommand::Import(import)) => import.run(),
        Command::Operator(OperatorCommand::Grant(person)) => person.grant(),
        Command::Operator(OperatorCommand::Revoke(person)) => person.revoke(),
        Command::Mail(MailCommand::Test(test)) => test.run(),
        Command::Token(TokenCommand::Create(token)) => token.run(),
        Command::Questionnaire(QuestionnaireCommand::Check(check)) => check.run(),
        Command::Questionnaire(QuestionnaireCommand::Run(run)) => run.run(),
        Command::Questionnaire(QuestionnaireCommand::Docs(docs)) => docs.run(),
        Command::Pack(command) => command.run(),
        Command::ExtractText { format } => match format.parse() {
            Ok(format) => return extract::run(format),
            Err(()) => Err(Failure::Usage(format!("{format}: no format of which text can be taken"))),
        },
        Command::DrawPage { number } => return extract::run_page(number),
        Command::Verify(verify) => verify.run(),
        Command::Rebuild(rebuild) => rebuild.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Fault(message)) => {
            eprintln!("probant: {message}");
            ExitCode::from(1)
        }
        Err(Failure::Usage(message)) => {
            eprintln!("probant: {message}");
            ExitCode::from(2)
        }
    }
}
