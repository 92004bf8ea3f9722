//! The command line: what `probant` understands. Each command lives in the file of its noun.

pub mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

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
}

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(serve) => serve.run(),
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
