//! A running program: its signals live as long as the page, and its effects run before the next
//! frame.

use crate::signal::*;

use crate::executor;

/// The class of the document that says that a program runs: the style sheet shows what needs it,
/// and a test can wait for it.
const READY: &str = "ready";

/// Runs a program's start, and keeps the signals and effects that it makes for as long as the page
/// lives.
pub fn run(start: impl FnOnce()) {
    executor::start();
    let owner = Owner::new();
    owner.with(start);
    std::mem::forget(owner);
}

/// Does something now, and again whenever a signal that it has read has changed: before the next
/// frame, once for all changes of a moment. One effect for all, because leptos compiles each kind
/// anew.
pub fn on_change(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_: Option<()>| act());
}

/// Says that the program runs.
pub fn say_ready() {
    crate::element::set_class(READY, true);
}
