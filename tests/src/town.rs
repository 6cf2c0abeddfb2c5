//! What a journey starts with: a site on a server of its own, and people who visit it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::server::{Kind, Server};
use crate::site::Site;
use crate::visitor::Visitor;
use crate::visitor::habits::Habits;

/// One journey at a time in a test program: each may start several browsers, and two of those
/// are what a small machine can bear.
static TURN: Mutex<()> = Mutex::new(());

/// A served site. Its request log is this journey's alone.
pub struct Town {
    /// The host.
    pub server: Server,
    _turn: MutexGuard<'static, ()>,
}

impl Town {
    /// The sample directory on a plain static host.
    #[track_caller]
    pub fn opens() -> Self {
        Self::at(Site::sample(), "/", Kind::Plain)
    }

    /// A site below a path of a host, such as `/town/`.
    #[track_caller]
    pub fn at(site: &Site, below: &str, kind: Kind) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        Self { server: Server::opens(&site.folder, below, kind), _turn: turn }
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
