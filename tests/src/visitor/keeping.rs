//! A directory on the phone for the time without a connection: keeping it, its tabs, and what a
//! browser may do to it.

use serde_json::json;
use thirtyfour::WindowHandle;

use super::{Visitor, lines_of, origin};
use crate::chromium::RUNTIME;

/// Gives its last argument how many workers of this site are there, by their state.
const WORKERS: &str = "const done = arguments[0];
  navigator.serviceWorker.getRegistrations().then((all) => done(
    all.flatMap((one) => ['installing', 'waiting', 'active'].filter((state) => one[state]))));";

/// Gives its last argument the address of everything that is kept, without the host.
const KEPT: &str = "const done = arguments[0];
  (async () => {
    const all = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
    }
    return all.sort();
  })().then(done, (error) => done([String(error)]));";

impl Visitor {
    /// Keeps the directory in a language, and waits until it is there.
    #[track_caller]
    pub fn keeps_the_directory(&self, locale: &str) {
        self.opens(&format!("{locale}/keep/"));
        self.presses(self.words().say("offline.keep"));
        self.sees(self.words().say("offline.kept"));
    }

    /// Asks the worker for several languages at the same moment, as several tabs would, on the page where
    /// one is kept already; gives what it answers to each.
    #[track_caller]
    pub fn keeps_at_once(&self, locales: &[&str]) -> Vec<String> {
        self.lines_later(&format!(
            "const done = arguments[0];
             (async () => {{
               const {{ release }} = document.getElementById('keep').dataset;
               const {{ active }} = await navigator.serviceWorker.getRegistration();
               const ask = (locale) => new Promise((resolve) => {{
                 const {{ port1, port2 }} = new MessageChannel();
                 port1.onmessage = ({{ data }}) => resolve(data);
                 active.postMessage({{ release, locale }}, [port2]);
               }});
               return Promise.all({locales:?}.map(ask));
             }})().then(done, (error) => done([String(error)]));"
        ))
    }

    /// The addresses of everything that is kept on this phone, without the host, in order.
    #[track_caller]
    pub fn kept_files(&self) -> Vec<String> {
        self.lines_later(KEPT)
    }

    /// The site's workers: which of "installing", "waiting" and "active" there are.
    #[track_caller]
    pub fn workers(&self) -> Vec<String> {
        self.lines_later(WORKERS)
    }

    /// Waits until a new worker is installed that lets the old tabs be.
    #[track_caller]
    pub fn waits_for_a_waiting_worker(&self) {
        self.waits_for("a worker that waits", || {
            let workers = self.workers();
            (workers.contains(&"waiting".to_owned()) && workers.contains(&"active".to_owned()))
                .then_some(())
        });
    }

    /// Opens a page of the site in a new tab, and stays there; gives back the tab that was left.
    #[track_caller]
    pub fn opens_in_a_new_tab(&self, path: &str) -> WindowHandle {
        let driver = self.chromium.driver();
        let old = self.does("name the tab", driver.window());
        let new = self.does("open a tab", driver.new_tab());
        self.does("turn to the tab", driver.switch_to_window(new));
        self.opens(path);
        old
    }

    /// Closes this tab, and goes back to another.
    #[track_caller]
    pub fn closes_the_tab_for(&self, other: WindowHandle) {
        let driver = self.chromium.driver();
        self.does("close the tab", driver.close_window());
        self.does("turn to the tab", driver.switch_to_window(other));
    }

    /// Leaves the site; with no other tab of it, no page of it is open any longer.
    #[track_caller]
    pub fn closes_all_its_pages(&self) {
        self.does("leave", self.chromium.driver().goto("about:blank"));
    }

    /// Whether this page of the site opens at all.
    pub fn can_open(&self, path: &str) -> bool {
        let address = format!("{}{path}", self.town);
        let opened = RUNTIME.block_on(self.chromium.driver().goto(address));
        // Where a worker stands between, only the page shows that the browser put one of its own.
        opened.is_ok() && self.text_of("return location.protocol") == "http:"
    }

    /// The browser clears what it has kept for the site, to make room.
    #[track_caller]
    pub fn loses_what_is_kept(&self) {
        let what = json!({ "origin": origin(&self.town), "storageTypes": "cache_storage" });
        self.command("Storage.clearDataForOrigin", what);
    }

    /// The phone has this much room for the site, in bytes; `None`: as much as ever.
    #[track_caller]
    pub fn has_room_for(&self, bytes: Option<u32>) {
        let room = match bytes {
            Some(bytes) => json!({ "origin": origin(&self.town), "quotaSize": bytes }),
            None => json!({ "origin": origin(&self.town) }),
        };
        self.command("Storage.overrideQuotaForOrigin", room);
    }

    /// The browser ends all workers, whatever they are about.
    #[track_caller]
    pub fn kills_the_workers(&self) {
        self.command("ServiceWorker.enable", json!({}));
        self.command("ServiceWorker.stopAllWorkers", json!({}));
    }

    /// Texts that a script hands to its last argument.
    #[track_caller]
    pub(crate) fn lines_later(&self, script: &str) -> Vec<String> {
        let answer = self.asks_later(script);
        lines_of(&answer).unwrap_or_else(|| panic!("the page answers {answer}"))
    }
}
