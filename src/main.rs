//! The `netral` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    netral::cli::main()
}
