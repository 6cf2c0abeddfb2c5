//! What it takes to run a program: time, memory, and whether it came to an end.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::shell::not_started;

/// How often the memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What a run took.
pub struct Cost {
    /// From start to end.
    pub time: Duration,
    /// The most memory it held at once, in MB (the kernel's own high-water mark); 0 where the system does not tell.
    pub peak_mb: u64,
    /// What it said on standard output.
    pub said: String,
}

/// Runs a program, for `limit` at most.
pub fn cost(command: &mut Command, limit: Duration) -> Result<Cost> {
    let start = Instant::now();
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.with_context(|| not_started(command))?;
    // Read beside: a program whose output nobody takes would wait for ever.
    let output = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut said = Vec::new();
        let _ = output.map(|mut output| output.read_to_end(&mut said));
        String::from_utf8_lossy(&said).into_owned()
    });
    let mut peak_kb = 0;
    let status = loop {
        peak_kb = peak_kb.max(high_water_kb(&child));
        match child.try_wait().with_context(|| not_started(command))? {
            Some(status) => break status,
            None if start.elapsed() > limit => {
                let _ = child.kill();
                let _ = child.wait();
                bail!("not done after {} minutes", limit.as_secs() / 60);
            }
            None => thread::sleep(LOOK_EVERY),
        }
    };
    let time = start.elapsed();
    let said = reader.join().unwrap_or_default();
    if status.success() {
        return Ok(Cost { time, peak_mb: peak_kb / 1000, said });
    }
    bail!("failed ({status}): {}", said.lines().last().unwrap_or("it said nothing"))
}

fn high_water_kb(child: &Child) -> u64 {
    let about = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = about.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_fails_or_never_ends_says_so() {
        let shell = |line: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-c", line]);
            shell
        };
        let said = cost(&mut shell("echo done"), LOOK_EVERY * 500).map(|cost| cost.said);
        assert_eq!(said.ok().as_deref(), Some("done\n"));
        assert!(cost(&mut shell("exit 3"), LOOK_EVERY * 500).is_err());
        let waits = cost(&mut shell("exec sleep 60"), LOOK_EVERY);
        assert!(waits.is_err_and(|problem| problem.to_string().contains("not done")));
    }
}
