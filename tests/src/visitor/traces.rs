//! What a visit leaves behind: with hosts, in the browser's complaints, on the device.

use serde_json::Value;

use super::Visitor;

impl Visitor {
    /// The addresses that the browser has asked for since it was started, whether they came from
    /// a host or from a cache.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let log = self.chromium.driver().get_log("performance");
        for entry in self.does("read what the browser asked for", log) {
            let Ok(entry) = serde_json::from_str::<Value>(&entry.message) else {
                continue;
            };
            let message = &entry["message"];
            let url = match message["method"].as_str() {
                Some("Network.requestWillBeSent") => &message["params"]["request"]["url"],
                Some("Network.webSocketCreated") => &message["params"]["url"],
                _ => continue,
            };
            // A picture that stands in the style sheet is read from there: nobody hears of it.
            let url = url.as_str().filter(|url| !url.starts_with("data:"));
            self.requests.borrow_mut().extend(url.map(str::to_owned));
        }
        self.requests.borrow().clone()
    }

    /// Those of them that went to anybody but our host.
    pub fn requests_elsewhere(&self) -> Vec<String> {
        let mut requests = self.requests();
        requests.retain(|url| {
            let goes_out = ["http", "ws"].iter().any(|scheme| url.starts_with(scheme));
            let is_known = |other: &String| url.starts_with(other.as_str());
            goes_out && !url.starts_with(&self.town) && !self.others.borrow().iter().any(is_known)
        });
        requests
    }

    /// What the browser has complained about since it was started.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.chromium.driver().browser_log();
        let log = self.does("read what the browser complains about", log);
        let severe = log.into_iter().filter(|entry| entry.level == "SEVERE");
        self.complaints.borrow_mut().extend(severe.map(|entry| entry.message));
        self.complaints.borrow().clone()
    }

    /// All that the site has stored on this device, as readable lines.
    #[track_caller]
    pub fn keeps(&self) -> Vec<String> {
        let mut stored = self.lines_later(
            "const done = arguments[0];
             (async () => [
               ...document.cookie.split(';').filter(Boolean).map((cookie) => 'cookie ' + cookie),
               ...Object.keys(localStorage).map((key) => 'local storage ' + key),
               ...Object.keys(sessionStorage).map((key) => 'session storage ' + key),
               ...(await indexedDB.databases()).map((database) => 'database ' + database.name),
               ...(await caches.keys()).map((cache) => 'cache ' + cache),
             ])().then(done, (error) => done([String(error)]))",
        );
        let cookies = self.does("count cookies", self.chromium.driver().get_all_cookies());
        stored.extend(cookies.iter().map(|cookie| format!("cookie {}", cookie.name)));
        stored
    }
}
