//! Builds for the browser and for this machine at the same time.
//!
//! The browser's build ends with one long single-threaded optimization, and the two have different locks in the
//! target folder, so that together they take much less time than one after the other.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::bundle::{Messages, build_generator, compile, package};
use crate::problem::{Outcome, Problem};
use crate::project::Project;
use crate::wasm_std::Toolchain;

/// Free memory below which one build waits for the other: side by side they keep two compilers each busy on two cores,
/// counted as 1 GB a compiler.
const ENOUGH_KILOBYTES: u64 = 4_000_000;

/// Makes the bundle, and does `host` meanwhile. Both are always done; each has its own outcome, the bundle's being the
/// time it took.
pub fn bundle_beside<T>(
    project: &Project,
    toolchain: &Toolchain,
    host: impl FnOnce() -> Outcome<T>,
) -> (Outcome<Duration>, Outcome<T>) {
    let start = Instant::now();
    let time = move |()| start.elapsed();
    if fs::read_to_string("/proc/meminfo").is_ok_and(|text| is_short_of_memory(&text)) {
        return (bundle(project, toolchain).map(time), host());
    }
    thread::scope(|scope| {
        let (give_generator, generator) = channel::<Outcome<PathBuf>>();
        let bundle = scope.spawn(move || {
            let wasm = compile(project, toolchain, Messages::Held)?;
            let generator = generator.recv().unwrap_or_else(|_| Err(stopped()))?;
            package(project, &wasm, &generator).map(time)
        });
        // Before the rest for this machine, because the bundle waits for it.
        // A receiver that is gone has failed and says so itself.
        let _ = give_generator.send(build_generator(project));
        let host = host();
        (bundle.join().unwrap_or_else(|_| Err(stopped())), host)
    })
}

/// Makes the bundle and nothing else.
pub fn bundle(project: &Project, toolchain: &Toolchain) -> Outcome<()> {
    let wasm = compile(project, toolchain, Messages::Shown)?;
    let generator = build_generator(project)?;
    package(project, &wasm, &generator)
}

fn stopped() -> Problem {
    Problem::new(
        "the build stopped unexpectedly; try again, and report what is above if it happens twice",
    )
}

/// Reads the kernel's account of memory; what can't be read is no reason to be slow.
fn is_short_of_memory(account: &str) -> bool {
    let available = account.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kilobytes = available.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.is_some_and(|kilobytes| kilobytes < ENOUGH_KILOBYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_take_turns_only_where_memory_is_known_to_be_short() {
        let account = |kilobytes: u64| format!("MemTotal: 9 kB\nMemAvailable:   {kilobytes} kB\n");
        assert!(is_short_of_memory(&account(1_900_000)));
        assert!(!is_short_of_memory(&account(6_000_000)));
        assert!(!is_short_of_memory("MemTotal: 9 kB\n"));
        assert!(!is_short_of_memory(""));
    }
}
