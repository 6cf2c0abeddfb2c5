//! What a journey starts with: a site on a server of its own, and people who visit it.

use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::thread::available_parallelism;

use crate::server::{Kind, Server};
use crate::site::Site;
use crate::visitor::Visitor;
use crate::visitor::habits::Habits;

/// Turns that are free. As many journeys go at once as the machine has cores: each waits for its
/// browsers, which take a core between them. `SIGNPOST_JOURNEYS_AT_ONCE` is another number.
static FREE: LazyLock<Mutex<usize>> = LazyLock::new(|| {
    let chosen = std::env::var("SIGNPOST_JOURNEYS_AT_ONCE");
    let chosen = chosen.ok().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
    Mutex::new(chosen.unwrap_or_else(|| available_parallelism().map_or(2, usize::from).max(2)))
});
static GIVEN_BACK: Condvar = Condvar::new();

/// A served site. Its request log is this journey's alone.
pub struct Town {
    /// The host.
    pub server: Server,
    _turn: Turn,
}

impl Town {
    /// The sample directory on a plain static host.
    #[track_caller]
    pub fn opens() -> Self {
        Self::at(Site::sample(), "/", Kind::Plain)
    }

    /// A site below a path of a host, such as `/town/`. A journey has one town at a time: whoever
    /// holds one turn and waits for another may wait for somebody who does the same.
    #[track_caller]
    pub fn at(site: &Site, below: &str, kind: Kind) -> Self {
        let turn = Turn::wait();
        Self { server: Server::opens(&site.folder, below, kind), _turn: turn }
    }

    /// What is listed does not come to be compared with a plan: a plan is as it was kept. Visitors are among
    /// errors then.
    pub fn lists_nothing(&self, site: &Site) {
        for file in site.files().iter().filter(|file| file.starts_with("slips/")) {
            self.server.loses(file);
        }
    }

    /// Somebody with a phone.
    #[track_caller]
    pub fn visitor(&self) -> Visitor {
        self.visitor_who(Habits::phone())
    }

    /// Somebody with other habits.
    #[track_caller]
    pub fn visitor_who(&self, habits: Habits) -> Visitor {
        Visitor::arrives(&self.server.address(), habits)
    }
}

/// The right to start browsers, given back when the journey ends.
struct Turn;

impl Turn {
    fn wait() -> Self {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = GIVEN_BACK.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Self
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        GIVEN_BACK.notify_one();
    }
}
