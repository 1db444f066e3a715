//! The client's side: the wire example of a crate.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the wire example of a crate; the path of the program, or what the compiler says.
pub(super) fn build(
    package: &str,
    modules: &[String],
    work: &Path,
) -> io::Result<Result<PathBuf, String>> {
    let output = Command::new("cargo")
        .args([
            "build",
            "--quiet",
            "--example",
            "wire",
            "--package",
            package,
        ])
        .args(["--no-default-features", "--features", "examples"])
        .args(["--features", &modules.join(",")])
        .current_dir(work)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
        .env("CARGO_TARGET_DIR", "target/wire")
        .output()?;
    if !output.status.success() {
        return Ok(Err(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    // All examples have one name; the next build would overwrite this one.
    let program = work.join("target/wire/debug/examples/wire");
    let own = work.join("target/wire").join(package);
    std::fs::copy(&program, &own)?;
    Ok(Ok(own))
}
