//! Pages that follow what somebody saves: each gets a script of this server, which is told of every change.
//!
//! Deliberately absent: anything of this in a built site. The script is put into a page on its way to the browser, and
//! lies at an address that no site has.

use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;

use crate::hashed::content_name;

/// The folder of the server's own addresses.
const FOLDER: &str = "/__signpost/";

/// Where pages listen.
const EVENTS: &str = "events";

/// The script's name. Pages allow scripts of their own site, and this is one of it as far as they can see.
const SCRIPT: &str = "follow.js";

/// The script.
const SCRIPT_TEXT: &str = include_str!("follow.js");

/// Where there is no site yet: a page that comes anew once there is one.
const WAITING: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width\">\n<title>Signpost</title>\n\
<p>There is no site yet. This page shows it as soon as it is built.</p>\n";

/// How long a connection on which nothing happens is left alone: a browser that has gone is noticed then.
const STILL_THERE: Duration = Duration::from_secs(5);

/// What pages are told of.
#[derive(Default)]
pub struct Follow {
    told: Mutex<Told>,
    changed: Condvar,
}

#[derive(Clone, Default, PartialEq, Eq)]
struct Told {
    /// How many changes there were.
    changes: u64,
    /// What keeps the site from being built.
    trouble: Option<String>,
}

/// What an address of the server's own leads to.
pub enum Own {
    /// The script.
    Script(&'static str),
    /// Connections that stay open.
    Events,
}

/// What lies at an address, if that is one of the server's own.
pub fn own(url: &str) -> Option<Own> {
    let name = url.split(['?', '#']).next()?.strip_prefix(FOLDER)?;
    match name {
        SCRIPT => Some(Own::Script(SCRIPT_TEXT)),
        EVENTS => Some(Own::Events),
        _ => None,
    }
}

impl Follow {
    /// Something else is to be seen from now on, and `trouble` keeps the site from being built, or nothing does.
    pub fn tell(&self, trouble: Option<String>) {
        let mut told = self.told();
        told.changes += 1;
        told.trouble = trouble;
        self.changed.notify_all();
    }

    /// Something else is to be seen; what keeps the site from being built still does.
    pub fn tell_again(&self) {
        let trouble = self.told().trouble.clone();
        self.tell(trouble);
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends what there is to tell, and each change, until the browser has gone (server-sent events).
    pub fn send(&self, mut to: impl Write) -> io::Result<()> {
        let mut sent: Option<Told> = None;
        loop {
            let now = self.told().clone();
            if sent.as_ref() != Some(&now) {
                let event = json!({ "changes": now.changes, "trouble": now.trouble });
                write!(to, "data: {event}\n\n")?;
            } else {
                // A line that says nothing.
                to.write_all(b":\n\n")?;
            }
            to.flush()?;
            let told = self.told();
            let is_known = |told: &mut Told| *told == now;
            // Whether something has changed or the time is over is seen at the next turn.
            drop(self.changed.wait_timeout_while(told, STILL_THERE, is_known));
            sent = Some(now);
        }
    }
}

/// A page as it is followed, and what names its content: the same for the same page.
pub fn followed(page: &[u8]) -> (Vec<u8>, String) {
    let of = format!("\"{}\"", content_name(page));
    let script = format!("<script src=\"{FOLDER}{SCRIPT}\" data-of='{of}' defer></script>\n");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|part| part == end).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    ([before, script.as_bytes(), after].concat(), of)
}

/// The page where there is no site yet.
pub fn waiting() -> &'static [u8] {
    WAITING.as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_the_script_and_keeps_its_name_as_long_as_it_is_the_same() {
        let (page, of) = followed(b"<body><p>Tea</p></body></html>");
        let page = String::from_utf8_lossy(&page).into_owned();
        assert!(
            page.starts_with("<body><p>Tea</p><script src=\"/__signpost/follow.js\""),
            "{page}"
        );
        assert!(page.ends_with("defer></script>\n</body></html>"), "{page}");
        assert!(page.contains(&format!("data-of='{of}'")), "{page}");
        assert_eq!(followed(b"<body><p>Tea</p></body></html>").1, of);
        assert_ne!(followed(b"<body><p>Cake</p></body></html>").1, of);
        assert!(followed(b"<p>Tea").0.ends_with(b"</script>\n"), "a page without an end");
    }

    #[test]
    fn only_the_server_s_own_addresses_are_its_own() {
        assert!(matches!(own("/__signpost/events?x"), Some(Own::Events)));
        assert!(matches!(own("/__signpost/follow.js"), Some(Own::Script(_))));
        for other in ["/", "/en/", "/__signpost/", "/__signpost/secret", "/x/__signpost/events"] {
            assert!(own(other).is_none(), "{other}");
        }
    }

    /// Somebody who listens for so many events, and then goes.
    struct Listener<'a> {
        heard: Vec<String>,
        left: usize,
        follow: &'a Follow,
    }

    impl Write for &mut Listener<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.heard.push(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.left -= 1;
            match self.left {
                0 => return Err(io::ErrorKind::BrokenPipe.into()),
                1 => self.follow.tell(None),
                _ => self.follow.tell(Some("hours\nbackwards".to_owned())),
            }
            Ok(())
        }
    }

    #[test]
    fn somebody_hears_what_is_wrong_and_that_it_was_mended() {
        let follow = Follow::default();
        let mut listener = Listener { heard: Vec::new(), left: 3, follow: &follow };
        assert!(follow.send(&mut listener).is_err(), "the browser has gone");
        let heard = listener.heard.concat();
        let events: Vec<&str> = heard.split("\n\n").filter(|event| !event.is_empty()).collect();
        assert_eq!(
            events,
            [
                "data: {\"changes\":0,\"trouble\":null}",
                "data: {\"changes\":1,\"trouble\":\"hours\\nbackwards\"}",
                "data: {\"changes\":2,\"trouble\":null}",
            ]
        );
    }
}
