//! Starts Chromium, through a chromedriver of its own, and ends both.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use serde_json::{Value, json};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities};
use thirtyfour::{LoggingPrefsLogLevel, WebDriver};
use tokio::runtime::Runtime;

use crate::tools;
use crate::visitor::habits::Habits;

/// Journeys read best as one step after another: they wait here for each.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(1).enable_all().build().expect("no runtime could be started")
});

/// Nothing but this machine can be reached, and nothing is asked for that a page did not ask for.
const SWITCHES: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Starts of chromedriver before a journey gives up.
const STARTS: usize = 5;

/// A running browser with a fresh profile, which chromedriver makes and deletes.
pub(crate) struct Chromium {
    driver: Option<WebDriver>,
    chromedriver: Child,
}

impl Chromium {
    /// Starts it.
    #[track_caller]
    pub(crate) fn start(habits: &Habits) -> Self {
        let (chromedriver, address) = start_chromedriver();
        // From here on the child is ended whatever happens.
        let mut chromium = Self { driver: None, chromedriver };
        let capabilities = capabilities(habits);
        let driver = RUNTIME.block_on(WebDriver::new(address, capabilities));
        chromium.driver =
            Some(driver.unwrap_or_else(|error| panic!("Chromium did not start: {error}")));
        chromium
    }

    /// Through which it is driven.
    pub(crate) fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("it runs while it has an owner")
    }

    /// Sends a command of the DevTools protocol.
    #[track_caller]
    pub(crate) fn command(&self, name: &str, parameters: Value) -> Value {
        self.try_command(name, parameters).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Sends a command that may fail while a page comes or goes.
    pub(crate) fn try_command(&self, name: &str, parameters: Value) -> Result<Value, String> {
        let devtools = self.driver().cdp();
        RUNTIME.block_on(devtools.send_raw(name, parameters)).map_err(|error| error.to_string())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // When it no longer answers, the next lines still end it.
            let _ = RUNTIME.block_on(driver.quit());
        }
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}

/// Starts chromedriver on a free port of its own choice, which it tells. It chooses one by IPv4 and
/// takes the same by IPv6, and ends where that belongs to another journey: then it chooses again.
#[track_caller]
fn start_chromedriver() -> (Child, String) {
    let program = tools::chromedriver();
    let started = (0..STARTS).find_map(|_| try_chromedriver(&program));
    started.unwrap_or_else(|| panic!("{} ended without naming its port", program.display()))
}

#[track_caller]
fn try_chromedriver(program: &Path) -> Option<(Child, String)> {
    let mut child = Command::new(program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{} did not start: {error}", program.display()));
    let output = child.stdout.take().expect("its output is ours");
    let mut lines = BufReader::new(output).lines();
    let port = lines.by_ref().find_map(|line| port_in(&line.ok()?));
    let Some(port) = port else {
        let _ = child.kill();
        let _ = child.wait();
        return None;
    };
    // Read on, or it would stand still one day with a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Some((child, format!("http://127.0.0.1:{port}")))
}

/// Of `ChromeDriver was started successfully on port 41525.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

fn capabilities(habits: &Habits) -> thirtyfour::ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let binary = tools::chrome();
    let mut preferences = json!({
        "intl.accept_languages": habits.languages,
        "intl.selected_languages": habits.languages,
    });
    if !habits.javascript {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let all = LoggingPrefsLogLevel::All;
    let set = (|| {
        capabilities.set_binary(&binary.to_string_lossy())?;
        for switch in SWITCHES {
            capabilities.add_arg(switch)?;
        }
        let language = habits.languages.split(',').next().unwrap_or("en");
        capabilities.add_arg(&format!("--lang={language}"))?;
        capabilities.add_experimental_option("prefs", preferences)?;
        capabilities.set_logging_prefs("performance", all)?;
        capabilities.set_logging_prefs("browser", all)
    })();
    set.expect("capabilities are plain values");
    capabilities
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
