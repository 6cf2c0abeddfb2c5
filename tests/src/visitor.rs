//! A person at a browser: what they do, and what they see.
//!
//! The only place that knows how to find things on a page, and it finds them as a screen reader
//! does, by role and name ([`hearing`]). Here is how people come, go and read; [`searching`] and
//! [`hands`] are what they do, [`keeping`] is how they keep a directory, [`traces`] what they leave behind, [`barriers`] what keeps them
//! out. Every method waits for what it needs, within [`PATIENCE`]; nothing waits for a fixed time.
//!
//! When a visitor leaves, two things are always asked: did the browser turn to anybody but our
//! host, and did it complain about the page?

pub mod barriers;
pub mod habits;
pub mod hands;
pub mod hearing;
pub mod keeping;
pub mod pictures;
pub mod planning;
pub mod searching;
pub mod sight;
pub mod traces;

use std::cell::RefCell;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;

use crate::chromium::{Chromium, RUNTIME};
use crate::words::Words;
use habits::Habits;

/// How long a visitor waits for something before they give up: far more than any page needs, for
/// a machine that is busy with other journeys and with other things. (With five compilers beside it,
/// a new release of the kept directory took more than 20 s.)
pub const PATIENCE: Duration = Duration::from_secs(60);

/// JavaScript: reads with every card laid out, as a person does who goes through the whole page. A
/// browser leaves out those that are off the screen.
const WITH_ALL_CARDS: &str = "const whole = (read) => {
    const cards = [...document.querySelectorAll('.cards > .card')];
    cards.forEach((card) => { card.style.contentVisibility = 'visible'; });
    const text = read();
    cards.forEach((card) => card.removeAttribute('style'));
    return text;
  };
";

/// How often they look.
const BLINK: Duration = Duration::from_millis(20);

/// Shows every page the moment at which the site was built (see `site::NOW`), moving on from
/// there; the browser's own clock stays right for everything else. It is nine in Vancouver, or
/// eight for a browser that does not know yet that British Columbia keeps summer time.
const CLOCK: &str = "(() => {
  const Real = Date, start = Real.now(), fixed = Real.UTC(2026, 10, 23, 16, 0);
  globalThis.Date = class Date extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(Date.now()); }
    static now() { return fixed + Real.now() - start; }
  };
})()";

/// A person at a browser.
pub struct Visitor {
    pub(crate) chromium: Chromium,
    town: String,
    habits: Habits,
    requests: RefCell<Vec<String>>,
    /// Addresses of hosts beside the site's to which a journey leads.
    others: RefCell<Vec<String>>,
    complaints: RefCell<Vec<String>>,
}

impl Visitor {
    /// Opens a browser for somebody who visits the site at `town`, an address ending in `/`.
    #[track_caller]
    pub fn arrives(town: &str, habits: Habits) -> Self {
        let chromium = Chromium::opens(&origin(town), &habits);
        let visitor = Self {
            chromium,
            town: town.to_owned(),
            habits: habits.clone(),
            requests: RefCell::default(),
            others: RefCell::default(),
            complaints: RefCell::default(),
        };
        visitor.turns_to_screen(habits.width, habits.height);
        visitor.prefers(habits.dark, habits.forced_colours);
        visitor.before_every_page(CLOCK);
        visitor
            .command("Emulation.setTimezoneOverride", json!({ "timezoneId": "America/Vancouver" }));
        visitor
    }

    /// Takes another screen, or turns the phone.
    #[track_caller]
    pub fn turns_to_screen(&self, width: u32, height: u32) {
        // Narrow screens are phones, which heed the page's `viewport`.
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.command("Emulation.setDeviceMetricsOverride", screen);
    }

    /// Changes their mind about colours. Motion is always reduced: a picture of something that
    /// moves says little.
    #[track_caller]
    pub fn prefers(&self, dark: bool, forced_colours: bool) {
        self.emulates("", dark, forced_colours);
    }

    /// Looks at the page as it will be printed.
    #[track_caller]
    pub fn looks_at_paper(&self) {
        self.emulates("print", self.habits.dark, self.habits.forced_colours);
    }

