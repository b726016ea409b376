//! The `netral` command.

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Zeroes whatever is freed: what people wrote doesn't outlive its use in memory that nobody owns any more,
/// also where other people's code held it.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    netral::cli::main()
}
