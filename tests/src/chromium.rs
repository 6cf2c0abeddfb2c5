//! Starts Chromium, and ends it; or hands a browser that has been used, and is clean again, to the next visitor.
//!
//! A start takes more than a second of a machine's two cores, a clean tab some milliseconds. What a visitor may have
//! left behind goes before the browser rests: their tabs with their history, what sites have stored, caches, workers
//! and permissions. Journeys about exactly that ask for a new browser all the same (`Habits::with_a_new_browser`).
//!
//! [`driver`] runs the one chromedriver through which all browsers are driven, and ends them all with the program.

mod driver;

use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities};
use thirtyfour::{LoggingPrefsLogLevel, PageLoadStrategy, WebDriver};
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

/// Browsers that rest until somebody comes who reads the same languages.
static RESTING: Mutex<Vec<Resting>> = Mutex::new(Vec::new());

/// Browsers that may rest at a time: each holds some 200 MB.
const MOST_RESTING: usize = 4;

/// A clean browser with one empty tab.
struct Resting {
    start: Start,
    driver: WebDriver,
}

/// What a browser is told when it starts, and can't be told later.
#[derive(Clone, PartialEq, Eq)]
struct Start {
    languages: String,
    javascript: bool,
    waits_for_pages: bool,
    camera: Option<PathBuf>,
}

/// A running browser in which nobody has been yet, as far as a page can tell.
pub(crate) struct Chromium {
    driver: Option<WebDriver>,
    /// The site that is visited, as an origin; its storage goes with the visitor.
    origin: String,
    /// How it was started; `None` when it is not to be used again.
    start: Option<Start>,
}

impl Chromium {
    /// For a visitor to a site: one that rests, or a new one.
    #[track_caller]
    pub(crate) fn opens(origin: &str, habits: &Habits) -> Self {
        let start = Start {
            languages: habits.languages.clone(),
            javascript: habits.javascript,
            waits_for_pages: habits.waits_for_pages,
            camera: habits.camera.clone(),
        };
        let rested = if habits.new_browser { None } else { rested(&start) };
        let driver = rested.unwrap_or_else(|| {
            let started = WebDriver::new(driver::address(), capabilities(&start));
            let started = RUNTIME.block_on(started);
            started.unwrap_or_else(|error| panic!("Chromium did not start: {error}"))
        });
        let start = (!habits.new_browser).then_some(start);
        Self { driver: Some(driver), origin: origin.to_owned(), start }
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
        let Some(driver) = self.driver.take() else {
            return;
        };
        // After a failure nobody knows what state it is in.
        let start = self.start.take().filter(|_| !std::thread::panicking());
        if let Some(start) = start
            && RUNTIME.block_on(clean(&driver, &self.origin)).is_ok()
        {
            let mut resting = RESTING.lock().unwrap_or_else(PoisonError::into_inner);
            if resting.len() < MOST_RESTING {
                resting.push(Resting { start, driver });
                return;
            }
        }
        // When it no longer answers, the end of chromedriver still ends it.
        let _ = RUNTIME.block_on(driver.quit());
    }
}

/// A resting browser that was started so.
fn rested(start: &Start) -> Option<WebDriver> {
    let mut resting = RESTING.lock().unwrap_or_else(PoisonError::into_inner);
    let place = resting.iter().position(|one| one.start == *start)?;
    Some(resting.swap_remove(place).driver)
}

/// Takes away whatever a visitor to `origin` may have left in the browser. A new tab has no history, no emulated
/// screen, clock or colours, and no script that waits for pages.
async fn clean(driver: &WebDriver, origin: &str) -> WebDriverResult<()> {
    let used = driver.windows().await?;
    let new = driver.new_tab().await?;
    for tab in used {
        driver.switch_to_window(tab).await?;
        driver.close_window().await?;
    }
    driver.switch_to_window(new).await?;
    let devtools = driver.cdp();
    for (name, parameters) in [
        ("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" })),
        ("Network.clearBrowserCookies", json!({})),
        ("Network.clearBrowserCache", json!({})),
        ("Browser.resetPermissions", json!({})),
    ] {
        devtools.send_raw(name, parameters).await?;
    }
    // What is read once is not told again.
    driver.get_log("performance").await?;
    driver.browser_log().await?;
    Ok(())
}

fn capabilities(start: &Start) -> thirtyfour::ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let binary = tools::chrome();
    let mut preferences = json!({
        "intl.accept_languages": start.languages,
        "intl.selected_languages": start.languages,
    });
    if !start.javascript {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let all = LoggingPrefsLogLevel::All;
    let set = (|| {
        capabilities.set_binary(&binary.to_string_lossy())?;
        for switch in SWITCHES {
            capabilities.add_arg(switch)?;
        }
        if let Some(file) = &start.camera {
            // A camera of the browser's own; whether a page may use it is asked as ever.
            capabilities.add_arg("--use-fake-device-for-media-stream")?;
            let film = format!("--use-file-for-fake-video-capture={}", file.display());
            capabilities.add_arg(&film)?;
        }
        let language = start.languages.split(',').next().unwrap_or("en");
        capabilities.add_arg(&format!("--lang={language}"))?;
        capabilities.add_experimental_option("prefs", preferences)?;
        if !start.waits_for_pages {
            capabilities.set_page_load_strategy(PageLoadStrategy::None)?;
        }
        capabilities.set_logging_prefs("performance", all)?;
        capabilities.set_logging_prefs("browser", all)
    })();
    set.expect("capabilities are plain values");
    capabilities
}
