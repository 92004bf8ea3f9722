//! The `probant` program: everything is in the library, the only exit is here.

fn main() -> std::process::ExitCode {
    probant::cli::run()
}
