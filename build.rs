//! Rebuilds the package when the FAQ folder, which is compiled in, changes.

fn main() {
    // Cargo looks at every file below a folder that is named here.
    println!("cargo::rerun-if-changed=faq");
}