    /// Looks at it as it is on the screen again.
    #[track_caller]
    pub fn looks_at_the_screen(&self) {
        self.emulates("", self.habits.dark, self.habits.forced_colours);
    }

    /// Always all at once: what is not named here goes back to what the browser has.
    #[track_caller]
    fn emulates(&self, media: &str, dark: bool, forced_colours: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let forced = if forced_colours { "active" } else { "none" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        let shown = json!({ "media": media, "features": features });
        self.command("Emulation.setEmulatedMedia", shown);
    }

    /// Runs a script at the beginning of every page from the next one on: how a journey changes what
    /// the browser offers to pages.
    #[track_caller]
    pub fn before_every_page(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Has a screen that is touched, as phones have; from the next page on.
    #[track_caller]
    pub fn touches_the_screen(&self) {
        self.command("Emulation.setTouchEmulationEnabled", json!({ "enabled": true }));
    }

    /// Allows this site what browsers ask people for, such as `notifications`.
    #[track_caller]
    pub fn allows(&self, permissions: &[&str]) {
        let what = json!({ "origin": origin(&self.town), "permissions": permissions });
        self.command("Browser.grantPermissions", what);
    }

    /// Travels to another time zone, such as `Asia/Tokyo`.
    #[track_caller]
    pub fn travels_to(&self, zone: &str) {
        self.command("Emulation.setTimezoneOverride", json!({ "timezoneId": zone }));
    }

    // Going about.

    /// Opens a page of the site, such as `en/find/`.
    #[track_caller]
    pub fn opens(&self, path: &str) {
        self.opens_link(&format!("{}{path}", self.town));
    }

    /// Opens a link that somebody sent.
    #[track_caller]
    pub fn opens_link(&self, link: &str) {
        self.does(&format!("open {link}"), self.chromium.driver().goto(link));
        if self.habits.waits_for_pages {
            // A finder that notes its question in the history while the next page is on its way ends
            // the driver's own wait: the page is there, and its style sheet is not.
            self.waits_for("the page to be whole", || {
                (self.asks("return document.readyState") == Some("complete".into())).then_some(())
            });
        }
    }

    /// Opens the finder, and waits until it answers.
    #[track_caller]
    pub fn opens_finder(&self, locale: &str) {
        self.opens(&format!("{locale}/find/"));
        self.waits_for_the_finder();
    }

    /// Waits until results are live.
    #[track_caller]
    pub fn waits_for_the_finder(&self) {
        let ready = "return document.documentElement.classList.contains('ready')";
        if self.tries(|| self.asks(ready)?.as_bool()?.then_some(())).is_none() {
            panic!(
                "the finder at {} did not wake; the browser complains: {:?}; the page shows:\n{}",
                self.address(),
                self.complaints(),
                self.reads()
            );
        }
    }

    /// Follows a link by its name, to another page.
    #[track_caller]
    pub fn follows(&self, name: &str) {
        let link = self.finds_one(&["link"], name);
        self.leaves_by(|| self.presses_on(&link));
    }

    /// Follows the first link whose name begins so; a count may stand behind it.
    #[track_caller]
    pub fn follows_one_that_begins(&self, name: &str) {
        let link = self.waits_for(&format!("a link that begins with “{name}”"), || {
            self.all("link").into_iter().find(|link| link.name.starts_with(name))
        });
        self.leaves_by(|| self.presses_on(&link));
    }

    /// Unfolds the choice of languages, where it is folded.
    #[track_caller]
    pub fn opens_languages(&self) {
        let words = self.words();
        let own_name = words.say("about.own-name");
        let label = words.say("site.language").replace("{name}", own_name);
        let folded = self.hears().into_iter().find(|heard| {
            heard.expanded == Some(false) && (heard.is_called(&label) || heard.is_called(own_name))
        });
        if let Some(folded) = folded {
            self.presses_on(&folded);
        }
    }

    /// Leaves a page that calls for discretion by its button. The first link of that name is for the
    /// keyboard, and seen only there.
    #[track_caller]
    pub fn leaves_by_the_button(&self) {
        let name = self.words().say("site.leave").to_owned();
        let button = self.waits_for("the way out", || {
            self.all("link").into_iter().rfind(|link| link.is_called(&name))
        });
        self.leaves_by(|| self.presses_on(&button));
    }

    /// This journey leads to another host: `host` is its address.
    pub fn may_turn_to(&self, host: &str) {
        self.others.borrow_mut().push(host.to_owned());
    }

    /// The browser's Back.
    #[track_caller]
    pub fn goes_back(&self) {
        self.does("go back", self.chromium.driver().back());
        self.waits_for_the_page();
    }

    /// The browser's Reload.
    #[track_caller]
    pub fn reloads(&self) {
        self.does("reload", self.chromium.driver().refresh());
        self.waits_for_the_page();
    }

    /// Does something that leads to another page, and waits for that.
    #[track_caller]
    pub fn leaves_by(&self, act: impl FnOnce()) {
        let before = self.address();
        self.asks("globalThis.leaving = true");
        act();
        let there = "return !globalThis.leaving && document.readyState === 'complete'";
        let arrived = self.tries(|| self.asks(there)?.as_bool()?.then_some(()));
        assert!(arrived.is_some(), "it led nowhere from {before}");
    }

    #[track_caller]
    fn waits_for_the_page(&self) {
        let complete = "return document.readyState === 'complete'";
        let arrived = self.tries(|| self.asks(complete)?.as_bool()?.then_some(()));
        assert!(arrived.is_some(), "{} did not load", self.address());
    }

    /// What stands in the address bar, without the host.
    #[track_caller]
    pub fn address(&self) -> String {
        let url = self.does("read the address", self.chromium.driver().current_url()).to_string();
        url.strip_prefix(&self.town).map(str::to_owned).unwrap_or(url)
    }

    // Reading.

    /// The page's title.
    #[track_caller]
    pub fn title(&self) -> String {
        self.does("read the title", self.chromium.driver().title())
    }

    /// The page's first heading.
    #[track_caller]
    pub fn heading(&self) -> String {
        let heading = self.waits_for("a heading", || {
            self.hears().into_iter().find(|heard| heard.role == "heading")
        });
        heading.name
    }

    /// The code of the page's language.
    #[track_caller]
    pub fn language(&self) -> String {
        self.text_of("return document.documentElement.lang")
    }

    /// The words of the page's language.
    #[track_caller]
    pub fn words(&self) -> Words {
        Words::of(&self.language())
    }

    /// All that can be read on the page now.
    #[track_caller]
    pub fn reads(&self) -> String {
        self.text_of(&[WITH_ALL_CARDS, "return whole(() => document.body.innerText)"].concat())
    }

    /// Waits until the page shows these words.
    #[track_caller]
    pub fn sees(&self, words: &str) {
        let mut page = String::new();
        let seen = self.tries(|| {
            page = self.reads();
            page.contains(words).then_some(())
        });
        assert!(seen.is_some(), "{} does not show “{words}”; it shows:\n{page}", self.address());
    }

    /// The one polite line, which tells what was found.
    #[track_caller]
    pub fn status(&self) -> String {
        let mut lines: Vec<String> =
            self.all("status").iter().map(|line| self.reads_in(line)).collect();
        // The way out has one of its own, which says nothing before Shift is pressed.
        lines.retain(|line| !line.is_empty());
        assert!(lines.len() < 2, "there are {} status lines: {lines:?}", lines.len());
        lines.pop().unwrap_or_default()
    }

    /// The names of what is listed and can be seen, in order: results, or the cards of any other page.
    #[track_caller]
    pub fn results(&self) -> Vec<String> {
        self.lines(
            "const list = document.querySelector('main #results, main ul.cards');
             return [...(list?.querySelectorAll(':scope > li :is(h2, h3)') ?? [])]
               .filter((heading) => heading.checkVisibility({ visibilityProperty: true }))
               .map((heading) => heading.textContent.trim());",
        )
    }

    /// All that one result's card says.
    #[track_caller]
    pub fn card(&self, name: &str) -> String {
        let look = "const cards = [...document.querySelectorAll('main ul.cards > li')];
             const card = cards.find((card) => card.querySelector('h2, h3')?.textContent.trim() === arguments[0]);
             return whole(() => card?.innerText);";
        let card = self.asks_with(&[WITH_ALL_CARDS, look].concat(), vec![json!(name)]);
        let text = card.and_then(|card| card.as_str().map(str::to_owned));
        let text =
            text.unwrap_or_else(|| panic!("there is no card “{name}”, only {:?}", self.results()));
        let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    /// Waits until this is the first result.
    #[track_caller]
    pub fn finds_first(&self, name: &str) {
        self.finds_results(&format!("“{name}” first"), |results| {
            results.first().is_some_and(|first| first == name)
        });
    }

    /// Waits until the results are as expected.
    #[track_caller]
    pub fn finds_results(&self, expected: &str, are: impl Fn(&[String]) -> bool) -> Vec<String> {
        let mut results = Vec::new();
        let found = self.tries(|| {
            results = self.results();
            are(&results).then_some(())
        });
        assert!(
            found.is_some(),
            "expected {expected}, but found {results:?}; chosen is {:?}; the page shows:\n{}",
            self.chips(),
            self.reads()
        );
        results
    }

    // Patience.

    /// Looks again and again until there is something, or patience ends.
    pub fn tries<T>(&self, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look() {
                return Some(found);
            }
            if Instant::now() > end {
                return None;
            }
            std::thread::sleep(BLINK);
        }
    }

    /// Looks again and again until there is something.
    #[track_caller]
    pub fn waits_for<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        let found = self.tries(look);
        found.unwrap_or_else(|| panic!("waited for {what} in vain at {}", self.address()))
    }

    /// Asks the page by script; `None` between two pages.
    pub(crate) fn asks(&self, script: &str) -> Option<Value> {
        self.asks_with(script, Vec::new())
    }

    /// The same with arguments.
    pub fn asks_with(&self, script: &str, arguments: Vec<Value>) -> Option<Value> {
        let answer = RUNTIME.block_on(self.chromium.driver().execute(script, arguments));
        answer.ok().map(|answer| answer.json().clone())
    }

    /// Asks the page by a script that hands its answer to its last argument.
    #[track_caller]
    pub(crate) fn asks_later(&self, script: &str) -> Value {
        let answer = self.chromium.driver().execute_async(script, Vec::new());
        self.does("ask the page", answer).json().clone()
    }

    /// The text that a script gives, from the page that is there or comes next. A page that does
    /// not answer is no page without a text.
    #[track_caller]
    pub(crate) fn text_of(&self, script: &str) -> String {
        self.waits_for("the page to answer", || Some(self.asks(script)?.as_str()?.to_owned()))
    }

    /// The same for several texts.
    #[track_caller]
    pub fn lines(&self, script: &str) -> Vec<String> {
        self.waits_for("the page to answer", || lines_of(&self.asks(script)?))
    }

    #[track_caller]
    pub(crate) fn command(&self, name: &str, parameters: Value) -> Value {
        self.chromium.command(name, parameters)
    }

    #[track_caller]
    pub(crate) fn does<T>(&self, what: &str, act: impl Future<Output = WebDriverResult<T>>) -> T {
        RUNTIME.block_on(act).unwrap_or_else(|error| panic!("cannot {what}: {error}"))
    }
}

/// The site's origin, of an address of it.
fn origin(address: &str) -> String {
    address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
}

/// The texts in a list; `None` for anything else.
fn lines_of(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|line| line.as_str().map(str::to_owned)).collect()
}

impl Drop for Visitor {
    fn drop(&mut self) {
        // A journey that failed already says so itself.
        if std::thread::panicking() {
            return;
        }
        let elsewhere = self.requests_elsewhere();
        assert!(elsewhere.is_empty(), "the browser turned to others: {elsewhere:?}");
        let complaints = self.complaints();
        assert!(
            complaints.is_empty() || self.habits.may_complain,
            "the browser complained:\n{}",
            complaints.join("\n")
        );
    }
}
