//! Runs other programs: never with our standard input, and with an environment in which cargo rebuilds nothing
//! only because cargo started us.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::problem::{Outcome, Problem};
use crate::project::Project;

/// A program that will not wait for typing.
pub fn program(path: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(path);
    command.stdin(Stdio::null());
    command
}

/// Cargo, working on this project as if it were typed at the prompt.
pub fn cargo(project: &Project) -> Command {
    let mut command = program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    forget_outer_cargo(&mut command);
    command.current_dir(&project.root).env("CARGO_TARGET_DIR", &project.target);
    command
}

/// Takes away what `cargo run` adds for its child: build scripts watch some of it, and would run again.
pub fn forget_outer_cargo(command: &mut Command) {
    for (name, _) in env::vars_os() {
        if is_of_outer_cargo(&name.to_string_lossy()) {
            command.env_remove(name);
        }
    }
}

fn is_of_outer_cargo(name: &str) -> bool {
    matches!(
        name,
        "CARGO"
            | "CARGO_CRATE_NAME"
            | "CARGO_BIN_NAME"
            | "CARGO_PRIMARY_PACKAGE"
            | "LD_LIBRARY_PATH"
    ) || name.starts_with("CARGO_MANIFEST_")
        || name.starts_with("CARGO_PKG_")
}

/// Runs a program whose output goes to the terminal; a failure becomes `sentence`.
pub fn run(command: &mut Command, sentence: &str) -> Outcome<()> {
    let status = command
        .stdout(std::io::stderr())
        .status()
        .map_err(|reason| not_started(command, &reason))?;
    succeed(status, sentence)
}

/// Runs a program whose output is only worth reading when it fails: for what runs beside something else.
pub fn run_quietly(command: &mut Command, sentence: &str) -> Outcome<()> {
    let output = command.output().map_err(|reason| not_started(command, &reason))?;
    if !output.status.success() {
        let mut terminal = std::io::stderr().lock();
        // Nothing can be said when even the terminal is gone.
        let _ =
            terminal.write_all(&output.stdout).and_then(|()| terminal.write_all(&output.stderr));
    }
    succeed(output.status, sentence)
}

/// Runs a program, passes its standard output on line by line, and gives every line to `listen` as well.
pub fn run_listening(command: &mut Command, mut listen: impl FnMut(&str)) -> Outcome<ExitStatus> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|reason| not_started(command, &reason))?;
    if let Some(output) = child.stdout.take() {
        let mut reader = BufReader::new(output);
        let mut line = Vec::new();
        // Bytes, not text: a test may print what is no text, and must not end the listening.
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let mut terminal = std::io::stdout().lock();
            let _ = terminal.write_all(&line).and_then(|()| terminal.flush());
            listen(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    child.wait().map_err(|reason| not_started(command, &reason))
}

/// What a program prints, without the white space around it; nothing when it fails or does not exist.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of `names` that is a file in a folder of PATH.
pub fn find_on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names.iter().find_map(|name| find_in(&path, name))
}

fn find_in(path: &OsString, name: &str) -> Option<PathBuf> {
    let names = file_names(name, cfg!(windows));
    let folders: Vec<PathBuf> = env::split_paths(path).collect();
    let mut all = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    all.find(|file| is_program(file))
}

/// The names that the file of a program can have. On Windows some programs, npm among them, are scripts of the system.
pub fn file_names(name: &str, on_windows: bool) -> Vec<String> {
    match on_windows {
        true => [".exe", ".cmd", ".bat"].map(|ending| [name, ending].concat()).into(),
        false => vec![name.to_owned()],
    }
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// The sentence for a program that did not even start.
pub fn not_started(command: &Command, reason: &std::io::Error) -> Problem {
    let name = command.get_program().to_string_lossy();
    Problem::new(format!(
        "could not start {name}: {reason}; check that it is installed and on PATH"
    ))
}

fn succeed(status: ExitStatus, sentence: &str) -> Outcome<()> {
    if status.success() { Ok(()) } else { Err(Problem::new(sentence)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_set_for_cargo_stays_and_what_cargo_run_added_goes() {
        for name in ["CARGO", "CARGO_PKG_VERSION_MAJOR", "CARGO_MANIFEST_DIR", "LD_LIBRARY_PATH"] {
            assert!(is_of_outer_cargo(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_NET_OFFLINE",
            "CARGO_TERM_COLOR",
            "CARGO_BUILD_JOBS",
            "RUSTFLAGS",
            "PATH",
        ] {
            assert!(!is_of_outer_cargo(name), "{name}");
        }
    }

    #[test]
    fn npm_is_found_on_windows_where_it_is_a_script() {
        assert_eq!(file_names("npm", true), ["npm.exe", "npm.cmd", "npm.bat"]);
        assert_eq!(file_names("npm", false), ["npm"]);
    }

    #[test]
    fn a_program_that_is_nowhere_is_not_found() {
        assert_eq!(find_on_path(&["a-program-nobody-has-written"]), None);
    }
}
