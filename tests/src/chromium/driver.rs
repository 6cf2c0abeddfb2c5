//! The one chromedriver of a test program: started when the first browser is, and ended with the program, however that
//! ends.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::LazyLock;

use crate::tools;

/// Starts of chromedriver before a journey gives up.
const STARTS: usize = 5;

/// A test program has no last line of its own in which it could end what it has started, and may be stopped at any
/// time. So a shell waits for the end of its input, which comes with the end of the program, and then ends chromedriver
/// and its browsers, which are in one group with it, and removes their profiles.
const UNTIL_WE_END: &str = r#"
    home=$(mktemp -d) || exit 1
    TMPDIR=$home "$0" --port=0 &
    exec > /dev/null
    read -r _
    trap '' TERM
    kill -TERM 0
    wait
    # A browser that is about to end may still write.
    for _ in 1 2 3 4 5; do rm -rf "$home" && exit; sleep 1; done
"#;

/// A running chromedriver.
struct Driver {
    address: String,
    _shell: Child,
    /// Open as long as the program lives.
    _input: ChildStdin,
}

static DRIVER: LazyLock<Driver> = LazyLock::new(|| {
    let started = (0..STARTS).find_map(|_| start());
    started.unwrap_or_else(|| {
        panic!("{} ended without naming its port", tools::chromedriver().display())
    })
});

/// Where browsers are asked for.
pub(super) fn address() -> &'static str {
    &DRIVER.address
}

/// Starts it on a free port of its own choice, which it tells. It chooses one by IPv4 and takes the same by IPv6, and
/// ends where that belongs to another program: then it is started again.
fn start() -> Option<Driver> {
    let mut shell = Command::new("sh");
    shell.args(["-c", UNTIL_WE_END]).arg(tools::chromedriver());
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut shell, 0);
    let mut shell = shell.spawn().unwrap_or_else(|error| panic!("sh did not start: {error}"));
    let (Some(input), Some(output)) = (shell.stdin.take(), shell.stdout.take()) else {
        let _ = shell.wait();
        return None;
    };
    let mut lines = BufReader::new(output).lines();
    let Some(port) = lines.by_ref().find_map(|line| port_in(&line.ok()?)) else {
        // The shell ends with its input.
        drop(input);
        let _ = shell.wait();
        return None;
    };
    // Read on, or chromedriver would stand still one day with a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Some(Driver { address: format!("http://127.0.0.1:{port}"), _shell: shell, _input: input })
}

/// Of `ChromeDriver was started successfully on port 41525.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_port_is_read_from_what_chromedriver_says() {
        let said = "ChromeDriver was started successfully on port 41525.";
        assert_eq!(super::port_in(said), Some(41525));
        assert_eq!(super::port_in("Starting ChromeDriver 156 on port 0"), None);
    }
}
