//! For tests: which keys each map was asked for, so that no list of keys has to be kept by hand.

use std::cell::RefCell;

thread_local! {
    static ASKED: RefCell<Vec<Vec<&'static str>>> = const { RefCell::new(Vec::new()) };
}

/// Notes the keys of a map that has been read.
pub fn note(keys: &[&'static str]) {
    ASKED.with_borrow_mut(|asked| asked.push(keys.to_vec()));
}

/// The keys of all maps read so far, in the order in which they were finished.
pub fn take() -> Vec<Vec<&'static str>> {
    ASKED.take()
}
