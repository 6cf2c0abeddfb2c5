//! How far a long work is: told by the work, heard by who waits for it.
//!
//! The work says which stage begins and counts its steps; what becomes of that is the listener's affair: a line on
//! a terminal (`terminal`), or nothing.

/// Somebody who may want to know how far a work is.
///
/// A stage ends where the next one begins, or at [`Self::ended`]. Steps may be counted on any thread.
pub trait Progress: Sync {
    /// A stage begins, such as "Drawing pages". `steps` is how many it has; 0 where nobody can know.
    fn begins(&self, stage: &str, steps: usize);
    /// One more step is done.
    fn step(&self);
    /// The work is over, whether or not it was done to the end.
    fn ended(&self);
}

/// Nobody waits.
pub struct Untold;

impl Progress for Untold {
    fn begins(&self, _: &str, _: usize) {}
    fn step(&self) {}
    fn ended(&self) {}
}
