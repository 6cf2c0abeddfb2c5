//! Other programs, and what is said to the person at the terminal.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// A program that will not wait for typing.
pub fn program(path: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(path);
    command.stdin(Stdio::null());
    command
}

/// The reason for a program that did not even start.
pub fn not_started(command: &Command) -> String {
    format!("could not start {}", command.get_program().to_string_lossy())
}

/// Runs a program whose output goes to the terminal; a failure becomes `sentence`.
pub fn run(command: &mut Command, sentence: &str) -> Result<()> {
    let status = command.stdout(std::io::stderr()).status();
    if !status.with_context(|| not_started(command))?.success() {
        bail!("{sentence}");
    }
    Ok(())
}

/// The first line that a program prints; nothing when it fails or does not exist.
pub fn first_line(name: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = program(name).args(arguments).stderr(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| said.lines().next().unwrap_or_default().trim().to_owned())
}

/// Announces `what`, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("• {what} …");
    let start = Instant::now();
    let outcome = work();
    let took = start.elapsed().as_secs_f64();
    match &outcome {
        Ok(_) => eprintln!("✓ {what} … {took:.1} s"),
        Err(_) => eprintln!("✗ {what} … failed after {took:.1} s"),
    }
    outcome
}
