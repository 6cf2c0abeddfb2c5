//! Whole journeys: a site built by the `signpost` program, served on this machine, visited by
//! people in a real Chromium.
//!
//! A black box: this crate depends on nothing of ours. It knows the program by its command line,
//! the site by its files, and the pages by what a screen reader hears of them.
//!
//! Reading order: [`town`] (what a journey starts with), [`visitor`] (what people do, the only
//! place that knows how to find things on a page), [`server`] (what a host sees), [`site`] (how a
//! site comes about); then the journeys in `tests/tests/journeys/`, a module a theme.
//!
//! `cargo xtask test journeys` builds what is needed and runs them all.
// A journey that cannot go on stops with a sentence; there is nobody to hand an error to.
#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used)]

pub mod chromium;
pub mod server;
pub mod site;
pub mod tools;
pub mod town;
pub mod visitor;
pub mod words;

pub use server::Server;
pub use site::Site;
pub use town::Town;
pub use visitor::Visitor;
pub use visitor::habits::Habits;
