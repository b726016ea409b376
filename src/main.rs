//! The `netral` command.

fn main() {}
